//! Changes of the documentation.

use genesys_cloud_codegen::document::ir::{Constraints, Operation};

use super::change::{Changes, Kind};

/// Adds one change that names the parts that changed, if there are any.
pub(super) fn note(changes: &mut Changes, path: &str, parts: &[(&str, bool)]) {
    let names: Vec<&str> = parts
        .iter()
        .filter(|(_, changed)| *changed)
        .map(|(name, _)| *name)
        .collect();
    if !names.is_empty() {
        changes.add(Kind::Documentation, path, format!("{} changed", names.join(", ")));
    }
}

/// Compares the constraints of a value. Callers clear `required` for parameters, whose signature depends on it.
pub(super) fn constraints(
    changes: &mut Changes,
    path: &str,
    old: (&Option<String>, &Constraints),
    new: (&Option<String>, &Constraints),
) {
    let ((old_text, old), (new_text, new)) = (old, new);
    for (name, before, after) in [
        ("required", old.required, new.required),
        ("read-only", old.read_only, new.read_only),
        ("write-only", old.write_only, new.write_only),
        ("deprecated", old.deprecated, new.deprecated),
    ] {
        match (before, after) {
            (false, true) => changes.add(Kind::Documentation, path, format!("is now {name} by the specification")),
            (true, false) => changes.add(
                Kind::Documentation,
                path,
                format!("is no longer {name} by the specification"),
            ),
            _ => {}
        }
    }
    note(
        changes,
        path,
        &[
            ("description", old_text != new_text),
            ("format", old.format != new.format),
            ("pattern", old.pattern != new.pattern),
            ("default", old.default != new.default),
            ("limits", old.limits != new.limits),
        ],
    );
}

pub(super) fn operation(changes: &mut Changes, path: &str, old: &Operation, new: &Operation) {
    match (old.preview, new.preview) {
        (false, true) => changes.add(Kind::Documentation, path, "is now a preview"),
        (true, false) => changes.add(Kind::Documentation, path, "is no longer a preview"),
        _ => {}
    }
    note(
        changes,
        path,
        &[
            ("operationId", old.id != new.id),
            ("summary", old.summary != new.summary),
            ("description", old.description != new.description),
            ("permissions", old.permissions != new.permissions),
            (
                "description of the result",
                old.output_description != new.output_description,
            ),
            ("errors", old.errors != new.errors),
        ],
    );
}
