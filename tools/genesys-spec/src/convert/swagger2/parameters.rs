//! Parameters in the path, the query and headers: the keywords for their values become a schema.

use genesys_cloud_codegen::document::{Json, escaped};

use super::schemas::{moved, schema};
use super::{Convert, map, take};
use crate::document::{Entries, target, text};

/// The keywords of the parameter itself. The others are for its values.
const OWN: &[&str] = &["name", "in", "description", "required", "allowEmptyValue"];

impl Convert {
    /// Converts the parameters that operations refer to. A shared body is written into each operation, with its media types.
    pub(super) fn shared_parameters(&mut self) -> Option<Json> {
        let Json::Object(shared) = std::mem::replace(&mut self.parameters, Json::Null) else {
            return None;
        };
        let parameters = shared
            .into_iter()
            // Only the use of a form parameter is a problem.
            .filter(|(_, parameter)| !matches!(place(parameter), Some("body" | "formData")))
            .map(|(name, parameter)| {
                let at = format!("/parameters/{}", escaped(&name));
                let parameter = self.parameter(parameter, &at);
                (name, parameter)
            });
        let parameters: Entries = parameters.collect();
        (!parameters.is_empty()).then_some(Json::Object(parameters))
    }

    pub(super) fn parameter(&mut self, json: Json, at: &str) -> Json {
        if json.get("$ref").is_some() {
            return self.reference(json, at);
        }
        if place(&json) == Some("formData") {
            self.refuse_form(at);
        }
        let list = json.get("type").and_then(Json::text) == Some("array");
        let in_query = place(&json) == Some("query");
        let Json::Object(old) = json else { return json };
        let mut new: Entries = Vec::with_capacity(old.len());
        let mut values: Entries = Vec::new();
        let mut collection = None;
        let mut schema_place = None;
        for (key, value) in old {
            if OWN.contains(&key.as_str()) || key.starts_with("x-") {
                new.push((key, value));
            } else {
                schema_place.get_or_insert(new.len());
                if key == "collectionFormat" {
                    collection = Some(value);
                } else {
                    values.push((key, self.value(value, at)));
                }
            }
        }
        let mut made: Entries = Vec::new();
        if list {
            let collection = collection.as_ref().and_then(Json::text).unwrap_or("csv");
            made = self.style(collection, in_query, at);
        }
        made.push(("schema".to_owned(), schema(Json::Object(values))));
        let place = schema_place.unwrap_or(new.len());
        new.splice(place..place, made);
        Json::Object(new)
    }

    fn reference(&mut self, json: Json, at: &str) -> Json {
        let shared = target(&json, "/parameters/", Some(&self.parameters));
        if shared.and_then(place) == Some("formData") {
            self.refuse_form(at);
        }
        map(json, |key, value| match value {
            Json::Text(reference) if key == "$ref" => (key, text(moved(reference))),
            other => (key, other),
        })
    }

    fn refuse_form(&mut self, at: &str) {
        self.problem(
            at,
            "form parameters are not converted",
            "describe a body, or leave the operation out",
        );
    }

    /// Returns the style of an array.
    fn style(&mut self, collection: &str, in_query: bool, at: &str) -> Entries {
        let (style, explode) = match (collection, in_query) {
            ("multi", true) => ("form", true),
            ("csv", true) => ("form", false),
            ("ssv", true) => ("spaceDelimited", false),
            ("pipes", true) => ("pipeDelimited", false),
            // Commas are the default of paths and headers.
            ("csv", false) => return Vec::new(),
            (other, _) => {
                let place = if in_query {
                    "in the query"
                } else {
                    "outside of the query"
                };
                let problem = format!("OpenAPI 3.0 has no style for the collectionFormat {other:?} {place}");
                self.problem(
                    &format!("{at}/collectionFormat"),
                    problem,
                    "use csv, or multi in the query",
                );
                return Vec::new();
            }
        };
        vec![
            ("style".to_owned(), text(style)),
            ("explode".to_owned(), Json::Bool(explode)),
        ]
    }

    /// Converts a keyword for values: `items` may also have a `collectionFormat`.
    fn value(&mut self, value: Json, at: &str) -> Json {
        let Json::Object(mut entries) = value else { return value };
        if let Some(collection) = take(&mut entries, "collectionFormat") {
            if collection.text() != Some("csv") {
                let problem = "OpenAPI 3.0 has no style for arrays in arrays";
                self.problem(&format!("{at}/items/collectionFormat"), problem, "leave it out");
            }
        }
        Json::Object(entries)
    }
}

fn place(parameter: &Json) -> Option<&str> {
    parameter.get("in")?.text()
}
