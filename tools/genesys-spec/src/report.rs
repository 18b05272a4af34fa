//! The report of `trim` on standard error.

use genesys_cloud_codegen::Problem;
use genesys_cloud_codegen::document::ir::Api;

use crate::document::{count, printable};
use crate::leave_out::LeftOut;
use crate::repair::Repairs;
use crate::select::Choice;

/// Returns one line for each kind of repair.
pub(crate) fn repairs(repairs: &Repairs) -> Vec<String> {
    let line = |(fix, places): (crate::repair::Fix, &[String])| {
        let first = places.first().map_or("", String::as_str);
        let first = printable(first);
        format!(
            "repaired {} x {}: {}; first at #{first}",
            places.len(),
            fix.name(),
            fix.reason()
        )
    };
    repairs.all().map(line).collect()
}

pub(crate) fn left_out(left_out: &[LeftOut]) -> Vec<String> {
    if left_out.is_empty() {
        return Vec::new();
    }
    let head = format!(
        "left out {}, which the client cannot call:",
        count(left_out.len(), "operation")
    );
    let lines = left_out
        .iter()
        .map(|one| format!("  {}: {}", one.operation, one.reason));
    std::iter::once(head).chain(lines).collect()
}

/// Returns the problems that `--strict` reports: each repair, and each operation that would be left out.
pub(crate) fn refusals(repairs: &Repairs, left_out: &[LeftOut]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (fix, places) in repairs.all() {
        let help = "correct it, or trim without --strict";
        let places = places
            .iter()
            .map(|at| format!("#{}: {} ({}), {help}", printable(at), fix.reason(), fix.name()));
        lines.extend(places);
    }
    lines.extend(
        left_out
            .iter()
            .map(|one| format!("#{}: {}, leave the operation out", printable(&one.at), one.reason)),
    );
    lines
}

/// Returns one line for each kind of warning, with its number of places.
pub(crate) fn warnings(warnings: &[Problem]) -> Vec<String> {
    let mut kinds: Vec<(&Problem, usize)> = Vec::new();
    let mut places = std::collections::BTreeMap::new();
    for warning in warnings {
        let place = *places.entry(warning.message()).or_insert(kinds.len());
        match kinds.get_mut(place) {
            Some((_, count)) => *count += 1,
            None => kinds.push((warning, 1)),
        }
    }
    let line = |(first, count): &(&Problem, usize)| format!("warning, {count} x {first}");
    kinds.iter().map(line).collect()
}

/// Returns one line for each reference without a target.
pub(crate) fn dangling(references: &[String]) -> Vec<String> {
    let line = |reference: &String| {
        let reference = printable(reference);
        format!("warning: the target of the reference `{reference}` is missing")
    };
    references.iter().map(line).collect()
}

/// Returns the methods of operations that were chosen by a tag other than the one that they belong to, or their number.
pub(crate) fn elsewhere(choice: &Choice, api: &Api, by_second_tag: &[String], verbose: bool) -> Vec<String> {
    let mut lines = Vec::new();
    for tag in api.tags.iter().filter(|tag| !choice.tags.contains(&tag.name)) {
        let operations = tag
            .operations
            .iter()
            .filter(|operation| by_second_tag.contains(&operation.id));
        lines.extend(operations.map(|operation| {
            format!(
                "  {} belongs to {}: client.{}().{}(…)",
                printable(&operation.id),
                printable(&tag.name),
                tag.ident,
                operation.ident
            )
        }));
    }
    if lines.is_empty() {
        return lines;
    }
    let (verb, hint) = if lines.len() == 1 {
        ("belongs", "it")
    } else {
        ("belong", "them")
    };
    let head = format!(
        "{} {verb} to another tag than the chosen one",
        count(lines.len(), "operation")
    );
    if verbose {
        lines.insert(0, format!("{head}:"));
        lines
    } else {
        vec![format!("{head}; --verbose lists {hint}")]
    }
}
