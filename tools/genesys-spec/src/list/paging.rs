//! `genesys-spec list --paging`: how each operation is paged, or why it is not, as the generator decides.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use genesys_cloud_codegen::document::Json;
use genesys_cloud_codegen::document::ir::{Api, Operation, Paging, Tag, Unpaged};

use crate::convert::left_out::LeftOut;
use crate::document::{count, object, printable, text};
use crate::trim::report;

/// Returns one line for each operation, the number of operations of each scheme and of each reason to have none, and the operations
/// that a fragment does not have.
pub(super) fn table(api: &Api, left_out: &[LeftOut]) -> String {
    let operations: Vec<(&Tag, &Operation)> = operations(api).collect();
    let width = |length: fn(&(&Tag, &Operation)) -> usize| operations.iter().map(length).max().unwrap_or(0);
    let ids = width(|(_, operation)| operation.id.chars().count());
    let verbs = width(|(_, operation)| operation.verb.len());
    let schemes = width(|(_, operation)| scheme(operation).len());
    let mut table = String::new();
    for (_, operation) in &operations {
        let (id, path) = (printable(&operation.id), printable(&operation.path));
        let reason = match operation.paging {
            Ok(_) | Err(Unpaged::NoSign) => String::new(),
            Err(reason) => format!("  ({})", reason.reason()),
        };
        // Writing to a string does not fail.
        let _ = writeln!(
            table,
            "{id:<ids$}  {:<verbs$}  {:<schemes$}  {path}{reason}",
            operation.verb,
            scheme(operation)
        );
    }
    let separator = if operations.is_empty() { "" } else { "\n" };
    table.push_str(separator);
    table.push_str(&numbers(&operations));
    for line in report::left_out(left_out, true) {
        let _ = writeln!(table, "{line}");
    }
    let paged = operations
        .iter()
        .filter(|(_, operation)| operation.paging.is_ok())
        .count();
    let _ = writeln!(table, "{}, {paged} paged", count(operations.len(), "operation"));
    table
}

/// Returns the numbers of operations: of each scheme, and of each reason to have none.
fn numbers(operations: &[(&Tag, &Operation)]) -> String {
    let mut numbers: BTreeMap<Result<&str, Unpaged>, usize> = BTreeMap::new();
    for (_, operation) in operations {
        let key = operation.paging.as_ref().map(|paging| paging.scheme.name());
        *numbers.entry(key.map_err(|reason| *reason)).or_default() += 1;
    }
    let rows: Vec<(&str, usize)> = numbers
        .into_iter()
        .map(|(key, number)| (key.unwrap_or_else(Unpaged::reason), number))
        .collect();
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let mut table = String::new();
    for (name, number) in rows {
        // Writing to a string does not fail.
        let _ = writeln!(table, "  {name:<width$}  {number:>5}");
    }
    table
}

pub(super) fn json(api: &Api, left_out: &[LeftOut]) -> Json {
    let rows = operations(api).map(|(tag, operation)| row(tag, operation));
    let left_out = left_out.iter().map(|one| {
        object([
            ("id", one.id.as_ref().map_or(Json::Null, text)),
            ("operation", text(&one.operation)),
            ("reason", text(&one.reason)),
        ])
    });
    object([
        ("operations", Json::List(rows.collect())),
        ("left_out", Json::List(left_out.collect())),
    ])
}

fn row(tag: &Tag, operation: &Operation) -> Json {
    let (scheme, page_size, reason) = match &operation.paging {
        Ok(Paging { scheme, page_size, .. }) => {
            let size = page_size.map_or(Json::Null, |size| Json::Number(size.into()));
            (text(scheme.name()), size, Json::Null)
        }
        Err(reason) => (Json::Null, Json::Null, text(reason.reason())),
    };
    object([
        ("id", text(&operation.id)),
        ("method", text(operation.verb)),
        ("path", text(&operation.path)),
        ("tag", text(&tag.name)),
        ("paging", scheme),
        ("page_size", page_size),
        ("reason", reason),
    ])
}

fn operations(api: &Api) -> impl Iterator<Item = (&Tag, &Operation)> {
    let tags = api.tags.iter();
    tags.flat_map(|tag| tag.operations.iter().map(move |operation| (tag, operation)))
}

/// Returns the name of the scheme, or a dash.
fn scheme(operation: &Operation) -> &'static str {
    operation.paging.as_ref().map_or("-", |paging| paging.scheme.name())
}
