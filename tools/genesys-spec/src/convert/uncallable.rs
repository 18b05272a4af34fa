//! Operations that the client cannot call: their bodies are files or forms, or they need another security scheme than OAuth 2.

use std::collections::BTreeMap;

use genesys_cloud_codegen::document::{self, Chosen, Json};

use super::left_out::{self, LeftOut};
use crate::document::{Operation, entries, items, target};

/// Removes the operations that the client cannot call from an OpenAPI 3.0 document.
pub(crate) fn remove(document: &mut Json) -> Vec<LeftOut> {
    left_out::remove(document, |document, path, method, operation| {
        let reason = reason(method, operation, document)?;
        Some(LeftOut::new(operation, path, method, &reason))
    })
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
