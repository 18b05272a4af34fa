//! `genesys-spec trim`: from a whole document to the fragment of a build.

use std::io::Write;
use std::path::Path;

use super::document::{count, operations, printable};
use super::failure::Failure;
use super::list::{self, Tags};
use super::output;
use super::reach;
use super::select::{self, Choice};
use super::siblings::Literals;
use super::source::{Source, Version};

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
    let literals = Literals::of(&source.document);
    let name = source.name.clone();
    let was = source.version;

    select::cut(&mut source.document, choice);
    literals.note(&mut source.document);
    let mut fragment = source.converted()?;
    let reached = reach::prune(&mut fragment);

    if target == Path::new("-") {
        out.write_all(&output::pretty(&fragment))?;
        out.flush()?;
    } else {
        output::write(target, &fragment)?;
    }

    let tags = Tags::of(&fragment);
    let (kept, schemas) = (operations(&fragment).count(), reached.schemas);
    let mut report = format!(
        "kept {kept} of {}:\n{}",
        count(all_operations, "operation"),
        list::table(&tags)
    );
    report += &format!("kept {schemas} of {}\n", count(reached.all_schemas, "schema"));
    let (left, left_schemas) = (all_operations - kept, reached.all_schemas - schemas);
    report += &format!(
        "left out {} and {}\n",
        count(left, "operation"),
        count(left_schemas, "schema")
    );
    for reference in &reached.dangling {
        report += &format!("warning: `{}` is referred to, and is not there\n", printable(reference));
    }
    if was == Version::Swagger2 {
        report += &format!("converted from Swagger 2.0: {name}\n");
    }
    if target != Path::new("-") {
        report += &format!("wrote {}\n", printable(&target.display().to_string()));
    }
    // The fragment is there: a log that cannot be written changes nothing about it.
    let _ = log.write_all(report.as_bytes());
    Ok(())
}
