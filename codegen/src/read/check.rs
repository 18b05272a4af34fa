//! Holds raw JSON against the tables of `grammar`.

use std::collections::BTreeSet;

use super::grammar::{self, Keywords, Shape};
use crate::Problem;
use crate::json::Json;
use crate::near::nearest;
use crate::pointer::{component, escaped};
use crate::problem::quoted;

/// Far more than any real schema needs, and little enough for every stack.
const DEEPEST: usize = 24;

/// One walk over a document.
pub(crate) struct Check {
    problems: Vec<Problem>,
    pointer: String,
    /// Schemas inside schemas, so far.
    depth: usize,
    /// `section/name` of every component.
    components: BTreeSet<String>,
}

impl Check {
    pub(crate) fn document(document: &Json) -> Vec<Problem> {
        let mut check = Self {
            problems: Vec::new(),
            pointer: String::new(),
            depth: 0,
            components: components(document),
        };
        check.object(document, &grammar::DOCUMENT);
        check.problems
    }

    fn shape(&mut self, json: &Json, shape: &'static Shape) {
        match shape {
            Shape::Anything => {}
            Shape::Text => self.expect(json, "a string", matches!(json, Json::Text(_))),
            Shape::Flag => self.expect(json, "true or false", matches!(json, Json::Bool(_))),
            Shape::Number => self.expect(json, "a number", matches!(json, Json::Number(_))),
            Shape::Count => {
                let fits =
                    matches!(json, Json::Number(number) if number.as_u64().is_some_and(|n| u32::try_from(n).is_ok()));
                self.expect(json, "a count (an integer from 0)", fits);
            }
            Shape::Texts => self.list(json, &Shape::Text),
            Shape::List(item) => self.list(json, item),
            Shape::Map(value) => self.map(json, value),
            Shape::Statuses(value) => {
                self.keys(
                    json,
                    is_status,
                    "this is not a status",
                    "use three digits, `2XX` or `default`",
                );
                self.map(json, value);
            }
            Shape::Paths(value) => {
                self.keys(
                    json,
                    |key| key.starts_with('/'),
                    "a path begins with a slash",
                    "put one before it",
                );
                self.map(json, value);
            }
            Shape::Object(keywords) => self.object(json, keywords),
            Shape::Referable(keywords, section) => {
                if !self.reference(json, section) {
                    self.object(json, keywords);
                }
            }
            Shape::Schema => self.schema(json),
            Shape::SchemaOrFlag => {
                if !matches!(json, Json::Bool(_)) {
                    self.schema(json);
                }
            }
            Shape::Unsupported(help) => self.problem("this is not supported", *help),
        }
    }

    fn list(&mut self, json: &Json, item: &'static Shape) {
        let Json::List(items) = json else {
            return self.expect(json, "an array", false);
        };
        for (index, json) in items.iter().enumerate() {
            self.inside(&index.to_string(), |check| check.shape(json, item));
        }
    }

    fn map(&mut self, json: &Json, value: &'static Shape) {
        let Json::Object(entries) = json else {
            return self.expect(json, "an object", false);
        };
        self.duplicates(entries);
        for (key, json) in entries {
            // A schema or a property may have any name, also one that begins with `x-`; a path begins with a slash.
            if matches!(value, Shape::Schema) || !key.starts_with("x-") {
                self.inside(key, |check| check.shape(json, value));
            }
        }
    }

    fn keys(&mut self, json: &Json, fits: fn(&str) -> bool, problem: &str, help: &str) {
        let Json::Object(entries) = json else { return };
        for (key, _) in entries {
            if !key.starts_with("x-") && !fits(key) {
                self.inside(key, |check| check.problem(problem, help));
            }
        }
    }

    fn object(&mut self, json: &Json, keywords: &'static Keywords) {
        let Json::Object(entries) = json else {
            return self.expect(json, &format!("{} (an object)", keywords.name), false);
        };
        self.duplicates(entries);
        for required in keywords.required {
            if json.get(required).is_none() {
                self.problem(format!("{} has no `{required}`", keywords.name), "add it");
            }
        }
        for (key, json) in entries {
            match keywords.known.iter().find(|(known, _)| known == key) {
                Some((_, shape)) => self.inside(key, |check| check.shape(json, shape)),
                None if key.starts_with("x-") => {}
                None => self.unknown(key, keywords),
            }
        }
    }

    fn unknown(&mut self, key: &str, keywords: &Keywords) {
        let known = keywords.known.iter().map(|(known, _)| *known);
        let help = nearest(key, known).map_or_else(
            || "remove it, or begin its name with `x-`".to_owned(),
            |known| format!("write `{known}` if you mean that, or remove it"),
        );
        let problem = format!("{} has no keyword {} in OpenAPI 3.0.3", keywords.name, quoted(key));
        self.inside(key, |check| check.problem(problem, help));
    }

    fn duplicates(&mut self, entries: &[(String, Json)]) {
        let mut seen = BTreeSet::new();
        for (key, _) in entries {
            if !seen.insert(key) {
                let problem = format!("{} stands here twice", quoted(key));
                self.inside(key, |check| check.problem(problem, "keep one of them"));
            }
        }
    }

