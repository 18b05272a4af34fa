//! Objects: the fields of a model, collected from its parts.

use openapiv3::{AdditionalProperties, OpenAPI, ReferenceOr, Schema, SchemaKind, Type as SchemaType};

use super::constraints::described;
use super::{Lower, Owner};
use crate::ir::{Field, Item};
use crate::names::Scope;
use crate::pointer::{component, escaped};
use crate::problem::quoted;

type Property<'a> = (&'a str, &'a ReferenceOr<Box<Schema>>, String);

/// The properties of an object, those of its `allOf` included.
#[derive(Default)]
struct Object<'a> {
    properties: Vec<Property<'a>>,
    required: Vec<&'a str>,
    /// It says that it may have more.
    open: bool,
    /// The named schemas that are being collected.
    open_parts: Vec<String>,
}

impl<'a> Lower<'a> {
    /// The fields of all models.
    pub(super) fn models(&mut self) {
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
        let idents = self.identifiers(names, Scope::Field);
        let mut fields = Vec::new();
        for ((name, schema, at), ident) in object.properties.iter().zip(idents) {
            let Some(ty) = self.ty(schema, &owner.inside(name), at) else {
                continue;
            };
            let (description, mut constraints) = described(schema);
            constraints.required = object.required.contains(name);
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
        let none: &[ReferenceOr<Schema>] = &[];
        let (parts, properties, required, more) = match &schema.schema_kind {
            SchemaKind::Type(SchemaType::Object(it)) => {
                (none, &it.properties, &it.required, it.additional_properties.as_ref())
            }
            SchemaKind::Any(it) if it.typ.is_none() || it.typ.as_deref() == Some("object") => (
                it.all_of.as_slice(),
                &it.properties,
                &it.required,
                it.additional_properties.as_ref(),
            ),
            SchemaKind::AllOf { all_of } => return self.collect_parts(all_of, at, object),
            _ => return self.problem(at, "a part of an `allOf` is not an object", "use objects only"),
        };
        self.collect_parts(parts, at, object);
        object.required.extend(required.iter().map(String::as_str));
        object.open |= matches!(
            more,
            Some(AdditionalProperties::Any(true) | AdditionalProperties::Schema(_))
        );
        for (name, schema) in properties {
            let at = format!("{at}/properties/{}", escaped(name));
            match object.properties.iter().find(|(known, _, _)| known == name) {
                None => object.properties.push((name, schema, at)),
                Some((_, known, _)) if *known == schema => {}
                Some(_) => {
                    let problem = format!("{} is described twice, and not alike", quoted(name));
                    self.problem(&at, problem, "keep one of them, or make them equal");
                }
            }
        }
    }

    fn collect_parts(&mut self, parts: &'a [ReferenceOr<Schema>], at: &str, object: &mut Object<'a>) {
        for (index, part) in parts.iter().enumerate() {
            match part {
                ReferenceOr::Item(schema) => self.collect(schema, &format!("{at}/allOf/{index}"), object),
                ReferenceOr::Reference { reference } => self.collect_component(reference, object),
            }
        }
    }

    fn collect_component(&mut self, reference: &str, object: &mut Object<'a>) {
        let Some(name) = component(reference, "schemas") else {
            return;
        };
        let at = format!("/components/schemas/{}", escaped(&name));
        if object.open_parts.contains(&name) || object.open_parts.len() > 64 {
            let problem = format!("{} is a part of itself", quoted(&name));
            return self.problem(&at, problem, "take it out of the `allOf`");
        }
        let find = |document: &'a OpenAPI, name: &str| document.components.as_ref()?.schemas.get(name);
        let Some(found) = find(self.document, &name) else {
            return;
        };
        object.open_parts.push(name);
        if let Some(schema) = self.resolved(found, "schemas", &at, find) {
            self.collect(schema, &at, object);
        }
        object.open_parts.pop();
    }
}
