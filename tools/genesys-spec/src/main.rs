//! The program `genesys-spec`: from the document that Genesys publishes to the fragment that a build accepts.
//!
//! `trim` reads a document (`source`, and `download` for one at a URL), keeps the chosen operations (`select`), notes what the rest of the document says about
//! paths (`siblings`) and names (`names`), repairs (`repair`) and converts Swagger 2.0 (`swagger2`), leaves out operations that
//! the client cannot call (`leave_out`), drops unused components (`reach`), runs the generator, and writes the file (`output`). `list`
//! shows the operations; `check` and `diff` run the same generator as a build.

mod asked_for;
mod check;
mod cli;
mod diff;
mod document;
mod download;
mod failure;
mod generate;
mod init;
mod leave_out;
mod limit;
mod list;
mod location;
mod merge;
mod names;
mod output;
mod progress;
mod provenance;
mod reach;
mod refused;
mod repair;
mod report;
mod select;
mod siblings;
mod source;
mod swagger2;
mod tags;
mod terminal;
#[cfg(test)]
mod testing;
mod texts;
mod trim;
mod update;
mod url;

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
