//! The choice of the command line: a fragment has to have each named operation, and an operation of each named tag.

use std::collections::BTreeSet;

use genesys_cloud_codegen::document::Json;

use super::choice::Choice;
use crate::convert::left_out::LeftOut;
use crate::document::{Operation, count, operations, printable};

/// The most reasons that a line names.
const MOST: usize = 3;

/// Returns one line for each operation and each tag that was asked for and is not in the fragment, or for a document of which nothing
/// is left.
pub(crate) fn missing(choice: &Choice, fragment: &Json, left_out: &[LeftOut]) -> Vec<String> {
    let ids: BTreeSet<&str> = operations(fragment).filter_map(Operation::id).collect();
    let tags: BTreeSet<&str> = operations(fragment).flat_map(Operation::tags).collect();
    let mut lines = Vec::new();
    for id in choice.operations.iter().filter(|id| !ids.contains(id.as_str())) {
        let named = left_out.iter().find(|one| one.id.as_ref() == Some(id));
        lines.extend(named.map(|one| format!("{} cannot be in a fragment: {}", one.operation, one.reason)));
    }
    for tag in choice.tags.iter().filter(|tag| !tags.contains(tag.as_str())) {
        let of_tag: Vec<&LeftOut> = left_out.iter().filter(|one| one.tags.contains(tag)).collect();
        lines.push(format!(
            "nothing is left of the tag `{}`: {}",
            printable(tag),
            reasons(&of_tag)
        ));
    }
    if lines.is_empty() && operations(fragment).next().is_none() {
        let all: Vec<&LeftOut> = left_out.iter().collect();
        lines.push(format!("nothing is left of the document: {}", reasons(&all)));
    }
    lines
}

/// Returns the reasons, the most frequent first.
fn reasons(left_out: &[&LeftOut]) -> String {
    let mut groups: Vec<(&str, usize)> = Vec::new();
    for one in left_out {
        match groups.iter_mut().find(|(reason, _)| *reason == one.reason) {
            Some((_, count)) => *count += 1,
            None => groups.push((&one.reason, 1)),
        }
    }
    groups.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    if let [(reason, number)] = groups.as_slice() {
        let all = if *number == 1 { "" } else { "all " };
        return format!("{all}{}: {reason}", count(*number, "operation"));
    }
    let mut texts: Vec<String> = groups
        .iter()
        .take(MOST)
        .map(|(reason, number)| format!("{}: {reason}", count(*number, "operation")))
        .collect();
    let others: usize = groups.iter().skip(MOST).map(|(_, number)| number).sum();
    if others > 0 {
        texts.push(format!("{others} for other reasons"));
    }
    texts.join("; ")
}

#[cfg(test)]
mod tests;
