//! Operations that the client cannot call: their bodies are files or forms, or they need another security scheme than OAuth 2.

use std::collections::BTreeMap;

use genesys_cloud_codegen::document::{self, Chosen, Document, Json, escaped};

use crate::document::{Operation, entries, entries_mut, is_method, items, object, printable, target, text};
use crate::reach::{Components, references, subset};

/// An operation that cannot be called, with the reason.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct LeftOut {
    /// `postImage (POST /api/v2/images)`
    pub(crate) operation: String,
    /// The place in the document.
    pub(crate) at: String,
    pub(crate) reason: String,
}

impl LeftOut {
    pub(crate) fn new(operation: &Json, path: &str, method: &str, reason: &str) -> Self {
        let id = Operation(operation)
            .id()
            .unwrap_or("an operation without `operationId`");
        Self {
            operation: printable(&format!("{id} ({} {path})", method.to_uppercase())),
            at: format!("/paths/{}/{method}", escaped(path)),
            reason: printable(reason),
        }
    }
}

/// Removes the operations that the client cannot call from an OpenAPI 3.0 document.
pub(crate) fn leave_out(document: &mut Json) -> Vec<LeftOut> {
    let mut left_out = Vec::new();
    let Some(mut paths) = entries_mut(document, "paths").map(std::mem::take) else {
        return left_out;
    };
    for (path, item) in &mut paths {
        let Json::Object(item) = item else { continue };
        item.retain(|(method, operation)| {
            let reason = is_method(method).then(|| reason(method, operation, document)).flatten();
            let stays = reason.is_none();
            left_out.extend(reason.map(|reason| LeftOut::new(operation, path, method, &reason)));
            stays
        });
    }
    paths.retain(|(path, item)| path.starts_with("x-") || entries(Some(item)).iter().any(|(key, _)| is_method(key)));
    if let Some(place) = entries_mut(document, "paths") {
        *place = paths;
    }
    left_out
}

/// Returns the reason why the client cannot call an operation.
fn reason(method: &str, operation: &Json, document: &Json) -> Option<String> {
    let body = operation
        .get("requestBody")
        .map(|body| shared(body, "requestBodies", document));
    let content = body.and_then(|body| body.get("content"));
    if let (None, Some(media_type)) = (chosen(content), media_types(content).next()) {
        return Some(format!("its body is {media_type}"));
    }
    // A response to HEAD has no body.
    let result = if method == "head" {
        None
    } else {
        result(operation, document)
    };
    result.or_else(|| scheme(operation, document))
}

/// Returns the reason why the client cannot read the result of an operation.
fn result(operation: &Json, document: &Json) -> Option<String> {
    let mut schemas = Vec::new();
    for response in successes(operation) {
        let content = shared(response, "responses", document).get("content");
        if entries(content).iter().all(|(_, media)| media.get("schema").is_none()) {
            continue;
        }
        let Some(Chosen::Json(name) | Chosen::Text(name)) = chosen(content) else {
            return media_types(content)
                .next()
                .map(|name| format!("its response is {name}"));
        };
        let schema = content
            .and_then(|content| content.get(name))
            .and_then(|media| media.get("schema"));
        let Some(schema) = schema else { continue };
        if schema.get("format").and_then(Json::text) == Some("binary") {
            return Some("its response is a file".to_owned());
        }
        schemas.push((name, schema));
    }
    let (first, others) = schemas.split_first()?;
    // Equal references are equal types, which is the usual case. Only the generator knows the types of other schemas.
    let is_same = others.is_empty() || (first.1.get("$ref").is_some() && others.iter().all(|other| other == first));
    (!is_same && results_differ(operation, document)).then(|| "its successes have different schemas".to_owned())
}

/// Returns the 2xx responses, or `default` if there are none.
fn successes(operation: &Json) -> Vec<&Json> {
    let responses = entries(operation.get("responses"));
    let of = |is_success: fn(&str) -> bool| {
        let some = responses.iter().filter(move |(status, _)| is_success(status));
        some.map(|(_, response)| response).collect::<Vec<_>>()
    };
    let successes = of(|status| status.starts_with('2'));
    if successes.is_empty() {
        of(|status| status == "default")
    } else {
        successes
    }
}

/// Returns whether the generator finds different types in the successes of an operation.
fn results_differ(operation: &Json, document: &Json) -> bool {
    let responses = operation.get("responses").cloned().unwrap_or(Json::Null);
    let mut roots = Vec::new();
    references(&responses, &mut roots);
    let (reached, _) = Components::of(document).reached(roots);
    let operation = object([
        ("operationId", text("result")),
        ("tags", Json::List(vec![text("Results")])),
        ("responses", responses),
    ]);
    let only = object([
        ("openapi", text("3.0.3")),
        ("info", object([("title", text("")), ("version", text(""))])),
        ("paths", object([("/", object([("post", operation)]))])),
        ("components", subset(document, &reached)),
    ]);
    Document::new(only).results_differ()
}

fn media_types(content: Option<&Json>) -> impl Iterator<Item = &str> + Clone {
    entries(content).iter().map(|(name, _)| name.as_str())
}

/// Returns the media type that the client uses.
fn chosen(content: Option<&Json>) -> Option<Chosen<'_>> {
    document::choose(media_types(content))
}

/// Returns the reason why a token of OAuth 2 is not enough for an operation.
fn scheme(operation: &Json, document: &Json) -> Option<String> {
    let alternatives = items(operation.get("security").or_else(|| document.get("security")));
    let schemes = document.get("components").and_then(|all| all.get("securitySchemes"));
    let kinds: BTreeMap<&str, &str> = entries(schemes)
        .iter()
        .filter_map(|(name, scheme)| Some((name.as_str(), scheme.get("type")?.text()?)))
        .collect();
    let other = |alternative: &Json| {
        let mut names = entries(Some(alternative)).iter().map(|(name, _)| name.clone());
        names.find(|name| kinds.get(name.as_str()).is_some_and(|kind| *kind != "oauth2"))
    };
    let all: Option<Vec<String>> = alternatives.iter().map(other).collect();
    let name = all?.into_iter().next()?;
    let kind = kinds.get(name.as_str()).copied().unwrap_or_default();
    Some(format!(
        "it needs `{name}` ({kind}), and the client only has an OAuth 2 token"
    ))
}

fn shared<'a>(json: &'a Json, section: &str, document: &'a Json) -> &'a Json {
    let components = document.get("components");
    let all = components.and_then(|components| components.get(section));
    target(json, &format!("#/components/{section}/"), all).unwrap_or(json)
}

#[cfg(test)]
mod tests;
