//! API types, operations, and their parameters: required ones are arguments, the others setters.

use genesys_cloud_codegen::document::ir::{Api, Body, Operation, Output, Parameter, Place, Tag, Type};

use super::change::{Changes, Kind};
use super::pairs::{Pairs, pairs};
use super::{docs, types};

pub(super) fn compare(old: &Api, new: &Api, changes: &mut Changes) {
    let Pairs { both, removed, added } = pairs(old.tags.iter(), new.tags.iter(), |tag| tag.type_ident.clone());
    for tag in removed {
        whole_api(tag, Kind::Breaking, "removed", changes);
    }
    for (was, is) in both {
        if was.ident != is.ident {
            let what = format!("returned by `Apis::{}`, previously by `Apis::{}`", is.ident, was.ident);
            changes.add(Kind::Breaking, &is.type_ident, what);
        }
        docs::note(
            changes,
            &is.type_ident,
            [
                ("name of the tag", was.name != is.name),
                ("description", was.description != is.description),
            ],
        );
        operations(old, new, was, is, changes);
    }
    for tag in added {
        whole_api(tag, Kind::Additive, "added", changes);
    }
}

/// Adds the change of an API with all of its operations.
fn whole_api(tag: &Tag, kind: Kind, happened: &str, changes: &mut Changes) {
    let what = format!("API {happened}, with `Apis::{}`", tag.ident);
    changes.add(kind, &tag.type_ident, what);
    for operation in &tag.operations {
        changes.add(kind, &path(tag, operation), format!("operation {happened}"));
    }
}

fn operations(old: &Api, new: &Api, was: &Tag, is: &Tag, changes: &mut Changes) {
    let name = |operation: &Operation| operation.ident.clone();
    let Pairs { both, removed, added } = pairs(was.operations.iter(), is.operations.iter(), name);
    for operation in removed {
        changes.add(Kind::Breaking, &path(was, operation), "operation removed");
    }
    for (was, now) in both {
        operation(old, new, was, now, &path(is, now), changes);
    }
    for operation in added {
        changes.add(Kind::Additive, &path(is, operation), "operation added");
    }
}

fn path(tag: &Tag, operation: &Operation) -> String {
    format!("{}::{}", tag.type_ident, operation.ident)
}

fn operation(old: &Api, new: &Api, was: &Operation, is: &Operation, path: &str, changes: &mut Changes) {
    if was.type_ident != is.type_ident {
        let what = format!(
            "request is `api::{}`, previously `api::{}`",
            is.type_ident, was.type_ident
        );
        changes.add(Kind::Breaking, path, what);
    }
    let (before, after) = (types::output(old, &was.output), types::output(new, &is.output));
    if before != after {
        changes.add(
            Kind::Breaking,
            path,
            format!("result is `{after}`, previously `{before}`"),
        );
    }
    match (was.deprecated, is.deprecated) {
        // The compiler warns: Semantic Versioning has a minor version for that.
        (false, true) => changes.add(Kind::Additive, path, "is now deprecated"),
        (true, false) => changes.add(Kind::Documentation, path, "is no longer deprecated"),
        _ => {}
    }
    request(was, is, path, changes);
    docs::operation(changes, path, was, is);
    inputs(&Input::all(old, was), &Input::all(new, is), path, changes);
}

/// Changes on the wire: a caller compiles, and sends another request.
fn request(was: &Operation, is: &Operation, path: &str, changes: &mut Changes) {
    let sends = |operation: &Operation| format!("{} {}", operation.verb, operation.path);
    if sends(was) != sends(is) {
        // Names of path parameters are never sent.
        let same = was.verb == is.verb && segments(&was.path).eq(segments(&is.path));
        let kind = if same { Kind::Documentation } else { Kind::Breaking };
        changes.add(
            kind,
            path,
            format!("sends `{}`, previously `{}`", sends(is), sends(was)),
        );
    }
    match (was.needs_token, is.needs_token) {
        // A client without credentials can no longer call it.
        (false, true) => changes.add(Kind::Breaking, path, "is now sent with a token"),
        // The server can no longer identify the caller.
        (true, false) => changes.add(Kind::Breaking, path, "is no longer sent with a token"),
        _ => {}
    }
    let (old, new) = (&was.output, &is.output);
    if matches!(
        (old, new),
        (Output::Text(_), Output::Json(..)) | (Output::Json(..), Output::Text(_))
    ) {
        changes.add(Kind::Breaking, path, "its result is read in another format");
    } else if let (Some(was), Some(is)) = (accepted(old), accepted(new)) {
        if was != is {
            changes.add(Kind::Breaking, path, format!("accepts `{is}`, previously `{was}`"));
        }
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

/// Returns the segments of a path, without the names of its parameters.
fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/')
        .map(|segment| if segment.starts_with('{') { "{}" } else { segment })
}

/// A parameter or the body.
struct Input<'a> {
    ident: &'a str,
    required: bool,
    ty: String,
    parameter: Option<&'a Parameter>,
    body: Option<&'a Body>,
}

impl<'a> Input<'a> {
    /// Returns the inputs of an operation in the order of the arguments.
    fn all(api: &Api, operation: &'a Operation) -> Vec<Self> {
        let ty = |ty: &Type| types::ty(api, ty);
        let parameters = operation.parameters.iter().map(|parameter| Input {
            ident: &parameter.ident,
            required: parameter.required,
            ty: ty(&parameter.ty),
            parameter: Some(parameter),
            body: None,
        });
        let body = operation.body.iter().map(|body| Input {
            ident: "body",
            required: body.required,
            ty: ty(&body.ty),
            parameter: None,
            body: Some(body),
        });
        parameters.chain(body).collect()
    }
}

