//! The generator: from the text of an `OpenAPI` 3.0.3 fragment to the Rust code of its client.
//!
//! It runs in `build.rs`, which compiles this directory by its path; the crate compiles it for its tests and
//! for `spec_tool`.
//! Text → document (`spec`, with `json`, `grammar` and `check`) → plain data (`lower`, with `names` and `cycles`) →
//! tokens (`models`, `operations`, `docs`), with comments and tables as text beside them → formatted code (`file`).
//! What is wrong with a fragment is known after `lower`.

mod check;
mod cycles;
mod docs;
mod file;
mod grammar;
pub(crate) mod ir;
pub(crate) mod json;
mod lower;
mod markdown;
mod models;
mod names;
mod operations;
pub(crate) mod spec;
mod types;
mod workers;

use file::File;
use openapiv3::OpenAPI;
pub(crate) use spec::SpecError;

/// What a fragment was made into.
#[derive(Debug)]
pub(crate) struct Generated {
    /// The code, formatted; a file of its own.
    pub(crate) code: String,
    /// What it was made of. To take that of a whole platform apart is a twentieth of the work: a build ends without.
    #[allow(dead_code, reason = "it is kept, and not looked at")]
    made_of: (OpenAPI, ir::Api),
}

/// Makes the client of a fragment, or tells all that is wrong with the fragment. Never panics.
pub(crate) fn generate(text: &str) -> Result<Generated, Vec<SpecError>> {
    let document = spec::read(text)?;
    let api = lower::lower(&document)?;
    let mut file = File::default();
    models::write(&api, &mut file)?;
    operations::write(&api, &mut file)?;
    Ok(Generated {
        code: file.finish(),
        made_of: (document, api),
    })
}

/// What the client of a fragment consists of.
#[allow(dead_code, reason = "a build makes all of it, `spec_tool` compares this")]
pub(crate) fn api(text: &str) -> Result<ir::Api, Vec<SpecError>> {
    lower::lower(&spec::read(text)?)
}

#[cfg(test)]
mod tests;
