//! API types and operations.

use genesys_cloud_codegen::document::ir::{Api, Operation, Output, Tag};

use super::change::{Changes, Consequence, Kind, Noun, Reach};
use super::inputs::{self, Input};
use super::pairs::{Pairs, pairs};
use super::{docs, types};

pub(super) fn compare(old: &Api, new: &Api, changes: &mut Changes) {
    // Callers know an API by its type. The name of the tag is only documentation.
    let Pairs { both, removed, added } = pairs(old.tags.iter(), new.tags.iter(), |tag| tag.type_ident.clone());
    for tag in removed {
        whole_api(tag, Kind::Breaking, "removed", from_old, changes);
    }
    for (old_tag, new_tag) in both {
        if old_tag.ident != new_tag.ident {
            let what = format!(
                "returned by `Apis::{}`, previously by `Apis::{}`",
                new_tag.ident, old_tag.ident
            );
            changes.add(Kind::Breaking, &new_tag.type_ident, what);
        }
        docs::note(
            changes,
            &new_tag.type_ident,
            &[
                ("name of the tag", old_tag.name != new_tag.name),
                ("description", old_tag.description != new_tag.description),
            ],
        );
        operations((old, old_tag), (new, new_tag), changes);
    }
    for tag in added {
        whole_api(tag, Kind::Additive, "added", from_new, changes);
    }
}

/// Adds the change of an API, from which the changes of all its operations follow.
fn whole_api(tag: &Tag, kind: Kind, happened: &str, reach: fn(&[&Operation]) -> Reach, changes: &mut Changes) {
    let operations: Vec<&Operation> = tag.operations.iter().collect();
    let what = format!("API {happened} (`Apis::{}`)", tag.ident);
    let with = operations.iter().map(|operation| Consequence {
        path: path(tag, operation),
        what: format!("operation {happened}"),
        noun: Noun::Operation,
    });
    // The report lists the operations below the API instead of one change for each.
    changes.add_with(kind, &tag.type_ident, what, reach(&operations), with.collect());
}

/// Returns what operations of the old client lead to.
fn from_old(operations: &[&Operation]) -> Reach {
    let (old, old_sent) = reached(operations);
    Reach {
        old,
        old_sent,
        ..Reach::default()
    }
}

/// Returns what operations of the new client lead to.
fn from_new(operations: &[&Operation]) -> Reach {
    let (new, new_sent) = reached(operations);
    Reach {
        new,
        new_sent,
        ..Reach::default()
    }
}

/// Returns the items that operations use, and the items in their bodies.
fn reached(operations: &[&Operation]) -> (Vec<usize>, Vec<usize>) {
    let (mut all, mut sent) = (Vec::new(), Vec::new());
    for operation in operations {
        all.extend(operation.parameters.iter().filter_map(|parameter| parameter.ty.item()));
        // Only models in a body have setters, so a model gets or loses its setters with an operation that sends it.
        let body = operation.body.as_ref().and_then(|body| body.ty.item());
        all.extend(body);
        sent.extend(body);
        all.extend(types::result_item(&operation.output));
    }
    (all, sent)
}

fn operations((old, old_tag): (&Api, &Tag), (new, new_tag): (&Api, &Tag), changes: &mut Changes) {
    // Callers write the method, so an operation with another id but the same method is the same one for them.
    let name = |operation: &Operation| operation.ident.clone();
    let Pairs { both, removed, added } = pairs(old_tag.operations.iter(), new_tag.operations.iter(), name);
    for operation in removed {
        let path = path(old_tag, operation);
        changes.add_reaching(Kind::Breaking, &path, "operation removed", from_old(&[operation]));
    }
    for (old_operation, new_operation) in both {
        let path = path(new_tag, new_operation);
        operation((old, old_operation), (new, new_operation), &path, changes);
    }
    for operation in added {
        let path = path(new_tag, operation);
        changes.add_reaching(Kind::Additive, &path, "operation added", from_new(&[operation]));
    }
}

/// Returns the Rust path of an operation.
pub(super) fn path(tag: &Tag, operation: &Operation) -> String {
    format!("{}::{}", tag.type_ident, operation.ident)
}

