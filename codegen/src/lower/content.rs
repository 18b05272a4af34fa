//! The content of models: their fields, collected from the parts of their schemas.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{AdditionalProperties, ReferenceOr};

use super::Lower;
use super::constraints::described;
use super::draft::{Content, DraftField, DraftKind};
use super::owner::Owner;
use super::properties::Property;
use crate::names::Scope;
use crate::openapi::Schema;
use crate::pointer::escaped;
use crate::problem::quoted;

/// The properties of an object with all of its parts.
#[derive(Default)]
struct Object<'a> {
    properties: Vec<Property<'a>>,
    /// The index of each property in the list.
    places: BTreeMap<&'a str, usize>,
    required: BTreeSet<&'a str>,
    /// Whether `additionalProperties` allows more.
    is_open: bool,
    /// The named schemas that are being collected.
    open_parts: BTreeSet<&'a str>,
    /// The named schemas that have been collected. A schema that is a part of several parts adds nothing the second time.
    known_parts: BTreeSet<&'a str>,
}

/// A step of the collection. Steps are in a list, because a chain of parts may be longer than the stack is deep.
enum Step<'a> {
    /// A schema with its parts.
    Schema(Schema<'a>, String),
    /// The own properties of the schema, after the properties of its parts.
    Own(Schema<'a>, String),
    Component(&'a str),
    /// The end of a named schema.
    Leave(&'a str),
}

impl<'a> Lower<'a> {
    /// Returns the content of each draft. Enums have none.
    pub(super) fn contents(&mut self) -> Vec<Content> {
        let mut contents = Vec::new();
        // The fields of a model find further models, which are added at the end of the drafts.
        while let Some(draft) = self.drafts.get(contents.len()) {
            contents.push(match draft.kind {
                DraftKind::Enum(_) => Content::default(),
                DraftKind::Model => {
                    let (schema, at, owner) = (draft.schema, draft.at.clone(), draft.owner.clone());
                    self.content(schema, at, &owner)
                }
            });
        }
        contents
    }

    fn content(&mut self, schema: Schema<'a>, at: String, owner: &Owner) -> Content {
        let mut object = Object::default();
        self.collect(schema, at, &mut object);
        let names = object
            .properties
            .iter()
            .map(|property| (property.name, property.at().to_owned()));
        let idents = self.identifiers(names, Scope::Field);
        let mut fields = Vec::new();
        for (property, ident) in object.properties.iter().zip(idents) {
            fields.extend(self.field(property, ident, object.required.contains(property.name), owner));
        }
        Content {
            fields,
            is_open: object.is_open,
        }
    }

    fn field(&mut self, property: &Property<'a>, ident: String, required: bool, owner: &Owner) -> Option<DraftField> {
        let (schema, at) = self.type_of_property(property)?;
        let ty = self.ty(schema, &owner.inside(property.name), at)?;
        let (description, mut constraints) = described(&property.schemas());
        constraints.required = required;
        Some(DraftField {
            name: property.name.to_owned(),
            ident,
            ty,
            description,
            constraints,
        })
    }

    fn collect(&mut self, schema: Schema<'a>, at: String, object: &mut Object<'a>) {
        let mut steps = vec![Step::Schema(schema, at)];
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

    fn collect_parts(&mut self, schema: Schema<'a>, at: String, steps: &mut Vec<Step<'a>>) {
        // The last step of the list is the next one.
        let parts = schema.parts().iter().enumerate().rev();
        let parts: Vec<Step<'a>> = parts
            .filter_map(|(index, part)| match part {
                ReferenceOr::Reference { reference } => self.document.schemas.referred(reference).map(Step::Component),
                ReferenceOr::Item(part) => Some(Step::Schema(Schema::Item(part), format!("{at}/allOf/{index}"))),
            })
            .collect();
        steps.push(Step::Own(schema, at));
        steps.extend(parts);
    }

    fn collect_own(&mut self, schema: Schema<'a>, at: &str, object: &mut Object<'a>) {
        if !schema.may_be_object() {
            return self.problem(at, "a part of an `allOf` is not an object", "use objects only");
        }
        object.required.extend(schema.required().iter().map(String::as_str));
        object.is_open |= matches!(
            schema.other_properties(),
            Some(AdditionalProperties::Any(true) | AdditionalProperties::Schema(_))
        );
        for (name, schema) in schema.properties() {
            let at = format!("{at}/properties/{}", escaped(name));
            let index = *object.places.entry(name).or_insert(object.properties.len());
            match object.properties.get_mut(index) {
                Some(property) => property.describe_again(schema, at),
                None => object.properties.push(Property::new(name, schema, at)),
            }
        }
    }

    fn collect_component(&mut self, name: &'a str, object: &mut Object<'a>, steps: &mut Vec<Step<'a>>) {
        let at = format!("/components/schemas/{}", escaped(name));
        if object.open_parts.contains(name) {
            let problem = format!("{} is a part of itself", quoted(name));
            return self.problem(&at, problem, "take it out of the `allOf`");
        }
        let Some((_, found)) = self.document.schemas.get(name) else {
            return;
        };
        if !object.known_parts.insert(name) {
            return;
        }
        if let Some(schema) = self.resolved(found, &self.document.schemas, &at) {
            object.open_parts.insert(name);
            steps.push(Step::Leave(name));
            steps.push(Step::Schema(Schema::Item(schema), at));
        }
    }
}
