//! `x-literal-siblings`: the values of a path parameter that would make the path that of another operation.
//!
//! `/api/v2/tokens/{userId}` with `me` in place of the id is `/api/v2/tokens/me`. A fragment without the second path
//! would not know; so what the whole source says is noted on the parameter, and the generated client refuses it.

use std::collections::BTreeMap;

use crate::codegen::json::Json;

use super::document::{entries, entries_mut, get_mut, is_method, items, referred, text};

const KEYWORD: &str = "x-literal-siblings";

/// For each path with one segment left open, the literals that stand there, in document order.
pub(crate) struct Literals(BTreeMap<String, Vec<String>>);

impl Literals {
    pub(crate) fn of(document: &Json) -> Self {
        let mut literals: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (path, _) in entries(document.get("paths")) {
            for (place, segment) in path.split('/').enumerate() {
                if !segment.is_empty() && parameter(segment).is_none() {
                    let known = literals.entry(open(path, place)).or_default();
                    if known.iter().all(|known| known != segment) {
                        known.push(segment.to_owned());
                    }
                }
            }
        }
        Self(literals)
    }

    /// By the names of the parameters.
    fn beside<'p>(&self, path: &'p str) -> Vec<(&'p str, &[String])> {
        let places = path.split('/').enumerate();
        let parameters = places.filter_map(|(place, segment)| Some((place, parameter(segment)?)));
        parameters
            .filter_map(|(place, name)| Some((name, self.0.get(&open(path, place))?.as_slice())))
            .collect()
    }

    /// Notes them on the path parameters of a document: what is there already stays first, then document order.
    pub(crate) fn note(&self, document: &mut Json) {
        let Some(mut paths) = entries_mut(document, "paths").map(std::mem::take) else {
            return;
        };
        for (path, item) in &mut paths {
            let beside = self.beside(path);
            if beside.is_empty() {
                continue;
            }
            note_all(item, &beside, document);
            let Json::Object(entries) = item else { continue };
            for (_, operation) in entries.iter_mut().filter(|(key, _)| is_method(key)) {
                note_all(operation, &beside, document);
            }
        }
        if let Some(place) = entries_mut(document, "paths") {
            *place = paths;
        }
    }
}

/// On the parameters of a path or of an operation.
fn note_all(owner: &mut Json, beside: &[(&str, &[String])], document: &Json) {
    let Some(Json::List(parameters)) = get_mut(owner, "parameters") else {
        return;
    };
    for parameter in parameters {
        let shared = shared(parameter, document);
        let described = shared.unwrap_or(parameter);
        let is_path = described.get("in").and_then(Json::text) == Some("path");
        let name = described.get("name").and_then(Json::text);
        let found = beside.iter().find(|(known, _)| is_path && name == Some(known));
        let Some((_, literals)) = found else { continue };
        // What is shared with other paths has other siblings there: this path gets its own.
        if let Some(shared) = shared {
            *parameter = shared.clone();
        }
        add(parameter, literals);
    }
}

/// The parameter behind a reference, of either version.
fn shared<'a>(parameter: &Json, document: &'a Json) -> Option<&'a Json> {
    if let Some(name) = referred(parameter, "#/parameters/") {
        document.get("parameters")?.get(name)
    } else {
        let name = referred(parameter, "#/components/parameters/")?;
        document.get("components")?.get("parameters")?.get(name)
    }
}

fn add(parameter: &mut Json, literals: &[String]) {
    let mut all = items(parameter.get(KEYWORD)).to_vec();
    for literal in literals {
        if all.iter().all(|known| known.text() != Some(literal)) {
            all.push(text(literal));
        }
    }
    if let Some(known) = get_mut(parameter, KEYWORD) {
        *known = Json::List(all);
    } else if let Json::Object(entries) = parameter {
        entries.push((KEYWORD.to_owned(), Json::List(all)));
    }
}

