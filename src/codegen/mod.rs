//! The generator: from the text of an `OpenAPI` 3.0.3 fragment to the Rust code of its client.
//!
//! It runs in `build.rs`, which compiles this directory by its path; the crate compiles it for its tests and
//! for `spec_tool`.
//! Text → document (`spec`, with `json`, `grammar` and `check`) → plain data (`lower`, with `names` and `cycles`) →
//! tokens (`models`, `operations`, `docs`) → formatted code. What is wrong with a fragment is known after `lower`.

mod check;
mod cycles;
mod docs;
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

use quote::quote;

pub(crate) use spec::SpecError;

/// What a fragment was made into.
#[derive(Debug)]
pub(crate) struct Generated {
    /// The code, formatted; a file of its own.
    pub(crate) code: String,
}

/// Makes the client of a fragment, or tells all that is wrong with the fragment. Never panics.
pub(crate) fn generate(text: &str) -> Result<Generated, Vec<SpecError>> {
    let api = api(text)?;
    let models = models::module(&api);
    let operations = operations::module(&api);
    let code = formatted(quote!(#models #operations))?;
    Ok(Generated { code })
}

/// What the client of a fragment consists of.
pub(crate) fn api(text: &str) -> Result<ir::Api, Vec<SpecError>> {
    let document = spec::read(text)?;
    lower::lower(&document)
}

fn formatted(code: proc_macro2::TokenStream) -> Result<String, Vec<SpecError>> {
    let file = syn::parse2(code).map_err(|error| {
        let problem = format!("the code made of this document is not Rust: {error}");
        vec![SpecError::new(
            "",
            problem,
            "report it as a fault of the generator, with the document",
        )]
    })?;
    Ok(airy(&prettyplease::unparse(&file)))
}

/// Puts an empty line between items, as people do and `prettyplease` does not.
fn airy(code: &str) -> String {
    const ITEMS: &[&str] = &["///", "#[", "pub ", "impl", "fn "];
    let mut airy = String::with_capacity(code.len() + code.len() / 16);
    let mut after_item = false;
    for line in code.lines() {
        let text = line.trim_start();
        let import = text.starts_with("use ");
        if after_item && !import && ITEMS.iter().any(|item| text.starts_with(item)) {
            airy.push('\n');
        }
        airy.push_str(line);
        airy.push('\n');
        after_item = !text.starts_with("//") && (text == "}" || text.ends_with(';'));
    }
    airy
}

#[cfg(test)]
mod tests;
