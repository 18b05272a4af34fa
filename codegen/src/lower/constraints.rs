//! The keywords of a schema that restrict its values, which the client documents and does not check.

use openapiv3::{AnySchema, IntegerType, SchemaKind, Type};
use serde_json::Value;

use crate::ir::{Constraints, Counted, Limit, Scalar};
use crate::openapi::{Schema, aside};

/// Returns the description of a value, and its constraints. If several schemas describe the value, the last one counts for each
/// keyword, and a flag of any of them counts: `openapiv3` does not distinguish `false` from a missing flag.
pub(super) fn described(schemas: &[Schema<'_>]) -> (Option<String>, Constraints) {
    let mut description = None;
    let mut constraints = Constraints::default();
    let mut keywords = Keywords::default();
    for schema in schemas {
        let Schema::Item(schema) = schema else { continue };
        let data = &schema.schema_data;
        description = data.description.clone().or(description);
        constraints.read_only |= data.read_only;
        constraints.write_only |= data.write_only;
        constraints.deprecated |= data.deprecated;
        let default = data.default.as_ref().map(Value::to_string);
        constraints.default = default.or(constraints.default);
        keywords = Keywords::new(Schema::Item(schema)).or(keywords);
    }
    keywords.restrict(&mut constraints);
    (description, constraints)
}

/// The keywords of the type of a schema.
#[derive(Default)]
struct Keywords<'a> {
    /// The type.
    of: Option<&'a str>,
    format: Option<&'a str>,
    pattern: Option<&'a str>,
    minimum: Option<Limit>,
    maximum: Option<Limit>,
    multiple_of: Option<Limit>,
    /// The smallest and the largest length.
    counts: (Option<usize>, Option<usize>),
    unique: bool,
    values: Option<Limit>,
}

impl<'a> Keywords<'a> {
    fn new(schema: Schema<'a>) -> Self {
        let keywords = match schema.form() {
            Some(SchemaKind::Type(ty)) => Self::from_type(ty, schema),
            Some(SchemaKind::Any(any)) => Self::from_any(any),
            _ => Self::default(),
        };
        let format = Some(schema.format()).filter(|format| !format.is_empty());
        Self {
            format: format.or(keywords.format),
            ..keywords
        }
    }

    fn from_type(ty: &'a Type, schema: Schema<'a>) -> Self {
        match ty {
            Type::String(it) => Self {
                of: Some("string"),
                pattern: it.pattern.as_deref(),
                counts: (it.min_length, it.max_length),
                ..Self::default()
            },
            Type::Integer(it) => Self::from_integer(it, schema),
            Type::Number(it) => Self {
                of: Some("number"),
                minimum: minimum(it.minimum, it.exclusive_minimum),
                maximum: maximum(it.maximum, it.exclusive_maximum),
                multiple_of: it.multiple_of.map(|value| Limit::MultipleOf(value.to_string())),
                values: one_of(it.enumeration.iter().flatten()),
                ..Self::default()
            },
            Type::Boolean(it) => Self {
                of: Some("boolean"),
                values: one_of(it.enumeration.iter().flatten()),
                ..Self::default()
            },
            Type::Array(it) => Self {
                of: Some("array"),
                counts: (it.min_items, it.max_items),
                unique: it.unique_items,
                ..Self::default()
            },
            Type::Object(it) => Self {
                of: Some("object"),
                counts: (it.min_properties, it.max_properties),
                ..Self::default()
            },
        }
    }

    /// Returns the keywords of an integer. `read` has set aside values beyond signed integers.
    fn from_integer(it: &'a IntegerType, schema: Schema<'a>) -> Self {
        let beyond = |keyword: &str| schema.data()?.extensions.get(&aside(keyword));
        let value = |own: Option<i64>, keyword: &str| {
            let own = own.map(|value| value.to_string());
            own.or_else(|| beyond(keyword).map(Value::to_string))
        };
        let values = one_of(it.enumeration.iter().flatten());
        Self {
            of: Some("integer"),
            minimum: minimum(value(it.minimum, "minimum"), it.exclusive_minimum),
            maximum: maximum(value(it.maximum, "maximum"), it.exclusive_maximum),
            multiple_of: value(it.multiple_of, "multipleOf").map(Limit::MultipleOf),
            values: values.or_else(|| one_of(beyond("enum")?.as_array()?.iter().filter(|value| !value.is_null()))),
            ..Self::default()
        }
    }