fn inputs(old: &[Input<'_>], new: &[Input<'_>], path: &str, changes: &mut Changes) {
    let renamed = renamed(old, new);
    let now_called = |input: &Input<'_>| {
        let new_name = renamed.iter().find(|(was, _)| *was == input.ident);
        new_name.map_or(input.ident, |(_, is)| is).to_owned()
    };
    for (was, is) in &renamed {
        let what = format!("argument is called `{is}`, previously `{was}`");
        changes.add(Kind::Documentation, &format!("{path}.{is}"), what);
    }
    let names: Vec<String> = old.iter().map(now_called).collect();
    for (was, name) in old.iter().zip(&names) {
        let path = format!("{path}.{name}");
        match new.iter().find(|is| is.ident == name) {
            None if was.required => changes.add(Kind::Breaking, &path, "argument removed"),
            None => changes.add(Kind::Breaking, &path, "optional parameter removed"),
            Some(is) => input(was, is, &path, changes),
        }
    }
    for is in new.iter().filter(|is| names.iter().all(|name| name != is.ident)) {
        let path = format!("{path}.{}", is.ident);
        if is.required {
            changes.add(Kind::Breaking, &path, format!("required parameter added, `{}`", is.ty));
        } else {
            changes.add(Kind::Additive, &path, format!("optional parameter added, `{}`", is.ty));
        }
    }
    // The compiler does not notice arguments of one type that change places.
    let stays = |name: &&str| names.iter().any(|known| known == name) && arguments(new).any(|is| is == *name);
    let before: Vec<&str> = old
        .iter()
        .zip(&names)
        .filter(|(was, _)| was.required)
        .map(|(_, name)| name.as_str())
        .filter(stays)
        .collect();
    let after: Vec<&str> = arguments(new).filter(|name| before.contains(name)).collect();
    if before != after {
        let what = format!(
            "arguments are in the order {}, previously {}",
            after.join(", "),
            before.join(", ")
        );
        changes.add(Kind::Breaking, path, what);
    }
}

fn arguments<'a>(inputs: &'a [Input<'_>]) -> impl Iterator<Item = &'a str> {
    inputs.iter().filter(|input| input.required).map(|input| input.ident)
}

/// Returns the arguments that only have another name, in the same place and with the same type. Callers do not write the name of
/// an argument, so this is not a breaking change.
fn renamed<'o, 'n>(old: &[Input<'o>], new: &[Input<'n>]) -> Vec<(&'o str, &'n str)> {
    let given = |inputs: &[Input<'_>]| inputs.iter().filter(|input| input.required).count();
    if given(old) != given(new) {
        return Vec::new();
    }
    let required = old.iter().filter(|input| input.required);
    let pairs = required.zip(new.iter().filter(|input| input.required));
    pairs
        .filter(|(was, is)| {
            let known = old.iter().any(|old| old.ident == is.ident);
            let kept = new.iter().any(|new| new.ident == was.ident);
            was.ident != is.ident && was.ty == is.ty && !known && !kept
        })
        .map(|(was, is)| (was.ident, is.ident))
        .collect()
}

fn input(was: &Input<'_>, is: &Input<'_>, path: &str, changes: &mut Changes) {
    match (was.required, is.required) {
        (false, true) => changes.add(Kind::Breaking, path, "is now required: a setter became an argument"),
        (true, false) => changes.add(Kind::Breaking, path, "is now optional: an argument became a setter"),
        _ => {}
    }
    if was.ty != is.ty {
        changes.add(
            Kind::Breaking,
            path,
            format!("type is `{}`, previously `{}`", is.ty, was.ty),
        );
    }
    match (was.parameter, is.parameter) {
        (Some(was), Some(is)) => parameter(was, is, path, changes),
        (None, None) => {}
        _ => changes.add(Kind::Breaking, path, "is sent in another place"),
    }
    if let (Some(was), Some(is)) = (was.body, is.body) {
        if was.media_type != is.media_type {
            let what = format!("is sent as {}, previously as {}", is.media_type, was.media_type);
            changes.add(Kind::Breaking, path, what);
        }
        docs::note(changes, path, [("description", was.description != is.description)]);
    }
}

fn parameter(was: &Parameter, is: &Parameter, path: &str, changes: &mut Changes) {
    // The name of a path parameter is never sent.
    let in_path = matches!((&was.place, &is.place), (Place::Path(_), Place::Path(_)));
    if was.name != is.name {
        let kind = if in_path { Kind::Documentation } else { Kind::Breaking };
        changes.add(
            kind,
            path,
            format!("is sent as `{}`, previously as `{}`", is.name, was.name),
        );
    }
    match (&was.place, &is.place) {
        (Place::Path(old), Place::Path(new)) if old != new => {
            let what = format!("refused values are {}, previously {}", listed(new), listed(old));
            changes.add(Kind::Documentation, path, what);
        }
        (Place::Path(_), Place::Path(_)) => {}
        (old, new) if old != new => changes.add(Kind::Breaking, path, "is sent in another place, or in another style"),
        _ => {}
    }
    // `input` has already reported whether it is required.
    let constraints = |parameter: &Parameter| genesys_cloud_codegen::document::ir::Constraints {
        required: false,
        ..parameter.constraints.clone()
    };
    docs::constraints(
        changes,
        path,
        (&was.description, &constraints(was)),
        (&is.description, &constraints(is)),
    );
}

fn listed(values: &[String]) -> String {
    if values.is_empty() {
        return "none".to_owned();
    }
    let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
    values.join(", ")
}
