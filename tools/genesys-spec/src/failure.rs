//! How a run ends that did not do what it was asked: a code, and lines for standard error.

use std::fmt::Display;
use std::io;

/// `check` found problems.
pub(crate) const PROBLEMS: u8 = 1;
// The others are those of sysexits.h, out of the way of what `check` and `diff` answer.
/// The command line asks for what does not exist.
pub(crate) const USAGE: u8 = 64;
/// A document is not what it should be.
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

    /// Problems of a document, each with its place in it.
    pub(crate) fn document(name: &str, problems: &[impl Display]) -> Self {
        Self {
            code: DATA,
            lines: problems.iter().map(|problem| format!("{name}{problem}")).collect(),
        }
    }
}

/// Of standard output: files are written in one place, which says more.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let lines = match error.kind() {
            // `genesys-spec list … | head` has read enough.
            io::ErrorKind::BrokenPipe => Vec::new(),
            _ => vec![format!("standard output cannot be written: {error}")],
        };
        Self { code: NO_OUTPUT, lines }
    }
}
