//! A large document in parts: some operations each, with the components that they reach.

use std::collections::{BTreeMap, BTreeSet};

use genesys_cloud_codegen::document::{Json, MAX_SIZE};

use crate::document::reach::{Components, references, subset};
use crate::document::{Entries, entries, is_method};
use crate::output::size;

/// The size of a part, in bytes, unless a single operation reaches more.
pub(super) const SIZE: usize = 16 << 20;

/// An operation with its path.
struct PathOperation<'a> {
    path: &'a str,
    /// The entries that all operations of the path share.
    shared: Vec<&'a (String, Json)>,
    entry: &'a (String, Json),
    size: usize,
}

/// Calls `visit` with each part of an OpenAPI 3.0 document.
pub(super) fn each(document: &Json, part_size: usize, mut visit: impl FnMut(Json)) {
    let operations = operations(document);
    let components = Components::from_document(document);
    let sizes: BTreeMap<&str, usize> = components.iter().map(|(key, json)| (key, size(json))).collect();
    let mut waiting = vec![(0, operations.len())];
    while let Some((start, end)) = waiting.pop() {
        let some = &operations[start..end];
        let mut roots = Vec::new();
        for operation in some {
            let shared = operation.shared.iter().copied();
            shared
                .chain([operation.entry])
                .for_each(|(_, json)| references(json, &mut roots));
        }
        let reached = components.reached(roots);
        let own: usize = some.iter().map(|operation| operation.size).sum();
        let reached_sizes = reached.iter().filter_map(|key| sizes.get(key.as_str()));
        let size = own + reached_sizes.sum::<usize>();
        if size > part_size && some.len() > 1 {
            let middle = start + some.len() / 2;
            // The last part of the list is the next one, so the first half is pushed last.
            waiting.push((middle, end));
            waiting.push((start, middle));
        } else if size <= MAX_SIZE && !some.is_empty() {
            visit(part(document, some, &reached));
        }
        // A build refuses every fragment with a larger operation, so the names of that operation do not matter.
    }
}

fn operations(document: &Json) -> Vec<PathOperation<'_>> {
    let mut operations = Vec::new();
    for (path, item) in entries(document.get("paths")) {
        let shared = entries(Some(item)).iter().filter(|(key, _)| !is_method(key));
        let shared: Vec<_> = shared.collect();
        for entry in entries(Some(item)).iter().filter(|(key, _)| is_method(key)) {
            operations.push(PathOperation {
                path,
                shared: shared.clone(),
                entry,
                size: size(&entry.1),
            });
        }
    }
    operations
}

/// Returns the document with some of its operations and the components that they reach.
fn part(document: &Json, operations: &[PathOperation<'_>], reached: &BTreeSet<String>) -> Json {
    let mut paths: Entries = Vec::new();
    for PathOperation {
        path, shared, entry, ..
    } in operations
    {
        let entry = (*entry).clone();
        match paths.last_mut() {
            Some((last, Json::Object(item))) if last == path => item.push(entry),
            _ => {
                let shared = shared.iter().copied().cloned();
                paths.push(((*path).to_owned(), Json::Object(shared.chain([entry]).collect())));
            }
        }
    }
    let mut part: Entries = Vec::new();
    for (key, value) in entries(Some(document)) {
        match key.as_str() {
            "paths" => part.push((key.clone(), Json::Object(std::mem::take(&mut paths)))),
            "components" => part.push((key.clone(), subset(document, reached))),
            _ => part.push((key.clone(), value.clone())),
        }
    }
    Json::Object(part)
}
