//! `genesys-spec generate`: the Rust code that a build makes of a fragment.

use std::io::Write;
use std::path::Path;

use genesys_cloud_codegen::Problem;
use genesys_cloud_codegen::document::ir::Target;
use genesys_cloud_codegen::document::{Document, Outcome, locate};

use crate::failure::{DATA, Failure};
use crate::source::{Location, Text};
use crate::terminal::Progress;
use crate::{limit, output};

/// Writes the code to `target`, or to standard output for `-`.
pub(crate) fn generate(
    fragment: &Location,
    target: &Path,
    out: &mut dyn Write,
    log: &mut dyn Write,
) -> Result<(), Failure> {
    output::refuse_source(fragment, target)?;
    let progress = Progress::start();
    progress.step("reading");
    let Text { name, content, .. } = Text::read(fragment, &progress)?;
    limit::check(&name, content.len())?;
    progress.step("generating");
    let Outcome {
        mut result,
        mut warnings,
    } = Document::parse(&content).generate(Target::Dependent);
    let problems = result.as_mut().err().into_iter().flatten();
    locate(problems.chain(&mut warnings), &content);
    drop(progress);
    for warning in &warnings {
        // The code matters even if the log cannot be written.
        let _ = writeln!(log, "warning: {}", line(&name, warning));
    }
    match result {
        Ok((_, code)) => output::write_or_print(target, code.as_bytes(), out),
        Err(problems) => {
            let lines = problems.iter().map(|problem| line(&name, problem)).collect();
            Err(Failure { code: DATA, lines })
        }
    }
}

/// Returns a problem with its place, as `check` writes it.
fn line(name: &str, problem: &Problem) -> String {
    match problem.line().zip(problem.column()) {
        Some((line, column)) => format!("{name}:{line}:{column}{problem}"),
        None => format!("{name}{problem}"),
    }
}
