//! Makes what has been checked fit the types of `openapiv3`, which require keywords that no code depends on, and have no place for
//! some values that the generator accepts or reports later. `fit` sets such values aside, as extensions.

use super::grammar::INTEGER_BOUNDS;
use crate::json::Json;
use crate::openapi::{INVALID, aside};

/// Fits a document: its title and its version are in no code.
pub(super) fn document(json: &mut Json) {
    let texts = ["title", "version"].map(|key| (key.to_owned(), empty()));
    set(json, "info", Json::Object(texts.into()));
}

/// Fits a component of a section, or an object in its place.
pub(super) fn component(json: &mut Json, section: &str) {
    match section {
        "parameters" => parameter(json),
        "responses" if json.text_of("description").is_none() => set(json, "description", empty()),
        "securitySchemes" => security_scheme(json),
        _ => {}
    }
}

/// Returns what replaces a parameter with a problem. Parameters are in lists, in which the places of the others depend on it.
pub(super) fn invalid_parameter() -> Json {
    let text = |text: &str| Json::Text(text.to_owned());
    let entries = [
        ("name", text(INVALID)),
        ("in", text("query")),
        ("schema", invalid_schema()),
    ];
    Json::Object(entries.map(|(key, value)| (key.to_owned(), value)).into())
}

/// Returns what replaces a schema with a problem.
pub(super) fn invalid_schema() -> Json {
    Json::Object(vec![(INVALID.to_owned(), Json::Bool(true))])
}

/// Sets the styles aside that do not exist at the place of the parameter.
fn parameter(json: &mut Json) {
    let styles: &[&str] = match json.text_of("in") {
        Some("path") => &["simple", "label", "matrix"],
        Some("query") => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        Some("header") => &["simple"],
        _ => &["form"],
    };
    if json.text_of("style").is_some_and(|style| !styles.contains(&style)) {
        set_aside(json, "style");
    }
}

/// Keeps the type of a security scheme, which alone counts. A type that does not exist is set aside.
fn security_scheme(json: &mut Json) {
    let Json::Object(entries) = json else { return };
    entries.retain(|(key, _)| key == "type");
    let required: &[&str] = match json.text_of("type") {
        Some("oauth2") => return set(json, "flows", Json::Object(Vec::new())),
        Some("apiKey") => &["name"],
        Some("openIdConnect") => &["openIdConnectUrl"],
        Some("http") => &["scheme"],
        _ => {
            set_aside(json, "type");
            set(json, "type", Json::Text("http".to_owned()));
            &["scheme"]
        }
    };
    for keyword in required {
        set(json, keyword, empty());
    }
    set(json, "in", Json::Text("header".to_owned()));
}

/// Sets the bounds and values of unsigned integers aside that are larger than signed ones, and removes an `allOf` without items,
/// which says nothing.
pub(super) fn schema(json: &mut Json) {
    if let Json::Object(entries) = json {
        entries.retain(|(key, value)| key != "allOf" || *value != Json::List(Vec::new()));
    }
    if json.text_of("type") != Some("integer") {
        return;
    }
    let is_unsigned = |value: &Json| matches!(value, Json::Number(number) if !number.is_i64());
    for bound in INTEGER_BOUNDS {
        if json.get(bound).is_some_and(is_unsigned) {
            set_aside(json, bound);
        }
    }
    if matches!(json.get("enum"), Some(Json::List(values)) if values.iter().any(is_unsigned)) {
        set_aside(json, "enum");
    }
}

fn empty() -> Json {
    Json::Text(String::new())
}

fn set_aside(json: &mut Json, keyword: &str) {
    let Json::Object(entries) = json else { return };
    if let Some((key, _)) = entries.iter_mut().find(|(key, _)| key == keyword) {
        *key = aside(keyword);
    }
}

fn set(json: &mut Json, keyword: &str, value: Json) {
    let Json::Object(entries) = json else { return };
    entries.retain(|(key, _)| key != keyword);
    entries.push((keyword.to_owned(), value));
}
