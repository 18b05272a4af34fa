//! Generates a client for [`genesys-cloud`](https://docs.rs/genesys-cloud) from an OpenAPI 3.0 fragment, at build time.
//!
//! A fragment is the part of the API document that a program needs: some operations, and the schemas that they refer to. The
//! program [`genesys-spec`](https://crates.io/crates/genesys-spec) cuts it out of the document that Genesys publishes.
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
//! Generation needs no network access, writes only to `OUT_DIR`, and always generates the same code from the same fragment. A build reports
//! every problem of a fragment at once, each with its place in the file.
#![allow(
    clippy::needless_doctest_main,
    reason = "the examples are build scripts, which have a `main`"
)]
// One way, from text to code: read → lower → emit. No fragment makes a step after `lower` fail.

#[doc(hidden)]
pub mod document;
mod emit;
mod fragment;
#[allow(missing_docs, reason = "hidden from the documentation: only genesys-spec sees it")]
mod ir;
#[allow(missing_docs, reason = "hidden from the documentation: only genesys-spec sees it")]
mod json;
mod lower;
mod names;
mod near;
mod openapi;
mod parallel;
mod path;
mod pointer;
mod position;
mod problem;
mod read;
mod shared;
mod siblings;
mod text;

pub use fragment::Fragment;
pub use problem::Problem;

use document::Document;
use ir::Target;

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
/// let problem = problems[0].to_string();
/// assert_eq!(problem, "#/swagger: this is a Swagger 2.0 document; run `genesys-spec trim` on it, which converts it");
/// assert_eq!((problems[0].line(), problems[0].column()), (Some(1), Some(2)));
/// ```
pub fn generate(text: &str) -> Result<String, Vec<Problem>> {
    let mut outcome = Document::parse(text).generate(Target::Dependent);
    outcome.locate(text);
    outcome.result.map(|(_, code)| code)
}

#[cfg(test)]
mod tests;