    /// Is it a reference? Then it has been looked at.
    fn reference(&mut self, json: &Json, section: &str) -> bool {
        let (Some(reference), Json::Object(entries)) = (json.get("$ref"), json) else {
            return false;
        };
        let Some(reference) = reference.text() else {
            self.inside("$ref", |check| check.expect(reference, "a string", false));
            return true;
        };
        self.inside("$ref", |check| match component(reference, section) {
            Some(name) if check.components.contains(&format!("{section}/{name}")) => {}
            Some(_) => {
                check.problem(
                    format!("{} does not exist", quoted(reference)),
                    "add the component, or correct the name",
                );
            }
            None if reference.starts_with('#') => {
                let help = format!("refer to `#/components/{section}/<name>`");
                check.problem(
                    format!("{} is not a component of the right kind", quoted(reference)),
                    help,
                );
            }
            None => {
                let help = format!("copy it to `#/components/{section}` and refer to that");
                check.problem(format!("{} is in another document", quoted(reference)), help);
            }
        });
        if entries.iter().any(|(key, _)| key != "$ref") {
            let help = "move the reference into an `allOf` of one, or remove the rest";
            self.problem("OpenAPI 3.0 ignores what stands beside a `$ref`", help);
        }
        true
    }

    fn schema(&mut self, json: &Json) {
        if self.depth == DEEPEST {
            return self.problem("this nests too deeply", "give inner schemas a name under `components`");
        }
        self.depth += 1;
        if !self.reference(json, "schemas") {
            self.object(json, &grammar::SCHEMA);
            self.schema_type(json);
        }
        self.depth -= 1;
    }

    /// The keywords of a schema fit to its type.
    fn schema_type(&mut self, json: &Json) {
        let Json::Object(entries) = json else { return };
        let Some(name) = json.get("type") else {
            return self.schema_without_type(entries);
        };
        let Some(name) = name.text() else { return };
        let Some((_, own)) = grammar::TYPES.iter().find(|(known, _)| *known == name) else {
            let help = nearest(name, grammar::TYPES.iter().map(|(known, _)| *known)).map_or_else(
                || "use string, integer, number, boolean, array or object".to_owned(),
                |known| format!("write `{known}` if you mean that"),
            );
            return self.inside("type", |check| {
                check.problem(format!("{} is not a type", quoted(name)), help);
            });
        };
        for (key, value) in entries {
            if grammar::TYPES
                .iter()
                .any(|(_, keywords)| keywords.contains(&key.as_str()))
                && !own.contains(&key.as_str())
            {
                let problem = format!("`{key}` says nothing about a schema of type {name}");
                self.inside(key, |check| check.problem(problem, "remove it, or correct the type"));
            } else if name == "integer"
                && own.contains(&key.as_str())
                && matches!(value, Json::Number(number) if number.as_i64().is_none())
            {
                self.inside(key, |check| {
                    check.expect(value, "an integer of 64 bits, as the type says", false);
                });
            }
        }
        match name {
            "array" if json.get("items").is_none() => {
                self.problem("an array has no `items`", "add the schema of an item");
            }
            "integer" => self.format(json, &["int32", "int64"]),
            "number" => self.format(json, &["float", "double"]),
            _ => {}
        }
        self.enumeration(json, name);
    }

    /// `format` decides the Rust type of a number. That of a string is an open list.
    fn format(&mut self, json: &Json, known: &[&'static str]) {
        let Some(format) = json.get("format").and_then(Json::text) else {
            return;
        };
        if !known.contains(&format) {
            let help = format!("use {}, or leave it out", known.join(" or "));
            let problem = format!("the number format {} is not known", quoted(format));
            self.inside("format", |check| check.problem(problem, help));
        }
    }

    fn enumeration(&mut self, json: &Json, name: &str) {
        let Some(Json::List(values)) = json.get("enum") else {
            return;
        };
        let fits = |value: &Json| match value {
            Json::Null | Json::Text(_) => name == "string",
            Json::Bool(_) => name == "boolean",
            Json::Number(number) => name == "number" || (name == "integer" && number.as_i64().is_some()),
            Json::List(_) | Json::Object(_) => false,
        };
        self.inside("enum", |check| {
            if values.iter().all(|value| *value == Json::Null) {
                check.problem("there is no value to choose from", "add one, or remove the keyword");
            }
            for (index, value) in values.iter().enumerate() {
                if !fits(value) {
                    let problem = format!("{} is not a value of type {name}", value.kind());
                    check.inside(&index.to_string(), |check| {
                        check.problem(problem, "correct the value or the type");
                    });
                }
            }
        });
    }

    fn schema_without_type(&mut self, entries: &[(String, Json)]) {
        for (name, own) in grammar::TYPES {
            let stray = entries.iter().find(|(key, _)| own.contains(&key.as_str()));
            if let (Some((key, _)), true) = (stray, *name != "object") {
                return self.problem(format!("a schema with `{key}` has no `type`"), "add the type");
            }
        }
    }

    fn expect(&mut self, json: &Json, expected: &str, fits: bool) {
        if !fits {
            self.problem(format!("here is {}", json.kind()), format!("write {expected}"));
        }
    }

    fn problem(&mut self, problem: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Problem::new(&self.pointer, problem, help));
    }

    fn inside(&mut self, token: &str, walk: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        self.pointer.push('/');
        self.pointer.push_str(&escaped(token));
        walk(self);
        self.pointer.truncate(length);
    }
}

fn components(document: &Json) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let Some(Json::Object(sections)) = document.get("components") else {
        return found;
    };
    for (section, components) in sections {
        if let Json::Object(components) = components {
            found.extend(components.iter().map(|(name, _)| format!("{section}/{name}")));
        }
    }
    found
}

fn is_status(key: &str) -> bool {
    let mut chars = key.chars();
    let first = chars.next().is_some_and(|char| ('1'..='5').contains(&char));
    let rest = chars.as_str();
    key == "default" || (first && (rest == "XX" || (rest.len() == 2 && rest.bytes().all(|byte| byte.is_ascii_digit()))))
}
