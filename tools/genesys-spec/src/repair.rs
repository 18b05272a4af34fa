//! Repairs of unambiguous mistakes in real Swagger 2.0 documents. Each is a named fix with a reason.

mod parameters;
mod schemas;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use genesys_cloud_codegen::document::{Json, escaped};

use crate::document::{Entries, entries, entries_mut, is_method, text};

/// One kind of repair. The order is that of the report.
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

/// Repairs a Swagger 2.0 document.
pub(crate) fn repair(document: &mut Json) -> Repairs {
    let mut repairs = Repairs::default();
    scopes(document, &mut repairs);
    for (name, schema) in entries_mut(document, "definitions").into_iter().flatten() {
        schemas::schema(schema, &format!("/definitions/{}", escaped(name)), &mut repairs);
    }
    for (name, parameter) in entries_mut(document, "parameters").into_iter().flatten() {
        parameters::parameter(parameter, &format!("/parameters/{}", escaped(name)), &mut repairs);
    }
    responses(document, "", &mut repairs);
    let shared = document.get("parameters").cloned().unwrap_or(Json::Null);
    for (path, item) in entries_mut(document, "paths").into_iter().flatten() {
        let at = format!("/paths/{}", escaped(path));
        parameters::of_path(path, item, &shared, &at, &mut repairs);
        let Json::Object(operations) = item else { continue };
        for (method, operation) in operations.iter_mut().filter(|(key, _)| is_method(key)) {
            responses(operation, &format!("{at}/{method}"), &mut repairs);
        }
    }
    repairs
}

fn scopes(document: &mut Json, repairs: &mut Repairs) {
    for (name, scheme) in entries_mut(document, "securityDefinitions").into_iter().flatten() {
        let is_oauth2 = scheme.get("type").and_then(Json::text) == Some("oauth2");
        let is_complete = has(scheme, "scopes");
        if let (true, false, Json::Object(entries)) = (is_oauth2, is_complete, scheme) {
            entries.push(("scopes".to_owned(), Json::Object(Vec::new())));
            repairs.add(Fix::MissingScopes, &format!("/securityDefinitions/{}", escaped(name)));
        }
    }
}

/// Repairs the responses of an operation, or those that operations share.
fn responses(owner: &mut Json, at: &str, repairs: &mut Repairs) {
    for (status, response) in entries_mut(owner, "responses").into_iter().flatten() {
        let at = format!("{at}/responses/{}", escaped(status));
        if status.starts_with("x-") || response.get("$ref").is_some() {
            continue;
        }
        if let Some(schema) = response.get_mut("schema") {
            schemas::schema(schema, &format!("{at}/schema"), repairs);
        }
        let is_complete = has(response, "description");
        if let (false, Json::Object(entries)) = (is_complete, response) {
            entries.insert(0, ("description".to_owned(), text("")));
            repairs.add(Fix::MissingDescription, &at);
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
