//! The program `genesys-spec`: from the document that Genesys publishes to the fragment that a build accepts.
//!
//! `trim` cuts a fragment out of a document, `init` sets a crate up with one, and `update` cuts one out of its source again. `list`, `check`,
//! `diff` and `generate` show what a document has, what is wrong with a fragment, what changes for callers, and the code of a build.
//! ARCHITECTURE.md lists the modules, and the steps of `trim`.

mod check;
mod cli;
mod convert;
mod diff;
mod document;
mod failure;
mod generate;
mod init;
mod limit;
mod list;
mod output;
mod source;
mod terminal;
#[cfg(test)]
mod testing;
mod trim;
mod update;

use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    // Standard error is not locked: a thread writes the progress to it.
    let (mut out, mut log) = (io::stdout().lock(), io::stderr());
    let code = cli::run(std::env::args_os(), &mut out, &mut log).unwrap_or_else(|failure| {
        for line in &failure.lines {
            // If standard error also fails, the exit code is the only report.
            let _ = writeln!(log, "genesys-spec: {line}");
        }
        failure.code
    });
    ExitCode::from(code)
}
