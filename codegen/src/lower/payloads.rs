//! Request bodies, results, and documented errors.

use openapiv3::{OpenAPI, ReferenceOr, RequestBody, Response, Responses, StatusCode};
use serde_json::Value;

use super::operations::Found;
use super::{Lower, Owner};
use crate::ir::{Body, ErrorResponse, Output, Scalar, Type};
use crate::pointer::escaped;
use crate::problem::quoted;

type Content = openapiv3::Content;

/// The problem of an operation whose successes have no common type.
pub(super) const DIFFERENT_RESULTS: &str = "two successful responses have different schemas";

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
    pub(super) fn body(&mut self, found: &Found<'a>, owner: &Owner) -> Option<Body> {
        let at = format!("{}/requestBody", found.at);
        let raw = found.raw.request_body.as_ref()?;
        if matches!(found.verb, "GET" | "HEAD") {
            self.problem(&at, format!("{} has no body (RFC 9110)", found.verb), "remove it");
            return None;
        }
        let find = |document: &'a OpenAPI, name: &str| document.components.as_ref()?.request_bodies.get(name);
        let raw: &RequestBody = self.resolved(raw, "requestBodies", &at, find)?;
        let chosen = self.chosen(&raw.content, &format!("{at}/content"))?;
        let (name, json) = match chosen {
            Chosen::Json(name) => (name, true),
            Chosen::Text(name) => (name, false),
        };
        let at = format!("{at}/content/{}/schema", escaped(name));
        let schema = raw.content.get(name)?.schema.as_ref();
        let ty = match schema {
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
            required: raw.required,
            description: raw.description.clone(),
        })
    }

    /// Returns the result of a successful call. All successful responses with a schema have to have the same one. If another has no
    /// schema, the result is an `Option`.
    pub(super) fn output(&mut self, found: &Found<'a>, owner: &Owner) -> (Output, Option<String>) {
        let mut output = Output::Nothing;
        let mut description = None;
        let mut has_empty = false;
        for (status, response) in successes(&found.raw.responses) {
            let at = format!("{}/responses/{status}", found.at);
            let Some(response) = self.response(response, &at) else {
                continue;
            };
            description.get_or_insert_with(|| response.description.clone());
            if found.verb == "HEAD" || response.content.values().all(|media| media.schema.is_none()) {
                has_empty = true;
                continue;
            }
            let Some(this) = self.payload(response, owner, &at) else {
                continue;
            };
            if output == Output::Nothing {
                description = Some(response.description.clone());
                output = this;
            } else if output != this {
                let help = "give both the same schema, or leave the operation out and call it with `Client::request`";
                self.problem(&at, DIFFERENT_RESULTS, help);
            }
        }
        match output {
            Output::Json(ty, media_type) if has_empty => {
                (Output::Json(Type::Nullable(Box::new(ty)), media_type), description)
            }
            output => (output, description),
        }
    }

    fn payload(&mut self, response: &'a Response, owner: &Owner, at: &str) -> Option<Output> {
        let chosen = self.chosen(&response.content, &format!("{at}/content"))?;
        let (Chosen::Json(name) | Chosen::Text(name)) = chosen;
        let at = format!("{at}/content/{}/schema", escaped(name));
        let Some(schema) = response.content.get(name)?.schema.as_ref() else {
            return Some(Output::Nothing);
        };
        let ty = self.ty(schema, &owner.inside("result"), &at)?;
        match chosen {
            Chosen::Json(name) => {
                let other = name != "application/json" && !is_any(name);
                Some(Output::Json(ty, other.then(|| name.to_owned())))
            }
            Chosen::Text(name) if ty == Type::Scalar(Scalar::String) => Some(Output::Text(name.to_owned())),
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
            None if content.len() > 1 => {
                self.problem(
                    at,
                    "there are several media types, and none is JSON",
                    "keep one of them",
                );
                None
            }
            None => {
                let name = names.clone().next().unwrap_or("no media type");
                let problem = format!("{} is not supported", quoted(name));
                self.problem(at, problem, "use `application/json` or a text type");
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

    pub(super) fn errors(&mut self, found: &Found<'a>) -> Vec<ErrorResponse> {
        let mut errors = Vec::new();
        for (status, response) in &found.raw.responses.responses {
            if is_success(status) {
                continue;
            }
            let status = key(status);
            let Some(response) = self.response(response, &format!("{}/responses/{status}", found.at)) else {
                continue;
            };
            let codes = response.extensions.get("x-inin-error-codes").and_then(Value::as_object);
            let codes = codes.map(|codes| codes.keys().cloned().collect()).unwrap_or_default();
            errors.push(ErrorResponse { status, codes });
        }
        errors
    }

    fn response(&mut self, response: &'a ReferenceOr<Response>, at: &str) -> Option<&'a Response> {
        let find = |document: &'a OpenAPI, name: &str| document.components.as_ref()?.responses.get(name);
        self.resolved(response, "responses", at, find)
    }
}

/// Returns the 2xx responses, or `default` if there are none.
fn successes(responses: &Responses) -> Vec<(String, &ReferenceOr<Response>)> {
    let all = responses.responses.iter().filter(|(status, _)| is_success(status));
    let mut successes: Vec<_> = all.map(|(status, response)| (key(status), response)).collect();
    if successes.is_empty() {
        successes.extend(
            responses
                .default
                .iter()
                .map(|response| ("default".to_owned(), response)),
        );
    }
    successes
}

fn is_success(status: &StatusCode) -> bool {
    matches!(status, StatusCode::Code(200..=299) | StatusCode::Range(2))
}

fn key(status: &StatusCode) -> String {
    match status {
        StatusCode::Code(code) => code.to_string(),
        StatusCode::Range(range) => format!("{range}XX"),
    }
}

/// Returns whether this allows any media type, of which the platform uses JSON.
fn is_any(name: &str) -> bool {
    matches!(essence(name).as_str(), "*/*" | "application/*")
}

/// Returns a media type without its parameters.
fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
