//! Compares raw JSON with the tables of `grammar`.
//!
//! A value that no code depends on is left out with a warning: a document may have an unknown keyword or an odd description. A value
//! with a problem is also left out, so that the rest of the document can be checked in the same run.

mod keys;
mod reference;
mod schema;

use std::collections::BTreeSet;

use super::fit;
use super::grammar::{self, Keywords, Shape};
use crate::Problem;
use crate::json::Json;
use crate::near::nearest;
use crate::pointer::escaped;
use crate::problem::quoted;
use keys::{is_not_extension, problem_of_path, problem_of_status};

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
    /// Whether no code depends on the current place, so that there are only warnings.
    is_note: bool,
    /// `section/name` of every component.
    components: BTreeSet<String>,
}

impl Check {
    pub(crate) fn document(document: &mut Json) -> Findings {
        let mut check = Self {
            found: Findings::default(),
            pointer: String::new(),
            depth: 0,
            is_note: false,
            components: components(document),
        };
        check.object(document, &grammar::DOCUMENT);
        fit::document(document);
        check.found
    }

    /// Returns whether the value can stay.
    fn shape(&mut self, json: &mut Json, shape: &'static Shape) -> bool {
        match shape {
            Shape::Anything => false,
            Shape::Value | Shape::Choice => true,
            Shape::Note(shape) => self.note(|check| check.shape(json, shape)),
            Shape::Text => matches!(json, Json::Text(_)) || self.wrong_kind(json, "a string"),
            Shape::Word(words) => match json.text() {
                Some(text) if words.contains(&text) => true,
                Some(text) => {
                    let problem = format!("{} is not valid here", quoted(text));
                    self.problem(problem, format!("write one of {}", words.join(", ")));
                    false
                }
                None => self.wrong_kind(json, "a string"),
            },
            Shape::Flag => matches!(json, Json::Bool(_)) || self.wrong_kind(json, "true or false"),
            Shape::Number => matches!(json, Json::Number(_)) || self.wrong_kind(json, "a number"),
            Shape::Count => {
                let fits =
                    matches!(json, Json::Number(number) if number.as_u64().is_some_and(|n| u32::try_from(n).is_ok()));
                fits || self.wrong_kind(json, "a count (an integer from 0, of 32 bits)")
            }
            Shape::Texts => self.list(json, &Shape::Text),
            Shape::List(item) => self.list(json, item),
            Shape::Map(value) => self.map(json, value, |_| true),
            Shape::Statuses(value) => {
                self.keys(json, problem_of_status);
                self.map(json, value, is_not_extension)
            }
            Shape::Paths(value) => {
                self.keys(json, problem_of_path);
                self.map(json, value, is_not_extension)
            }
            Shape::Object(keywords) => self.object(json, keywords),
            Shape::Referable(keywords, section) => self.referable(json, keywords, section),
            Shape::Schema => self.schema(json),
            Shape::SchemaOrFlag => matches!(json, Json::Bool(_)) || self.schema(json),
            Shape::Ignored(why) => {
                self.dropped("this is ignored", *why);
                false
            }
            Shape::InPart(why, shape) => {
                self.warning("this is ignored in part", *why);
                self.shape(json, shape)
            }
            Shape::Unsupported(help) => {
                self.problem("this is not supported", *help);
                false
            }
        }
    }

    /// Runs `walk` over values that no code depends on, so that there are only warnings.
    fn note<R>(&mut self, walk: impl FnOnce(&mut Self) -> R) -> R {
        let around = std::mem::replace(&mut self.is_note, true);
        let result = walk(self);
        self.is_note = around;
        result
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

    /// Checks the values of the keys that `is_entry` accepts. The others are extensions, which are left out.
    fn map(&mut self, json: &mut Json, value: &'static Shape, is_entry: fn(&str) -> bool) -> bool {
        let Json::Object(entries) = json else {
            return self.wrong_kind(json, "an object");
        };
        self.duplicates(entries);
        entries.retain_mut(|(key, json)| is_entry(key) && self.inside(key, |check| check.shape(json, value)));
        true
    }

    /// Checks an object, which cannot stay without the keywords that it requires.
    fn object(&mut self, json: &mut Json, keywords: &'static Keywords) -> bool {
        let Json::Object(_) = json else {
            return self.wrong_kind(json, &format!("{} (an object)", keywords.name));
        };
        let mut complete = true;
        for required in keywords.required {
            if json.get(required).is_none() {
                self.problem(format!("{} has no `{required}`", keywords.name), "add it");
                complete = false;
            }
        }
        for expected in keywords.expected {
            if json.get(expected).is_none() {
                let problem = format!("{} has no `{expected}`", keywords.name);
                self.warning(problem, "OpenAPI requires it, and no code depends on it");
            }
        }
        let Json::Object(entries) = json else { return false };
        self.duplicates(entries);
        entries.retain_mut(
            |(key, json)| match keywords.known.iter().find(|(known, _)| known == key) {
                Some((_, shape)) => self.inside(key, |check| check.shape(json, shape)),
                None if key.starts_with("x-") => false,
                None => {
                    self.unknown(key, keywords);
                    false
                }
            },
        );
        // A required keyword that had a problem has been left out by now, so the object cannot stay either.
        complete && keywords.required.iter().all(|required| json.get(required).is_some())
    }

    /// Reports an unknown keyword: as a problem only if it may be one that code depends on.
    fn unknown(&mut self, key: &str, keywords: &Keywords) {
        let near = nearest(key, keywords.known.iter().map(|(known, _)| *known));
        let shape = |near: &str| {
            keywords
                .known
                .iter()
                .find(|(known, _)| *known == near)
                .map(|(_, shape)| shape)
        };
        let matters = near.and_then(shape).is_some_and(Shape::matters);
        let specification = if keywords.is_extension { "" } else { " in OpenAPI 3.0.3" };
        let problem = format!("{} has no keyword {}{specification}", keywords.name, quoted(key));
        self.inside(key, |check| match near {
            Some(near) if matters => {
                check.problem(problem, format!("write `{near}` if you mean that, or remove it"));
            }
            Some(near) => check.dropped(problem, format!("it is ignored: write `{near}` if you mean that")),
            None => check.dropped(problem, "it is ignored"),
        });
    }

    /// Reports a value of the wrong kind, which cannot stay.
    fn wrong_kind(&mut self, json: &Json, expected: &str) -> bool {
        if self.is_note {
            self.dropped(format!("{} is not {expected}", json.kind()), "it is left out");
        } else {
            let problem = format!("{} is not valid here", json.kind());
            self.problem(problem, format!("write {expected}"));
        }
        false
    }

    /// Reports a problem, or a warning where no code depends on it.
    fn problem(&mut self, problem: impl Into<String>, help: impl Into<String>) {
        if self.is_note {
            self.dropped(problem, "it is left out");
        } else {
            self.found.problems.push(Problem::new(&self.pointer, problem, help));
        }
    }

    fn warning(&mut self, problem: impl Into<String>, help: impl Into<String>) {
        self.found.warnings.push(Problem::new(&self.pointer, problem, help));
    }

    /// Adds a warning about the value at the current place, which is left out.
    fn dropped(&mut self, problem: impl Into<String>, help: impl Into<String>) {
        self.found
            .warnings
            .push(Problem::for_dropped(&self.pointer, problem, help));
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
