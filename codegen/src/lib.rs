//! Generates a client for [`genesys-cloud`](https://docs.rs/genesys-cloud) from an `OpenAPI` 3.0 fragment, at build time.
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
//!
//! let user = client.users().get_users_me().send()?;
//! ```
//!
//! A fragment is the part of the API document that a program needs: some operations, and the schemas that they refer to. The
//! program [`genesys-spec`](https://crates.io/crates/genesys-spec) cuts it out of the document that Genesys publishes.
//!
//! Generation takes no network access, writes to `OUT_DIR` alone, and makes the same code of the same fragment. Every problem of
//! a fragment is reported in one build, each with its place in the file.
#![allow(
    clippy::needless_doctest_main,
    reason = "the examples are build scripts, which have a `main`"
)]
// One way, from text to code: read → lower → emit. Nothing after `lower` depends on what a fragment holds.

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
pub use names::{OTHER_NAMES, TypeNames};
pub use problem::Problem;
#[doc(hidden)]
pub use problem::quoted;

use ir::Target;

/// Generates the code of a client from the text of a fragment, as it is included in a crate that depends on `genesys-cloud`.
///
/// [`Fragment`] does this in a build script. The code goes into a module of its own, below
/// `use genesys_cloud;`, and fits the release of `genesys-cloud` that has the same version as this crate.
///
/// # Errors
///
/// Every problem of the fragment, in the order of the file.
///
/// ```
/// let problems = genesys_cloud_codegen::generate(r#"{"swagger": "2.0"}"#).unwrap_err();
/// assert_eq!(problems[0].to_string(), "#/swagger: this is a Swagger 2.0 document, convert it with `genesys-spec trim`");
/// ```
pub fn generate(text: &str) -> Result<String, Vec<Problem>> {
    outcome(Target::Dependent, text).result
}

/// What a fragment has become, and what is odd about it without being a problem.
#[doc(hidden)]
#[derive(Debug)]
pub struct Outcome<T> {
    pub result: Result<T, Vec<Problem>>,
    pub warnings: Vec<Problem>,
}

/// As [`generate`], with the warnings, and with what the code was made of.
#[doc(hidden)]
#[must_use]
pub fn check(text: &str) -> Outcome<(ir::Api, String)> {
    parallel::on_large_stack(|| {
        let Outcome { result, warnings } = lower::lower(read::read(text), Target::Dependent);
        let result = result.and_then(|api| {
            let code = emit::emit(&api, Target::Dependent)?;
            Ok((api, code))
        });
        Outcome { result, warnings }
    })
}

fn outcome(target: Target, text: &str) -> Outcome<String> {
    parallel::on_large_stack(|| {
        let Outcome { result, warnings } = lower::lower(read::read(text), target);
        let result = result.and_then(|api| emit::emit(&api, target));
        Outcome { result, warnings }
    })
}

/// The names of all types of a document that become identifiers of `models`. Problems do not matter.
#[doc(hidden)]
#[must_use]
pub fn type_names(text: &str) -> TypeNames {
    parallel::on_large_stack(|| lower::type_names(read::read(text)))
}

/// What the client of a fragment consists of, without its code.
///
/// # Errors
///
/// As [`generate`].
#[doc(hidden)]
pub fn api(text: &str) -> Result<ir::Api, Vec<Problem>> {
    parallel::on_large_stack(|| lower::lower(read::read(text), Target::Dependent).result)
}

#[cfg(test)]
mod tests;
