//! The structure that Swagger 2.0 and OpenAPI 3.0 share, and helpers for JSON that is changed in place.

use genesys_cloud_codegen::document::Json;

pub(crate) type Entries = Vec<(String, Json)>;

/// The methods of both versions; `trace` is new in 3.0.
const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

pub(crate) fn is_method(key: &str) -> bool {
    METHODS.contains(&key)
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

/// Returns all operations, in document order.
pub(crate) fn operations(document: &Json) -> impl Iterator<Item = Operation<'_>> {
    entries(document.get("paths"))
        .iter()
        .flat_map(|(_, item)| entries(Some(item)))
        .filter(|(key, _)| is_method(key))
        .map(|(_, operation)| Operation(operation))
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

/// Returns the name in a local reference that begins with `at`, such as `#/parameters/`.
pub(crate) fn referred<'a>(json: &'a Json, at: &str) -> Option<&'a str> {
    json.get("$ref")?.text()?.strip_prefix(at)
}

/// Returns the target of a local reference that begins with `at`, such as `#/parameters/`, in the section that this stands for.
pub(crate) fn target<'a>(json: &Json, at: &str, section: Option<&'a Json>) -> Option<&'a Json> {
    section?.get(referred(json, at)?)
}

/// Returns a number with its noun: `1 schema`, `2 schemas`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// Escapes control characters, since text of a document could control the terminal.
pub(crate) fn printable(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for char in text.chars() {
        if char.is_control() {
            safe.extend(char.escape_default());
        } else {
            safe.push(char);
        }
    }
    safe
}