    /// Returns the keywords of a schema with a type and an `allOf`.
    fn from_any(any: &'a AnySchema) -> Self {
        Self {
            of: any.typ.as_deref(),
            format: any.format.as_deref(),
            pattern: any.pattern.as_deref(),
            minimum: minimum(any.minimum, any.exclusive_minimum.unwrap_or_default()),
            maximum: maximum(any.maximum, any.exclusive_maximum.unwrap_or_default()),
            multiple_of: any.multiple_of.map(|value| Limit::MultipleOf(value.to_string())),
            // A document has only the limits that belong to the type.
            counts: (
                any.min_length.or(any.min_items).or(any.min_properties),
                any.max_length.or(any.max_items).or(any.max_properties),
            ),
            unique: any.unique_items.unwrap_or_default(),
            values: one_of(any.enumeration.iter().filter(|value| !value.is_null())),
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            of: self.of.or(other.of),
            format: self.format.or(other.format),
            pattern: self.pattern.or(other.pattern),
            minimum: self.minimum.or(other.minimum),
            maximum: self.maximum.or(other.maximum),
            multiple_of: self.multiple_of.or(other.multiple_of),
            counts: (self.counts.0.or(other.counts.0), self.counts.1.or(other.counts.1)),
            unique: self.unique || other.unique,
            values: self.values.or(other.values),
        }
    }

    fn restrict(self, constraints: &mut Constraints) {
        let format = self.format.unwrap_or_default();
        let limits = &mut constraints.limits;
        let mut counts = |counted, (min, max): (Option<usize>, Option<usize>)| {
            // A minimum of 0 says nothing, since every length is at least 0.
            let min = min.filter(|min| *min > 0);
            limits.extend(min.map(|min| Limit::MinCount(min, counted)));
            limits.extend(max.map(|max| Limit::MaxCount(max, counted)));
        };
        match self.of {
            Some("string") => {
                counts(Counted::Characters, self.counts);
                constraints.pattern = self.pattern.map(str::to_owned);
                constraints.format = documented(format, Scalar::for_text(format) == Scalar::String);
            }
            Some(number @ ("integer" | "number")) => {
                let tells_more = match number {
                    "integer" => !Scalar::INTEGER_FORMATS.contains(&format),
                    _ => format != "double",
                };
                constraints.format = documented(format, tells_more);
                let bounds = [self.minimum, self.maximum, self.multiple_of, self.values];
                limits.extend(bounds.into_iter().flatten());
            }
            Some("boolean") => limits.extend(self.values),
            Some("array") => {
                counts(Counted::Items, self.counts);
                limits.extend(self.unique.then_some(Limit::UniqueItems));
            }
            Some("object") => counts(Counted::Entries, self.counts),
            _ => {}
        }
    }
}

fn minimum(value: Option<impl ToString>, exclusive: bool) -> Option<Limit> {
    let limit = if exclusive { Limit::MoreThan } else { Limit::AtLeast };
    value.map(|value| limit(value.to_string()))
}

fn maximum(value: Option<impl ToString>, exclusive: bool) -> Option<Limit> {
    let limit = if exclusive { Limit::LessThan } else { Limit::AtMost };
    value.map(|value| limit(value.to_string()))
}

fn one_of<T: ToString>(values: impl Iterator<Item = T>) -> Option<Limit> {
    let values: Vec<String> = values.map(|value| value.to_string()).collect();
    (!values.is_empty()).then_some(Limit::OneOf(values))
}

/// Returns a format that the Rust type does not show.
fn documented(format: &str, tells_more: bool) -> Option<String> {
    (tells_more && !format.is_empty()).then(|| format.to_owned())
}
