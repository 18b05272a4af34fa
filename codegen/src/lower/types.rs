//! The Rust type of each schema.

mod parts;

use std::collections::BTreeSet;

use openapiv3::AdditionalProperties;

use super::Lower;
use super::draft::{Draft, DraftKind};
use super::owner::Owner;
use crate::ir::{Scalar, Type, Variant};
use crate::names::{self, Candidate, Scope};
use crate::openapi::{Kind, Schema};
pub(super) use parts::Parts;

/// The most names in the key of a model. Inline schemas are nested less deeply, unless they extend each other.
const DEEPEST_MODEL: usize = 64;

/// The most models and enums with inline schemas among them. A client of the whole platform has about 6,000.
const MOST_ITEMS: usize = 100_000;

/// The most lists and maps inside of each other. Named lists of named lists would be longer types than rustc reads.
const DEEPEST_CONTAINER: usize = 24;

impl<'a> Lower<'a> {
    /// Returns the type of a schema, or `None` after a problem.
    pub(super) fn ty(&mut self, schema: Schema<'a>, owner: &Owner, at: &str) -> Option<Type> {
        match schema.kind() {
            Kind::Invalid => None,
            Kind::Reference(reference) => self.reference(reference),
            Kind::Boolean => Some(Type::Scalar(Scalar::Bool)),
            Kind::Integer(format) => Some(Type::Scalar(Scalar::for_integer(format))),
            Kind::Number => Some(Type::Scalar(Scalar::F64)),
            Kind::Text(format) => Some(Type::Scalar(Scalar::for_text(format))),
            Kind::Enumeration(values) => Some(self.enumeration(schema, values, owner, at)),
            Kind::List(items) => {
                let item = self.element(items?, &owner.inside_container("item"), &format!("{at}/items"))?;
                self.container(Type::List, item, at)
            }
            Kind::Map(Some(AdditionalProperties::Schema(values))) => {
                let at_values = format!("{at}/additionalProperties");
                let value = self.element(Schema::new(values), &owner.inside_container("value"), &at_values)?;
                self.container(Type::Map, value, at)
            }
            Kind::Map(Some(AdditionalProperties::Any(true))) => Some(Type::Map(Box::new(Type::Scalar(Scalar::Json)))),
            // Free-form JSON, or a model without fields, which a later version of the document may add.
            Kind::Map(_) if owner.derived => Some(Type::Scalar(Scalar::Json)),
            Kind::Map(_) | Kind::Object => Some(self.model(schema, owner, at)),
            Kind::Parts(parts) => match Parts::new(parts) {
                Parts::None => Some(Type::Scalar(Scalar::Json)),
                // OpenAPI 3.0 has no other way to describe a reference.
                Parts::One(index, part) => self.ty(part, owner, &format!("{at}/allOf/{index}")),
                Parts::Several => Some(self.model(schema, owner, at)),
            },
            Kind::Anything => Some(Type::Scalar(Scalar::Json)),
            Kind::Contradiction => {
                self.problem(
                    at,
                    "the keywords of this schema do not belong together",
                    "give it one type",
                );
                None
            }
        }
    }

    /// Returns the type of a value that has no `Option` of its own: an item of a list, a value of a map, or a result.
    pub(super) fn element(&mut self, schema: Schema<'a>, owner: &Owner, at: &str) -> Option<Type> {
        let ty = self.ty(schema, owner, at)?;
        Some(if self.is_nullable(schema) { ty.nullable() } else { ty })
    }

    /// Returns the type of a list or a map of these elements.
    fn container(&mut self, container: fn(Box<Type>) -> Type, element: Type, at: &str) -> Option<Type> {
        if element.nesting() >= DEEPEST_CONTAINER {
            self.problem(
                at,
                "lists and maps are nested too deeply",
                "make one of the inner ones a property of an object",
            );
            return None;
        }
        Some(container(Box::new(element)))
    }

    fn enumeration(&mut self, schema: Schema<'a>, values: &'a [Option<String>], owner: &Owner, at: &str) -> Type {
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut known: BTreeSet<&str> = BTreeSet::new();
        for value in values.iter().flatten() {
            if known.insert(value) {
                candidates.extend(Candidate::new(value, Scope::Variant));
            }
        }
        let idents = names::distinct(&candidates);
        let variants = idents.into_iter().zip(candidates);
        let variants = variants.map(|(ident, candidate)| Variant {
            ident,
            value: candidate.key,
        });
        Type::Enum(self.define(schema, owner, at, DraftKind::Enum(variants.collect())))
    }

    fn model(&mut self, schema: Schema<'a>, owner: &Owner, at: &str) -> Type {
        if owner.derived && !self.has_room(owner, at) {
            return Type::Scalar(Scalar::Json);
        }
        Type::Model(self.define(schema, owner, at, DraftKind::Model))
    }

    /// Returns whether there may be one more model without a name of its own. Each model that extends a schema has its own copies of
    /// the models inside it. A schema that is extended inside itself would have an infinite number of them.
    fn has_room(&mut self, owner: &Owner, at: &str) -> bool {
        if self.is_full {
            return false;
        }
        self.is_full = owner.depth > DEEPEST_MODEL || self.drafts.len() >= MOST_ITEMS;
        if self.is_full {
            self.problem(
                at,
                "schemas inside schemas that are extended with `allOf` make too many types, or types without end",
                "move this schema to `components/schemas`, and refer to it with `$ref`",
            );
        }
        !self.is_full
    }

    /// Returns the index of a new model or enum.
    fn define(&mut self, schema: Schema<'a>, owner: &Owner, at: &str, kind: DraftKind) -> usize {
        self.drafts.push(Draft {
            owner: owner.clone(),
            schema,
            at: at.to_owned(),
            kind,
        });
        self.drafts.len() - 1
    }
}
