//! `genesys-spec trim`: from a whole document to the fragment of a build.

use std::io::Write;
use std::path::Path;

use genesys_cloud_codegen::json::Json;

use crate::document::{count, operations, printable};
use crate::failure::Failure;
use crate::list::{self, Tags};
use crate::output;
use crate::reach::{self, Reached};
use crate::select::{self, Choice};
use crate::siblings;
use crate::source::{Source, Version};

/// What it kept goes to `log`.
pub(crate) fn trim(
    source: &Path,
    choice: &Choice,
    target: &Path,
    out: &mut dyn Write,
    log: &mut dyn Write,
) -> Result<(), Failure> {
    let mut source = Source::read(source)?;
    choice.check(&source)?;
    let all_operations = operations(&source.document).count();
    let paths = siblings::paths(&source.document);
    let name = source.name.clone();
    let converted = source.version == Version::Swagger2;

    select::cut(&mut source.document, choice);
    siblings::note(&paths, &mut source.document);
    let mut fragment = source.converted()?;
    let reached = reach::prune(&mut fragment);

    if target == Path::new("-") {
        out.write_all(&output::pretty(&fragment))?;
        out.flush()?;
    } else {
        output::write(target, &fragment)?;
    }

    let mut report = kept(&fragment, all_operations, &reached);
    if converted {
        report.push(format!("converted from Swagger 2.0: {name}"));
    }
    if target != Path::new("-") {
        report.push(format!("wrote {}", printable(&target.display().to_string())));
    }
    // The fragment is there: a log that cannot be written changes nothing about it.
    let _ = writeln!(log, "{}", report.join("\n"));
    Ok(())
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
        format!("warning: `{reference}` is referred to, and is not there")
    }));
    lines
}
