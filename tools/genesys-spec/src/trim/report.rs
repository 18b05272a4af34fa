//! The report of `trim` on standard error.

use std::collections::BTreeMap;

use genesys_cloud_codegen::Problem;
use genesys_cloud_codegen::document::{self, ir::Api};

use super::choice::Choice;
use crate::convert::left_out::LeftOut;
use crate::convert::{Fix, Repairs};
use crate::document::{count, printable};

/// Returns one line for each kind of repair.
pub(crate) fn repairs(repairs: &Repairs) -> Vec<String> {
    let line = |(fix, places): (Fix, &[String])| {
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

/// The most operations that are listed with one reason.
const LISTED: usize = 10;

/// Returns the operations that were left out with their reasons: all of them, or the first with each reason and the number of others.
pub(crate) fn left_out(left_out: &[LeftOut], verbose: bool) -> Vec<String> {
    if left_out.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![format!(
        "left out {} that cannot be generated or called:",
        count(left_out.len(), "operation")
    )];
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for one in left_out {
        let number = reasons.entry(&one.reason).or_default();
        *number += 1;
        if verbose || *number <= LISTED {
            lines.push(format!("  {}: {}", one.operation, one.reason));
        }
    }
    let more = reasons.iter().filter(|(_, number)| !verbose && **number > LISTED);
    lines.extend(
        more.map(|(reason, number)| format!("  and {} more (--verbose lists them): {reason}", number - LISTED)),
    );
    lines
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

/// Returns one line for each message of some warnings, with its number of places.
pub(crate) fn grouped(label: &str, warnings: &[Problem]) -> Vec<String> {
    let kinds = document::grouped(warnings).into_iter();
    kinds
        .map(|(first, count)| format!("{label}, {count} x {first}"))
        .collect()
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
