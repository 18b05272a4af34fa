//! `genesys-spec trim`: from a whole document to the fragment of a build.

use std::io::Write;
use std::path::Path;

use genesys_cloud_codegen::Problem;
use genesys_cloud_codegen::document::ir::{Api, Target};
use genesys_cloud_codegen::document::{Document, Json, Names, Outcome};

use crate::document::{count, operations, printable};
use crate::failure::{DATA, Failure};
use crate::leave_out::{LeftOut, leave_out};
use crate::list::{self, Tags};
use crate::reach::{self, Reached};
use crate::repair::{Repairs, repair};
use crate::select::{self, Choice};
use crate::source::{Source, Text, Version};
use crate::{limit, names, output, report, siblings, swagger2};

/// The arguments of `trim`.
pub(crate) struct Trim<'a> {
    pub(crate) source: &'a Path,
    pub(crate) choice: &'a Choice,
    pub(crate) target: &'a Path,
    /// Whether a source that needs repairs or loses operations is refused.
    pub(crate) strict: bool,
}

/// Writes the fragment, and a report of what was kept and changed to `log`.
pub(crate) fn trim(trim: &Trim<'_>, out: &mut dyn Write, log: &mut dyn Write) -> Result<(), Failure> {
    let (fragment, prepared) = prepare(trim)?;
    let Outcome { result, warnings } = Document::new(fragment).generate(Target::Dependent);
    let api = match result {
        Ok((api, _)) => api,
        Err(problems) => return Err(prepared.refused(&problems)),
    };
    write_output(trim.target, &prepared.text, out)?;
    let summary = prepared.summary(trim, &api, &warnings);
    // The fragment has been written, even if the log cannot be.
    let _ = writeln!(log, "{}", summary.join("\n"));
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
    kept: Vec<String>,
    by_second_tag: Vec<String>,
}

/// Makes the fragment. The source is dropped, since the generator needs the memory.
fn prepare(trim: &Trim<'_>) -> Result<(Json, Prepared), Failure> {
    let (mut source, names) = read(trim)?;
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
        kept: kept(&fragment, all_operations, &reached),
        by_second_tag,
    };
    Ok((fragment, prepared))
}

/// Reads the source, and collects its names if the fragment is a part of it.
fn read(trim: &Trim<'_>) -> Result<(Source, Option<Names>), Failure> {
    let given = Text::read(trim.source)?;
    let source = given.parse()?;
    trim.choice.check(&source)?;
    source.check_security()?;
    if trim.choice.is_everything() {
        return Ok((source, None));
    }
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

    /// Returns the report of a fragment that was written.
    fn summary(self, trim: &Trim<'_>, api: &Api, warnings: &[Problem]) -> Vec<String> {
        let mut lines = self.changes;
        lines.extend(self.kept);
        lines.extend(report::elsewhere(trim.choice, api, &self.by_second_tag));
        lines.extend(report::warnings(warnings));
        if self.converted {
            lines.push(format!("converted from Swagger 2.0: {}", self.name));
        }
        if trim.target != Path::new("-") {
            lines.push(format!("wrote {}", printable(&trim.target.display().to_string())));
        }
        lines
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
    let mut repairs = Repairs::default();
    let mut left_out = Vec::new();
    if version == Version::Swagger2 {
        repairs = repair(&mut document);
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

fn kept(fragment: &Json, all_operations: usize, reached: &Reached) -> Vec<String> {
    let table = list::table(&Tags::of(fragment));
    let operations = operations(fragment).count();
    let Reached {
        schemas,
        all_schemas,
        dangling,
    } = reached;
    let mut lines = vec![format!("kept {operations} of {}:", count(all_operations, "operation"))];
    lines.extend(table.lines().map(str::to_owned));
    lines.push(format!("kept {schemas} of {}", count(*all_schemas, "schema")));
    lines.push(format!(
        "left out {} and {}",
        count(all_operations - operations, "operation"),
        count(all_schemas - schemas, "schema")
    ));
    lines.extend(dangling.iter().map(|reference| {
        let reference = printable(reference);
        format!("warning: the target of the reference `{reference}` is missing")
    }));
    lines
}
