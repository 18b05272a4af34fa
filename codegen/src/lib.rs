//! Generates a client for [`genesys-cloud`](https://docs.rs/genesys-cloud) from an OpenAPI 3.0 fragment, at build time.
//!
//! ```toml
//! [dependencies]
//! genesys-cloud = "0.1"
//!
//! [build-dependencies]
//! genesys-cloud-codegen = "0.1"
//! ```
//!
//! In `build.rs`:
//!
//! ```no_run
//! fn main() {
//!     genesys_cloud_codegen::Fragment::file("spec/users.json").build();
//! }
//! ```
//!
//! In `src/main.rs`:
//!
//! ```ignore
//! mod genesys {
//!     genesys_cloud::include_api!();
//! }
//! use genesys::Apis as _;
//! use genesys_cloud::{Client, Error};
//!
//! fn main() -> Result<(), Error> {
//!     let client = Client::from_env()?;
//!     let users = client.users().get_users().page_size(25).send()?;
//!     println!("{users:?}");
//!     Ok(())
//! }
//! ```
//!
//! A fragment is the part of the API document that a program needs: some operations, and the schemas that they refer to. The
//! program [`genesys-spec`](https://crates.io/crates/genesys-spec) cuts it out of the document that Genesys publishes.
//!
//! Generation needs no network access, writes only to `OUT_DIR`, and always generates the same code from the same fragment. A build reports
//! every problem of a fragment at once, each with its place in the file.
#![allow(
    clippy::needless_doctest_main,
    reason = "the examples are build scripts, which have a `main`"
)]
// One way, from text to code: read → lower → emit. No fragment makes a step after `lower` fail.

mod emit;
#[doc(hidden)]
pub mod encoding;
mod fragment;
#[doc(hidden)]
pub mod ir;
#[doc(hidden)]
pub mod json;
mod lower;
mod names;
#[doc(hidden)]
pub mod near;
mod parallel;
#[doc(hidden)]
pub mod pointer;
mod problem;
mod read;
#[doc(hidden)]
pub mod siblings;

pub use fragment::Fragment;
#[doc(hidden)]
pub use fragment::MAX_SIZE;
#[doc(hidden)]
pub use lower::{Chosen, choose};
#[doc(hidden)]
pub use names::{OTHER_NAMES, TypeNames};
pub use problem::Problem;
#[doc(hidden)]
pub use problem::quoted;

use ir::{Api, Target};
use parallel::on_large_stack;

/// Generates the code of a client from the text of a fragment, as it is included in a crate that depends on `genesys-cloud`.
///
/// [`Fragment`] does this in a build script. The code goes into a module of its own, below
/// `use genesys_cloud;`, and fits the release of `genesys-cloud` that has the same version as this crate.
///
/// # Errors
///
/// Returns every problem of the fragment, in the order of the file.
///
/// ```
/// let problems = genesys_cloud_codegen::generate(r#"{"swagger": "2.0"}"#).unwrap_err();
/// assert_eq!(problems[0].to_string(), "#/swagger: this is a Swagger 2.0 document, convert it with `genesys-spec trim`");
/// ```
pub fn generate(text: &str) -> Result<String, Vec<Problem>> {
    let (_, code) = generate_with_warnings(text).result?;
    Ok(code)
}

/// The result of a step, with the warnings about what is odd and does no harm.
#[doc(hidden)]
#[derive(Debug)]
pub struct Outcome<T> {
    pub result: Result<T, Vec<Problem>>,
    pub warnings: Vec<Problem>,
}

/// Generates as [`generate`] does, and returns the warnings and the plain data of the code too.
#[doc(hidden)]
#[must_use]
pub fn generate_with_warnings(text: &str) -> Outcome<(Api, String)> {
    generate_for(text, Target::Dependent)
}

/// Returns the plain data of the client of a fragment, without its code.
///
/// # Errors
///
/// As [`generate`].
#[doc(hidden)]
pub fn api(text: &str) -> Result<Api, Vec<Problem>> {
    on_large_stack(|| lower::lower(&read::read(text), Target::Dependent)).result
}

/// Returns the names of all types of a document that become identifiers of `models`, whatever its problems are.
#[doc(hidden)]
#[must_use]
pub fn type_names(text: &str) -> TypeNames {
    on_large_stack(|| lower::type_names(&read::read(text)))
}

/// Returns whether two successful responses of an operation of a document have different types.
#[doc(hidden)]
#[must_use]
pub fn results_differ(text: &str) -> bool {
    on_large_stack(|| lower::results_differ(&read::read(text)))
}

/// Each step drops what it was made of, since a document of the whole platform takes much memory.
fn generate_for(text: impl AsRef<str> + Sync, target: Target) -> Outcome<(Api, String)> {
    let read = on_large_stack(|| read::read(text.as_ref()));
    drop(text);
    let Outcome { result, warnings } = on_large_stack(|| lower::lower(&read, target));
    drop(read);
    let result = result.and_then(|api| match on_large_stack(|| emit::emit(&api, target)) {
        Ok(code) => Ok((api, code)),
        Err(problem) => Err(vec![problem]),
    });
    Outcome { result, warnings }
}

#[cfg(test)]
mod tests;
