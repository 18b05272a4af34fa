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

/// Rows in the order in which their tags were found.
#[derive(Default)]
struct Rows {
    rows: Vec<Row>,
    /// The index of each tag.
    places: BTreeMap<String, usize>,
}

impl Rows {
    /// Returns the row of a tag, which is a new one if the tag was not found before.
    fn row(&mut self, name: &str) -> &mut Row {
        let next = self.rows.len();
        let place = *self.places.entry(name.to_owned()).or_insert(next);
        if place == next {
            self.rows.push(Row {
                name: Some(name.to_owned()),
                operations: 0,
                elsewhere: BTreeMap::new(),
            });
        }
        // The index is in range: it is the index of a row.
        &mut self.rows[place]
    }
}

impl Tags {
    pub(crate) fn from_document(document: &Json) -> Self {
        let mut rows = Rows::default();
        for tag in items(document.get("tags")) {
            if let Some(name) = tag.get("name").and_then(Json::text) {
                rows.row(name);
            }
        }
        let mut without_tag = 0;
        for operation in operations(document) {
            let mut tags = operation.tags();
            let Some(first) = tags.next() else {
                without_tag += 1;
                continue;
            };
            rows.row(first).operations += 1;
            for name in tags {
                let row = rows.row(name);
                row.operations += 1;
                *row.elsewhere.entry(first.to_owned()).or_default() += 1;
            }
        }
        let mut rows = rows.rows;
        if without_tag > 0 {
            rows.push(Row {
                name: None,
                operations: without_tag,
                elsewhere: BTreeMap::new(),
            });
        }
        Self(rows)
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
