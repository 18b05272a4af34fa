//! The decisions that need all items: their names, their order, which are sent, and which fields are boxed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Lower;
use super::cycles;
use crate::ir::{Api, Item, Tag, Type};
use crate::names::{self, Candidate, OTHER_NAMES, TypeNames};

impl Lower<'_> {
    pub(super) fn finish(mut self, tags: Vec<Tag>) -> Api {
        self.name_items();
        self.mark_sent(&tags);
        self.box_cycles();
        let mut order: Vec<usize> = (0..self.items.len()).collect();
        order.sort_by_key(|index| (self.owners[*index].position, *index));
        Api {
            tags,
            items: self.items,
            order,
        }
    }

    /// Names the items. All schemas of the document take part, even if no operation reaches them, as do the names that are noted of
    /// the document that it was cut from. So no name changes when an operation reaches another schema.
    fn name_items(&mut self) {
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
    pub(super) fn names(&self) -> TypeNames {
        let components = self.document.components.iter();
        let schemas = components.flat_map(|components| components.schemas.keys().cloned());
        let derived = self.owners.iter().filter(|owner| owner.derived);
        let mut noted = self.noted();
        let mut names = TypeNames {
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

    /// The names of the document that this one was cut from, as far as they meet names of this one.
    pub(super) fn noted(&self) -> TypeNames {
        let noted = self.document.extensions.get(OTHER_NAMES);
        let noted = |key| {
            let texts = noted.and_then(|noted| noted.get(key)).and_then(Value::as_array);
            let texts = texts.into_iter().flatten().filter_map(Value::as_str);
            texts.map(str::to_owned)
        };
        TypeNames {
            schemas: noted("schemas").collect(),
            derived: noted("derived").collect(),
            operations: noted("operations").collect(),
            tags: noted("tags").collect(),
        }
    }

    fn mark_sent(&mut self, tags: &[Tag]) {
        let bodies = tags
            .iter()
            .flat_map(|tag| &tag.operations)
            .filter_map(|operation| operation.body.as_ref());
        let mut waiting: Vec<usize> = bodies.filter_map(|body| body.ty.item()).collect();
        let mut seen = BTreeSet::new();
        while let Some(index) = waiting.pop() {
            if !seen.insert(index) {
                continue;
            }
            if let Item::Model(model) = &mut self.items[index] {
                model.sent = true;
                model.keeps_unknown = true;
                waiting.extend(model.fields.iter().filter_map(|field| field.ty.item()));
            }
        }
    }

    fn box_cycles(&mut self) {
        let edges: Vec<Vec<usize>> = self.items.iter().map(direct).collect();
        let component = cycles::components(&edges);
        for (index, item) in self.items.iter_mut().enumerate() {
            let Item::Model(model) = item else { continue };
            for field in &mut model.fields {
                field.boxed = matches!(field.ty, Type::Model(target) if component[target] == component[index]);
            }
        }
    }
}

/// Returns the models that a struct contains other than in a list or a map.
fn direct(item: &Item) -> Vec<usize> {
    let Item::Model(model) = item else { return Vec::new() };
    let target = |ty: &Type| {
        if let Type::Model(target) = ty {
            Some(*target)
        } else {
            None
        }
    };
    model.fields.iter().filter_map(|field| target(&field.ty)).collect()
}
