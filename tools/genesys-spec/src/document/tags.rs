//! The tags of a document with their numbers of operations.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use genesys_cloud_codegen::document::Json;

use super::{items, object, operations, printable, text};

/// The tags of a document: declared tags in the order of their declarations, then undeclared tags in the order of the operations.
pub(crate) struct Tags(Vec<Row>);

struct Row {
    /// The name. `None` for the operations without a tag.
    name: Option<String>,
    operations: usize,
    /// The number of operations that belong to another tag, their first one, by that tag.
    elsewhere: BTreeMap<String, usize>,
}

impl Tags {
    pub(crate) fn from_document(document: &Json) -> Self {
        let declared = items(document.get("tags"))
            .iter()
            .filter_map(|tag| tag.get("name")?.text());
        let mut tags: Vec<Row> = Vec::new();
        let mut places = BTreeMap::new();
        let mut place = |name: Option<&str>, tags: &mut Vec<Row>| {
            *places.entry(name.map(str::to_owned)).or_insert_with(|| {
                tags.push(Row {
                    name: name.map(str::to_owned),
                    operations: 0,
                    elsewhere: BTreeMap::new(),
                });
                tags.len() - 1
            })
        };
        declared.for_each(|name| {
            place(Some(name), &mut tags);
        });
        let mut without = 0;
        for operation in operations(document) {
            without += usize::from(operation.first_tag().is_none());
            for (index, name) in operation.tags().enumerate() {
                let place = place(Some(name), &mut tags);
                let Some(row) = tags.get_mut(place) else { continue };
                row.operations += 1;
                if let (true, Some(first)) = (index > 0, operation.first_tag()) {
                    *row.elsewhere.entry(first.to_owned()).or_default() += 1;
                }
            }
        }
        if without > 0 {
            let place = place(None, &mut tags);
            if let Some(row) = tags.get_mut(place) {
                row.operations = without;
            }
        }
        Self(tags)
    }

    /// Returns the number of tags, without the row for operations that have none.
    pub(crate) fn len(&self) -> usize {
        self.0.iter().filter(|row| row.name.is_some()).count()
    }

    pub(crate) fn json(&self) -> Json {
        let tags = self.0.iter().map(|row| {
            object([
                ("name", row.name.as_ref().map_or(Json::Null, text)),
                ("operations", Json::Number(row.operations.into())),
            ])
        });
        Json::List(tags.collect())
    }
}

/// Returns the table of tags, one on each line, with aligned numbers.
pub(crate) fn table(tags: &Tags) -> String {
    let name = |tag: &Option<String>| tag.as_deref().map_or("(no tag)".to_owned(), printable);
    let elsewhere = |row: &Row| {
        let tags = row.elsewhere.iter();
        let tags: Vec<String> = tags
            .map(|(tag, count)| format!("{count} in {}", printable(tag)))
            .collect();
        if tags.is_empty() {
            String::new()
        } else {
            format!("  ({})", tags.join(", "))
        }
    };
    let rows: Vec<(String, String, String)> = tags
        .0
        .iter()
        .map(|row| (name(&row.name), row.operations.to_string(), elsewhere(row)))
        .collect();
    let names = rows.iter().map(|(name, ..)| name.chars().count()).max().unwrap_or(0);
    let counts = rows.iter().map(|(_, count, _)| count.len()).max().unwrap_or(0);
    let mut table = String::new();
    for (name, count, elsewhere) in rows {
        // Writing to a string does not fail.
        let _ = writeln!(table, "  {name:<names$}  {count:>counts$}{elsewhere}");
    }
    table
}

#[cfg(test)]
mod tests;
