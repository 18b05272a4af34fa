//! `genesys-spec list`: the operations of a document and its tags.

mod paging;

use std::fmt::Write as _;
use std::io::Write;

use genesys_cloud_codegen::document::Json;

use crate::document::tags::{self, Tags};
use crate::document::{Operation, PathOperation, count, each_operation, object, printable, text};
use crate::failure::Failure;
use crate::output;
use crate::source::{Location, Source};
use crate::terminal::Progress;
use crate::trim::choice::Choice;
use crate::trim::{self, Cut, Cutting};

/// The arguments of `list`.
pub(crate) struct List<'a> {
    pub(crate) source: &'a Location,
    pub(crate) choice: &'a Choice,
    pub(crate) json: bool,
    /// Whether to list how operations are paged.
    pub(crate) paging: bool,
}

pub(crate) fn list(list: &List<'_>, out: &mut dyn Write) -> Result<(), Failure> {
    if list.paging {
        return list_paging(list, out);
    }
    let progress = Progress::start();
    progress.step("reading");
    let mut source = Source::read(list.source, &progress)?;
    drop(progress);
    if !list.choice.is_everything() {
        list.choice.check(&source)?;
        list.choice.cut(&mut source.document);
    }
    let rows: Vec<Row> = each_operation(&source.document)
        .map(|operation| Row::new(&operation, source.base_path()))
        .collect();
    let tags = Tags::from_document(&source.document);
    if list.json {
        out.write_all(&output::pretty(&json(&rows, &tags)))?;
    } else {
        write!(out, "{}", table(&rows))?;
        let separator = if rows.is_empty() { "" } else { "\n" };
        write!(out, "{separator}{}", tags::table(&tags))?;
        writeln!(out, "{}, {}", count(rows.len(), "operation"), count(tags.len(), "tag"))?;
    }
    out.flush()?;
    Ok(())
}

fn list_paging(list: &List<'_>, out: &mut dyn Write) -> Result<(), Failure> {
    let progress = Progress::start();
    let Cut { api, left_out, .. } = trim::cut(&Cutting::new(list.source, list.choice), &progress)?;
    drop(progress);
    if list.json {
        out.write_all(&output::pretty(&paging::json(&api, &left_out)))?;
    } else {
        write!(out, "{}", paging::table(&api, &left_out))?;
    }
    out.flush()?;
    Ok(())
}

/// An operation, as it is listed.
struct Row {
    id: Option<String>,
    method: String,
    path: String,
    tags: Vec<String>,
    permissions: Permissions,
    is_preview: bool,
    is_deprecated: bool,
}

/// The permissions that a caller needs.
struct Permissions {
    /// `ANY` or `ALL`, as in the document.
    kind: Option<String>,
    names: Vec<String>,
}

impl Row {
    fn new(found: &PathOperation<'_>, base_path: &str) -> Self {
        let PathOperation {
            path,
            method,
            operation,
        } = *found;
        let is_true = |key| operation.0.get(key) == Some(&Json::Bool(true));
        Self {
            id: operation.id().map(str::to_owned),
            method: method.to_uppercase(),
            path: format!("{base_path}{path}"),
            tags: operation.tags().map(str::to_owned).collect(),
            permissions: Permissions::from_operation(operation),
            is_preview: is_true("x-genesys-preview"),
            is_deprecated: is_true("deprecated"),
        }
    }

    fn json(&self) -> Json {
        let texts = |texts: &[String]| Json::List(texts.iter().map(text).collect());
        let or_null = |value: Option<&String>| value.map_or(Json::Null, text);
        object([
            ("id", or_null(self.id.as_ref())),
            ("method", text(&self.method)),
            ("path", text(&self.path)),
            ("tag", or_null(self.tags.first())),
            ("tags", texts(&self.tags)),
            ("permissions", texts(&self.permissions.names)),
            ("permissions_type", or_null(self.permissions.kind.as_ref())),
            ("preview", Json::Bool(self.is_preview)),
            ("deprecated", Json::Bool(self.is_deprecated)),
        ])
    }
}

impl Permissions {
    fn from_operation(operation: Operation<'_>) -> Self {
        let needed = operation.0.get("x-inin-requires-permissions");
        // A document may have a single text in place of the object.
        let listed = needed.and_then(|needed| needed.get("permissions")).or(needed);
        let names = match listed {
            Some(Json::List(names)) => names.iter().filter_map(Json::text).map(str::to_owned).collect(),
            Some(Json::Text(name)) => vec![name.clone()],
            _ => Vec::new(),
        };
        let kind = needed.and_then(|needed| needed.get("type")).and_then(Json::text);
        Self {
            kind: kind.map(str::to_owned),
            names,
        }
    }

    /// Returns `a or b` if one of them is enough, and `a and b` if all are needed.
    fn line(&self) -> String {
        let separator = if self.kind.as_deref() == Some("ALL") {
            " and "
        } else {
            " or "
        };
        self.names.join(separator)
    }
}

/// Returns one line for each operation. The path and the permissions come last, since they are long.
fn table(rows: &[Row]) -> String {
    let cells: Vec<[String; 3]> = rows
        .iter()
        .map(|row| {
            let or_dash = |value: Option<&String>| value.map_or("-".to_owned(), |value| printable(value));
            [or_dash(row.id.as_ref()), row.method.clone(), or_dash(row.tags.first())]
        })
        .collect();
    let width = |column: usize| {
        cells
            .iter()
            .map(|cells| cells[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let (ids, methods, tags) = (width(0), width(1), width(2));
    let mut table = String::new();
    for (row, [id, method, tag]) in rows.iter().zip(&cells) {
        let permissions = match row.permissions.line() {
            none if none.is_empty() => "-".to_owned(),
            line => printable(&line),
        };
        let preview = if row.is_preview { "  (preview)" } else { "" };
        let deprecated = if row.is_deprecated { "  (deprecated)" } else { "" };
        // Writing to a string does not fail.
        let _ = writeln!(
            table,
            "{id:<ids$}  {method:<methods$}  {tag:<tags$}  {}  {permissions}{preview}{deprecated}",
            printable(&row.path)
        );
    }
    table
}

fn json(rows: &[Row], tags: &Tags) -> Json {
    object([
        ("operations", Json::List(rows.iter().map(Row::json).collect())),
        ("tags", tags.json()),
    ])
}

#[cfg(test)]
mod tests;
