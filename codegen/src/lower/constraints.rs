//! The keywords of a schema that restrict its values: they are documented, and not checked.

use std::borrow::Borrow;

use openapiv3::{
    NumberFormat, ReferenceOr, Schema, SchemaKind, StringFormat, Type as SchemaType, VariantOrUnknownOrEmpty as Format,
};

use crate::ir::{Constraints, Counted, Limit};

/// Returns the description of a value, and its constraints.
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
    let limits = &mut constraints.limits;
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
            counts(it.min_length, it.max_length, Counted::Characters, limits);
        }
        SchemaType::Integer(it) => {
            if let Format::Unknown(format) = &it.format {
                constraints.format = Some(format.clone());
            }
            minimum(it.minimum, it.exclusive_minimum, limits);
            maximum(it.maximum, it.exclusive_maximum, limits);
            limits.extend(it.multiple_of.map(|value| Limit::MultipleOf(value.to_string())));
            values(&it.enumeration, limits);
        }
        SchemaType::Number(it) => {
            constraints.format = match &it.format {
                Format::Unknown(format) => Some(format.clone()),
                Format::Item(NumberFormat::Float) => Some("float".to_owned()),
                Format::Item(NumberFormat::Double) | Format::Empty => None,
            };
            minimum(it.minimum, it.exclusive_minimum, limits);
            maximum(it.maximum, it.exclusive_maximum, limits);
            limits.extend(it.multiple_of.map(|value| Limit::MultipleOf(value.to_string())));
            values(&it.enumeration, limits);
        }
        SchemaType::Boolean(it) => values(&it.enumeration, limits),
        SchemaType::Array(it) => {
            counts(it.min_items, it.max_items, Counted::Items, limits);
            if it.unique_items {
                limits.push(Limit::UniqueItems);
            }
        }
        SchemaType::Object(it) => counts(it.min_properties, it.max_properties, Counted::Entries, limits),
    }
}

fn minimum(value: Option<impl ToString>, exclusive: bool, limits: &mut Vec<Limit>) {
    let limit = if exclusive { Limit::MoreThan } else { Limit::AtLeast };
    limits.extend(value.map(|value| limit(value.to_string())));
}

fn maximum(value: Option<impl ToString>, exclusive: bool, limits: &mut Vec<Limit>) {
    let limit = if exclusive { Limit::LessThan } else { Limit::AtMost };
    limits.extend(value.map(|value| limit(value.to_string())));
}

fn counts(min: Option<usize>, max: Option<usize>, counted: Counted, limits: &mut Vec<Limit>) {
    // Every length is at least 0.
    let min = min.filter(|min| *min > 0);
    limits.extend(min.map(|min| Limit::MinCount(min, counted)));
    limits.extend(max.map(|max| Limit::MaxCount(max, counted)));
}

fn values(values: &[Option<impl ToString>], limits: &mut Vec<Limit>) {
    let values: Vec<String> = values.iter().flatten().map(ToString::to_string).collect();
    if !values.is_empty() {
        limits.push(Limit::OneOf(values));
    }
}
