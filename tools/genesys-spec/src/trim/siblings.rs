//! `x-literal-paths`: paths of other operations that values of path parameters could form.
//!
//! `DELETE /api/v2/tokens/{userId}` with `me` in place of the id is `DELETE /api/v2/tokens/me`. A fragment without the second
//! operation does not show that. So the first operation gets a note of the path, and the generated client refuses values that lead
//! there.

use std::collections::BTreeSet;

use genesys_cloud_codegen::document::{Json, LITERAL_PATHS, Siblings, is_path};

use crate::document::{entries, entries_mut, is_method, items, text};

/// The method and the path of an operation.
pub(crate) type Operation = (String, String);

/// Returns the operations of a document, with the paths that they have in a fragment.
pub(crate) fn operations(document: &Json) -> Vec<Operation> {
    let base = document.get("basePath").and_then(Json::text).unwrap_or_default();
    let base = base.trim_end_matches('/');
    let mut operations = Vec::new();
    for (path, item) in entries(document.get("paths")) {
        let methods = entries(Some(item))
            .iter()
            .map(|(key, _)| key)
            .filter(|key| is_method(key));
        operations.extend(methods.map(|method| (method.to_ascii_lowercase(), format!("{base}{path}"))));
    }
    operations
}

/// Notes on each operation of a fragment the siblings that it has only in the whole document, behind the siblings that are already
/// noted. Returns whether all could be found: in a document with too many siblings, the search would not end.
pub(crate) fn note(whole: &[Operation], fragment: &mut Json) -> bool {
    let kept = operations(fragment);
    let (mut all, mut own) = (siblings(whole), siblings(&kept));
    for (path, item) in entries_mut(fragment, "paths").into_iter().flatten() {
        let Json::Object(entries) = item else { continue };
        for (key, operation) in entries.iter_mut().filter(|(key, _)| is_method(key)) {
            let method = key.to_ascii_lowercase();
            let (Some(all), Some(own)) = (all.for_operation(&method, path), own.for_operation(&method, path)) else {
                return false;
            };
            add(operation, &all, &own);
        }
    }
    true
}

fn siblings(operations: &[Operation]) -> Siblings<'_> {
    let valid = operations.iter().filter(|(_, path)| is_path(path));
    Siblings::from_operations(valid.map(|(method, path)| (method.as_str(), path.as_str())))
}

fn add(operation: &mut Json, all: &[&str], own: &[&str]) {
    let mut paths = items(operation.get(LITERAL_PATHS)).to_vec();
    let mut known: BTreeSet<String> = paths.iter().filter_map(Json::text).map(str::to_owned).collect();
    known.extend(own.iter().map(|path| (*path).to_owned()));
    for path in all {
        if known.insert((*path).to_owned()) {
            paths.push(text(*path));
        }
    }
    if let Some(noted) = operation.get_mut(LITERAL_PATHS) {
        *noted = Json::List(paths);
        return;
    }
    if paths.is_empty() {
        return;
    }
    if let Json::Object(entries) = operation {
        entries.push((LITERAL_PATHS.to_owned(), Json::List(paths)));
    }
}

#[cfg(test)]
mod tests;