fn operation(
    (old_api, old): (&Api, &Operation),
    (new_api, new): (&Api, &Operation),
    path: &str,
    changes: &mut Changes,
) {
    if old.type_ident != new.type_ident {
        let what = format!(
            "request is `api::{}`, previously `api::{}`",
            new.type_ident, old.type_ident
        );
        changes.add(Kind::Breaking, path, what);
    }
    result((old_api, old), (new_api, new), path, changes);
    match (old.deprecated, new.deprecated) {
        // The compiler warns, which Semantic Versioning counts as a minor version.
        (false, true) => changes.add(Kind::Additive, path, "is now deprecated"),
        (true, false) => changes.add(Kind::Documentation, path, "is no longer deprecated"),
        _ => {}
    }
    request(old, new, path, changes);
    paging(old, new, path, changes);
    docs::operation(changes, path, old, new);
    // If the path has the same shape, a path parameter with another name is the same argument: callers do not write names.
    let has_same_places = path_shape(&old.path) == path_shape(&new.path);
    inputs::compare(
        &Input::all(old_api, old),
        &Input::all(new_api, new),
        has_same_places,
        path,
        changes,
    );
}

fn result((old_api, old): (&Api, &Operation), (new_api, new): (&Api, &Operation), path: &str, changes: &mut Changes) {
    let (before, after) = (types::output(old_api, &old.output), types::output(new_api, &new.output));
    if before != after {
        // A type that only the old or the new result uses is a consequence of this change.
        let reach = Reach {
            old: types::result_item(&old.output).into_iter().collect(),
            new: types::result_item(&new.output).into_iter().collect(),
            ..Reach::default()
        };
        let what = format!("result is `{after}`, previously `{before}`");
        changes.add_reaching(Kind::Breaking, path, what, reach);
    }
}

/// Reports changes on the wire: a caller compiles, and sends another request.
fn request(old: &Operation, new: &Operation, path: &str, changes: &mut Changes) {
    let sends = |operation: &Operation| format!("{} {}", operation.verb, operation.path);
    if old.verb != new.verb || path_shape(&old.path) != path_shape(&new.path) {
        let what = format!("sends `{}`, previously `{}`", sends(new), sends(old));
        changes.add(Kind::Breaking, path, what);
    } else if old.path != new.path {
        // Names of path parameters are never sent.
        let what = format!("is documented as `{}`, previously as `{}`", sends(new), sends(old));
        changes.add(Kind::Documentation, path, what);
    }
    match (old.needs_token, new.needs_token) {
        // A client without credentials can no longer call it.
        (false, true) => changes.add(Kind::Breaking, path, "is now sent with a token"),
        // The server can no longer identify the caller.
        (true, false) => changes.add(Kind::Breaking, path, "is no longer sent with a token"),
        _ => {}
    }
    // A result that begins or ceases to exist has another type, which `operation` reports.
    let (old, new) = (&old.output, &new.output);
    if matches!(
        (old, new),
        (Output::Text(_), Output::Json(..)) | (Output::Json(..), Output::Text(_))
    ) {
        changes.add(Kind::Breaking, path, "its result is read in another format");
    } else if let (Some(old), Some(new)) = (accepted(old), accepted(new)) {
        if old != new {
            changes.add(Kind::Breaking, path, format!("accepts `{new}`, previously `{old}`"));
        }
    }
}

/// Reports changes of the methods that read a list page by page. The places that a program has stored belong to one scheme.
fn paging(old: &Operation, new: &Operation, path: &str, changes: &mut Changes) {
    match (&old.paging, &new.paging) {
        (Ok(old), Ok(new)) if old.scheme != new.scheme => {
            let (new, old) = (new.scheme.name(), old.scheme.name());
            let what = format!("is paged by `{new}`, previously by `{old}`");
            changes.add(Kind::Breaking, path, what);
        }
        (Ok(_), Err(reason)) => {
            let what = format!(
                "is no longer paged, and has no `items` and `pages`: {}",
                reason.reason()
            );
            changes.add(Kind::Breaking, path, what);
        }
        (Err(_), Ok(new)) => {
            let what = format!("is now paged by `{}`, with `items` and `pages`", new.scheme.name());
            changes.add(Kind::Additive, path, what);
        }
        _ => {}
    }
}

/// Returns the media type of the `Accept` header.
fn accepted(output: &Output) -> Option<&str> {
    match output {
        Output::Nothing => None,
        Output::Json(_, media_type) => Some(media_type.as_deref().unwrap_or("application/json")),
        Output::Text(media_type) => Some(media_type),
    }
}

/// Returns a path without the names of its parameters.
pub(super) fn path_shape(path: &str) -> String {
    let mut parts = path.split('{');
    let mut shape = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        shape.push_str("{}");
        shape.push_str(part.split_once('}').map_or("", |(_, after)| after));
    }
    shape
}
