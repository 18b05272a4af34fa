//! What can only be decided when all items are known: their names, their order, which are sent, and which are boxed.

use std::collections::{BTreeMap, BTreeSet};

use super::Lower;
use super::cycles;
use crate::ir::{Api, Item, Tag, Type};
use crate::names::{self, Candidate, Scope};

impl Lower<'_> {
    pub(super) fn finish(mut self, tags: Vec<Tag>) -> Api {
        self.name();
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

    /// All schemas of the document take part, also those that no operation reaches: when one does, no name changes.
    fn name(&mut self) {
        let schemas = self
            .document
            .components
            .iter()
            .flat_map(|components| components.schemas.keys());
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut places = BTreeMap::new();
        for name in schemas {
            places.insert(name.as_str(), candidates.len());
            candidates.extend(Candidate::new(name, Scope::Type));
        }
        let mut place_of = Vec::new();
        for owner in &self.owners {
            place_of.push(if owner.derived {
                Some(candidates.len())
            } else {
                places.get(owner.key.as_str()).copied()
            });
            if owner.derived {
                let ident = names::identifier(&owner.words, Scope::Type);
                candidates.extend(ident.map(|ident| Candidate {
                    derived: true,
                    key: owner.key.clone(),
                    ident,
                }));
            }
        }
        let idents = names::distinct(&candidates);
        for (item, place) in self.items.iter_mut().zip(place_of) {
            let Some(ident) = place.and_then(|place| idents.get(place)) else {
                continue;
            };
            match item {
                Item::Model(model) => model.name.clone_from(ident),
                Item::Enum(item) => item.name.clone_from(ident),
            }
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

/// The models that a struct holds without a list or a map between.
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
