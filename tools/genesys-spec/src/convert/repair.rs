//! Repairs of unambiguous mistakes in real documents, of both versions. Each repair is a named fix with a reason.

mod parameters;
mod schemas;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use genesys_cloud_codegen::document::{Json, escaped};

use crate::document::{Entries, Version, entries, entries_mut, is_method, text};

/// One kind of repair, in the order of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fix {
    TextValues,
    ObjectItems,
    ItemsLeftOut,
    TypeLeftOut,
    UnknownNumberFormat,
    AnyType,
    Discriminator,
    MeaninglessKeyword,
    RequiredFlag,
    MethodInCapitals,
    StrayPathParameter,
    MissingPathParameter,
    OptionalPathParameter,
    RepeatedParameter,
    MissingDescription,
    MissingScopes,
}

impl Fix {
    pub(crate) fn name(self) -> &'static str {
        self.row().0
    }

    pub(crate) fn reason(self) -> &'static str {
        self.row().1
    }

    fn row(self) -> (&'static str, &'static str) {
        match self {
            Fix::TextValues => (
                "text-values",
                "values of a boolean or a number were strings: Genesys writes every enum of a parameter as strings",
            ),
            Fix::ObjectItems => (
                "object-items",
                "items of an array parameter were objects: a query only has strings",
            ),
            Fix::ItemsLeftOut => (
                "items-left-out",
                "an array had no `items`: they are free-form JSON, or strings in a parameter",
            ),
            Fix::TypeLeftOut => (
                "type-left-out",
                "a schema with `items` or with strings in `enum` had no type: the type is inferred from these",
            ),
            Fix::UnknownNumberFormat => (
                "unknown-number-format",
                "a number had a format that is not a number format: the widest type is used",
            ),
            Fix::AnyType => (
                "type-any",
                "`any` is not a type: without a type, a value is free-form JSON",
            ),
            Fix::Discriminator => (
                "discriminator",
                "a base schema had a `discriminator`: it keeps the fields that other schemas add",
            ),
            Fix::MeaninglessKeyword => (
                "meaningless-keyword",
                "`position` and `allowEmptyValue` have no meaning in a schema",
            ),
            Fix::RequiredFlag => (
                "required-flag",
                "a property had `required: true`: a schema lists its required properties",
            ),
            Fix::MethodInCapitals => (
                "method-in-capitals",
                "a method was in capitals: OpenAPI writes methods in lower case",
            ),
            Fix::StrayPathParameter => (
                "stray-path-parameter",
                "a path parameter was not in the path: it cannot be sent",
            ),
            Fix::MissingPathParameter => (
                "missing-path-parameter",
                "a name in braces in the path had no parameter: it is a string",
            ),
            Fix::OptionalPathParameter => (
                "optional-path-parameter",
                "a path parameter was optional: a path needs all its parameters",
            ),
            Fix::RepeatedParameter => ("repeated-parameter", "two parameters of an operation were equal"),
            Fix::MissingDescription => (
                "missing-description",
                "a response had no description, which OpenAPI requires: it is empty",
            ),
            Fix::MissingScopes => (
                "missing-scopes",
                "an OAuth 2 scheme had no `scopes`, which OpenAPI requires: they are empty",
            ),
        }
    }
}

/// The repairs of a document, with their places.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Repairs(BTreeMap<Fix, Vec<String>>);

impl Repairs {
    fn add(&mut self, fix: Fix, at: &str) {
        self.0.entry(fix).or_default().push(at.to_owned());
    }

    /// Returns each fix with its places.
    pub(crate) fn all(&self) -> impl Iterator<Item = (Fix, &[String])> {
        self.0.iter().map(|(fix, places)| (*fix, places.as_slice()))
    }
}

/// The places of shared parts: the keys that lead to a section in Swagger 2.0, and in OpenAPI 3.0.
const SCHEMAS: [&[&str]; 2] = [&["definitions"], &["components", "schemas"]];
const PARAMETERS: [&[&str]; 2] = [&["parameters"], &["components", "parameters"]];
const RESPONSES: [&[&str]; 2] = [&["responses"], &["components", "responses"]];
const BODIES: &[&str] = &["components", "requestBodies"];
const SECURITY: [&[&str]; 2] = [&["securityDefinitions"], &["components", "securitySchemes"]];

