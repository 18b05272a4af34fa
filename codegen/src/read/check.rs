//! Holds raw JSON against the tables of `grammar`.
//!
//! What is harmless is taken out with a warning. What is a problem is taken out too, so that the rest of the document can be
//! looked at in the same round.

use std::collections::BTreeSet;

use super::grammar::{self, Keywords, Shape};
use crate::Problem;
use crate::json::Json;
use crate::near::nearest;
use crate::pointer::{component, escaped};
use crate::problem::quoted;

/// Far more than any real schema needs, and little enough for every stack.
const DEEPEST: usize = 24;

/// The keyword of what stands in the place of a schema with a problem: nothing more is said about it.
pub(crate) const INVALID: &str = "x-genesys-cloud-codegen-invalid";

/// What a walk over a document found.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) problems: Vec<Problem>,
    pub(crate) warnings: Vec<Problem>,
    /// The document is another than it was.
    pub(crate) changed: bool,
}

/// One walk over a document.
pub(crate) struct Check {
    found: Findings,
    pointer: String,
    /// Schemas inside schemas, so far.
    depth: usize,
    /// `section/name` of every component.
    components: BTreeSet<String>,
}

impl Check {
    pub(crate) fn document(document: &mut Json) -> Findings {
        let mut check = Self {
            found: Findings::default(),
            pointer: String::new(),
            depth: 0,
            components: components(document),
        };
        check.object(document, &grammar::DOCUMENT);
        check.found
    }

    /// Whether the value can stay.
    fn shape(&mut self, json: &mut Json, shape: &'static Shape) -> bool {
        match shape {
            Shape::Anything | Shape::Choice => true,
            Shape::Text => self.expect(json, "a string", matches!(json, Json::Text(_))),
            Shape::Flag => self.expect(json, "true or false", matches!(json, Json::Bool(_))),
            Shape::Number => self.expect(json, "a number", matches!(json, Json::Number(_))),
            Shape::Count => {
                let fits =
                    matches!(json, Json::Number(number) if number.as_u64().is_some_and(|n| u32::try_from(n).is_ok()));
                self.expect(json, "a count (an integer from 0)", fits)
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
                self.map(json, value)
            }
            Shape::Paths(value) => {
                self.keys(
                    json,
                    |key| key.starts_with('/'),
                    "a path begins with a slash",
                    "put one before it",
                );
                self.map(json, value)
            }
            Shape::Object(keywords) => self.object(json, keywords),
            Shape::Referable(keywords, section) => match self.reference(json, section) {
                Some(fits) => fits,
                None => self.object(json, keywords),
            },
            Shape::Schema => self.schema(json),
            Shape::SchemaOrFlag => matches!(json, Json::Bool(_)) || self.schema(json),
            Shape::Ignored(why) => {
                self.warning("this is ignored", *why);
                false
            }
            Shape::Unsupported(help) => {
                self.problem("this is not supported", *help);
                false
            }
        }
    }

    fn list(&mut self, json: &mut Json, item: &'static Shape) -> bool {
        let Json::List(items) = json else {
            return self.expect(json, "an array", false);
        };
        let mut index = 0;
        items.retain_mut(|json| {
            let stays = self.inside(&index.to_string(), |check| check.shape(json, item));
            index += 1;
            stays
        });
        true
    }

    fn map(&mut self, json: &mut Json, value: &'static Shape) -> bool {
        let Json::Object(entries) = json else {
            return self.expect(json, "an object", false);
        };
        self.duplicates(entries);
        entries.retain_mut(|(key, json)| {
            // A schema or a property may have any name, also one that begins with `x-`; a path begins with a slash.
            let ours = matches!(value, Shape::Schema) || !key.starts_with("x-");
            !ours || self.inside(key, |check| check.shape(json, value))
        });
        true
    }

    fn keys(&mut self, json: &mut Json, fits: fn(&str) -> bool, problem: &str, help: &str) {
        let Json::Object(entries) = json else { return };
        entries.retain(|(key, _)| {
            let fits = key.starts_with("x-") || fits(key);
            if !fits {
                self.inside(key, |check| check.problem(problem, help));
            }
            fits
        });
    }

