//! Schemas, and the Rust type of each.

mod all_of;

use std::borrow::Borrow;
use std::collections::BTreeSet;

use openapiv3::{
    AdditionalProperties, IntegerFormat, ReferenceOr, Schema, SchemaKind, StringFormat, StringType, Type as SchemaType,
    VariantOrUnknownOrEmpty as Format,
};

use super::{Lower, Owner, is_invalid};
use crate::ir::{Enum, Item, Model, Scalar, Type, Variant};
use crate::names::{self, Candidate, Scope};
use crate::pointer::{component, escaped};
use crate::problem::quoted;
use all_of::AllOf;

/// The most names in the key of a model: those of inline schemas, which are nested less deep unless they extend each other.
const DEEPEST_MODEL: usize = 64;

/// The most models and enums with inline schemas among them. A client of the whole platform has about 6,000.
const MOST_ITEMS: usize = 100_000;

impl<'a> Lower<'a> {
    /// Returns the type of a schema, or `None` after a problem.
    pub(super) fn ty<S: Borrow<Schema>>(
        &mut self,
        schema: &'a ReferenceOr<S>,
        owner: &Owner,
        at: &str,
    ) -> Option<Type> {
        match schema {
            ReferenceOr::Reference { reference } => self.reference(reference),
            ReferenceOr::Item(schema) => self.inline(schema.borrow(), owner, at),
        }
    }

    fn reference(&mut self, reference: &str) -> Option<Type> {
        let name = component(reference, "schemas")?;
        let (_, name, _) = self.document.components.as_ref()?.schemas.get_full(name.as_str())?;
        self.resolve(name);
        self.named.get(name.as_str()).cloned()
    }

    /// Finds the type of a named schema, after the types of the schemas that it consists of. This is a loop, because a chain of them
    /// may be longer than the stack is deep.
    fn resolve(&mut self, name: &'a str) {
        let mut waiting = vec![name];
        let mut open: BTreeSet<&str> = BTreeSet::new();
        while let Some(name) = waiting.pop() {
            if self.named.contains_key(name) || self.failed.contains(name) {
                continue;
            }
            let schemas = self.document.components.as_ref().map(|components| &components.schemas);
            let Some((position, _, schema)) = schemas.and_then(|schemas| schemas.get_full(name)) else {
                continue;
            };
            let at = format!("/components/schemas/{}", escaped(name));
            let mut contained = Vec::new();
            self.contained(schema, &at, &mut contained);
            contained.retain(|(schema, _)| !self.named.contains_key(schema) && !self.failed.contains(schema));
            if let Some((inner, at)) = contained
                .iter()
                .find(|(schema, _)| *schema == name || open.contains(schema))
            {
                let problem = format!("{} contains itself without an object between", quoted(inner));
                self.problem(at, problem, "make it an object with properties");
                self.failed.insert(name);
            } else if contained.is_empty() {
                if let Some(ty) = self.ty(schema, &Owner::schema(name, position), &at) {
                    self.named.insert(name, ty);
                } else {
                    self.failed.insert(name);
                }
            } else {
                open.insert(name);
                waiting.push(name);
                waiting.extend(contained.iter().map(|(schema, _)| *schema));
                continue;
            }
            open.remove(name);
        }
    }

