//! The failure of a run: an exit code, and lines for standard error.

use std::fmt::Display;
use std::io;

use genesys_cloud_codegen::Problem;

/// `check` found problems.
pub(crate) const PROBLEMS: u8 = 1;
/// A source has changes for a fragment.
pub(crate) const CHANGED: u8 = 1;
/// A change of a source breaks programs, or removes an operation that the fragment was made for.
pub(crate) const BREAKING: u8 = 2;
// The other codes come from sysexits.h, and are not results of `check` and `diff`.
/// The command line is invalid, or names an unknown tag or operation.
pub(crate) const USAGE: u8 = 64;
/// A document is invalid, not supported or too large.
pub(crate) const DATA: u8 = 65;
/// A document cannot be read.
pub(crate) const NO_INPUT: u8 = 66;
/// The output cannot be written.
pub(crate) const NO_OUTPUT: u8 = 73;

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) code: u8,
    pub(crate) lines: Vec<String>,
}

impl Failure {
    pub(crate) fn new(code: u8, line: impl Into<String>) -> Self {
        Self {
            code,
            lines: vec![line.into()],
        }
    }

    /// Returns the failure for a document that cannot be read.
    pub(crate) fn problem(name: &str, problem: &Problem) -> Self {
        Self::new(DATA, format!("{name}: {}; {}", problem.message(), problem.help()))
    }

    /// Returns the failure for problems of a document, each with its place in it.
    pub(crate) fn document(name: &str, problems: &[impl Display]) -> Self {
        Self {
            code: DATA,
            lines: problems.iter().map(|problem| format!("{name}{problem}")).collect(),
        }
    }
}

/// Returns a problem with its line and its column, as it follows the name of a file.
pub(crate) fn located(problem: &Problem) -> String {
    match problem.line().zip(problem.column()) {
        Some((line, column)) => format!(":{line}:{column}{problem}"),
        None => problem.to_string(),
    }
}

/// An error of standard output. `output` reports the errors of files, with their names.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let lines = match error.kind() {
            // `genesys-spec list … | head` stops reading early on purpose.
            io::ErrorKind::BrokenPipe => Vec::new(),
            _ => vec![format!("standard output cannot be written: {error}")],
        };
        Self { code: NO_OUTPUT, lines }
    }
}