/// The name of the parameter that a segment is.
fn parameter(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

/// The path without the names of its parameters, and with one segment left open.
fn open(path: &str, place: usize) -> String {
    let segments = path.split('/').enumerate().map(|(index, segment)| {
        if index == place {
            "{*}"
        } else if parameter(segment).is_some() {
            "{}"
        } else {
            segment
        }
    });
    segments.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{json, pretty};
    use super::Literals;

    fn noted(whole: &str, kept: &str) -> String {
        let mut kept = json(kept);
        Literals::of(&json(whole)).note(&mut kept);
        pretty(&kept)
    }

    const WHOLE: &str = r#"{"paths": {
        "/users/{id}": {}, "/users/search": {}, "/users/me": {}, "/users/{other}/skills": {}, "/users/me/{what}": {},
        "/teams/{id}": {}, "/teams/x/y": {}, "/users/{id}/skills/all": {}, "x-note": "users/nothing"
    }}"#;

    #[test]
    fn siblings_of_the_whole_source_are_noted_in_document_order() {
        let kept = r#"{"paths": {"/users/{id}": {"get": {"parameters": [
            {"name": "page", "in": "query"}, {"name": "id", "in": "path"}, {"name": "id", "in": "query"}]}}}}"#;
        let expected = r#"{"paths": {"/users/{id}": {"get": {"parameters": [
            {"name": "page", "in": "query"},
            {"name": "id", "in": "path", "x-literal-siblings": ["search", "me"]},
            {"name": "id", "in": "query"}]}}}}"#;
        assert_eq!(noted(WHOLE, kept), pretty(&json(expected)));
    }

    #[test]
    fn every_segment_is_looked_at_and_the_others_have_to_match() {
        let kept = r#"{"paths": {"/users/{a}/{b}": {"parameters": [
            {"name": "a", "in": "path"}, {"name": "b", "in": "path"}]}}}"#;
        let expected = r#"{"paths": {"/users/{a}/{b}": {"parameters": [
            {"name": "a", "in": "path", "x-literal-siblings": ["me"]},
            {"name": "b", "in": "path", "x-literal-siblings": ["skills"]}]}}}"#;
        assert_eq!(noted(WHOLE, kept), pretty(&json(expected)));
        let alone = r#"{"paths": {"/teams/{id}": {"get": {"parameters": [{"name": "id", "in": "path"}]}}}}"#;
        assert_eq!(noted(WHOLE, alone), pretty(&json(alone)));
    }

    #[test]
    fn what_was_noted_before_stays_first() {
        let kept = r#"{"paths": {"/users/{id}": {"get": {"parameters": [
            {"name": "id", "in": "path", "x-literal-siblings": ["old", "me"], "required": true}]}}}}"#;
        let expected = r#"{"paths": {"/users/{id}": {"get": {"parameters": [
            {"name": "id", "in": "path", "x-literal-siblings": ["old", "me", "search"], "required": true}]}}}}"#;
        assert_eq!(noted(WHOLE, kept), pretty(&json(expected)));
    }

    #[test]
    fn a_shared_parameter_is_copied_to_where_it_has_siblings() {
        let kept = r##"{
            "paths": {"/users/{id}": {"get": {"parameters": [{"$ref": "#/parameters/Id"}]}},
                      "/teams/{id}": {"get": {"parameters": [{"$ref": "#/parameters/Id"}]}}},
            "parameters": {"Id": {"name": "id", "in": "path"}}}"##;
        let expected = r##"{
            "paths": {"/users/{id}": {"get": {"parameters": [
                        {"name": "id", "in": "path", "x-literal-siblings": ["search", "me"]}]}},
                      "/teams/{id}": {"get": {"parameters": [{"$ref": "#/parameters/Id"}]}}},
            "parameters": {"Id": {"name": "id", "in": "path"}}}"##;
        assert_eq!(noted(WHOLE, kept), pretty(&json(expected)));
    }
}