/// Repairs a document. Both versions have the same mistakes: a document that was converted keeps them.
pub(crate) fn repair(document: &mut Json, version: Version) -> Repairs {
    let mut repairs = Repairs::default();
    for section in SECURITY {
        each(document, section, |scheme, at| scopes(scheme, at, &mut repairs));
    }
    for section in SCHEMAS {
        each(document, section, |schema, at| {
            schemas::schema(schema, at, &mut repairs);
        });
    }
    for section in PARAMETERS {
        each(document, section, |one, at| {
            parameters::parameter(one, at, &mut repairs);
        });
    }
    for section in RESPONSES {
        each(document, section, |one, at| response(one, at, &mut repairs));
    }
    each(document, BODIES, |body, at| contents(body, at, &mut repairs));
    let shared = parameters::Shared::new(document, version);
    for (path, item) in entries_mut(document, "paths").into_iter().flatten() {
        let at = format!("/paths/{}", escaped(path));
        parameters::repair_path(path, item, &shared, &at, &mut repairs);
        let Json::Object(operations) = item else { continue };
        methods(operations, &at, &mut repairs);
        for (method, operation) in operations.iter_mut().filter(|(key, _)| is_method(key)) {
            let at = format!("{at}/{method}");
            if let Some(body) = operation.get_mut("requestBody") {
                contents(body, &format!("{at}/requestBody"), &mut repairs);
            }
            for (status, one) in entries_mut(operation, "responses").into_iter().flatten() {
                if !status.starts_with("x-") {
                    response(one, &format!("{at}/responses/{}", escaped(status)), &mut repairs);
                }
            }
        }
    }
    repairs
}

/// Writes the methods of a path in lower case.
fn methods(item: &mut Entries, at: &str, repairs: &mut Repairs) {
    for index in 0..item.len() {
        let (key, _) = &item[index];
        let lower = key.to_ascii_lowercase();
        if is_method(key) && *key != lower && item.iter().all(|(known, _)| *known != lower) {
            repairs.add(Fix::MethodInCapitals, &format!("{at}/{key}"));
            item[index].0 = lower;
        }
    }
}

/// Calls `repair` for each entry of a section, with its place.
fn each(document: &mut Json, section: &[&str], mut repair: impl FnMut(&mut Json, &str)) {
    let Some((last, outer)) = section.split_last() else {
        return;
    };
    let owner = outer.iter().try_fold(document, |json, key| json.get_mut(key));
    let Some(entries) = owner.and_then(|owner| entries_mut(owner, last)) else {
        return;
    };
    for (name, json) in entries {
        repair(json, &format!("/{}/{}", section.join("/"), escaped(name)));
    }
}

/// Adds the scopes of an OAuth 2 scheme: of its only flow in Swagger 2.0, of each of its flows in OpenAPI 3.0.
fn scopes(scheme: &mut Json, at: &str, repairs: &mut Repairs) {
    if scheme.get("type").and_then(Json::text) != Some("oauth2") {
        return;
    }
    if scheme.get("flows").is_none() {
        return add_scopes(scheme, at, repairs);
    }
    for (name, flow) in entries_mut(scheme, "flows").into_iter().flatten() {
        add_scopes(flow, &format!("{at}/flows/{}", escaped(name)), repairs);
    }
}

fn add_scopes(owner: &mut Json, at: &str, repairs: &mut Repairs) {
    if has(owner, "scopes") {
        return;
    }
    if let Json::Object(entries) = owner {
        entries.push(("scopes".to_owned(), Json::Object(Vec::new())));
        repairs.add(Fix::MissingScopes, at);
    }
}

/// Repairs a response, unless it is a reference.
fn response(json: &mut Json, at: &str, repairs: &mut Repairs) {
    if json.get("$ref").is_some() {
        return;
    }
    if let Some(schema) = json.get_mut("schema") {
        schemas::schema(schema, &format!("{at}/schema"), repairs);
    }
    contents(json, at, repairs);
    if has(json, "description") {
        return;
    }
    if let Json::Object(entries) = json {
        entries.insert(0, ("description".to_owned(), text("")));
        repairs.add(Fix::MissingDescription, at);
    }
}

/// Repairs the schemas of the media types of a body or a response.
fn contents(owner: &mut Json, at: &str, repairs: &mut Repairs) {
    for (name, media_type) in entries_mut(owner, "content").into_iter().flatten() {
        if let Some(schema) = media_type.get_mut("schema") {
            schemas::schema(schema, &format!("{at}/content/{}/schema", escaped(name)), repairs);
        }
    }
}

fn list_mut<'a>(owner: &'a mut Json, key: &str) -> Option<&'a mut Vec<Json>> {
    if let Some(Json::List(items)) = owner.get_mut(key) {
        Some(items)
    } else {
        None
    }
}

fn set(entries: &mut Entries, key: &str, value: Json) {
    match entries.iter_mut().find(|(known, _)| known == key) {
        Some((_, known)) => *known = value,
        None => entries.push((key.to_owned(), value)),
    }
}

/// Returns whether an object has the key.
fn has(json: &Json, key: &str) -> bool {
    entries(Some(json)).iter().any(|(known, _)| known == key)
}
