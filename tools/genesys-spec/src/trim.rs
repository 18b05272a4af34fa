//! `genesys-spec trim`: from a whole document to the fragment of a build.

use std::io::Write;
use std::path::Path;

use genesys_cloud_codegen as codegen;
use genesys_cloud_codegen::json::Json;

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
    let Trim {
        source,
        choice,
        target,
        strict,
    } = *trim;
    let given = Text::read(source)?;
    let mut source = given.parse()?;
    choice.check(&source)?;
    source.check_security()?;
    let names = if choice.is_everything() {
        None
    } else {
        let names = names::of_whole(source);
        // Parsed again: a copy of the first one would need five times the memory of the text.
        source = given.parse()?;
        source.check_security()?;
        Some(names)
    };
    drop(given);
    let all_operations = operations(&source.document).count();
    let paths = siblings::paths(&source.document);
    let name = source.name.clone();
    let converted = source.version == Version::Swagger2;

    select::cut(&mut source.document, choice);
    let by_second_tag = choice.by_second_tag(&source.document);
    siblings::note(&paths, &mut source.document);
    let Repaired {
        mut fragment,
        repairs,
        left_out,
    } = repaired(source, strict)?;
    let reached = reach::prune(&mut fragment);
    limit::check(&name, output::size(&fragment))?;
    if let Some(names) = names {
        names::note(&names, &mut fragment);
    }

    let text = output::pretty(&fragment);
    let kept = kept(&fragment, all_operations, &reached);
    // Frees memory for the generator.
    drop(fragment);
    let outcome = codegen::generate_with_warnings(&String::from_utf8_lossy(&text));
    let mut report = report::repairs(&repairs);
    report.extend(report::left_out(&left_out));
    if let Err(problems) = &outcome.result {
        report.push(format!("{name}: the fragment does not build, so it is not written:"));
        report.extend(problems.iter().map(|problem| format!("fragment{problem}")));
        return Err(Failure {
            code: DATA,
            lines: report,
        });
    }
    if target == Path::new("-") {
        out.write_all(&text)?;
        out.flush()?;
    } else {
        output::write(target, &text)?;
    }

    report.extend(kept);
    if let Ok((api, _)) = &outcome.result {
        report.extend(report::elsewhere(choice, api, &by_second_tag));
    }
    report.extend(report::warnings(&outcome.warnings));
    if converted {
        report.push(format!("converted from Swagger 2.0: {name}"));
    }
    if target != Path::new("-") {
        report.push(format!("wrote {}", printable(&target.display().to_string())));
    }
    // The fragment has been written, even if the log cannot be.
    let _ = writeln!(log, "{}", report.join("\n"));
    Ok(())
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
