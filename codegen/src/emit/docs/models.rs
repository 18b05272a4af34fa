//! Models and enums.

use super::constraints;
use super::example::Examples;
use super::text::{blocks, first_paragraph, sets, text_or};
use crate::emit::markdown::code;
use crate::ir::{Enum, Field, Model, Variant};

/// Returns the documentation of the module `models`.
pub(crate) fn models() -> Vec<String> {
    [
        "Request and response models.",
        "",
        "Every field of the specification is an `Option`, since a response may omit any of them. A model that is sent in requests is created with",
        "`default` and changed with its `with_…` methods. It also keeps unknown fields.",
        "",
        "An enum is created from a string. Its variant `Unknown` holds a value that the specification does not list, so that a",
        "response with a newer value can be read.",
    ]
    .map(str::to_owned)
    .into()
}

pub(crate) fn model(model: &Model, examples: &Examples<'_>) -> Vec<String> {
    blocks([
        text_or(model.description.as_deref(), || {
            format!("The schema {} of the specification.", code(&model.origin))
        }),
        deprecated(model.deprecated),
        examples.for_model(model),
    ])
}

pub(crate) fn enumeration(item: &Enum) -> Vec<String> {
    blocks([
        text_or(item.description.as_deref(), || {
            format!("Values of {}.", code(&item.origin))
        }),
        deprecated(item.deprecated),
    ])
}

pub(crate) fn variant(variant: &Variant) -> Vec<String> {
    let text = if variant.value.is_empty() {
        "The empty string.".to_owned()
    } else {
        code(&variant.value)
    };
    vec![text]
}

pub(crate) fn unknown_variant() -> Vec<String> {
    vec!["A value that the specification does not list.".to_owned()]
}

pub(crate) fn unknown_fields() -> Vec<String> {
    vec!["Fields that the specification does not name.".to_owned()]
}

pub(crate) fn field(field: &Field) -> Vec<String> {
    blocks([
        text_or(field.description.as_deref(), || {
            format!("The field {}.", code(&field.name))
        }),
        constraints::for_field(&field.constraints),
    ])
}

/// Returns the first paragraph of the field's description: the rest is at the field.
pub(crate) fn field_setter(field: &Field) -> Vec<String> {
    sets(&field.ident, Some(first_paragraph(field.description.as_deref())))
}

fn deprecated(deprecated: bool) -> Vec<String> {
    if deprecated {
        vec!["**Deprecated:** Genesys Cloud may remove it.".to_owned()]
    } else {
        Vec::new()
    }
}
