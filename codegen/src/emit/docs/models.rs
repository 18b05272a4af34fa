//! Models and enums.

use super::Docs;
use super::constraints;
use super::text::{blocks, first_sentence, paragraph, sentence, sets, text_or};
use crate::emit::markdown::{Links, code, lines};
use crate::ir::{Enum, Field, Model, Variant};

/// Returns the documentation of the module `models`.
pub(crate) fn models() -> Vec<String> {
    [
        "Request and response models.",
        "",
        "Every field of the specification is an `Option`, since a response may omit any of them. A model that is sent in requests is created with",
        "`default` and changed with its `with_…` methods. It also keeps unknown fields. The documentation of a field has its name in JSON",
        "if it differs.",
        "",
        "An enum is created from a string. Its variant `Unknown` holds a value that the specification does not list, so that a",
        "response with a newer value can be read.",
    ]
    .map(str::to_owned)
    .into()
}

impl Docs<'_> {
    /// Returns the documentation of a model, which is the item with this index.
    pub(crate) fn model(&self, index: usize, model: &Model) -> Vec<String> {
        blocks([
            text_or(model.description.as_deref(), &field_links(model), || {
                format!("The schema {} of the specification.", code(&model.origin))
            }),
            deprecated(model.deprecated),
            self.uses.for_item(index),
            self.examples.for_model(model),
        ])
    }

    /// Returns the documentation of an enum, which is the item with this index.
    pub(crate) fn enumeration(&self, index: usize, item: &Enum) -> Vec<String> {
        blocks([
            text_or(item.description.as_deref(), &Links::default(), || {
                format!("Values of {}.", code(&item.origin))
            }),
            deprecated(item.deprecated),
            self.uses.for_item(index),
        ])
    }
}

/// Returns the names of the fields of a model, which its own text may have.
pub(crate) fn field_links(model: &Model) -> Links<'_> {
    let mut links = Links::default();
    for Field { name, ident, .. } in &model.fields {
        links.add(name, ident, &format!("Self::{ident}"));
    }
    links
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

/// Returns the documentation of a field. `links` are the fields of its model.
pub(crate) fn field(field: &Field, links: &Links<'_>) -> Vec<String> {
    let description = field.description.as_deref().unwrap_or_default().trim();
    let mut about = constraints::for_field(field);
    if description.is_empty() {
        let name = vec![format!("The field {}.", code(&field.name))];
        return blocks([name, paragraph(&about.join(" "))]);
    }
    if field.name != field.ident {
        let name = format!("JSON: {}.", code(&field.name));
        let is_paragraph = !description.contains('\n') && description.starts_with(char::is_alphanumeric);
        if about.is_empty() && is_paragraph {
            // The name alone needs no paragraph.
            return paragraph(&format!("{} {name}", links.applied(sentence(Some(description)))));
        }
        about.insert(0, name);
    }
    blocks([lines(description, links), paragraph(&about.join(" "))])
}

/// Returns the first sentence of the field's description: the rest is at the field.
pub(crate) fn field_setter(field: &Field) -> Vec<String> {
    sets(&code(&field.ident), Some(first_sentence(field.description.as_deref())))
}

fn deprecated(deprecated: bool) -> Vec<String> {
    if deprecated {
        vec!["**Deprecated:** Genesys Cloud may remove it.".to_owned()]
    } else {
        Vec::new()
    }
}
