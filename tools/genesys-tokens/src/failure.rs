//! The end of a command that could not do its work.

use std::io;

use genesys_cloud::Error;

use crate::exit;

/// An exit code, and a line for standard error.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) code: u8,
    /// Empty if there is nothing to say.
    pub(crate) line: String,
}

impl Failure {
    pub(crate) fn new(code: u8, line: impl Into<String>) -> Self {
        Self {
            code,
            line: line.into(),
        }
    }

    /// Returns the failure for a mistake in the command line. Nothing was sent.
    pub(crate) fn usage(line: impl Into<String>) -> Self {
        Self::new(exit::USAGE, line)
    }

    /// Returns the failure for what could not be done.
    pub(crate) fn failed(line: impl Into<String>) -> Self {
        Self::new(exit::FAILED, line)
    }
}

/// The error of a call without which the command cannot go on.
impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::failed(error.to_string())
    }
}

/// An error of standard output.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            // `genesys-tokens … | head` stops reading early on purpose.
            io::ErrorKind::BrokenPipe => Self::failed(""),
            _ => Self::failed(format!("standard output cannot be written: {error}")),
        }
    }
}
