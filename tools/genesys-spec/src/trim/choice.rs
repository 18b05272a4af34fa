//! The operations of a document that are kept.

use std::collections::BTreeSet;

use genesys_cloud_codegen::document::{Json, similar};

use crate::document::{Operation, entries_mut, is_method, operations, printable, remove_empty_paths};
use crate::failure::{DATA, Failure, USAGE};
use crate::source::Source;

/// The tags and operations of the command line. Without any, everything is chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) tags: Vec<String>,
    pub(crate) operations: Vec<String>,
}

impl Choice {
    pub(crate) fn is_everything(&self) -> bool {
        self.tags.is_empty() && self.operations.is_empty()
    }

    /// Returns the ids of the operations that were chosen by a tag other than their first one.
    pub(crate) fn by_second_tag(&self, document: &Json) -> Vec<String> {
        let chosen = |tag: &str| self.tags.iter().any(|chosen| chosen == tag);
        operations(document)
            .filter(|operation| {
                operation.first_tag().is_some_and(|first| !chosen(first)) && operation.tags().any(chosen)
            })
            .filter_map(Operation::id)
            .map(str::to_owned)
            .collect()
    }

    fn takes(&self, operation: Operation<'_>) -> bool {
        self.is_everything()
            || operation.tags().any(|tag| self.tags.iter().any(|chosen| chosen == tag))
            || operation
                .id()
                .is_some_and(|id| self.operations.iter().any(|chosen| chosen == id))
    }

    /// Removes the other operations, the paths without operations, and the tags that are no longer used.
    pub(crate) fn cut(&self, document: &mut Json) {
        if let Some(paths) = entries_mut(document, "paths") {
            for (_, item) in paths.iter_mut() {
                if let Json::Object(entries) = item {
                    entries.retain(|(key, value)| !is_method(key) || self.takes(Operation(value)));
                }
            }
            remove_empty_paths(paths);
        }
        let used: BTreeSet<String> = operations(document)
            .flat_map(Operation::tags)
            .map(str::to_owned)
            .collect();
        if let Some(Json::List(tags)) = document.get_mut("tags") {
            tags.retain(|tag| {
                tag.get("name")
                    .and_then(Json::text)
                    .is_none_or(|name| used.contains(name))
            });
        }
    }

    /// Refuses unknown tags and operations.
    pub(crate) fn check(&self, source: &Source) -> Result<(), Failure> {
        let (mut tags, mut ids) = (BTreeSet::new(), BTreeSet::new());
        let mut count = 0_usize;
        for operation in operations(&source.document) {
            tags.extend(operation.tags());
            ids.extend(operation.id());
            count += 1;
        }
        if count == 0 {
            return Err(Failure::new(
                DATA,
                format!("{}: the document has no operations", source.name),
            ));
        }
        let unknown_tags = self.tags.iter().filter_map(|tag| unknown("tag", tag, &tags));
        let unknown_ids = self.operations.iter().filter_map(|id| unknown("operation", id, &ids));
        let lines: Vec<String> = unknown_tags
            .chain(unknown_ids)
            .map(|what| format!("{}: {what}", source.name))
            .collect();
        if lines.is_empty() {
            Ok(())
        } else {
            Err(Failure { code: USAGE, lines })
        }
    }
}

fn unknown(what: &str, name: &str, known: &BTreeSet<&str>) -> Option<String> {
    if known.contains(name) {
        return None;
    }
    let quoted = |name: &&str| format!("`{}`", printable(name));
    let near: Vec<String> = similar(name, known.iter().copied()).iter().map(quoted).collect();
    // A known name may contain a comma. An unknown name with a comma was probably meant as several names.
    let parts: Vec<&str> = name.split(',').map(str::trim).collect();
    let help = match near.split_last() {
        _ if parts.len() > 1 && parts.iter().all(|part| known.contains(part)) => {
            let options: Vec<String> = parts
                .iter()
                .map(|part| format!("--{what} {}", quotable(part)))
                .collect();
            format!("give the option for each: {}", options.join(" "))
        }
        None => format!("`genesys-spec list` shows the {what}s"),
        Some((only, [])) => format!("did you mean {only}?"),
        Some((last, others)) => format!("did you mean {} or {last}?", others.join(", ")),
    };
    Some(format!("there is no {what} {}: {help}", quoted(&name)))
}

/// Returns a name as a shell reads it.
fn quotable(name: &str) -> String {
    let is_plain = |char: char| char.is_ascii_alphanumeric() || "-_.".contains(char);
    let name = printable(name);
    if name.chars().all(is_plain) {
        name
    } else {
        format!("'{}'", name.replace('\'', r"'\''"))
    }
}
