//! `genesys-spec trim`: from a whole document to the fragment of a build.

mod draft;

use std::io::Write;
use std::path::Path;

use genesys_cloud_codegen::document::ir::Api;

use crate::document::{count, printable};
use crate::failure::Failure;
use crate::leave_out::LeftOut;
use crate::location::Location;
use crate::progress::Progress;
use crate::select::Choice;
use crate::{output, report};
use draft::{Draft, Fragment};

/// The arguments of `trim`.
pub(crate) struct Trim<'a> {
    pub(crate) source: &'a Location,
    pub(crate) choice: &'a Choice,
    pub(crate) target: &'a Path,
    /// Whether a source that needs repairs or loses operations is refused.
    pub(crate) strict: bool,
    /// Whether the report lists every operation that it counts.
    pub(crate) verbose: bool,
}

/// Writes the fragment, and a report of what was kept and changed to `log`.
pub(crate) fn trim(trim: &Trim<'_>, out: &mut dyn Write, log: &mut dyn Write) -> Result<(), Failure> {
    output::refuse_source(trim.source, trim.target)?;
    let progress = Progress::start();
    let fragment = Draft::read(trim, &progress)?.generate(&progress)?;
    drop(progress);
    write_output(trim.target, &fragment.text, out)?;
    // The fragment has been written, even if the log cannot be.
    let _ = writeln!(log, "{}", report(trim, &fragment).join("\n"));
    Ok(())
}

/// Returns the client of the fragment that `trim` would write, and the operations that it would leave out.
pub(crate) fn api(source: &Location, choice: &Choice) -> Result<(Api, Vec<LeftOut>), Failure> {
    let trim = Trim {
        source,
        choice,
        target: Path::new("-"),
        strict: false,
        verbose: false,
    };
    let progress = Progress::start();
    let fragment = Draft::read(&trim, &progress)?.generate(&progress)?;
    Ok((fragment.api, fragment.draft.left_out))
}

fn write_output(target: &Path, text: &[u8], out: &mut dyn Write) -> Result<(), Failure> {
    if target == Path::new("-") {
        out.write_all(text)?;
        out.flush()?;
        Ok(())
    } else {
        output::write(target, text)
    }
}

/// Returns the report of a fragment that was written: the result, what was kept, and what else there is to know.
fn report(trim: &Trim<'_>, fragment: &Fragment<'_>) -> Vec<String> {
    let done = if trim.target == Path::new("-") {
        "kept".to_owned()
    } else {
        format!("wrote {}:", printable(&trim.target.display().to_string()))
    };
    let draft = &fragment.draft;
    let converted = if draft.is_converted {
        ", converted from Swagger 2.0"
    } else {
        ""
    };
    let mut lines = vec![format!(
        "{done} {} of {} and {} of {}{converted}",
        draft.kept.operations,
        count(draft.all.len(), "operation"),
        draft.kept.schemas,
        count(draft.schemas.len(), "schema")
    )];
    lines.extend(draft.kept.tags.lines().map(str::to_owned));
    lines.extend(report::left_out(&draft.left_out, trim.verbose));
    lines.extend(report::repairs(&draft.repairs));
    lines.extend(report::elsewhere(
        trim.choice,
        &fragment.api,
        &draft.by_second_tag,
        trim.verbose,
    ));
    lines.extend(report::grouped("dropped", &draft.dropped));
    lines.extend(report::grouped("warning", &fragment.warnings));
    lines
}
