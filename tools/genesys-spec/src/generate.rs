//! `genesys-spec generate`: the Rust code that a build makes of a fragment.

use std::io::Write;
use std::path::Path;

use genesys_cloud_codegen::document::Document;
use genesys_cloud_codegen::document::ir::Target;

use crate::failure::{Failure, located};
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
    let mut outcome = Document::parse(&content).generate(Target::Dependent);
    outcome.locate(&content);
    drop(progress);
    for warning in &outcome.warnings {
        // The code matters even if the log cannot be written.
        let _ = writeln!(log, "warning: {name}{}", located(warning));
    }
    let (_, code) = outcome.result.map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(located).collect();
        Failure::document(&name, &lines)
    })?;
    output::write_or_print(target, code.as_bytes(), out)
}
