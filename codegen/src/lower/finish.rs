//! The last step: everything is found, and the plain data is built at once, with all of its facts.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Lower;
use super::cycles;
use super::draft::{Content, Draft, DraftKind, DraftOperation, DraftTag};
use super::paging::Parts;
use crate::ir::{Api, Body, Enum, Field, Item, Model, Operation, Sibling, Tag, Type};

impl<'a> Lower<'a> {
    /// Builds the plain data of these tags and operations, of which each has its siblings, and of the models and enums with these
    /// contents.
    pub(super) fn finish(
        self,
        tags: Vec<DraftTag<'a>>,
        operations: Vec<DraftOperation<'a>>,
        siblings: Vec<Vec<Sibling>>,
        contents: Vec<Content>,
    ) -> Api {
        let idents = self.item_idents();
        let sent = sent(&operations, &contents);
        // A struct cannot contain itself, so fields within a cycle are boxed.
        let edges: Vec<Vec<usize>> = contents.iter().map(contained_models).collect();
        let cycles = cycles::components(&edges);
        let mut order: Vec<usize> = (0..self.drafts.len()).collect();
        order.sort_by_key(|index| (self.drafts[*index].owner.position, *index));

        let parts = self.drafts.into_iter().zip(contents).zip(idents).enumerate();
        let items: Vec<Item> = parts
            .map(|(index, ((draft, content), ident))| {
                let is_boxed = |ty: &Type| matches!(ty, Type::Model(target) if cycles[*target] == cycles[index]);
                draft.finish(ident, content, sent.contains(&index), is_boxed)
            })
            .collect();
        let mut operations_of: BTreeMap<&str, Vec<Operation>> = BTreeMap::new();
        for (operation, siblings) in operations.into_iter().zip(siblings) {
            let own = operations_of.entry(operation.source.tag()).or_default();
            own.push(operation.finish(siblings, &items));
        }
        let tags = tags.into_iter().map(|tag| {
            let operations = operations_of.remove(tag.name).unwrap_or_default();
            tag.finish(operations)
        });
        Api {
            tags: tags.collect(),
            items,
            order,
        }
    }
}

impl Draft<'_> {
    fn finish(self, ident: String, content: Content, sent: bool, is_boxed: impl Fn(&Type) -> bool) -> Item {
        // A schema inside a model is described at the field.
        let description = if self.owner.derived {
            None
        } else {
            self.schema.description()
        };
        let description = description.map(str::to_owned);
        let deprecated = self.schema.is_deprecated();
        let origin = self.owner.key;
        match self.kind {
            DraftKind::Enum(variants) => Item::Enum(Enum {
                ident,
                origin,
                description,
                deprecated,
                variants,
            }),
            DraftKind::Model => Item::Model(Model {
                ident,
                origin,
                description,
                deprecated,
                keeps_unknown: sent || content.is_open || content.fields.is_empty(),
                sent,
                fields: content
                    .fields
                    .into_iter()
                    .map(|field| Field {
                        name: field.name,
                        ident: field.ident,
                        boxed: is_boxed(&field.ty),
                        ty: field.ty,
                        description: field.description,
                        constraints: field.constraints,
                    })
                    .collect(),
            }),
        }
    }
}

impl DraftTag<'_> {
    fn finish(self, operations: Vec<Operation>) -> Tag {
        Tag {
            name: self.name.to_owned(),
            ident: self.ident,
            type_ident: self.type_ident,
            description: self.description.map(str::to_owned),
            operations,
        }
    }
}

impl DraftOperation<'_> {
    /// Builds the plain data of an operation. The models are whole here, as the decision about paging requires.
    fn finish(self, siblings: Vec<Sibling>, items: &[Item]) -> Operation {
        let source = self.source;
        let operation = source.operation;
        let parts = Parts {
            verb: source.method,
            parameters: &self.parameters,
            body: self.body.as_ref(),
            output: &self.output,
            items,
        };
        let paging = parts.paging();
        Operation {
            id: source.id().to_owned(),
            ident: self.ident,
            type_ident: self.type_ident,
            verb: source.method,
            path: self.path,
            summary: operation.summary.clone(),
            description: operation.description.clone(),
            permissions: self.permissions,
            preview: operation.extensions.get("x-genesys-preview") == Some(&Value::Bool(true)),
            deprecated: operation.deprecated,
            needs_token: self.needs_token,
            parameters: self.parameters,
            siblings,
            body: self.body,
            output: self.output,
            output_description: self.output_description,
            errors: self.errors,
            paging,
        }
    }
}

/// Returns the models that request bodies can contain.
fn sent(operations: &[DraftOperation<'_>], contents: &[Content]) -> BTreeSet<usize> {
    let bodies = operations.iter().filter_map(|operation| operation.body.as_ref());
    let mut waiting: Vec<usize> = bodies.filter_map(|Body { ty, .. }| ty.item()).collect();
    let mut sent = BTreeSet::new();
    while let Some(index) = waiting.pop() {
        if sent.insert(index) {
            waiting.extend(contents[index].fields.iter().filter_map(|field| field.ty.item()));
        }
    }
    sent
}

/// Returns the models that a struct contains other than in a list or a map.
fn contained_models(content: &Content) -> Vec<usize> {
    let fields = content.fields.iter();
    fields
        .filter_map(|field| match field.ty {
            Type::Model(target) => Some(target),
            _ => None,
        })
        .collect()
}
