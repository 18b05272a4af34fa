//! A question before something is changed.

use std::io::{self, BufRead as _, IsTerminal as _};

use crate::console::prompt;
use crate::failure::Failure;

/// Whether a change is confirmed on the command line, or by the person in front of the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Consent {
    Given,
    Ask,
}

impl Consent {
    /// Returns how the change is confirmed. Without `--yes`, standard input has to be a terminal.
    pub(crate) fn new(yes: bool) -> Result<Self, Failure> {
        if yes {
            return Ok(Self::Given);
        }
        if io::stdin().is_terminal() {
            return Ok(Self::Ask);
        }
        Err(Failure::usage(
            "standard input is not a terminal, so that the change cannot be confirmed: add --yes",
        ))
    }

    /// Returns whether the change is confirmed. Only yes is a yes.
    pub(crate) fn is_given(self, question: &str) -> bool {
        if self == Self::Given {
            return true;
        }
        prompt(format_args!("{question} [y/N] "));
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line);
        read.is_ok() && ["y", "yes"].contains(&line.trim().to_ascii_lowercase().as_str())
    }
}
