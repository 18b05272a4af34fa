//! `genesys-spec check`: the problems and warnings that a build would report.

use std::io::Write;
use std::path::Path;

use genesys_cloud_codegen::document::Document;
use genesys_cloud_codegen::document::ir::Target;

use crate::failure::{Failure, PROBLEMS};
use crate::limit;
use crate::source::Text;

pub(crate) fn check(file: &Path, out: &mut dyn Write, log: &mut dyn Write) -> Result<u8, Failure> {
    let Text { name, text } = Text::read(file)?;
    if let Some(problem) = limit::problem(text.len()) {
        writeln!(out, "{name}: {problem}")?;
        out.flush()?;
        return Ok(PROBLEMS);
    }
    let outcome = Document::parse(&text).generate(Target::Dependent);
    for warning in &outcome.warnings {
        // The problems and the exit code matter even if the log cannot be written.
        let _ = writeln!(log, "warning: {name}{warning}");
    }
    match outcome.result {
        Ok((_, code)) => {
            // The exit code says the same.
            let _ = writeln!(log, "{name}: no problems, {} lines of Rust", code.lines().count());
            Ok(0)
        }
        Err(problems) => {
            for problem in problems {
                writeln!(out, "{name}{problem}")?;
            }
            out.flush()?;
            Ok(PROBLEMS)
        }
    }
}
