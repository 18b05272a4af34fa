//! The decisions that need all items: their order, which are sent, and which fields are boxed.

use std::collections::BTreeSet;

use super::Lower;
use super::cycles;
use crate::ir::{Api, Item, Tag, Type};

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
