//! Operations that the client cannot call: their bodies are files or forms, or they need another security scheme than OAuth 2.

use std::collections::BTreeMap;

use genesys_cloud_codegen::json::Json;
use genesys_cloud_codegen::pointer::escaped;

use crate::document::{Operation, entries, entries_mut, get_mut, is_method, items, printable, referred};

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
            let reason = is_method(method).then(|| reason(operation, document)).flatten();
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

/// The reason why the client cannot call an operation.
fn reason(operation: &Json, document: &Json) -> Option<String> {
    let body = operation
        .get("requestBody")
        .map(|body| shared(body, "requestBodies", document));
    let content = body.and_then(|body| body.get("content"));
    if let Some(media_type) = unknown_media_type(content) {
        return Some(format!("its body is {media_type}"));
    }
    success(operation, document).or_else(|| scheme(operation, document))
}

fn success(operation: &Json, document: &Json) -> Option<String> {
    let responses = entries(operation.get("responses"));
    let mut successes: Vec<&Json> = responses
        .iter()
        .filter(|(status, _)| status.starts_with('2'))
        .map(|(_, response)| response)
        .collect();
    if successes.is_empty() {
        let default = responses.iter().filter(|(status, _)| status == "default");
        successes.extend(default.map(|(_, response)| response));
    }
    let mut schema = None;
    for response in successes {
        let content = shared(response, "responses", document).get("content");
        let own = entries(content).iter().find_map(|(_, media)| media.get("schema"));
        let Some(own) = own else { continue };
        if let Some(media_type) = unknown_media_type(content) {
            return Some(format!("its response is {media_type}"));
        }
        if own.get("format").and_then(Json::text) == Some("binary") {
            return Some("its response is a file".to_owned());
        }
        if *schema.get_or_insert(own) != own {
            return Some("its successes have different schemas".to_owned());
        }
    }
    None
}

/// The first media type, if the client supports none of them.
fn unknown_media_type(content: Option<&Json>) -> Option<&str> {
    let names = || entries(content).iter().map(|(name, _)| name.as_str());
    let essence = |name: &str| name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let json = |name: &str| {
        let name = essence(name);
        let own = matches!(name.as_str(), "application/json" | "*/*" | "application/*");
        own || (name.starts_with("application/") && name.ends_with("+json"))
    };
    let one_text = names().count() == 1 && names().all(|name| essence(name).starts_with("text/"));
    if names().any(json) || one_text {
        None
    } else {
        names().next()
    }
}

/// The reason why a token of OAuth 2 is not enough for an operation.
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
    let name = referred(json, &format!("#/components/{section}/"));
    let section = document.get("components").and_then(|all| all.get(section));
    name.and_then(|name| section?.get(name)).unwrap_or(json)
}

/// Writes the security of the operations of a Swagger 2.0 document down: without `security`, an operation needs no token in
/// Swagger 2.0, while the generator assumes that one is needed.
///
/// Returns false if no operation needs a token: a client of such a document would never authenticate.
pub(crate) fn explicit_security(document: &mut Json) -> bool {
    let has_global = document.get("security").is_some();
    let mut needed = !items(document.get("security")).is_empty();
    for (_, item) in entries_mut(document, "paths").into_iter().flatten() {
        let Json::Object(operations) = item else { continue };
        for (_, operation) in operations.iter_mut().filter(|(key, _)| is_method(key)) {
            match get_mut(operation, "security") {
                Some(security) => needed |= !items(Some(security)).is_empty(),
                None => {
                    if let (false, Json::Object(entries)) = (has_global, operation) {
                        entries.push(("security".to_owned(), Json::List(Vec::new())));
                    }
                }
            }
        }
    }
    needed
}

#[cfg(test)]
mod tests;
