//! Request bodies, results, and documented errors.

use openapiv3::{Content, ReferenceOr, Response};
use serde_json::{Map, Value};

use super::Lower;
use super::owner::Owner;
use crate::ir::{Body, ErrorResponse, Output, Scalar, Type};
use crate::openapi::{OperationRef, Schema, is_empty};
use crate::pointer::escaped;
use crate::problem::quoted;

/// The media type that the client uses, of those that a document offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen<'a> {
    /// A JSON type, or any type.
    Json(&'a str),
    /// A text type.
    Text(&'a str),
}

/// Chooses `application/json` before other JSON types or `*/*`, and JSON before text. A text type has to be the only type.
pub fn choose<'a>(names: impl Iterator<Item = &'a str> + Clone) -> Option<Chosen<'a>> {
    let is_other_json = |name: &&str| essence(name).starts_with("application/") && essence(name).ends_with("+json");
    let json = names.clone().find(|name| essence(name) == "application/json");
    let json = json.or_else(|| names.clone().find(is_other_json));
    if let Some(name) = json.or_else(|| names.clone().find(|name| is_any(name))) {
        return Some(Chosen::Json(name));
    }
    let mut names = names;
    match (names.next(), names.next()) {
        (Some(name), None) if essence(name).starts_with("text/") => Some(Chosen::Text(name)),
        _ => None,
    }
}

impl<'a> Lower<'a> {
    pub(super) fn body(&mut self, source: &OperationRef<'a>, owner: &Owner) -> Option<Body> {
        let at = format!("{}/requestBody", source.at);
        let body = source.operation.request_body.as_ref()?;
        if matches!(source.method, "GET" | "HEAD") {
            self.problem(&at, format!("{} has no body (RFC 9110)", source.method), "remove it");
            return None;
        }
        let body = self.resolved(body, &self.document.request_bodies, &at)?;
        let content = &body.content;
        let chosen = self.chosen(content, &format!("{at}/content"))?;
        let (name, json) = match chosen {
            Chosen::Json(name) => (name, true),
            Chosen::Text(name) => (name, false),
        };
        let at = format!("{at}/content/{}/schema", escaped(name));
        let ty = match schema(content, name) {
            Some(schema) => self.ty(schema, &owner.inside("body"), &at)?,
            None if json => Type::Scalar(Scalar::Json),
            None => Type::Scalar(Scalar::String),
        };
        if !json && ty != Type::Scalar(Scalar::String) {
            self.problem(
                &at,
                "a text body is not a plain string",
                "use `type: string`, or `application/json`",
            );
        }
        Some(Body {
            media_type: if is_any(name) { "application/json" } else { name }.to_owned(),
            ty,
            json,
            required: body.required,
            description: body.description.clone(),
        })
    }

    /// Returns the result of a successful call. All successful responses with a schema have to have the same one. If another
    /// successful response has no schema, the result is an `Option`.
    pub(super) fn output(&mut self, source: &OperationRef<'a>, owner: &Owner) -> (Output, Option<String>) {
        let mut output = Output::Nothing;
        let mut description = None;
        let mut has_empty = false;
        for (status, response) in successes(source) {
            let at = format!("{}/responses/{status}", source.at);
            let Some(response) = self.response(response, &at) else {
                continue;
            };
            description.get_or_insert(&response.description);
            if source.method == "HEAD" || is_empty(response) {
                has_empty = true;
                continue;
            }
            let Some(this) = self.payload(response, owner, &at) else {
                continue;
            };
            if output == Output::Nothing {
                description = Some(&response.description);
                output = this;
            } else if output != this {
                let help = "give both the same schema, or leave the operation out and call it with `Client::request`";
                self.problem(&at, "two successful responses have different schemas", help);
            }
        }
        let output = match output {
            Output::Json(ty, media_type) if has_empty => Output::Json(ty.nullable(), media_type),
            output => output,
        };
        (output, description.cloned())
    }