    /// Collects the named schemas that a schema consists of other than in an object, and the places of the references.
    fn contained<S: Borrow<Schema>>(&self, schema: &'a ReferenceOr<S>, at: &str, found: &mut Vec<(&'a str, String)>) {
        let schema: &Schema = match schema {
            ReferenceOr::Item(schema) => schema.borrow(),
            ReferenceOr::Reference { reference } => {
                let schemas = self.document.components.as_ref().map(|components| &components.schemas);
                let name = component(reference, "schemas");
                let known = name.and_then(|name| schemas.and_then(|schemas| schemas.get_full(name.as_str())));
                // The place of an alias is the reference to it, and the place of a schema inside of it is its own.
                found.extend(known.map(|(_, name, _)| (name.as_str(), at.to_owned())));
                return;
            }
        };
        match &schema.schema_kind {
            SchemaKind::Type(SchemaType::Array(array)) => {
                if let Some(items) = &array.items {
                    self.contained(items, &format!("{at}/items"), found);
                }
            }
            SchemaKind::Type(SchemaType::Object(object)) if object.properties.is_empty() => {
                if let Some(AdditionalProperties::Schema(values)) = &object.additional_properties {
                    self.contained(values.as_ref(), &format!("{at}/additionalProperties"), found);
                }
            }
            SchemaKind::AllOf { all_of } => self.only_item(all_of, at, found),
            SchemaKind::Any(any) if any.properties.is_empty() => {
                if any.all_of.is_empty() {
                    if let Some(AdditionalProperties::Schema(values)) = &any.additional_properties {
                        self.contained(values.as_ref(), &format!("{at}/additionalProperties"), found);
                    }
                } else if any.additional_properties.is_none() && any.required.is_empty() {
                    self.only_item(&any.all_of, at, found);
                }
            }
            _ => {}
        }
    }

    fn only_item(&self, all_of: &'a [ReferenceOr<Schema>], at: &str, found: &mut Vec<(&'a str, String)>) {
        if let AllOf::One(index, item) = AllOf::of(all_of) {
            self.contained(item, &format!("{at}/allOf/{index}"), found);
        }
    }

    fn inline(&mut self, schema: &'a Schema, owner: &Owner, at: &str) -> Option<Type> {
        if is_invalid(schema) {
            return None;
        }
        match &schema.schema_kind {
            SchemaKind::Type(SchemaType::Boolean(_)) => Some(Type::Scalar(Scalar::Bool)),
            SchemaKind::Type(SchemaType::Integer(integer)) => Some(Type::Scalar(match integer.format {
                Format::Item(IntegerFormat::Int32) => Scalar::I32,
                _ => Scalar::I64,
            })),
            SchemaKind::Type(SchemaType::Number(_)) => Some(Type::Scalar(Scalar::F64)),
            SchemaKind::Type(SchemaType::String(string)) if string.enumeration.iter().any(Option::is_some) => {
                Some(self.enumeration(schema, string, owner))
            }
            SchemaKind::Type(SchemaType::String(string)) => Some(Type::Scalar(Scalar::of_string(format_of(string)))),
            SchemaKind::Type(SchemaType::Array(array)) => {
                let items = array.items.as_ref()?;
                let owner = if owner.derived {
                    owner.clone()
                } else {
                    owner.inside("item")
                };
                let item = self.ty(items, &owner, &format!("{at}/items"))?;
                Some(Type::List(Box::new(nullable(items, item))))
            }
            SchemaKind::Type(SchemaType::Object(object)) if object.properties.is_empty() => {
                self.without_properties(schema, object.additional_properties.as_ref(), owner, at)
            }
            SchemaKind::Type(SchemaType::Object(_)) => Some(self.model(schema, owner, at)),
            SchemaKind::AllOf { all_of } => self.all_of(schema, all_of, owner, at),
            SchemaKind::Any(any) if !any.all_of.is_empty() => {
                let only_all_of = any.properties.is_empty() && any.additional_properties.is_none();
                if only_all_of && any.required.is_empty() {
                    self.all_of(schema, &any.all_of, owner, at)
                } else {
                    Some(self.model(schema, owner, at))
                }
            }
            SchemaKind::Any(any) if !any.properties.is_empty() => Some(self.model(schema, owner, at)),
            SchemaKind::Any(any) if any.additional_properties.is_some() => {
                self.without_properties(schema, any.additional_properties.as_ref(), owner, at)
            }
            SchemaKind::Any(any) if any.typ.is_none() => Some(Type::Scalar(Scalar::Json)),
            SchemaKind::Any(_) | SchemaKind::OneOf { .. } | SchemaKind::AnyOf { .. } | SchemaKind::Not { .. } => {
                self.problem(
                    at,
                    "the keywords of this schema do not belong together",
                    "give it one type",
                );
                None
            }
        }
    }

    /// Returns a map, free-form JSON, or a model without fields, which a later version of the document may add.
    fn without_properties(
        &mut self,
        schema: &'a Schema,
        values: Option<&'a AdditionalProperties>,
        owner: &Owner,
        at: &str,
    ) -> Option<Type> {
        match values {
            Some(AdditionalProperties::Schema(values)) => {
                let owner = if owner.derived {
                    owner.clone()
                } else {
                    owner.inside("value")
                };
                let value = self.ty(values, &owner, &format!("{at}/additionalProperties"))?;
                Some(Type::Map(Box::new(nullable(values, value))))
            }
            Some(AdditionalProperties::Any(true)) => Some(Type::Map(Box::new(Type::Scalar(Scalar::Json)))),
            _ if owner.derived => Some(Type::Scalar(Scalar::Json)),
            _ => Some(self.model(schema, owner, at)),
        }
    }

    /// Returns the type of the only item, since OpenAPI 3.0 has no other way to describe a reference. Several items are one object.
    fn all_of(
        &mut self,
        schema: &'a Schema,
        items: &'a [ReferenceOr<Schema>],
        owner: &Owner,
        at: &str,
    ) -> Option<Type> {
        match AllOf::of(items) {
            AllOf::Empty => Some(Type::Scalar(Scalar::Json)),
            AllOf::One(index, item) => self.ty(item, owner, &format!("{at}/allOf/{index}")),
            AllOf::Several => Some(self.model(schema, owner, at)),
        }
    }

    fn enumeration(&mut self, schema: &'a Schema, string: &StringType, owner: &Owner) -> Type {
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut known: BTreeSet<&str> = BTreeSet::new();
        for value in string.enumeration.iter().flatten() {
            if known.insert(value) {
                candidates.extend(Candidate::new(value, Scope::Variant));
            }
        }
        let idents = names::distinct(&candidates);
        let variants = idents.into_iter().zip(candidates).map(|(ident, candidates)| Variant {
            ident,
            value: candidates.key,
        });
        let item = Enum {
            ident: String::new(),
            origin: owner.key.clone(),
            description: owner_description(schema, owner),
            deprecated: schema.schema_data.deprecated,
            variants: variants.collect(),
        };
        self.define(Item::Enum(item), owner)
    }

    fn model(&mut self, schema: &'a Schema, owner: &Owner, at: &str) -> Type {
        if owner.derived && !self.has_room(owner, at) {
            return Type::Scalar(Scalar::Json);
        }
        let item = Model {
            ident: String::new(),
            origin: owner.key.clone(),
            description: owner_description(schema, owner),
            deprecated: schema.schema_data.deprecated,
            fields: Vec::new(),
            sent: false,
            keeps_unknown: false,
        };
        self.waiting.push_back((self.items.len(), schema, at.to_owned()));
        self.define(Item::Model(item), owner)
    }

    /// Returns whether there may be one more model without a name of its own. Each model that extends a schema has its own copies of
    /// the models inside it. A schema that is extended inside itself would have an infinite number of them.
    fn has_room(&mut self, owner: &Owner, at: &str) -> bool {
        if self.is_full {
            return false;
        }
        self.is_full = owner.depth > DEEPEST_MODEL || self.items.len() >= MOST_ITEMS;
        if self.is_full {
            self.problem(
                at,
                "schemas inside schemas that are extended with `allOf` make too many types, or types without end",
                "move this schema to `components/schemas`, and refer to it with `$ref`",
            );
        }
        !self.is_full
    }

    fn define(&mut self, item: Item, owner: &Owner) -> Type {
        let index = self.items.len();
        let ty = if let Item::Enum(_) = item {
            Type::Enum(index)
        } else {
            Type::Model(index)
        };
        self.items.push(item);
        self.owners.push(owner.clone());
        ty
    }
}

/// Returns `format` as the document has it. `openapiv3` has an enum for the formats that it knows.
fn format_of(string: &StringType) -> &str {
    match &string.format {
        Format::Item(StringFormat::Date) => "date",
        Format::Item(StringFormat::DateTime) => "date-time",
        Format::Item(StringFormat::Password | StringFormat::Byte | StringFormat::Binary) | Format::Empty => "",
        Format::Unknown(format) => format,
    }
}

/// Returns the description of a named schema. That of a schema inside a model is the description of the field.
fn owner_description(schema: &Schema, owner: &Owner) -> Option<String> {
    if owner.derived {
        None
    } else {
        schema.schema_data.description.clone()
    }
}

fn nullable<S: Borrow<Schema>>(schema: &ReferenceOr<S>, ty: Type) -> Type {
    match schema {
        ReferenceOr::Item(schema) if schema.borrow().schema_data.nullable => Type::Nullable(Box::new(ty)),
        _ => ty,
    }
}
