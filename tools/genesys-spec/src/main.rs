//! The program `genesys-spec`: from the document that Genesys publishes to the fragment that a build takes.
//!
//! `trim` reads a document (`source`), keeps what was chosen (`select`), notes what the rest says about the paths
//! (`siblings`), converts Swagger 2.0 (`swagger2`), drops the components that nothing refers to (`reach`) and writes
//! the file (`output`). `list` counts; `check` and `diff` ask the generator, which is the one that a build runs.

mod check;
mod cli;
mod diff;
mod document;
mod failure;
mod list;
mod output;
mod reach;
mod select;
mod siblings;
mod source;
mod swagger2;
#[cfg(test)]
mod testing;
mod trim;

use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let (mut out, mut log) = (io::stdout().lock(), io::stderr().lock());
    let code = cli::run(std::env::args_os(), &mut out, &mut log).unwrap_or_else(|failure| {
        for line in &failure.lines {
            // Without a standard error, there is nowhere to report to.
            let _ = writeln!(log, "genesys-spec: {line}");
        }
        failure.code
    });
    ExitCode::from(code)
}
