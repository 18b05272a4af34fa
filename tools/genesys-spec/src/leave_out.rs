//! Operations that are left out because the client cannot call them: their bodies are files or forms, or they need another security
//! scheme than OAuth 2.

use std::collections::BTreeMap;

use genesys_cloud_codegen::document::{self, Chosen, Json, escaped};

use crate::document::{Operation, entries, entries_mut, is_method, items, printable, target};

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

/// Removes the operations that the client cannot call from an OpenAPI 3.0 document.
pub(crate) fn leave_out(document: &mut Json) -> Vec<LeftOut> {
    remove(document, |document, path, method, operation| {
        let reason = reason(method, operation, document)?;
        Some(LeftOut::new(operation, path, method, &reason))
    })
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
            let found = is_method(method)
                .then(|| is_left_out(document, path, method, operation))
                .flatten();
            let stays = found.is_none();
            left_out.extend(found);
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
    result
        .or_else(|| scheme(operation, document))
        .or_else(|| tag(operation))
}

/// Returns the reason why an operation has no API type.
fn tag(operation: &Json) -> Option<String> {
    let tag = Operation(operation).first_tag()?;
    let is_unnamed = !tag.contains(|char: char| char.is_ascii_alphanumeric());
    is_unnamed.then(|| format!("no Rust name can be made of its tag `{tag}`"))
}

/// Returns the reason why the client cannot read the result of an operation.
fn result(operation: &Json, document: &Json) -> Option<String> {
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
        let media_type = content.and_then(|content| content.get(name));
        let format = media_type.and_then(|media_type| media_type.get("schema")?.get("format"));
        if format.and_then(Json::text) == Some("binary") {
            return Some("its response is a file".to_owned());
        }
    }
    None
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
    target(json, &format!("/components/{section}/"), all).unwrap_or(json)
}

#[cfg(test)]
mod tests;
