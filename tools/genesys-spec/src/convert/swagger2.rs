//! Swagger 2.0 to OpenAPI 3.0.3.
//!
//! The result has the order of the source. The document itself and objects that are new in 3.0 have the usual order. Every `x-`
//! extension stays in its place, and none is added. Anything that 3.0 cannot express is a problem.

mod bodies;
mod parameters;
mod paths;
mod schemas;
mod security;

use genesys_cloud_codegen::Problem;
use genesys_cloud_codegen::document::{self, Json, escaped};

use super::left_out::LeftOut;
use super::refused;
use crate::document::{Entries, items, object, text};

pub(crate) use security::{needs_token, write_security};

/// Converts a document.
pub(crate) fn convert(document: Json) -> Result<Json, Vec<Problem>> {
    let Json::Object(mut entries) = document else {
        return Ok(document);
    };
    let mut convert = Convert::new(&mut entries);
    let document = convert.document(entries);
    if convert.problems.is_empty() {
        Ok(document)
    } else {
        Err(convert.problems)
    }
}

/// Converts a document without the operations that OpenAPI 3.0 or the client cannot describe.
pub(crate) fn convert_leaving_out(document: Json) -> (Json, Vec<LeftOut>) {
    let Json::Object(mut entries) = document else {
        return (document, Vec::new());
    };
    let mut convert = Convert::new(&mut entries);
    convert.leaves_out = true;
    let mut document = convert.document(entries);
    let mut left_out = convert.left_out;
    // The problems that are left belong to parts that operations share.
    let problems: Vec<Problem> = convert.problems.iter().map(for_component).collect();
    left_out.extend(refused::remove(&mut document, &problems).into_iter().flatten());
    (document, left_out)
}

/// Returns the problem of a shared part at its place in OpenAPI 3.0.
fn for_component(problem: &Problem) -> Problem {
    let pointer = problem.pointer().unwrap_or_default();
    let pointer = match pointer.strip_prefix("/securityDefinitions/") {
        Some(rest) => format!("/components/securitySchemes/{rest}"),
        None => format!("/components{pointer}"),
    };
    document::problem(&pointer, problem.message(), problem.help())
}

/// The defaults and shared parts of the document for its operations, and the results of the conversion.
struct Convert {
    consumes: Vec<String>,
    produces: Vec<String>,
    /// The prefix of every path.
    base: String,
    parameters: Json,
    responses: Json,
    problems: Vec<Problem>,
    /// Whether an operation with a problem is left out.
    leaves_out: bool,
    left_out: Vec<LeftOut>,
}

impl Convert {
    fn new(document: &mut Entries) -> Self {
        let base = take(document, "basePath");
        let base = base.as_ref().and_then(Json::text).unwrap_or_default();
        Self {
            consumes: media_types(take(document, "consumes").as_ref()).unwrap_or_else(json),
            produces: media_types(take(document, "produces").as_ref()).unwrap_or_else(json),
            base: base.trim_end_matches('/').to_owned(),
            parameters: take(document, "parameters").unwrap_or(Json::Null),
            responses: take(document, "responses").unwrap_or(Json::Null),
            problems: Vec::new(),
            leaves_out: false,
            left_out: Vec::new(),
        }
    }

    fn document(&mut self, mut old: Entries) -> Json {
        let mut new: Entries = vec![("openapi".to_owned(), text("3.0.3"))];
        take(&mut old, "swagger");
        let servers = servers(take(&mut old, "host").as_ref(), take(&mut old, "schemes").as_ref());
        let definitions = take(&mut old, "definitions");
        let security = take(&mut old, "securityDefinitions");
        new.extend(take(&mut old, "info").map(|info| ("info".to_owned(), info)));
        new.extend(servers.map(|servers| ("servers".to_owned(), servers)));
        for key in ["security", "tags"] {
            new.extend(take(&mut old, key).map(|value| (key.to_owned(), value)));
        }
        if let Some(paths) = take(&mut old, "paths") {
            new.push(("paths".to_owned(), self.paths(paths)));
        }
        let components = self.components(definitions, security);
        new.extend(components.map(|components| ("components".to_owned(), components)));
        new.append(&mut old);
        Json::Object(new)
    }

    /// Adds the base path to every path: `servers` has the hosts alone.
    fn paths(&mut self, paths: Json) -> Json {
        map(paths, |path, item| {
            if !path.starts_with('/') {
                return (path, item);
            }
            let at = format!("/paths/{}", escaped(&path));
            let full = format!("{}{path}", self.base);
            let item = self.path_item(item, &full, &at);
            (full, item)
        })
    }

    fn components(&mut self, definitions: Option<Json>, security: Option<Json>) -> Option<Json> {
        let sections = [
            (
                "schemas",
                definitions.map(|all| map(all, |name, schema| (name, schemas::schema(schema)))),
            ),
            ("parameters", self.shared_parameters()),
            ("responses", self.shared_responses()),
            ("securitySchemes", security.map(|all| self.security_schemes(all))),
        ];
        let there = sections
            .into_iter()
            .filter_map(|(name, section)| Some((name, section?)));
        let components = object(there);
        (components != Json::Object(Vec::new())).then_some(components)
    }

    fn problem(&mut self, at: &str, problem: impl Into<String>, help: impl Into<String>) {
        self.problems.push(document::problem(at, problem, help));
    }
}

/// Returns one server for each scheme, or `None` without a host.
fn servers(host: Option<&Json>, schemes: Option<&Json>) -> Option<Json> {
    let host = host?.text()?;
    let mut schemes: Vec<&str> = items(schemes).iter().filter_map(Json::text).collect();
    if schemes.is_empty() {
        schemes.push("https");
    }
    let server = |scheme: &&str| object([("url", text(format!("{scheme}://{host}")))]);
    Some(Json::List(schemes.iter().map(server).collect()))
}

/// Returns the media types of `consumes` or `produces`, if there are any.
fn media_types(json: Option<&Json>) -> Option<Vec<String>> {
    let types: Vec<String> = items(json).iter().filter_map(Json::text).map(str::to_owned).collect();
    (!types.is_empty()).then_some(types)
}

fn json() -> Vec<String> {
    vec!["application/json".to_owned()]
}

fn take(entries: &mut Entries, key: &str) -> Option<Json> {
    let place = entries.iter().position(|(name, _)| name == key)?;
    Some(entries.remove(place).1)
}

/// Changes each entry of an object. Anything else is unchanged: `check` reports it.
fn map(json: Json, mut change: impl FnMut(String, Json) -> (String, Json)) -> Json {
    match json {
        Json::Object(entries) => Json::Object(entries.into_iter().map(|(key, value)| change(key, value)).collect()),
        other => other,
    }
}

#[cfg(test)]
mod tests;
