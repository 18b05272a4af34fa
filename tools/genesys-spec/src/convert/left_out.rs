//! Operations that are left out of a fragment, with their reasons.

use genesys_cloud_codegen::document::{Json, escaped};

use crate::document::{Operation, entries_mut, is_method, printable, remove_empty_paths};

/// An operation that is not in the fragment, with the reason.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct LeftOut {
    pub(crate) id: Option<String>,
    pub(crate) tags: Vec<String>,
    /// `postImage (POST /api/v2/images)`
    pub(crate) operation: String,
    /// The place of the reason in the document.
    pub(crate) at: String,
    pub(crate) reason: String,
}

impl LeftOut {
    pub(crate) fn new(operation: &Json, path: &str, method: &str, reason: &str) -> Self {
        let at = format!("/paths/{}/{method}", escaped(path));
        Self::at(at, operation, path, method, reason)
    }

    /// Returns an operation whose reason has a place of its own.
    pub(crate) fn at(at: String, operation: &Json, path: &str, method: &str, reason: &str) -> Self {
        let operation = Operation(operation);
        let id = operation.id();
        let name = id.unwrap_or("an operation without `operationId`");
        Self {
            id: id.map(str::to_owned),
            tags: operation.tags().map(str::to_owned).collect(),
            operation: printable(&format!("{name} ({} {path})", method.to_uppercase())),
            at,
            reason: printable(reason),
        }
    }
}

/// Removes the operations that `is_left_out` describes, and the paths without operations. Its arguments are the document without its
/// paths, the path, the method and the operation.
pub(crate) fn remove(
    document: &mut Json,
    is_left_out: impl Fn(&Json, &str, &str, &Json) -> Option<LeftOut>,
) -> Vec<LeftOut> {
    let mut left_out = Vec::new();
    let Some(mut paths) = entries_mut(document, "paths").map(std::mem::take) else {
        return left_out;
    };
    for (path, item) in &mut paths {
        let Json::Object(item) = item else { continue };
        item.retain(|(method, operation)| {
            if !is_method(method) {
                return true;
            }
            let found = is_left_out(document, path, method, operation);
            let stays = found.is_none();
            left_out.extend(found);
            stays
        });
    }
    remove_empty_paths(&mut paths);
    if let Some(place) = entries_mut(document, "paths") {
        *place = paths;
    }
    left_out
}
