//! What a schema says besides its type: described in the documentation, and not checked.

use std::borrow::Borrow;

use openapiv3::{
    NumberFormat, ReferenceOr, Schema, SchemaKind, StringFormat, Type as SchemaType, VariantOrUnknownOrEmpty as Format,
};

use crate::ir::Constraints;

/// What the spec says about a value besides its type.
pub(super) fn described<S: Borrow<Schema>>(schema: &ReferenceOr<S>) -> (Option<String>, Constraints) {
    let ReferenceOr::Item(schema) = schema else {
        return (None, Constraints::default());
    };
    let schema: &Schema = schema.borrow();
    let data = &schema.schema_data;
    let mut constraints = Constraints {
        read_only: data.read_only,
        write_only: data.write_only,
        deprecated: data.deprecated,
        default: data.default.as_ref().map(ToString::to_string),
        ..Constraints::default()
    };
    limits(&schema.schema_kind, &mut constraints);
    (data.description.clone(), constraints)
}

fn limits(kind: &SchemaKind, constraints: &mut Constraints) {
    let SchemaKind::Type(ty) = kind else { return };
    match ty {
        SchemaType::String(it) => {
            constraints.pattern.clone_from(&it.pattern);
            constraints.format = match &it.format {
                Format::Unknown(format) => Some(format.clone()),
                Format::Item(StringFormat::Password) => Some("password".to_owned()),
                Format::Item(StringFormat::Byte) => Some("byte".to_owned()),
                Format::Item(StringFormat::Binary) => Some("binary".to_owned()),
                Format::Item(StringFormat::Date | StringFormat::DateTime) | Format::Empty => None,
            };
            counts(it.min_length, it.max_length, "character", constraints);
        }
        SchemaType::Integer(it) => {
            limit(it.minimum, it.exclusive_minimum, ["More than", "At least"], constraints);
            limit(it.maximum, it.exclusive_maximum, ["Less than", "At most"], constraints);
            limit(it.multiple_of, false, ["", "A multiple of"], constraints);
            choice(&it.enumeration, constraints);
        }
        SchemaType::Number(it) => {
            if let Format::Item(NumberFormat::Float) = it.format {
                constraints.format = Some("float".to_owned());
            }
            limit(it.minimum, it.exclusive_minimum, ["More than", "At least"], constraints);
            limit(it.maximum, it.exclusive_maximum, ["Less than", "At most"], constraints);
            limit(it.multiple_of, false, ["", "A multiple of"], constraints);
            choice(&it.enumeration, constraints);
        }
        SchemaType::Boolean(it) => choice(&it.enumeration, constraints),
        SchemaType::Array(it) => {
            counts(it.min_items, it.max_items, "item", constraints);
            if it.unique_items {
                constraints.limits.push("No item twice".to_owned());
            }
        }
        SchemaType::Object(it) => counts(it.min_properties, it.max_properties, "entry", constraints),
    }
}

fn limit(value: Option<impl ToString>, exclusive: bool, words: [&str; 2], constraints: &mut Constraints) {
    if let Some(value) = value {
        let words = if exclusive { words[0] } else { words[1] };
        constraints.limits.push(format!("{words} {}", value.to_string()));
    }
}

fn counts(least: Option<usize>, most: Option<usize>, noun: &str, constraints: &mut Constraints) {
    let nouns = |count| match (count, noun) {
        (1, noun) => format!("1 {noun}"),
        (_, "entry") => format!("{count} entries"),
        _ => format!("{count} {noun}s"),
    };
    constraints.limits.extend(
        least
            .filter(|least| *least > 0)
            .map(|least| format!("At least {}", nouns(least))),
    );
    constraints
        .limits
        .extend(most.map(|most| format!("At most {}", nouns(most))));
}

fn choice(values: &[Option<impl ToString>], constraints: &mut Constraints) {
    let values: Vec<_> = values
        .iter()
        .flatten()
        .map(|value| format!("`{}`", value.to_string()))
        .collect();
    if !values.is_empty() {
        constraints.limits.push(format!("One of {}", values.join(", ")));
    }
}