    fn payload(&mut self, response: &'a Response, owner: &Owner, at: &str) -> Option<Output> {
        let content = &response.content;
        let chosen = self.chosen(content, &format!("{at}/content"))?;
        let (Chosen::Json(name) | Chosen::Text(name)) = chosen;
        let at = format!("{at}/content/{}/schema", escaped(name));
        let Some(schema) = schema(content, name) else {
            return Some(Output::Nothing);
        };
        let owner = owner.inside("result");
        match chosen {
            Chosen::Json(name) => {
                let ty = self.element(schema, &owner, &at)?;
                let other = name != "application/json" && !is_any(name);
                Some(Output::Json(ty, other.then(|| name.to_owned())))
            }
            Chosen::Text(name) if self.ty(schema, &owner, &at)? == Type::Scalar(Scalar::String) => {
                Some(Output::Text(name.to_owned()))
            }
            Chosen::Text(_) => {
                self.problem(
                    &at,
                    "a text is not a plain string",
                    "use `type: string`, or `application/json`",
                );
                None
            }
        }
    }

    /// Returns the media type that the client uses, unless there is a problem.
    fn chosen(&mut self, content: &'a Content, at: &str) -> Option<Chosen<'a>> {
        let names = content.keys().map(String::as_str);
        match choose(names.clone()) {
            Some(Chosen::Json(name)) if is_any(name) => {
                let at = format!("{at}/{}", escaped(name));
                let warning = format!("{} allows any media type", quoted(name));
                self.warning(&at, warning, "the client uses JSON");
                Some(Chosen::Json(name))
            }
            Some(chosen) => {
                let (Chosen::Json(name) | Chosen::Text(name)) = chosen;
                self.sendable(name, at).then_some(chosen)
            }
            None => {
                let (problem, help) = if content.len() > 1 {
                    (
                        "there are several media types, and none is JSON".to_owned(),
                        "keep one of them",
                    )
                } else {
                    let name = names.clone().next().unwrap_or("no media type");
                    let problem = format!("{} is not supported", quoted(name));
                    (problem, "use `application/json` or a text type")
                };
                self.problem(at, problem, help);
                None
            }
        }
    }

    /// Returns whether this media type is valid in a header: visible ASCII and spaces.
    fn sendable(&mut self, name: &str, at: &str) -> bool {
        let is_sendable = name.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
        if !is_sendable {
            let problem = format!("{} is not valid in a header", quoted(name));
            self.problem(&format!("{at}/{}", escaped(name)), problem, "use visible ASCII");
        }
        is_sendable
    }

    pub(super) fn errors(&mut self, source: &OperationRef<'a>) -> Vec<ErrorResponse> {
        let mut errors = Vec::new();
        for (status, response) in source.responses() {
            if is_success(&status) || status == "default" {
                continue;
            }
            let Some(response) = self.response(response, &format!("{}/responses/{status}", source.at)) else {
                continue;
            };
            let codes = response.extensions.get("x-inin-error-codes").and_then(Value::as_object);
            errors.push(ErrorResponse {
                status,
                codes: codes.into_iter().flat_map(Map::keys).cloned().collect(),
            });
        }
        errors
    }

    fn response(&mut self, response: &'a ReferenceOr<Response>, at: &str) -> Option<&'a Response> {
        self.resolved(response, &self.document.responses, at)
    }
}

/// Returns the schema of a media type.
fn schema<'a>(content: &'a Content, name: &str) -> Option<Schema<'a>> {
    content.get(name)?.schema.as_ref().map(Schema::new)
}

/// Returns the 2xx responses, or `default` if there are none.
fn successes<'a>(source: &OperationRef<'a>) -> Vec<(String, &'a ReferenceOr<Response>)> {
    let successes: Vec<_> = source.responses().filter(|(status, _)| is_success(status)).collect();
    if successes.is_empty() {
        source.responses().filter(|(status, _)| status == "default").collect()
    } else {
        successes
    }
}

fn is_success(status: &str) -> bool {
    status.starts_with('2')
}

/// Returns whether a name allows any media type, of which the platform uses JSON.
fn is_any(name: &str) -> bool {
    matches!(essence(name).as_str(), "*/*" | "application/*")
}

/// Returns a media type without its parameters.
fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
