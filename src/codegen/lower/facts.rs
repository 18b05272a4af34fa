//! What a schema says besides its type: described in the documentation, and not checked.

use std::borrow::Borrow;

use openapiv3::{
    NumberFormat, ReferenceOr, Schema, SchemaKind, StringFormat, Type as SchemaType, VariantOrUnknownOrEmpty as Format,
};

use super::super::ir::Facts;

/// What the spec says about a value besides its type.
pub(super) fn described<S: Borrow<Schema>>(schema: &ReferenceOr<S>) -> (Option<String>, Facts) {
    let ReferenceOr::Item(schema) = schema else {
        return (None, Facts::default());
    };
    let schema: &Schema = schema.borrow();
    let data = &schema.schema_data;
    let mut facts = Facts {
        read_only: data.read_only,
        write_only: data.write_only,
        deprecated: data.deprecated,
        default: data.default.as_ref().map(ToString::to_string),
        ..Facts::default()
    };
    limits(&schema.schema_kind, &mut facts);
    (data.description.clone(), facts)
}

fn limits(kind: &SchemaKind, facts: &mut Facts) {
    let SchemaKind::Type(ty) = kind else { return };
    match ty {
        SchemaType::String(it) => {
            facts.pattern.clone_from(&it.pattern);
            facts.format = match &it.format {
                Format::Unknown(format) => Some(format.clone()),
                Format::Item(StringFormat::Password) => Some("password".to_owned()),
                Format::Item(StringFormat::Byte) => Some("byte".to_owned()),
                Format::Item(StringFormat::Binary) => Some("binary".to_owned()),
                Format::Item(StringFormat::Date | StringFormat::DateTime) | Format::Empty => None,
            };
            counts(it.min_length, it.max_length, "character", facts);
        }
        SchemaType::Integer(it) => {
            limit(it.minimum, it.exclusive_minimum, ["More than", "At least"], facts);
            limit(it.maximum, it.exclusive_maximum, ["Less than", "At most"], facts);
            limit(it.multiple_of, false, ["", "A multiple of"], facts);
            choice(&it.enumeration, facts);
        }
        SchemaType::Number(it) => {
            if let Format::Item(NumberFormat::Float) = it.format {
                facts.format = Some("float".to_owned());
            }
            limit(it.minimum, it.exclusive_minimum, ["More than", "At least"], facts);
            limit(it.maximum, it.exclusive_maximum, ["Less than", "At most"], facts);
            limit(it.multiple_of, false, ["", "A multiple of"], facts);
            choice(&it.enumeration, facts);
        }
        SchemaType::Boolean(it) => choice(&it.enumeration, facts),
        SchemaType::Array(it) => {
            counts(it.min_items, it.max_items, "item", facts);
            if it.unique_items {
                facts.limits.push("No item twice".to_owned());
            }
        }
        SchemaType::Object(it) => counts(it.min_properties, it.max_properties, "entry", facts),
    }
}

fn limit(value: Option<impl ToString>, exclusive: bool, words: [&str; 2], facts: &mut Facts) {
    if let Some(value) = value {
        let words = if exclusive { words[0] } else { words[1] };
        facts.limits.push(format!("{words} {}", value.to_string()));
    }
}

fn counts(least: Option<usize>, most: Option<usize>, noun: &str, facts: &mut Facts) {
    let nouns = |count| match (count, noun) {
        (1, noun) => format!("1 {noun}"),
        (_, "entry") => format!("{count} entries"),
        _ => format!("{count} {noun}s"),
    };
    facts.limits.extend(
        least
            .filter(|least| *least > 0)
            .map(|least| format!("At least {}", nouns(least))),
    );
    facts.limits.extend(most.map(|most| format!("At most {}", nouns(most))));
}

fn choice(values: &[Option<impl ToString>], facts: &mut Facts) {
    let values: Vec<_> = values
        .iter()
        .flatten()
        .map(|value| format!("`{}`", value.to_string()))
        .collect();
    if !values.is_empty() {
        facts.limits.push(format!("One of {}", values.join(", ")));
    }
}
