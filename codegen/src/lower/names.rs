//! The names of the items, which depend on the whole document.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Lower;
use crate::ir::Item;
use crate::names::{self, Candidate, Names, OTHER_NAMES};

impl Lower<'_> {
    /// Names the items. All schemas of the document take part, even if no operation reaches them, as do the names that are noted of
    /// the document that it was cut from. So no name changes when an operation reaches another schema.
    pub(super) fn name_items(&mut self) {
        let candidates: Vec<Candidate> = self.names().candidates().collect();
        let idents = names::distinct(&candidates);
        let all = || candidates.iter().zip(&idents);
        let own = all().filter(|(candidate, _)| !candidate.derived);
        let own: BTreeMap<&str, &String> = own.map(|(candidate, ident)| (candidate.key.as_str(), ident)).collect();
        // In the order of the items, followed by the noted ones.
        let mut derived = all().filter(|(candidate, _)| candidate.derived).map(|(_, ident)| ident);
        for (item, owner) in self.items.iter_mut().zip(&self.owners) {
            let ident = if owner.derived {
                derived.next()
            } else {
                own.get(owner.key.as_str()).copied()
            };
            let Some(ident) = ident else { continue };
            match item {
                Item::Model(model) => model.ident.clone_from(ident),
                Item::Enum(item) => item.ident.clone_from(ident),
            }
        }
    }

    /// Returns the names of the document, including the noted ones.
    pub(super) fn names(&self) -> Names {
        let components = self.document.components.iter();
        let schemas = components.flat_map(|components| components.schemas.keys().cloned());
        let derived = self.owners.iter().filter(|owner| owner.derived);
        let mut noted = self.noted();
        let mut names = Names {
            schemas: schemas.collect(),
            derived: derived.map(|owner| owner.key.clone()).collect(),
            ..self.operation_names()
        };
        names.schemas.append(&mut noted.schemas);
        names.derived.append(&mut noted.derived);
        names.operations.append(&mut noted.operations);
        names.tags.append(&mut noted.tags);
        names
    }

    /// Returns the noted names of the document that this one was cut from.
    pub(super) fn noted(&self) -> Names {
        let noted = self.document.extensions.get(OTHER_NAMES);
        let noted = |key| {
            let texts = noted.and_then(|noted| noted.get(key)).and_then(Value::as_array);
            let texts = texts.into_iter().flatten().filter_map(Value::as_str);
            texts.map(str::to_owned)
        };
        Names {
            schemas: noted("schemas").collect(),
            derived: noted("derived").collect(),
            operations: noted("operations").collect(),
            tags: noted("tags").collect(),
        }
    }
}
