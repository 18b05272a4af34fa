//! `genesys-spec trim`: from a whole document to the fragment of a build.

use std::io::Write;
use std::path::Path;

use genesys_cloud_codegen::Problem;
use genesys_cloud_codegen::document::ir::{Api, Target};
use genesys_cloud_codegen::document::{Document, Json, Names, Outcome};

use crate::document::{Version, count, operations, printable};
use crate::failure::{DATA, Failure};
use crate::leave_out::{LeftOut, leave_out};
use crate::progress::Progress;
use crate::reach::{self, Reached};
use crate::repair::{Repairs, repair};
use crate::select::{self, Choice};
use crate::source::{Source, Text};
use crate::tags::{self, Tags};
use crate::{limit, names, output, report, siblings, swagger2};

/// The arguments of `trim`.
pub(crate) struct Trim<'a> {
    pub(crate) source: &'a Path,
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
    let (fragment, prepared) = prepare(trim, &progress)?;
    progress.step("generating");
    let Outcome { result, warnings } = Document::new(fragment).generate(Target::Dependent);
    drop(progress);
    let api = match result {
        Ok((api, _)) => api,
        Err(problems) => return Err(prepared.refused(&problems)),
    };
    write_output(trim.target, &prepared.text, out)?;
    let report = prepared.report(trim, &api, &warnings);
    // The fragment has been written, even if the log cannot be.
    let _ = writeln!(log, "{}", report.join("\n"));
    Ok(())
}

/// The text of a fragment, with what the report says about it.
struct Prepared {
    /// The name of the source.
    name: String,
    converted: bool,
    text: Vec<u8>,
    /// The repairs and the operations that were left out.
    changes: Vec<String>,
    kept: Kept,
    by_second_tag: Vec<String>,
}

/// Makes the fragment. The source is dropped, since the generator needs the memory.
fn prepare(trim: &Trim<'_>, progress: &Progress) -> Result<(Json, Prepared), Failure> {
    let (mut source, names) = read(trim, progress)?;
    progress.step("cutting out the fragment");
    let all_operations = operations(&source.document).count();
    let paths = siblings::paths(&source.document);
    let name = source.name.clone();
    let converted = source.version == Version::Swagger2;

    select::cut(&mut source.document, trim.choice);
    let by_second_tag = trim.choice.by_second_tag(&source.document);
    siblings::note(&paths, &mut source.document);
    let Repaired {
        mut fragment,
        repairs,
        left_out,
    } = repaired(source, trim.strict)?;
    let reached = reach::prune(&mut fragment);
    limit::check(&name, output::size(&fragment))?;
    if let Some(names) = names {
        names::note(&names, &mut fragment);
    }
    let text = output::pretty(&fragment);
    // The names count as well.
    limit::check(&name, text.len())?;

    let mut changes = report::repairs(&repairs);
    changes.extend(report::left_out(&left_out));
    let prepared = Prepared {
        name,
        converted,
        text,
        changes,
        kept: Kept::new(&fragment, all_operations, reached),
        by_second_tag,
    };
    Ok((fragment, prepared))
}

/// Reads the source, and collects its names if the fragment is a part of it.
fn read(trim: &Trim<'_>, progress: &Progress) -> Result<(Source, Option<Names>), Failure> {
    progress.step("reading");
    let given = Text::read(trim.source)?;
    let source = given.parse()?;
    trim.choice.check(&source)?;
    source.check_security()?;
    if trim.choice.is_everything() {
        return Ok((source, None));
    }
    progress.step("collecting the names of the document");
    let names = names::of_whole(source);
    // Parsed again: a copy of the first one would need five times the memory of the text.
    Ok((given.parse()?, Some(names)))
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

impl Prepared {
    /// Returns the failure of a fragment with problems.
    fn refused(self, problems: &[Problem]) -> Failure {
        let mut lines = self.changes;
        let name = self.name;
        lines.push(format!("{name}: the fragment does not build, so it is not written:"));
        lines.extend(problems.iter().map(|problem| format!("fragment{problem}")));
        Failure { code: DATA, lines }
    }

    /// Returns the report of a fragment that was written: the result, what was kept, and what else there is to know.
    fn report(self, trim: &Trim<'_>, api: &Api, warnings: &[Problem]) -> Vec<String> {
        let done = if trim.target == Path::new("-") {
            "kept".to_owned()
        } else {
            format!("wrote {}:", printable(&trim.target.display().to_string()))
        };
        let converted = if self.converted {
            ", converted from Swagger 2.0"
        } else {
            ""
        };
        let mut lines = vec![format!("{done} {}{converted}", self.kept.line())];
        lines.extend(self.kept.tags);
        lines.extend(self.changes);
        lines.extend(report::dangling(&self.kept.reached.dangling));
        lines.extend(report::elsewhere(trim.choice, api, &self.by_second_tag, trim.verbose));
        lines.extend(report::warnings(warnings));
        lines
    }
}

/// What a fragment has of its source.
struct Kept {
    operations: usize,
    all_operations: usize,
    reached: Reached,
    /// The table of tags.
    tags: Vec<String>,
}

impl Kept {
    fn new(fragment: &Json, all_operations: usize, reached: Reached) -> Self {
        Self {
            operations: operations(fragment).count(),
            all_operations,
            reached,
            tags: tags::table(&Tags::of(fragment)).lines().map(str::to_owned).collect(),
        }
    }

    fn line(&self) -> String {
        let Reached {
            schemas, all_schemas, ..
        } = self.reached;
        format!(
            "{} of {} and {schemas} of {}",
            self.operations,
            count(self.all_operations, "operation"),
            count(all_schemas, "schema")
        )
    }
}

/// A fragment of OpenAPI 3.0, with the changes that it needed.
struct Repaired {
    fragment: Json,
    repairs: Repairs,
    left_out: Vec<LeftOut>,
}

fn repaired(source: Source, strict: bool) -> Result<Repaired, Failure> {
    let Source {
        name,
        version,
        mut document,
        ..
    } = source;
    let repairs = repair(&mut document, version);
    let mut left_out = Vec::new();
    if version == Version::Swagger2 {
        let converted = if strict {
            swagger2::convert(document).map(|document| (document, Vec::new()))
        } else {
            swagger2::convert_leaving_out(document)
        };
        (document, left_out) = converted.map_err(|problems| Failure::document(&name, &problems))?;
    }
    left_out.append(&mut leave_out(&mut document));
    if strict {
        let lines: Vec<String> = report::refusals(&repairs, &left_out);
        if !lines.is_empty() {
            let lines = lines.into_iter().map(|line| format!("{name}{line}")).collect();
            return Err(Failure { code: DATA, lines });
        }
    }
    Ok(Repaired {
        fragment: document,
        repairs,
        left_out,
    })
}
