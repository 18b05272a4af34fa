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
    /// Returns how the change is confirmed.
    pub(crate) fn new(yes: bool) -> Self {
        if yes { Self::Given } else { Self::Ask }
    }

    /// Refuses to ask a question that no person sees.
    pub(crate) fn needs_terminal(self) -> Result<Self, Failure> {
        if self == Self::Given || io::stdin().is_terminal() {
            return Ok(self);
        }
        Err(Failure::usage(
            "standard input is not a terminal, so that the change cannot be confirmed: add --yes",
        ))
    }

    /// Returns whether the change is confirmed. Only yes is a yes. A pipe that has ended is neither yes nor no.
    pub(crate) fn is_given(self, question: &str) -> Result<bool, Failure> {
        if self == Self::Given {
            return Ok(true);
        }
        prompt(format_args!("{question} [y/N] "));
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line);
        // Ctrl-D is not a yes.
        if read.is_ok_and(|length| length > 0) || io::stdin().is_terminal() {
            return Ok(["y", "yes"].contains(&line.trim().to_ascii_lowercase().as_str()));
        }
        prompt("\n");
        Err(Failure::usage("standard input has no yes or no: add --yes"))
    }
}
