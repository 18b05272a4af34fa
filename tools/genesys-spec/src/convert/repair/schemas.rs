//! Repairs of schemas, and of the keywords that parameters share with them.

use genesys_cloud_codegen::document::ir::Scalar;
use genesys_cloud_codegen::document::{Json, escaped};

use super::{Fix, Repairs, has, list_mut, set};
use crate::document::{Entries, entries_mut, items, text};

const MEANINGLESS: &[&str] = &["position", "allowEmptyValue"];

/// Repairs a schema and the schemas inside of it.
pub(super) fn schema(json: &mut Json, at: &str, repairs: &mut Repairs) {
    if has(json, "$ref") {
        return keywords(json, at, repairs);
    }
    if json.get("type").and_then(Json::text) == Some("any") {
        remove(json, |key| key == "type");
        repairs.add(Fix::AnyType, at);
    }
    // If there is a choice of schemas, the choice decides the type.
    if has(json, "discriminator") && !has(json, "oneOf") && !has(json, "anyOf") {
        discriminator(json);
        repairs.add(Fix::Discriminator, at);
    }
    keywords(json, at, repairs);
    let is_array = json.get("type").and_then(Json::text) == Some("array");
    if is_array && !has(json, "items") {
        add(json, "items", Json::Object(Vec::new()));
        repairs.add(Fix::ItemsLeftOut, at);
    }
    values(json, at, repairs);
    for (name, property) in entries_mut(json, "properties").into_iter().flatten() {
        let at = format!("{at}/properties/{}", escaped(name));
        if let Some(Json::Bool(_)) = property.get("required") {
            remove(property, |key| key == "required");
            repairs.add(Fix::RequiredFlag, &at);
        }
        schema(property, &at, repairs);
    }
    for key in ["items", "additionalProperties"] {
        if let Some(inner) = json.get_mut(key) {
            schema(inner, &format!("{at}/{key}"), repairs);
        }
    }
    for (index, part) in list_mut(json, "allOf").into_iter().flatten().enumerate() {
        schema(part, &format!("{at}/allOf/{index}"), repairs);
    }
}

/// Repairs the keywords for the form of a value, of a schema, a parameter or its items.
pub(super) fn values(json: &mut Json, at: &str, repairs: &mut Repairs) {
    let strings = items(json.get("enum")).iter().any(|value| value.text().is_some());
    let missing = match (has(json, "type"), has(json, "items"), strings) {
        (false, true, _) => Some("array"),
        (false, false, true) => Some("string"),
        _ => None,
    };
    let Json::Object(entries) = json else { return };
    if let Some(missing) = missing {
        set(entries, "type", text(missing));
        repairs.add(Fix::TypeLeftOut, at);
    }
    let ty = entries.iter().find(|(key, _)| key == "type");
    let Some(ty) = ty.and_then(|(_, ty)| ty.text()).map(str::to_owned) else {
        return;
    };
    if let "boolean" | "integer" | "number" = ty.as_str() {
        text_values(entries, &ty, at, repairs);
    }
    let known: &[&str] = match ty.as_str() {
        "integer" => Scalar::INTEGER_FORMATS,
        "number" => &["float", "double"],
        _ => return,
    };
    let unknown =
        |(key, value): &(String, Json)| key == "format" && value.text().is_some_and(|format| !known.contains(&format));
    if entries.iter().any(unknown) {
        entries.retain(|entry| !unknown(entry));
        repairs.add(Fix::UnknownNumberFormat, at);
    }
}

/// Converts values to the type, if each of them is the text of one of its values.
fn text_values(entries: &mut Entries, ty: &str, at: &str, repairs: &mut Repairs) {
    let Some((_, Json::List(values))) = entries.iter_mut().find(|(key, _)| key == "enum") else {
        return;
    };
    if values.iter().all(|value| value.text().is_none()) {
        return;
    }
    let typed: Option<Vec<Json>> = values.iter().map(|value| typed(value, ty)).collect();
    if let Some(typed) = typed {
        *values = typed;
        repairs.add(Fix::TextValues, at);
    }
}

fn typed(value: &Json, ty: &str) -> Option<Json> {
    let Some(text) = value.text() else {
        return Some(value.clone());
    };
    match (ty, serde_json::from_str::<Json>(text).ok()?) {
        ("boolean", value @ Json::Bool(_)) => Some(value),
        ("integer", Json::Number(number)) if number.as_i64().is_some() => Some(Json::Number(number)),
        ("number", Json::Number(number)) => Some(Json::Number(number)),
        _ => None,
    }
}

/// Keeps the fields that other schemas add to a base schema.
fn discriminator(json: &mut Json) {
    remove(json, |key| key == "discriminator");
    if matches!(json.get("additionalProperties"), Some(Json::Object(_))) {
        return;
    }
    if let Json::Object(entries) = json {
        set(entries, "additionalProperties", Json::Bool(true));
    }
}

fn add(json: &mut Json, key: &str, value: Json) {
    if let Json::Object(entries) = json {
        entries.push((key.to_owned(), value));
    }
}

fn keywords(json: &mut Json, at: &str, repairs: &mut Repairs) {
    for key in MEANINGLESS {
        if has(json, key) {
            remove(json, |known| known == *key);
            repairs.add(Fix::MeaninglessKeyword, &format!("{at}/{key}"));
        }
    }
}

fn remove(json: &mut Json, is_gone: impl Fn(&str) -> bool) {
    if let Json::Object(entries) = json {
        entries.retain(|(key, _)| !is_gone(key));
    }
}
