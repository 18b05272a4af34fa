//! The names of the models and enums, which depend on the whole document.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Lower;
use super::owner::Owner;
use crate::names::{self, Candidate, Names, OTHER_NAMES};

impl Lower<'_> {
    /// Returns the identifiers of the models and enums. All schemas of the document take part, even if no operation reaches them, as
    /// do the names that are noted of the document that it was cut from. So no name changes when an operation reaches another schema.
    pub(super) fn item_idents(&self) -> Vec<String> {
        let candidates: Vec<Candidate> = self.names().candidates().collect();
        let idents = names::distinct(&candidates);
        let all = || candidates.iter().zip(&idents);
        let own = all().filter(|(candidate, _)| !candidate.derived);
        let own: BTreeMap<&str, &String> = own.map(|(candidate, ident)| (candidate.key.as_str(), ident)).collect();
        // The identifiers are in the order of the drafts, followed by the noted names.
        let mut derived = all().filter(|(candidate, _)| candidate.derived).map(|(_, ident)| ident);
        let ident = |owner: &Owner| {
            let ident = if owner.derived {
                derived.next()
            } else {
                own.get(owner.key.as_str()).copied()
            };
            // A document with a name without an identifier has a problem, and is not built.
            ident.cloned().unwrap_or_default()
        };
        self.drafts.iter().map(|draft| &draft.owner).map(ident).collect()
    }

    /// Returns the names of the document, including the noted ones.
    pub(super) fn names(&self) -> Names {
        let derived = self
            .drafts
            .iter()
            .map(|draft| &draft.owner)
            .filter(|owner| owner.derived);
        let mut noted = self.noted();
        let mut names = Names {
            schemas: self.document.schemas.names().map(str::to_owned).collect(),
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
        let Some(noted) = self.document.root.extensions.get(OTHER_NAMES) else {
            return Names::default();
        };
        let noted = |key| {
            let names = noted.get(key).and_then(Value::as_array);
            names.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned)
        };
        Names {
            schemas: noted("schemas").collect(),
            derived: noted("derived").collect(),
            operations: noted("operations").collect(),
            tags: noted("tags").collect(),
        }
    }
}
