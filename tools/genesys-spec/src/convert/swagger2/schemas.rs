//! Schemas, which are nearly the same in both versions.

use genesys_cloud_codegen::document::Json;

use crate::document::{Entries, object, text};

pub(super) fn schema(json: Json) -> Json {
    let Json::Object(old) = json else { return json };
    let alone = old.len() == 1;
    let mut new: Entries = Vec::with_capacity(old.len());
    for (key, value) in old {
        match (key.as_str(), value) {
            ("$ref", Json::Text(reference)) if alone => new.push((key, text(moved(reference)))),
            // OpenAPI ignores keywords beside a reference, but Genesys describes properties there.
            ("$ref", Json::Text(reference)) => {
                let part = object([("$ref", text(moved(reference)))]);
                new.push(("allOf".to_owned(), Json::List(vec![part])));
            }
            ("properties", Json::Object(properties)) => {
                let properties = properties.into_iter().map(|(name, json)| (name, schema(json)));
                new.push((key, Json::Object(properties.collect())));
            }
            ("items" | "additionalProperties" | "not", inner) => new.push((key, schema(inner))),
            ("allOf" | "anyOf" | "oneOf", Json::List(parts)) => {
                new.push((key, Json::List(parts.into_iter().map(schema).collect())));
            }
            ("discriminator", Json::Text(property)) => new.push((key, object([("propertyName", text(property))]))),
            ("type", Json::Text(name)) if name == "file" => {
                new.push((key, text("string")));
                new.push(("format".to_owned(), text("binary")));
            }
            (_, value) => new.push((key, value)),
        }
    }
    joined(new)
}

/// Joins the `allOf` of a schema with the `allOf` that its reference was converted to.
fn joined(mut entries: Entries) -> Json {
    let places: Vec<usize> = (0..entries.len())
        .filter(|place| entries[*place].0 == "allOf")
        .collect();
    if let [first, second] = places[..] {
        let (_, more) = entries.remove(second);
        if let (Json::List(parts), Json::List(more)) = (&mut entries[first].1, more) {
            parts.extend(more);
        }
    }
    Json::Object(entries)
}

/// Returns the reference to the new place of a component. `check` refuses references to anything else.
pub(super) fn moved(reference: String) -> String {
    for (old, new) in [
        ("#/definitions/", "#/components/schemas/"),
        ("#/parameters/", "#/components/parameters/"),
        ("#/responses/", "#/components/responses/"),
    ] {
        if let Some(name) = reference.strip_prefix(old) {
            return format!("{new}{name}");
        }
    }
    reference
}
