//! Types in sentences, with links to models and enums.

use super::Docs;
use crate::ir::{Item, Model, Type};

impl Docs<'_> {
    /// Returns the model of a value, also of the items of a list.
    pub(super) fn model_of(&self, ty: &Type) -> Option<&Model> {
        match self.api.items.get(ty.item()?)? {
            Item::Model(model) => Some(model),
            Item::Enum(_) => None,
        }
    }

    /// Returns a type as it is written in Rust, as far as it has no link in it.
    pub(super) fn spelled(&self, ty: &Type) -> String {
        match ty {
            Type::Scalar(scalar) => format!("`{}`", scalar.describe().rust),
            Type::List(item) => match &**item {
                Type::Scalar(scalar) => format!("`Vec<{}>`", scalar.describe().rust),
                _ => self.in_words(ty),
            },
            _ => self.in_words(ty),
        }
    }

    /// Returns a type in words.
    pub(super) fn in_words(&self, ty: &Type) -> String {
        match ty {
            Type::Scalar(scalar) => scalar.describe().words.to_owned(),
            Type::List(item) if is_named(item) => format!("a list of {}", self.in_words(item)),
            Type::List(item) => format!("a list, in which each item is {}", self.in_words(item)),
            Type::Map(value) if is_named(value) => format!("a map of names to {}", self.in_words(value)),
            Type::Map(value) => format!("a map, in which each value is {}", self.in_words(value)),
            Type::Nullable(inner) => format!("{} or null", self.in_words(inner)),
            Type::Model(index) | Type::Enum(index) => {
                let ident = self.api.items[*index].ident();
                format!("[`{ident}`](models::{ident})")
            }
        }
    }
}

fn is_named(ty: &Type) -> bool {
    matches!(ty, Type::Model(_) | Type::Enum(_))
}
