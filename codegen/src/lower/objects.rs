//! Objects: the fields of a model, collected from its parts.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{AdditionalProperties, OpenAPI, ReferenceOr, Schema, SchemaKind, Type as SchemaType};

use super::constraints::described;
use super::{Lower, Owner};
use crate::ir::{Field, Item};
use crate::names::Scope;
use crate::pointer::{component, escaped};
use crate::problem::quoted;

type Property<'a> = (&'a str, &'a ReferenceOr<Box<Schema>>, String);

/// The properties of an object, including those of its `allOf`.
#[derive(Default)]
struct Object<'a> {
    properties: Vec<Property<'a>>,
    /// The index of each property in the list.
    places: BTreeMap<&'a str, usize>,
    required: Vec<&'a str>,
    /// Whether `additionalProperties` allows more.
    open: bool,
    /// The named schemas that are being collected.
    open_parts: BTreeSet<&'a str>,
    /// Those that have been collected. A schema that is a part of several parts adds nothing the second time.
    known_parts: BTreeSet<&'a str>,
}

/// A step of the collection. Steps are in a list, because a chain of parts may be longer than the stack is deep.
enum Step<'a> {
    /// A schema with its parts.
    Schema(&'a Schema, String),
    /// The properties of the schema besides those of its parts, which come first.
    Own(&'a Schema, String),
    Component(&'a str),
    /// The end of a named schema.
    Leave(&'a str),
}

impl<'a> Lower<'a> {
    /// Fills in the fields of all models.
    pub(super) fn lower_models(&mut self) {
        while let Some((index, schema, at)) = self.waiting.pop_front() {
            let mut object = Object::default();
            self.collect(schema, &at, &mut object);
            let owner = self.owners[index].clone();
            let fields = self.fields(&object, &owner);
            if let Some(Item::Model(model)) = self.items.get_mut(index) {
                model.keeps_unknown = object.open || fields.is_empty();
                model.fields = fields;
            }
        }
    }

    fn fields(&mut self, object: &Object<'a>, owner: &Owner) -> Vec<Field> {
        let names = object.properties.iter().map(|(name, _, at)| (*name, at.clone()));
        let required: BTreeSet<&str> = object.required.iter().copied().collect();
        let idents = self.identifiers(names, Scope::Field);
        let mut fields = Vec::new();
        for ((name, schema, at), ident) in object.properties.iter().zip(idents) {
            let Some(ty) = self.ty(schema, &owner.inside(name), at) else {
                continue;
            };
            let (description, mut constraints) = described(schema);
            constraints.required = required.contains(name);
            fields.push(Field {
                name: (*name).to_owned(),
                ident,
                ty,
                boxed: false,
                description,
                constraints,
            });
        }
        fields
    }

    fn collect(&mut self, schema: &'a Schema, at: &str, object: &mut Object<'a>) {
        let mut steps = vec![Step::Schema(schema, at.to_owned())];
        while let Some(step) = steps.pop() {
            match step {
                Step::Schema(schema, at) => self.collect_parts(schema, at, &mut steps),
                Step::Own(schema, at) => self.collect_own(schema, &at, object),
                Step::Component(name) => self.collect_component(name, object, &mut steps),
                Step::Leave(name) => {
                    object.open_parts.remove(name);
                }
            }
        }
    }

    fn collect_parts(&mut self, schema: &'a Schema, at: String, steps: &mut Vec<Step<'a>>) {
        let parts: &[ReferenceOr<Schema>] = match &schema.schema_kind {
            SchemaKind::AllOf { all_of } => all_of,
            SchemaKind::Any(it) => &it.all_of,
            _ => &[],
        };
        let inside = parts.iter().enumerate().map(|(index, part)| match part {
            ReferenceOr::Item(schema) => Some(Step::Schema(schema, format!("{at}/allOf/{index}"))),
            ReferenceOr::Reference { reference } => {
                let schemas = &self.document.components.as_ref()?.schemas;
                let (_, name, _) = schemas.get_full(component(reference, "schemas")?.as_str())?;
                Some(Step::Component(name))
            }
        });
        let mut inside: Vec<Step<'a>> = inside.flatten().collect();
        inside.push(Step::Own(schema, at));
        steps.extend(inside.into_iter().rev());
    }

    fn collect_own(&mut self, schema: &'a Schema, at: &str, object: &mut Object<'a>) {
        let (properties, required, more) = match &schema.schema_kind {
            SchemaKind::Type(SchemaType::Object(it)) => {
                (&it.properties, &it.required, it.additional_properties.as_ref())
            }
            SchemaKind::Any(it) if it.typ.is_none() || it.typ.as_deref() == Some("object") => {
                (&it.properties, &it.required, it.additional_properties.as_ref())
            }
            SchemaKind::AllOf { .. } => return,
            _ => return self.problem(at, "a part of an `allOf` is not an object", "use objects only"),
        };
        object.required.extend(required.iter().map(String::as_str));
        object.open |= matches!(
            more,
            Some(AdditionalProperties::Any(true) | AdditionalProperties::Schema(_))
        );
        for (name, schema) in properties {
            let at = format!("{at}/properties/{}", escaped(name));
            let known = object
                .places
                .get(name.as_str())
                .and_then(|place| object.properties.get(*place));
            match known {
                None => {
                    object.places.insert(name, object.properties.len());
                    object.properties.push((name, schema, at));
                }
                Some((_, known, _)) if *known == schema => {}
                Some(_) => {
                    let problem = format!("{} is defined twice, with different schemas", quoted(name));
                    self.problem(&at, problem, "keep one of them, or make them equal");
                }
            }
        }
    }

    fn collect_component(&mut self, name: &'a str, object: &mut Object<'a>, steps: &mut Vec<Step<'a>>) {
        let at = format!("/components/schemas/{}", escaped(name));
        if object.open_parts.contains(name) {
            let problem = format!("{} is a part of itself", quoted(name));
            return self.problem(&at, problem, "take it out of the `allOf`");
        }
        let find = |document: &'a OpenAPI, name: &str| document.components.as_ref()?.schemas.get(name);
        let Some(found) = find(self.document, name) else {
            return;
        };
        if !object.known_parts.insert(name) {
            return;
        }
        if let Some(schema) = self.resolved(found, "schemas", &at, find) {
            object.open_parts.insert(name);
            steps.push(Step::Leave(name));
            steps.push(Step::Schema(schema, at));
        }
    }
}
