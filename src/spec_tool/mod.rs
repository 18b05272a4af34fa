//! The program `genesys-spec`: from the document that Genesys publishes to the fragment that a build takes.
//!
//! `trim` reads a document (`source`), keeps what was chosen (`select`), notes what the rest says about the paths
//! (`siblings`), converts Swagger 2.0 (`swagger2`), drops the components that nothing refers to (`reach`) and writes
//! the file (`output`). `list` counts; `check` and `diff` ask the generator, which is the one that a build runs.
//!
//! Nothing here is part of the API of the crate.

mod check;
mod cli;
mod diff;
mod document;
mod failure;
mod list;
mod near;
mod output;
mod reach;
mod select;
mod siblings;
mod source;
mod swagger2;
#[cfg(test)]
mod testing;
mod trim;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

/// Runs the program; the first argument is its name.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let (mut out, mut log) = (io::stdout().lock(), io::stderr().lock());
    let code = cli::run(args, &mut out, &mut log).unwrap_or_else(|failure| {
        for line in &failure.lines {
            // Where standard error is gone, there is nobody to tell.
            let _ = writeln!(log, "genesys-spec: {line}");
        }
        failure.code
    });
    ExitCode::from(code)
}
