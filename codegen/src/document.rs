//! A document as an object, for `genesys-spec`.
//!
//! The module is hidden from the documentation, may change in any release, and is for the release of `genesys-spec` with the same
//! version. It also re-exports everything else that the tool shares with the generator: the tool uses only this module and the public API.

use crate::ir::{Api, Operation, Tag, Target};
use crate::parallel::on_large_stack;
use crate::read::{self, Read};
use crate::{emit, lower};

pub use crate::json::Json;
pub use crate::lower::{Chosen, choose};
pub use crate::names::{Names, OTHER_NAMES};
pub use crate::near::similar;
pub use crate::path::is_path;
pub use crate::pointer::{escaped, local, unescaped};
pub use crate::problem::{Outcome, Problem, grouped, problem};
pub use crate::shared::{HEADERS_WITH_A_METHOD, RESERVED_HEADERS, breaks_line, one_line};
pub use crate::siblings::{PATHS as LITERAL_PATHS, Siblings};
pub use crate::text::{MAX_SIZE, decoded};

/// The code that the client has in common with the generator, for the build script of the client.
pub const SHARED: &str = include_str!("shared.rs");

pub mod ir {
    //! The plain data of a client.
    pub use crate::ir::*;
}

/// Returns the statements of a program that calls an operation, with the parameters that it requires.
#[must_use]
pub fn statements(api: &Api, tag: &Tag, operation: &Operation) -> Vec<String> {
    emit::statements(api, tag, operation)
}

/// An OpenAPI document that has been read and checked, with its problems, which `api` and `generate` return.
#[derive(Debug)]
pub struct Document(Read);

impl Document {
    /// Reads the text of a document.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self(on_large_stack(|| read::from_text(text)))
    }

    /// Reads a document in memory.
    #[must_use]
    pub fn new(mut json: Json) -> Self {
        // The closure runs once, although its type allows a second run.
        Self(on_large_stack(|| read::from_json(std::mem::take(&mut json))))
    }

    /// Returns the names of the document whose identifiers depend on each other, whatever its problems are.
    #[must_use]
    pub fn names(&self) -> Names {
        on_large_stack(|| lower::names(&self.0))
    }

    /// Returns the warnings about values that were left out because no code depends on them: unknown keywords, odd descriptions. Each
    /// has the pointer to the value, and all are in the order of the document.
    pub fn dropped(&self) -> impl Iterator<Item = &Problem> {
        self.0.warnings.iter().filter(|warning| warning.is_dropped())
    }

    /// Returns the plain data of the client, or every problem of the document.
    #[must_use]
    pub fn api(&self, target: Target) -> Outcome<Api> {
        on_large_stack(|| lower::lower(&self.0, target))
    }

    /// Returns the plain data and the code of the client, or every problem of the document. Drops the document as early as possible,
    /// since the document of the whole platform takes much memory.
    #[must_use]
    pub fn generate(self, target: Target) -> Outcome<(Api, String)> {
        let Outcome { result, warnings } = self.api(target);
        drop(self);
        let result = result.and_then(|api| match on_large_stack(|| emit::emit(&api, target)) {
            Ok(code) => Ok((api, code)),
            Err(problem) => Err(vec![problem]),
        });
        Outcome { result, warnings }
    }
}
