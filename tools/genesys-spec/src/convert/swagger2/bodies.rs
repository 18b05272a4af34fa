//! Bodies of requests and responses: a schema for each media type.

use genesys_cloud_codegen::document::{Json, escaped};

use super::schemas::{moved, schema};
use super::{Convert, map, take};
use crate::document::{Entries, entries, object, referred, text};

impl Convert {
    /// Converts a body parameter. Its name is dropped, since it is never sent.
    pub(super) fn request_body(&mut self, parameter: &Json, consumes: &[String], at: &str) -> Json {
        let mut media_types: Vec<&String> = consumes.iter().collect();
        // A client may use the first media type, which should be JSON.
        media_types.sort_by_key(|name| *name != "application/json");
        let mut new: Entries = Vec::new();
        let mut found = false;
        for (key, value) in entries(Some(parameter)) {
            match key.as_str() {
                "name" | "in" => {}
                "schema" => {
                    found = true;
                    let schema = schema(value.clone());
                    let content = media_types.iter().map(|name| (*name, media_type(Some(&schema), None)));
                    new.push(("content".to_owned(), object(content)));
                }
                _ => new.push((key.clone(), value.clone())),
            }
        }
        if !found {
            self.problem(at, "a body has no `schema`", "add one");
        }
        Json::Object(new)
    }

    /// Converts the responses that operations refer to, with the media types of the document.
    pub(super) fn shared_responses(&mut self) -> Option<Json> {
        let shared = std::mem::replace(&mut self.responses, Json::Null);
        let produces = self.produces.clone();
        let responses = map(shared, |name, response| {
            let response = self.response(response, &produces, &format!("/responses/{}", escaped(&name)));
            (name, response)
        });
        matches!(responses, Json::Object(_)).then_some(responses)
    }

    /// Converts a reference to a response. A shared response has the media types of the document. If the operation has others, the
    /// response is written in its place.
    fn shared_response(&mut self, json: &Json, name: &str, produces: &[String], at: &str) -> Json {
        match self.responses.get(name) {
            // This follows only one reference, since a chain of references could lead back to itself.
            Some(shared) if produces != self.produces && referred(shared, "/responses/").is_none() => {
                self.response(shared.clone(), produces, at)
            }
            _ => {
                let reference = json.get("$ref").and_then(Json::text).unwrap_or_default();
                object([("$ref", text(moved(reference.to_owned())))])
            }
        }
    }

    pub(super) fn response(&mut self, json: Json, produces: &[String], at: &str) -> Json {
        if let Some(name) = referred(&json, "/responses/") {
            return self.shared_response(&json, &name, produces, at);
        }
        let Json::Object(mut old) = json else { return json };
        let examples = take(&mut old, "examples");
        let mut new: Entries = Vec::with_capacity(old.len());
        let mut described = None;
        let mut place = None;
        for (key, value) in old {
            match key.as_str() {
                "schema" => {
                    described = Some(schema(value));
                    place = Some(new.len());
                }
                "headers" => {
                    let headers = map(value, |name, header| {
                        let header = self.parameter(header, &format!("{at}/headers/{}", escaped(&name)));
                        (name, header)
                    });
                    new.push((key, headers));
                }
                _ => new.push((key, value)),
            }
        }
        let content = content(described.as_ref(), examples.as_ref(), produces);
        if !content.is_empty() {
            new.insert(
                place.unwrap_or(new.len()),
                ("content".to_owned(), Json::Object(content)),
            );
        }
        Json::Object(new)
    }
}

/// Returns the media types that are produced, if there is a schema, and the media types that have an example.
fn content(schema: Option<&Json>, examples: Option<&Json>, produces: &[String]) -> Entries {
    let mut content: Entries = Vec::new();
    if schema.is_some() {
        for name in produces {
            let example = examples.and_then(|examples| examples.get(name));
            content.push((name.clone(), media_type(schema, example)));
        }
    }
    for (name, example) in entries(examples) {
        if content.iter().all(|(known, _)| known != name) {
            content.push((name.clone(), media_type(schema, Some(example))));
        }
    }
    content
}

fn media_type(schema: Option<&Json>, example: Option<&Json>) -> Json {
    let schema = schema.map(|schema| ("schema", schema.clone()));
    let example = example.map(|example| ("example", example.clone()));
    object(schema.into_iter().chain(example))
}
