//! `genesys-spec list`: the tags of a document, and how many operations each has.

use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

use genesys_cloud_codegen::json::Json;

use crate::document::{count, items, operations, printable};
use crate::failure::Failure;
use crate::source::Source;

pub(crate) fn list(source: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let source = Source::read(source)?;
    let tags = Tags::of(&source.document);
    let total = operations(&source.document).count();
    write!(out, "{}", table(&tags))?;
    let tags = tags.0.iter().filter(|(name, _)| name.is_some()).count();
    writeln!(out, "{}, {}", count(total, "operation"), count(tags, "tag"))?;
    out.flush()?;
    Ok(())
}

/// Tags with their number of operations; without a name, the operations that have no tag. In the order in which the
/// document declares them, then in that of the operations.
pub(crate) struct Tags(Vec<(Option<String>, usize)>);

impl Tags {
    pub(crate) fn of(document: &Json) -> Self {
        let declared = items(document.get("tags"))
            .iter()
            .filter_map(|tag| tag.get("name")?.text());
        let mut tags: Vec<(Option<String>, usize)> = Vec::new();
        let mut places = std::collections::BTreeMap::new();
        let mut add = |name: Option<&str>, more: usize| {
            let place = *places.entry(name.map(str::to_owned)).or_insert_with(|| {
                tags.push((name.map(str::to_owned), 0));
                tags.len() - 1
            });
            if let Some((_, count)) = tags.get_mut(place) {
                *count += more;
            }
        };
        declared.for_each(|name| add(Some(name), 0));
        let mut without = 0;
        for operation in operations(document) {
            let mut own = operation.tags().peekable();
            without += usize::from(own.peek().is_none());
            own.for_each(|name| add(Some(name), 1));
        }
        if without > 0 {
            add(None, without);
        }
        Self(tags)
    }
}

/// One line each, the numbers under each other.
pub(crate) fn table(tags: &Tags) -> String {
    let name = |tag: &Option<String>| tag.as_deref().map_or("(no tag)".to_owned(), printable);
    let rows: Vec<(String, String)> = tags
        .0
        .iter()
        .map(|(tag, count)| (name(tag), count.to_string()))
        .collect();
    let names = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let counts = rows.iter().map(|(_, count)| count.len()).max().unwrap_or(0);
    let mut table = String::new();
    for (name, count) in rows {
        // Writing to a string does not fail.
        let _ = writeln!(table, "  {name:<names$}  {count:>counts$}");
    }
    table
}

#[cfg(test)]
mod tests;
