//! The types of named schemas.

use std::collections::BTreeSet;

use openapiv3::AdditionalProperties;

use super::Lower;
use super::owner::Owner;
use super::types::Parts;
use crate::ir::Type;
use crate::openapi::{Kind, Schema};
use crate::pointer::escaped;
use crate::problem::quoted;

/// The type that a reference to a named schema stands for.
#[derive(Debug)]
pub(super) struct Named {
    ty: Type,
    /// Whether the value may be null.
    nullable: bool,
}

impl<'a> Lower<'a> {
    /// Returns the type of the schema that a reference leads to, or `None` after a problem.
    pub(super) fn reference(&mut self, reference: &str) -> Option<Type> {
        let name = self.document.schemas.referred(reference)?;
        self.resolve(name);
        self.named.get(name).map(|named| named.ty.clone())
    }

    /// Returns whether a value may be null by its schema, whose type is known.
    pub(super) fn is_nullable(&self, schema: Schema<'a>) -> bool {
        if schema.allows_null() {
            return true;
        }
        match schema.kind() {
            Kind::Reference(reference) => {
                let name = self.document.schemas.referred(reference);
                let named = name.and_then(|name| self.named.get(name));
                named.is_some_and(|named| named.nullable)
            }
            Kind::Parts(parts) => match Parts::new(parts) {
                Parts::One(_, part) => self.is_nullable(part),
                Parts::None | Parts::Several => false,
            },
            _ => false,
        }
    }

    /// Finds the type of a named schema, after the types of the schemas that it consists of, in a loop, because a chain of schemas may
    /// be longer than the stack is deep.
    fn resolve(&mut self, name: &'a str) {
        let mut waiting = vec![name];
        // The schemas whose parts are being resolved. A schema inside of itself would have no end.
        let mut open: BTreeSet<&str> = BTreeSet::new();
        while let Some(name) = waiting.pop() {
            if self.is_resolved(name) {
                continue;
            }
            let Some((position, schema)) = self.document.schemas.get(name) else {
                continue;
            };
            let (schema, at) = (Schema::new(schema), format!("/components/schemas/{}", escaped(name)));
            let mut contained = Vec::new();
            self.contained(schema, &at, &mut contained);
            contained.retain(|(schema, _)| !self.is_resolved(schema));
            let circle = contained
                .iter()
                .find(|(schema, _)| *schema == name || open.contains(schema));
            if let Some((inner, at)) = circle {
                let problem = format!("{} contains itself without an object between", quoted(inner));
                self.problem(at, problem, "make it an object with properties");
                self.failed.insert(name);
            } else if contained.is_empty() {
                self.define_named(name, schema, &Owner::for_schema(name, position), &at);
            } else {
                // The loop comes back to this schema after its parts.
                open.insert(name);
                waiting.push(name);
                waiting.extend(contained.iter().map(|(schema, _)| *schema));
                continue;
            }
            open.remove(name);
        }
    }

    fn is_resolved(&self, name: &str) -> bool {
        self.named.contains_key(name) || self.failed.contains(name)
    }

    fn define_named(&mut self, name: &'a str, schema: Schema<'a>, owner: &Owner, at: &str) {
        if let Some(ty) = self.ty(schema, owner, at) {
            let nullable = self.is_nullable(schema);
            self.named.insert(name, Named { ty, nullable });
        } else {
            self.failed.insert(name);
        }
    }

    /// Collects the named schemas that a schema consists of other than in an object, with their places: an alias is reported at its
    /// `$ref`, and an inline schema at its own location.
    fn contained(&self, schema: Schema<'a>, at: &str, found: &mut Vec<(&'a str, String)>) {
        match schema.kind() {
            Kind::Reference(reference) => {
                let name = self.document.schemas.referred(reference);
                found.extend(name.map(|name| (name, at.to_owned())));
            }
            Kind::List(Some(items)) => self.contained(items, &format!("{at}/items"), found),
            Kind::Map(Some(AdditionalProperties::Schema(values))) => {
                self.contained(Schema::new(values), &format!("{at}/additionalProperties"), found);
            }
            Kind::Parts(parts) => {
                if let Parts::One(index, part) = Parts::new(parts) {
                    self.contained(part, &format!("{at}/allOf/{index}"), found);
                }
            }
            _ => {}
        }
    }
}
