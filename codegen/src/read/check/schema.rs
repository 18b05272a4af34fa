//! Schemas, whose keywords depend on their type.

use super::Check;
use crate::Problem;
use crate::ir::Scalar;
use crate::json::Json;
use crate::near::nearest;
use crate::problem::quoted;
use crate::read::{fit, grammar};

/// The maximum nesting depth, low enough for the stack of any thread.
const DEEPEST: usize = 24;

impl Check {
    /// Checks a schema. It always stays; one with a problem of its own is replaced by a mark.
    pub(super) fn schema(&mut self, json: &mut Json) -> bool {
        if self.depth == DEEPEST {
            self.problem(
                "schemas are nested too deeply",
                "give inner schemas a name under `components`",
            );
            *json = fit::invalid_schema();
            return true;
        }
        self.depth += 1;
        let before = self.found.problems.len();
        if let Some(fits) = self.reference(json, "schemas") {
            if !fits {
                *json = fit::invalid_schema();
            }
        } else {
            self.replace_choice(json);
            if self.object(json, &grammar::SCHEMA) {
                self.schema_type(json);
                fit::schema(json);
            }
        }
        self.depth -= 1;
        // After a problem of a keyword, the type is not known. Problems further inside belong to schemas that have their own marks.
        let length = self.pointer.len();
        let own = |problem: &Problem| {
            let inside = problem.pointer().unwrap_or_default().get(length..).unwrap_or_default();
            inside.matches('/').count() <= 1 || inside.starts_with("/enum/")
        };
        if self.found.problems[before..].iter().any(own) {
            *json = fit::invalid_schema();
        }
        true
    }

    /// Replaces a choice of several types by free-form JSON, or by the fields that all of them share.
    fn replace_choice(&mut self, json: &mut Json) {
        let Json::Object(entries) = json else { return };
        let is_any = |(key, value): &(String, Json)| key == "type" && value.text() == Some("any");
        if entries.iter().any(is_any) {
            entries.retain(|entry| !is_any(entry));
            self.inside("type", |check| {
                check.warning("`any` is not a type of OpenAPI 3.0", "it is read as free-form JSON");
            });
        }
        let is_choice = |key: &str| grammar::CHOICES.contains(&key);
        let Some(choice) = entries.iter().map(|(key, _)| key).find(|key| is_choice(key)).cloned() else {
            return;
        };
        entries.retain(|(key, _)| !is_choice(key));
        let has_fields = entries.iter().any(|(key, _)| key == "properties" || key == "allOf");
        let help = if has_fields {
            keep_other_fields(entries);
            "the common fields have types, and other fields are kept as JSON"
        } else {
            entries.retain(|(key, value)| key != "type" || value.text() != Some("object"));
            "the value is free-form JSON, unless it has another type"
        };
        self.inside(&choice, |check| {
            check.warning("a choice of types is not supported", help);
        });
    }

    /// Checks that the keywords of a schema belong to its type.
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
        entries.retain(|(key, _)| self.fits_type(key, &name, own));
        match name.as_str() {
            "array" if json.get("items").is_none() => {
                self.problem("an array has no `items`", "add the schema of an item");
            }
            "integer" => {
                self.number_format(json, Scalar::INTEGER_FORMATS);
                self.integer_bounds(json);
            }
            "number" => self.number_format(json, &["float", "double"]),
            _ => {}
        }
        self.enumeration(json, &name);
    }

    /// Returns whether a keyword stays: whether it has a meaning for a schema of this type.
    fn fits_type(&mut self, key: &str, name: &str, own: &[&str]) -> bool {
        let of_some_type = grammar::TYPES.iter().any(|(_, keywords)| keywords.contains(&key));
        if of_some_type && !own.contains(&key) {
            let problem = format!("`{key}` has no meaning for a schema of type {name}");
            let decides = grammar::DECIDE_A_TYPE.contains(&key);
            self.inside(key, |check| {
                if decides {
                    check.problem(problem, "remove it, or correct the type");
                } else {
                    check.dropped(problem, "it is ignored");
                }
            });
            return decides;
        }
        true
    }

    /// Leaves out the bounds of an integer that are not integers, and so say nothing.
    fn integer_bounds(&mut self, json: &mut Json) {
        let is_unsigned = is_unsigned(json.text_of("format"));
        let Json::Object(entries) = json else { return };
        entries.retain(|(key, value)| {
            let is_bound = grammar::INTEGER_BOUNDS.contains(&key.as_str());
            let fits = !is_bound || is_integer(value, is_unsigned);
            if !fits {
                self.inside(key, |check| {
                    check.dropped(
                        "this is not an integer of 64 bits",
                        "it is left out: the type has no such values",
                    );
                });
            }
            fits
        });
    }

    /// Warns about an unknown format of a number, which has the type of a number without a format.
    fn number_format(&mut self, json: &Json, known: &[&'static str]) {
        let Some(format) = json.get("format").and_then(Json::text) else {
            return;
        };
        if !known.contains(&format) {
            let problem = format!("{} is not a number format of OpenAPI 3.0", quoted(format));
            let help = format!("it is ignored: the formats are {}", known.join(", "));
            self.inside("format", |check| check.warning(problem, help));
        }
    }

    fn enumeration(&mut self, json: &mut Json, name: &str) {
        let format = json.text_of("format").map(str::to_owned);
        let Some(Json::List(values)) = json.get_mut("enum") else {
            return;
        };
        let is_unsigned = is_unsigned(format.as_deref());
        let fits = |value: &Json| match value {
            Json::Null | Json::Text(_) => name == "string",
            Json::Bool(_) => name == "boolean",
            Json::Number(_) => name == "number" || (name == "integer" && is_integer(value, is_unsigned)),
            Json::List(_) | Json::Object(_) => false,
        };
        // Strings become an enum. Other values are only documented.
        let mut walk = |check: &mut Self| {
            if values.iter().all(|value| *value == Json::Null) {
                check.problem("there is no value to choose from", "add one, or remove the keyword");
            }
            let mut index = 0;
            values.retain(|value| {
                let fits = fits(value);
                if !fits {
                    let problem = format!("{} is not a value of type {name}", value.kind());
                    check.inside(&index.to_string(), |check| {
                        check.problem(problem, "correct the value or the type");
                    });
                }
                index += 1;
                fits
            });
        };
        self.inside("enum", |check| {
            if name == "string" {
                walk(check);
            } else {
                check.note(walk);
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
}

/// Allows more fields than those that are named.
fn keep_other_fields(entries: &mut Vec<(String, Json)>) {
    entries.retain(|(key, value)| key != "additionalProperties" || matches!(value, Json::Object(_)));
    if entries.iter().all(|(key, _)| key != "additionalProperties") {
        entries.push(("additionalProperties".to_owned(), Json::Bool(true)));
    }
}

/// Returns whether a value is an integer of 64 bits.
fn is_integer(value: &Json, unsigned: bool) -> bool {
    match value {
        Json::Number(number) if unsigned => number.is_u64(),
        Json::Number(number) => number.is_i64(),
        _ => false,
    }
}

fn is_unsigned(format: Option<&str>) -> bool {
    format.map(Scalar::for_integer) == Some(Scalar::U64)
}
