//! What a command writes: its result on standard output, and everything else on standard error.

use std::fmt::Display;
use std::io::{self, Write as _};

use genesys_cloud::serde_json::Value;

/// Writes a line to standard error. A run goes on if nothing reads it.
pub(crate) fn note(line: impl Display) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Writes a part of a line to standard error.
pub(crate) fn prompt(text: impl Display) {
    let mut terminal = io::stderr();
    let _ = write!(terminal, "{text}").and_then(|()| terminal.flush());
}

/// Writes the result to standard output.
pub(crate) fn print(text: impl Display) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()
}

/// Writes the result to standard output as JSON, for people as well as for programs.
pub(crate) fn print_json(document: &Value) -> io::Result<()> {
    print(format_args!("{document:#}"))
}
