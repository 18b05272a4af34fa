//! The keywords of a schema that restrict its values: they are documented, and not checked.

use crate::ir::{Constraints, Counted, Limit, Scalar};
use crate::json::Json;
use crate::openapi::Schema;

/// Returns the description of a value, and its constraints. If several schemas describe it, the last one counts for each keyword.
pub(super) fn described(schemas: &[Schema<'_>]) -> (Option<String>, Constraints) {
    let keywords = Keywords(schemas);
    let mut constraints = Constraints {
        read_only: keywords.flag("readOnly"),
        write_only: keywords.flag("writeOnly"),
        deprecated: keywords.flag("deprecated"),
        default: keywords.get("default").map(Json::to_string),
        ..Constraints::default()
    };
    keywords.restrict(&mut constraints);
    (keywords.text("description").map(str::to_owned), constraints)
}

/// The keywords of all schemas that describe a value.
struct Keywords<'s, 'a>(&'s [Schema<'a>]);

impl<'a> Keywords<'_, 'a> {
    fn get(&self, keyword: &str) -> Option<&'a Json> {
        self.0.iter().rev().find_map(|schema| schema.0.get(keyword))
    }

    fn text(&self, keyword: &str) -> Option<&'a str> {
        self.get(keyword)?.text()
    }

    fn flag(&self, keyword: &str) -> bool {
        self.get(keyword) == Some(&Json::Bool(true))
    }

    fn count(&self, keyword: &str) -> Option<usize> {
        let Json::Number(number) = self.get(keyword)? else {
            return None;
        };
        number.as_u64().and_then(|count| usize::try_from(count).ok())
    }

    fn restrict(&self, constraints: &mut Constraints) {
        let format = self.text("format").unwrap_or_default();
        let limits = &mut constraints.limits;
        match self.text("type") {
            Some("string") => {
                constraints.pattern = self.text("pattern").map(str::to_owned);
                constraints.format = documented(format, Scalar::for_text(format) == Scalar::String);
                self.counts("minLength", "maxLength", Counted::Characters, limits);
            }
            Some("integer") => {
                constraints.format = documented(format, !Scalar::INTEGER_FORMATS.contains(&format));
                self.bounds(limits);
                self.values(limits);
            }
            Some("number") => {
                constraints.format = documented(format, format != "double");
                self.bounds(limits);
                self.values(limits);
            }
            Some("boolean") => self.values(limits),
            Some("array") => {
                self.counts("minItems", "maxItems", Counted::Items, limits);
                if self.flag("uniqueItems") {
                    limits.push(Limit::UniqueItems);
                }
            }
            Some("object") => self.counts("minProperties", "maxProperties", Counted::Entries, limits),
            _ => {}
        }
    }

    fn bounds(&self, limits: &mut Vec<Limit>) {
        let minimum = if self.flag("exclusiveMinimum") {
            Limit::MoreThan
        } else {
            Limit::AtLeast
        };
        let maximum = if self.flag("exclusiveMaximum") {
            Limit::LessThan
        } else {
            Limit::AtMost
        };
        limits.extend(self.get("minimum").map(|value| minimum(number(value))));
        limits.extend(self.get("maximum").map(|value| maximum(number(value))));
        limits.extend(self.get("multipleOf").map(|value| Limit::MultipleOf(number(value))));
    }

    fn counts(&self, min: &str, max: &str, counted: Counted, limits: &mut Vec<Limit>) {
        // Every length is at least 0.
        let min = self.count(min).filter(|min| *min > 0);
        limits.extend(min.map(|min| Limit::MinCount(min, counted)));
        limits.extend(self.count(max).map(|max| Limit::MaxCount(max, counted)));
    }

    fn values(&self, limits: &mut Vec<Limit>) {
        let Some(Json::List(values)) = self.get("enum") else {
            return;
        };
        let values = values.iter().filter(|value| **value != Json::Null);
        let values: Vec<String> = values.map(number).collect();
        if !values.is_empty() {
            limits.push(Limit::OneOf(values));
        }
    }
}

/// Returns a number as people write it: `100` for `100.0`.
fn number(value: &Json) -> String {
    match value {
        Json::Number(number) if number.is_f64() => number.as_f64().unwrap_or_default().to_string(),
        value => value.to_string(),
    }
}

/// Returns a format that the Rust type does not tell.
fn documented(format: &str, tells_more: bool) -> Option<String> {
    (tells_more && !format.is_empty()).then(|| format.to_owned())
}