    /// Without what it requires, an object is of no use.
    fn object(&mut self, json: &mut Json, keywords: &'static Keywords) -> bool {
        let mut complete = true;
        for required in keywords.required {
            if let (Json::Object(_), None) = (&*json, json.get(required)) {
                self.problem(format!("{} has no `{required}`", keywords.name), "add it");
                complete = false;
            }
        }
        let Json::Object(entries) = json else {
            return self.expect(json, &format!("{} (an object)", keywords.name), false);
        };
        self.duplicates(entries);
        for empty in keywords.empty {
            if entries.iter().all(|(key, _)| key != empty) {
                self.warning(format!("{} has no `{empty}`", keywords.name), "it is empty");
                entries.push(((*empty).to_owned(), Json::Text(String::new())));
            }
        }
        entries.retain_mut(
            |(key, json)| match keywords.known.iter().find(|(known, _)| known == key) {
                Some((_, shape)) => self.inside(key, |check| check.shape(json, shape)),
                None if key.starts_with("x-") => true,
                None => {
                    self.unknown(key, keywords);
                    false
                }
            },
        );
        complete
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

    fn duplicates(&mut self, entries: &mut Vec<(String, Json)>) {
        let mut seen = BTreeSet::new();
        if entries.iter().all(|(key, _)| seen.insert(key.as_str())) {
            return;
        }
        let mut seen = BTreeSet::new();
        entries.retain(|(key, _)| {
            let first = seen.insert(key.clone());
            if !first {
                let problem = format!("{} stands here twice", quoted(key));
                self.inside(key, |check| check.problem(problem, "keep one of them"));
            }
            first
        });
    }

    /// For a reference, whether it can stay.
    fn reference(&mut self, json: &mut Json, section: &str) -> Option<bool> {
        let (Some(reference), Json::Object(entries)) = (json.get("$ref"), &*json) else {
            return None;
        };
        let Some(reference) = reference.text() else {
            return Some(self.inside("$ref", |check| check.expect(reference, "a string", false)));
        };
        let fits = self.inside("$ref", |check| match component(reference, section) {
            Some(name) if check.components.contains(&format!("{section}/{name}")) => true,
            Some(_) => {
                check.problem(
                    format!("{} does not exist", quoted(reference)),
                    "add the component, or correct the name",
                );
                false
            }
            None if reference.starts_with('#') => {
                let help = format!("refer to `#/components/{section}/<name>`");
                check.problem(
                    format!("{} is not a component of the right kind", quoted(reference)),
                    help,
                );
                false
            }
            None => {
                let help = format!("copy it to `#/components/{section}` and refer to that");
                check.problem(format!("{} is in another document", quoted(reference)), help);
                false
            }
        });
        if entries.len() > 1 {
            let help = "move the reference into an `allOf` of one if the rest counts";
            self.warning("OpenAPI 3.0 ignores what stands beside a `$ref`", help);
            if let Json::Object(entries) = json {
                entries.retain(|(key, _)| key == "$ref");
            }
        }
        Some(fits)
    }

    /// A schema always stays; one with a problem of its own as a mark.
    fn schema(&mut self, json: &mut Json) -> bool {
        if self.depth == DEEPEST {
            self.problem("this nests too deeply", "give inner schemas a name under `components`");
            *json = invalid();
            return true;
        }
        self.depth += 1;
        let before = self.found.problems.len();
        if let Some(fits) = self.reference(json, "schemas") {
            if !fits {
                *json = invalid();
            }
        } else {
            self.free(json);
            if self.object(json, &grammar::SCHEMA) {
                self.schema_type(json);
            }
        }
        self.depth -= 1;
        let length = self.pointer.len();
        let own = |problem: &Problem| {
            let inside = problem.pointer().unwrap_or_default().get(length..).unwrap_or_default();
            inside.matches('/').count() <= 1 || inside.starts_with("/enum/")
        };
        if self.found.problems[before..].iter().any(own) {
            *json = invalid();
        }
        true
    }

    /// What has one of several types is free-form JSON, or has the fields that all of them share.
    fn free(&mut self, json: &mut Json) {
        let Json::Object(entries) = json else { return };
        let has = |entries: &[(String, Json)], wanted: &str| entries.iter().any(|(key, _)| key == wanted);
        let any = |(key, value): &(String, Json)| key == "type" && value.text() == Some("any");
        if entries.iter().any(any) {
            self.inside("type", |check| {
                check.warning("`any` is not a type of OpenAPI 3.0", "it is read as free-form JSON");
            });
            entries.retain(|entry| !any(entry));
        }
        let choices: Vec<String> = entries
            .iter()
            .filter(|(key, _)| grammar::CHOICES.contains(&key.as_str()))
            .map(|(key, _)| key.clone())
            .collect();
        let Some(choice) = choices.first() else { return };
        entries.retain(|(key, _)| !choices.contains(key));
        let fields = has(entries, "properties") || has(entries, "allOf");
        let what = if fields {
            entries.retain(|(key, value)| key != "additionalProperties" || matches!(value, Json::Object(_)));
            if !has(entries, "additionalProperties") {
                entries.push(("additionalProperties".to_owned(), Json::Bool(true)));
            }
            "the common fields have types, the others are kept as JSON"
        } else {
            entries.retain(|(key, value)| key != "type" || value.text() != Some("object"));
            "the value is free-form JSON, unless it has another type"
        };
        self.inside(choice, |check| check.warning("Rust code has one type for this", what));
    }

    /// The keywords of a schema fit to its type.
    fn schema_type(&mut self, json: &mut Json) {
        let Some(name) = json.get("type").map(|name| name.text().map(str::to_owned)) else {
            return self.schema_without_type(json);
        };
        let Some(name) = name else { return };
        let Some((_, own)) = grammar::TYPES.iter().find(|(known, _)| *known == name) else {
            let help = nearest(&name, grammar::TYPES.iter().map(|(known, _)| *known)).map_or_else(
                || "use string, integer, number, boolean, array or object".to_owned(),
                |known| format!("write `{known}` if you mean that"),
            );
            return self.inside("type", |check| {
                check.problem(format!("{} is not a type", quoted(&name)), help);
            });
        };
        let Json::Object(entries) = &mut *json else { return };
        entries.retain(|(key, value)| self.fits_type(key, value, &name, own));
        match name.as_str() {
            "array" if json.get("items").is_none() => {
                self.problem("an array has no `items`", "add the schema of an item");
            }
            "integer" => self.format(json, &["int32", "int64"]),
            "number" => self.format(json, &["float", "double"]),
            _ => {}
        }
        self.enumeration(json, &name);
    }

    /// Whether a keyword says something about a schema of this type.
    fn fits_type(&mut self, key: &str, value: &Json, name: &str, own: &[&str]) -> bool {
        let of_some_type = grammar::TYPES.iter().any(|(_, keywords)| keywords.contains(&key));
        if of_some_type && !own.contains(&key) {
            let problem = format!("`{key}` says nothing about a schema of type {name}");
            let decides = grammar::DECIDE_A_TYPE.contains(&key);
            self.inside(key, |check| {
                if decides {
                    check.problem(problem, "remove it, or correct the type");
                } else {
                    check.warning(problem, "it is ignored");
                }
            });
            return decides;
        }
        let wrong = matches!(value, Json::Number(number) if number.as_i64().is_none());
        if name == "integer" && own.contains(&key) && wrong {
            self.inside(key, |check| {
                check.expect(value, "an integer of 64 bits, as the type says", false)
            });
        }
        true
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

    fn schema_without_type(&mut self, json: &Json) {
        let Json::Object(entries) = json else { return };
        for (name, own) in grammar::TYPES {
            let stray = entries.iter().find(|(key, _)| own.contains(&key.as_str()));
            if let (Some((key, _)), true) = (stray, *name != "object") {
                return self.problem(format!("a schema with `{key}` has no `type`"), "add the type");
            }
        }
    }

    fn expect(&mut self, json: &Json, expected: &str, fits: bool) -> bool {
        if !fits {
            self.problem(format!("here is {}", json.kind()), format!("write {expected}"));
        }
        fits
    }

    fn problem(&mut self, problem: impl Into<String>, help: impl Into<String>) {
        self.found.changed = true;
        self.found.problems.push(Problem::new(&self.pointer, problem, help));
    }

    fn warning(&mut self, problem: impl Into<String>, help: impl Into<String>) {
        self.found.changed = true;
        self.found.warnings.push(Problem::new(&self.pointer, problem, help));
    }

    fn inside<R>(&mut self, token: &str, walk: impl FnOnce(&mut Self) -> R) -> R {
        let length = self.pointer.len();
        self.pointer.push('/');
        self.pointer.push_str(&escaped(token));
        let result = walk(self);
        self.pointer.truncate(length);
        result
    }
}

fn invalid() -> Json {
    Json::Object(vec![(INVALID.to_owned(), Json::Bool(true))])
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
