//! `genesys-spec trim`: from a whole document to the fragment of a build.

mod asked_for;
pub(crate) mod choice;
mod draft;
mod names;
pub(crate) mod provenance;
pub(crate) mod report;
mod siblings;
pub(crate) mod texts;

use std::io::Write;
use std::path::Path;

use genesys_cloud_codegen::document::ir::Api;

use crate::convert::left_out::LeftOut;
use crate::document::{count, printable};
use crate::failure::Failure;
use crate::output;
use crate::source::Location;
use crate::terminal::Progress;
use choice::Choice;
pub(crate) use draft::Refused;
use draft::{Draft, Fragment};

/// How a fragment is cut out of a document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cutting<'a> {
    pub(crate) source: &'a Location,
    pub(crate) choice: &'a Choice,
    /// Whether a source that needs repairs or loses operations is refused.
    pub(crate) strict: bool,
    /// Whether the report lists every operation that it counts.
    pub(crate) verbose: bool,
}

impl<'a> Cutting<'a> {
    /// Returns the settings of a command that shows a fragment, or writes it with other files.
    pub(crate) fn new(source: &'a Location, choice: &'a Choice) -> Self {
        Self {
            source,
            choice,
            strict: false,
            verbose: false,
        }
    }
}

/// A fragment that a build accepts.
pub(crate) struct Cut {
    pub(crate) text: Vec<u8>,
    pub(crate) api: Api,
    pub(crate) left_out: Vec<LeftOut>,
    /// One line about the kept operations and schemas.
    pub(crate) summary: String,
    /// Further lines of the report.
    pub(crate) notes: Vec<String>,
}

/// Writes the fragment to `target`, and a report of what was kept and changed to `log`.
pub(crate) fn trim(
    cutting: &Cutting<'_>,
    target: &Path,
    out: &mut dyn Write,
    log: &mut dyn Write,
) -> Result<(), Failure> {
    output::refuse_source(cutting.source, target)?;
    let progress = Progress::start();
    let cut = cut(cutting, &progress)?;
    drop(progress);
    output::write_or_print(target, &cut.text, out)?;
    let done = if target == Path::new("-") {
        "kept".to_owned()
    } else {
        format!("wrote {}:", printable(&target.display().to_string()))
    };
    // The fragment has been written, even if the log cannot be.
    let _ = writeln!(log, "{done} {}", cut.summary);
    for note in &cut.notes {
        let _ = writeln!(log, "{note}");
    }
    Ok(())
}

/// Cuts a fragment out of a document.
pub(crate) fn cut(cutting: &Cutting<'_>, progress: &Progress) -> Result<Cut, Refused> {
    let fragment = Draft::read(cutting, progress)?.generate(progress)?;
    let summary = summary(&fragment);
    let notes = notes(cutting, &fragment);
    Ok(Cut {
        text: fragment.text,
        api: fragment.api,
        left_out: fragment.draft.left_out,
        summary,
        notes,
    })
}

fn summary(fragment: &Fragment<'_>) -> String {
    let draft = &fragment.draft;
    let converted = if draft.is_converted {
        ", converted from Swagger 2.0"
    } else {
        ""
    };
    format!(
        "{} of {} and {} of {}{converted}",
        draft.kept.operations,
        count(draft.all.len(), "operation"),
        draft.kept.schemas,
        count(draft.schemas.len(), "schema")
    )
}

fn notes(cutting: &Cutting<'_>, fragment: &Fragment<'_>) -> Vec<String> {
    let draft = &fragment.draft;
    let mut lines: Vec<String> = draft.kept.tags.lines().map(str::to_owned).collect();
    lines.extend(report::left_out(&draft.left_out, cutting.verbose));
    lines.extend(report::repairs(&draft.repairs));
    lines.extend(report::elsewhere(
        cutting.choice,
        &fragment.api,
        &draft.by_second_tag,
        cutting.verbose,
    ));
    lines.extend(report::grouped("dropped", &draft.dropped));
    lines.extend(report::grouped("warning", &fragment.warnings));
    lines
}
