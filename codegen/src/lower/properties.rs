//! Properties that several parts of an object describe.
//!
//! A subtype may describe a property of its base again: with another description, as read-only, or with fewer values. Both are one
//! field as long as the Rust type is the same. The base decides the type, and the last schema that has a keyword decides the keyword.

use std::collections::BTreeSet;

use openapiv3::AdditionalProperties as Values;

use super::Lower;
use super::types::Parts;
use crate::ir::Scalar;
use crate::openapi::{Kind, Schema};
use crate::problem::quoted;

/// The deepest lists and maps that are compared.
const DEEPEST: usize = 24;

/// A property with each schema that describes it, first the schemas of the base, and their places.
#[derive(Debug)]
pub(super) struct Property<'a> {
    pub(super) name: &'a str,
    first: (Schema<'a>, String),
    others: Vec<(Schema<'a>, String)>,
}

impl<'a> Property<'a> {
    pub(super) fn new(name: &'a str, schema: Schema<'a>, at: String) -> Self {
        Self {
            name,
            first: (schema, at),
            others: Vec::new(),
        }
    }

    pub(super) fn describe_again(&mut self, schema: Schema<'a>, at: String) {
        if schema != self.first.0 {
            self.others.push((schema, at));
        }
    }

    /// Returns the place of the first schema.
    pub(super) fn at(&self) -> &str {
        &self.first.1
    }

    pub(super) fn schemas(&self) -> Vec<Schema<'a>> {
        self.all().map(|(schema, _)| *schema).collect()
    }

    fn all(&self) -> impl Iterator<Item = &(Schema<'a>, String)> {
        std::iter::once(&self.first).chain(&self.others)
    }
}

impl<'a> Lower<'a> {
    /// Returns the schema that decides the type of a property, with its place: the first one that says something of the type.
    /// Reports the others that do not agree with it.
    pub(super) fn type_of_property<'p>(&mut self, property: &'p Property<'a>) -> Option<(Schema<'a>, &'p str)> {
        let says_something = |(schema, _): &&(Schema<'a>, String)| !schema.allows_everything();
        let (base, at) = property.all().find(says_something).unwrap_or(&property.first);
        let mut agree = true;
        for (other, at) in property.all() {
            if !self.agrees(*base, *other) {
                let problem = format!("{} is defined twice, with different types", quoted(property.name));
                self.problem(at, problem, "keep one of them, or give both the same type");
                agree = false;
            }
        }
        agree.then_some((*base, at.as_str()))
    }

    /// Returns whether the value of a property that `base` describes also has the type of `other`: the same one, or one with fewer
    /// values.
    fn agrees(&self, base: Schema<'a>, other: Schema<'a>) -> bool {
        base == other || self.same(base, other, DEEPEST)
    }

    fn same(&self, base: Schema<'a>, other: Schema<'a>, deepest: usize) -> bool {
        let ((base, _), (other, _)) = (self.target(base), self.target(other));
        if base.is(other) || other.allows_everything() {
            return true;
        }
        let is_string = |format| Scalar::for_text(format) == Scalar::String;
        match (base.kind(), other.kind()) {
            // An invalid schema has been reported already.
            (Kind::Invalid, _) | (_, Kind::Invalid) | (Kind::Boolean, Kind::Boolean) | (Kind::Number, Kind::Number) => {
                true
            }
            (Kind::Integer(base), Kind::Integer(other)) => Scalar::for_integer(base) == Scalar::for_integer(other),
            (Kind::Text(base), Kind::Text(other)) => Scalar::for_text(base) == Scalar::for_text(other),
            (Kind::Text(format), Kind::Enumeration(_)) | (Kind::Enumeration(_), Kind::Text(format)) => {
                is_string(format)
            }
            (Kind::Enumeration(base), Kind::Enumeration(other)) => {
                let known: BTreeSet<&str> = base.iter().flatten().map(String::as_str).collect();
                other.iter().flatten().all(|value| known.contains(value.as_str()))
            }
            (Kind::List(Some(base)), Kind::List(Some(other))) => self.same_elements(base, other, deepest),
            (Kind::Map(Some(Values::Schema(base))), Kind::Map(Some(Values::Schema(other)))) => {
                self.same_elements(Schema::new(base), Schema::new(other), deepest)
            }
            (Kind::Map(base), Kind::Map(other)) => base == other,
            _ => false,
        }
    }

    fn same_elements(&self, base: Schema<'a>, other: Schema<'a>, deepest: usize) -> bool {
        let ((base, base_nullable), (other, other_nullable)) = (self.target(base), self.target(other));
        deepest > 0 && base_nullable == other_nullable && self.same(base, other, deepest - 1)
    }

    /// Returns the schema at the end of aliases, and whether one of them allows null.
    fn target(&self, mut schema: Schema<'a>) -> (Schema<'a>, bool) {
        let mut nullable = false;
        let mut seen = BTreeSet::new();
        loop {
            nullable |= schema.allows_null();
            let next = match schema.kind() {
                Kind::Reference(reference) if seen.insert(reference) => {
                    let name = self.document.schemas.referred(reference);
                    let target = name.and_then(|name| self.document.schemas.get(name));
                    target.map(|(_, schema)| Schema::new(schema))
                }
                Kind::Parts(parts) => match Parts::new(parts) {
                    Parts::One(_, part) => Some(part),
                    Parts::None | Parts::Several => None,
                },
                _ => None,
            };
            match next {
                Some(next) => schema = next,
                None => return (schema, nullable),
            }
        }
    }
}

#[cfg(test)]
mod tests;
