//! The structure that Swagger 2.0 and OpenAPI 3.0 share, and helpers for JSON that is changed in place.

pub(crate) mod reach;
pub(crate) mod tags;

use genesys_cloud_codegen::document::{Json, local, one_line, unescaped};

pub(crate) type Entries = Vec<(String, Json)>;

/// The version of a document that can be trimmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    Swagger2,
    OpenApi3,
}

/// The methods of both versions; `trace` is new in 3.0.
const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Returns whether a key of a path item is a method, also in capitals, which a document should not have.
pub(crate) fn is_method(key: &str) -> bool {
    METHODS.iter().any(|method| method.eq_ignore_ascii_case(key))
}

/// One operation of a document.
#[derive(Clone, Copy)]
pub(crate) struct Operation<'a>(pub(crate) &'a Json);

impl<'a> Operation<'a> {
    pub(crate) fn id(self) -> Option<&'a str> {
        self.0.get("operationId")?.text()
    }

    /// Returns the tag that the operation belongs to.
    pub(crate) fn first_tag(self) -> Option<&'a str> {
        self.tags().next()
    }

    pub(crate) fn tags(self) -> impl Iterator<Item = &'a str> {
        items(self.0.get("tags")).iter().filter_map(Json::text)
    }
}

/// An operation with its path and method, as they are written in the document.
#[derive(Clone, Copy)]
pub(crate) struct PathOperation<'a> {
    pub(crate) path: &'a str,
    pub(crate) method: &'a str,
    pub(crate) operation: Operation<'a>,
}

/// Returns all operations with their paths, in document order.
pub(crate) fn each_operation(document: &Json) -> impl Iterator<Item = PathOperation<'_>> {
    entries(document.get("paths")).iter().flat_map(|(path, item)| {
        let operations = entries(Some(item)).iter().filter(|(key, _)| is_method(key));
        operations.map(move |(method, operation)| PathOperation {
            path,
            method,
            operation: Operation(operation),
        })
    })
}

/// Returns all operations, in document order.
pub(crate) fn operations(document: &Json) -> impl Iterator<Item = Operation<'_>> {
    each_operation(document).map(|found| found.operation)
}

/// Removes the paths without operations. Extensions stay.
pub(crate) fn remove_empty_paths(paths: &mut Entries) {
    paths.retain(|(path, item)| path.starts_with("x-") || entries(Some(item)).iter().any(|(key, _)| is_method(key)));
}

/// Returns the entries of an object, or none for another value.
pub(crate) fn entries(json: Option<&Json>) -> &[(String, Json)] {
    if let Some(Json::Object(entries)) = json {
        entries
    } else {
        &[]
    }
}

/// Returns the items of an array, or none for another value.
pub(crate) fn items(json: Option<&Json>) -> &[Json] {
    if let Some(Json::List(items)) = json { items } else { &[] }
}

pub(crate) fn entries_mut<'a>(json: &'a mut Json, key: &str) -> Option<&'a mut Entries> {
    if let Some(Json::Object(entries)) = json.get_mut(key) {
        Some(entries)
    } else {
        None
    }
}

pub(crate) fn text(text: impl Into<String>) -> Json {
    Json::Text(text.into())
}

pub(crate) fn object(entries: impl IntoIterator<Item = (impl Into<String>, Json)>) -> Json {
    Json::Object(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
}

/// Returns the name in a local reference that begins with `at`, such as `/parameters/`.
pub(crate) fn referred(json: &Json, at: &str) -> Option<String> {
    let pointer = local(json.get("$ref")?.text()?)?;
    Some(unescaped(pointer.strip_prefix(at)?))
}

/// Returns the target of a local reference that begins with `at`, such as `/parameters/`, in the section that `at` stands for.
pub(crate) fn target<'a>(json: &Json, at: &str, section: Option<&'a Json>) -> Option<&'a Json> {
    section?.get(&referred(json, at)?)
}

/// Returns the parameter behind a reference, of either version.
pub(crate) fn shared_parameter<'a>(parameter: &Json, document: &'a Json) -> Option<&'a Json> {
    let components = document.get("components");
    let parameters = components.and_then(|components| components.get("parameters"));
    target(parameter, "/parameters/", document.get("parameters"))
        .or_else(|| target(parameter, "/components/parameters/", parameters))
}

/// Returns the tokens of a JSON pointer.
pub(crate) fn tokens(pointer: &str) -> impl Iterator<Item = String> {
    pointer.split('/').skip(1).map(unescaped)
}

/// Removes the value that a JSON pointer leads to.
pub(crate) fn remove_at(json: &mut Json, pointer: &str) {
    let mut tokens: Vec<String> = tokens(pointer).collect();
    let Some(last) = tokens.pop() else { return };
    let owner = tokens.iter().try_fold(json, |json, token| match json {
        Json::List(items) => items.get_mut(token.parse::<usize>().ok()?),
        json => json.get_mut(token),
    });
    match owner {
        Some(Json::Object(entries)) => entries.retain(|(key, _)| *key != last),
        Some(Json::List(items)) => {
            if let Some(index) = last.parse().ok().filter(|index| *index < items.len()) {
                items.remove(index);
            }
        }
        _ => {}
    }
}

/// Returns a number with its noun: `1 schema`, `2 schemas`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// Escapes the characters that control a terminal or change how the text around them is shown.
pub(crate) fn printable(text: &str) -> String {
    one_line(text, usize::MAX).to_string()
}
