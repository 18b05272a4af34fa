//! Repairs of parameters, and of path parameters that do not match their path.

use genesys_cloud_codegen::document::Json;

use super::{Fix, Repairs, has, list_mut, schemas, set};
use crate::document::{Version, is_method, items, object, shared_parameter, text};

/// The part of a document that its paths refer to.
pub(super) struct Shared {
    version: Version,
    /// The document with only its shared parameters.
    parameters: Json,
}

impl Shared {
    pub(super) fn new(document: &Json, version: Version) -> Self {
        let copy = |owner: Option<&Json>| owner.and_then(|owner| owner.get("parameters")).cloned();
        let of = |parameters: Option<Json>| object([("parameters", parameters.unwrap_or(Json::Null))]);
        let parameters = match version {
            Version::Swagger2 => of(copy(Some(document))),
            Version::OpenApi3 => object([("components", of(copy(document.get("components"))))]),
        };
        Self { version, parameters }
    }
}

/// Repairs the parameters of all operations of a path.
pub(super) fn repair_path(path: &str, item: &mut Json, shared: &Shared, at: &str, repairs: &mut Repairs) {
    let in_path = in_braces(path);
    list(item, &in_path, shared, at, repairs);
    let of_all: Vec<String> = path_names(item, shared);
    let Json::Object(operations) = item else { return };
    for (method, operation) in operations.iter_mut().filter(|(key, _)| is_method(key)) {
        let at = format!("{at}/{method}");
        list(operation, &in_path, shared, &at, repairs);
        let own = path_names(operation, shared);
        for name in &in_path {
            if !own.iter().chain(&of_all).any(|known| known == name) {
                add(operation, name, shared.version);
                repairs.add(Fix::MissingPathParameter, &at);
            }
        }
    }
}

/// Returns the names in braces in a path: `id` in `/users/{id}.json`.
fn in_braces(path: &str) -> Vec<&str> {
    let parts = path.split('{').skip(1);
    parts.filter_map(|part| Some(part.split_once('}')?.0)).collect()
}

/// Repairs the parameters of a path or of an operation.
fn list(owner: &mut Json, in_path: &[&str], shared: &Shared, at: &str, repairs: &mut Repairs) {
    let Some(parameters) = list_mut(owner, "parameters") else {
        return;
    };
    let mut kept: Vec<Json> = Vec::with_capacity(parameters.len());
    for (index, mut json) in std::mem::take(parameters).into_iter().enumerate() {
        let at = format!("{at}/parameters/{index}");
        if !has(&json, "$ref") {
            parameter(&mut json, &at, repairs);
        }
        let is_stray = path_name(&json, shared).is_some_and(|name| !in_path.contains(&name));
        if is_stray {
            repairs.add(Fix::StrayPathParameter, &at);
        } else if kept.contains(&json) {
            repairs.add(Fix::RepeatedParameter, &at);
        } else {
            kept.push(json);
        }
    }
    *parameters = kept;
}

/// Repairs a parameter that is not a reference. In Swagger 2.0 the parameter itself describes its values, and in OpenAPI 3.0 its schema.
pub(super) fn parameter(json: &mut Json, at: &str, repairs: &mut Repairs) {
    let place = json.get("in").and_then(Json::text).unwrap_or_default().to_owned();
    match json.get_mut("schema") {
        // In Swagger 2.0, a body may be any JSON.
        Some(schema) if place == "body" => return schemas::schema(schema, &format!("{at}/schema"), repairs),
        Some(schema) => {
            let at = format!("{at}/schema");
            array(schema, &at, repairs);
            schemas::schema(schema, &at, repairs);
        }
        None => {
            array(json, at, repairs);
            schemas::values(json, at, repairs);
        }
    }
    let Json::Object(entries) = json else { return };
    let is_required = |(key, value): &(String, Json)| key == "required" && *value == Json::Bool(true);
    if place == "path" && !entries.iter().any(is_required) {
        set(entries, "required", Json::Bool(true));
        repairs.add(Fix::OptionalPathParameter, at);
    }
}

/// Repairs the items of an array: a parameter has no objects.
fn array(json: &mut Json, at: &str, repairs: &mut Repairs) {
    if json.get("type").and_then(Json::text) != Some("array") {
        return;
    }
    let strings = || object([("type", text("string"))]);
    let of_items = format!("{at}/items");
    match json.get_mut("items") {
        Some(items) if items.get("type").and_then(Json::text) == Some("object") => {
            *items = strings();
            repairs.add(Fix::ObjectItems, &of_items);
        }
        Some(items) => schemas::values(items, &of_items, repairs),
        None => {
            if let Json::Object(entries) = json {
                entries.push(("items".to_owned(), strings()));
                repairs.add(Fix::ItemsLeftOut, at);
            }
        }
    }
}

fn add(operation: &mut Json, name: &str, version: Version) {
    let values = match version {
        Version::Swagger2 => ("type", text("string")),
        Version::OpenApi3 => ("schema", object([("type", text("string"))])),
    };
    let parameter = object([
        ("name", text(name)),
        ("in", text("path")),
        ("required", Json::Bool(true)),
        values,
    ]);
    if let Some(parameters) = list_mut(operation, "parameters") {
        parameters.push(parameter);
    } else if let Json::Object(entries) = operation {
        entries.push(("parameters".to_owned(), Json::List(vec![parameter])));
    }
}

fn path_names(owner: &Json, shared: &Shared) -> Vec<String> {
    let names = items(owner.get("parameters"))
        .iter()
        .filter_map(|parameter| path_name(parameter, shared));
    names.map(str::to_owned).collect()
}

fn path_name<'a>(parameter: &'a Json, shared: &'a Shared) -> Option<&'a str> {
    let described = shared_parameter(parameter, &shared.parameters).unwrap_or(parameter);
    match described.get("in").and_then(Json::text) {
        Some("path") => described.get("name").and_then(Json::text),
        _ => None,
    }
}
