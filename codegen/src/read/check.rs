//! Compares raw JSON with the tables of `grammar`.
//!
//! Harmless keywords are removed with a warning. A value with a problem is removed too, so that the rest of the document can
//! be checked in the same run.

mod reference;
mod schema;

use std::collections::BTreeSet;

use super::grammar::{self, Keywords, Shape};
use crate::Problem;
use crate::json::Json;
use crate::near::nearest;
use crate::pointer::escaped;
use crate::problem::quoted;

pub(crate) use schema::INVALID;

/// The findings of a walk over a document.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) problems: Vec<Problem>,
    pub(crate) warnings: Vec<Problem>,
}

/// One walk over a document.
pub(crate) struct Check {
    found: Findings,
    pointer: String,
    /// The number of schemas around the current place.
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

    /// Returns whether the value can stay.
    fn shape(&mut self, json: &mut Json, shape: &'static Shape) -> bool {
        match shape {
            Shape::Anything | Shape::Choice => true,
            Shape::Text => matches!(json, Json::Text(_)) || self.wrong_kind(json, "a string"),
            Shape::Flag => matches!(json, Json::Bool(_)) || self.wrong_kind(json, "true or false"),
            Shape::Number => matches!(json, Json::Number(_)) || self.wrong_kind(json, "a number"),
            Shape::Count => {
                let fits =
                    matches!(json, Json::Number(number) if number.as_u64().is_some_and(|n| u32::try_from(n).is_ok()));
                fits || self.wrong_kind(json, "a count (an integer from 0)")
            }
            Shape::Texts => self.list(json, &Shape::Text),
            Shape::List(item) => self.list(json, item),
            Shape::Map(value) => self.map(json, value, |_| true),
            Shape::Statuses(value) => {
                self.keys(
                    json,
                    is_status,
                    "this is not a status",
                    "use three digits, `2XX` or `default`",
                );
                self.map(json, value, is_not_extension)
            }
            Shape::Paths(value) => {
                self.keys(
                    json,
                    |key| key.starts_with('/'),
                    "a path begins with a slash",
                    "put one before it",
                );
                self.map(json, value, is_not_extension)
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
            return self.wrong_kind(json, "an array");
        };
        let mut index = 0;
        items.retain_mut(|json| {
            let stays = self.inside(&index.to_string(), |check| check.shape(json, item));
            index += 1;
            stays
        });
        true
    }

    /// Checks the values of the keys that `is_entry` accepts. The others are extensions, which stay as they are.
    fn map(&mut self, json: &mut Json, value: &'static Shape, is_entry: fn(&str) -> bool) -> bool {
        let Json::Object(entries) = json else {
            return self.wrong_kind(json, "an object");
        };
        self.duplicates(entries);
        entries.retain_mut(|(key, json)| !is_entry(key) || self.inside(key, |check| check.shape(json, value)));
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

    /// Checks an object, which cannot stay without the keywords that it requires.
    fn object(&mut self, json: &mut Json, keywords: &'static Keywords) -> bool {
        let mut complete = true;
        for required in keywords.required {
            if let (Json::Object(_), None) = (&*json, json.get(required)) {
                self.problem(format!("{} has no `{required}`", keywords.name), "add it");
                complete = false;
            }
        }
        let Json::Object(entries) = json else {
            return self.wrong_kind(json, &format!("{} (an object)", keywords.name));
        };
        self.duplicates(entries);
        for empty in keywords.empty {
            if entries.iter().all(|(key, _)| key != empty) {
                self.warning(format!("{} has no `{empty}`", keywords.name), "an empty text is used");
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
                let problem = format!("{} is defined twice", quoted(key));
                self.inside(key, |check| check.problem(problem, "keep one of them"));
            }
            first
        });
    }

    /// Reports a value of the wrong kind, which cannot stay.
    fn wrong_kind(&mut self, json: &Json, expected: &str) -> bool {
        self.problem(
            format!("{} is not valid here", json.kind()),
            format!("write {expected}"),
        );
        false
    }

    fn problem(&mut self, problem: impl Into<String>, help: impl Into<String>) {
        self.found.problems.push(Problem::new(&self.pointer, problem, help));
    }

    fn warning(&mut self, problem: impl Into<String>, help: impl Into<String>) {
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

/// Only some objects have extensions. In a plain map, such as the components of a section, a name may begin with `x-`.
fn is_not_extension(key: &str) -> bool {
    !key.starts_with("x-")
}

fn is_status(key: &str) -> bool {
    let mut chars = key.chars();
    let first = chars.next().is_some_and(|char| ('1'..='5').contains(&char));
    let rest = chars.as_str();
    key == "default" || (first && (rest == "XX" || (rest.len() == 2 && rest.bytes().all(|byte| byte.is_ascii_digit()))))
}
