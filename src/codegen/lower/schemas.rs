//! Schemas: which Rust type each becomes.

use std::borrow::Borrow;

use openapiv3::{
    AdditionalProperties, AnySchema, IntegerFormat, NumberFormat, ReferenceOr, Schema, SchemaKind, StringFormat,
    StringType, Type as SchemaType, VariantOrUnknownOrEmpty as Format,
};

use super::super::check::quoted;
use super::super::ir::{Enum, Facts, Field, Item, Model, Type, Variant};
use super::super::names::{self, Kind, Wanted};
use super::super::spec::{component, escaped};
use super::{Lower, Owner};

type Property<'a> = (&'a str, &'a ReferenceOr<Box<Schema>>, String);

/// The properties of an object, those of its `allOf` included.
#[derive(Default)]
struct Object<'a> {
    properties: Vec<Property<'a>>,
    required: Vec<&'a str>,
    /// It says that it may have more.
    open: bool,
}

impl<'a> Lower<'a> {
    /// The type of a schema in place. `None` after a problem.
    pub(super) fn ty<S: Borrow<Schema>>(
        &mut self,
        schema: &'a ReferenceOr<S>,
        owner: &Owner,
        at: &str,
    ) -> Option<Type> {
        match schema {
            ReferenceOr::Reference { reference } => self.reference(reference, at),
            ReferenceOr::Item(schema) => self.inline(schema.borrow(), owner, at),
        }
    }

    fn reference(&mut self, reference: &str, at: &str) -> Option<Type> {
        let name = component(reference, "schemas")?;
        let schemas = &self.document.components.as_ref()?.schemas;
        let (position, name, schema) = schemas.get_full(name.as_str())?;
        if let Some(ty) = self.named.get(name.as_str()) {
            return Some(ty.clone());
        }
        if self.aliases.contains(&name.as_str()) || self.aliases.len() > 64 {
            let problem = format!("{} contains itself without an object between", quoted(name));
            self.problem(at, problem, "make it an object with properties");
            return None;
        }
        self.aliases.push(name);
        let at = format!("/components/schemas/{}", escaped(name));
        let ty = self.ty(schema, &Owner::schema(name, position), &at);
        self.aliases.pop();
        if let Some(ty) = &ty {
            self.named.insert(name, ty.clone());
        }
        ty
    }

    fn inline(&mut self, schema: &'a Schema, owner: &Owner, at: &str) -> Option<Type> {
        match &schema.schema_kind {
            SchemaKind::Type(SchemaType::Boolean(_)) => Some(Type::Bool),
            SchemaKind::Type(SchemaType::Integer(integer)) => Some(match integer.format {
                Format::Item(IntegerFormat::Int32) => Type::I32,
                _ => Type::I64,
            }),
            SchemaKind::Type(SchemaType::Number(_)) => Some(Type::F64),
            SchemaKind::Type(SchemaType::String(string)) if string.enumeration.iter().any(Option::is_some) => {
                Some(self.enumeration(schema, string, owner))
            }
            SchemaKind::Type(SchemaType::String(string)) => Some(match string.format {
                Format::Item(StringFormat::DateTime) => Type::Timestamp,
                Format::Item(StringFormat::Date) => Type::Date,
                _ => Type::String,
            }),
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
                let only_parts = any.properties.is_empty() && any.additional_properties.is_none();
                if only_parts && any.required.is_empty() {
                    self.all_of(schema, &any.all_of, owner, at)
                } else {
                    Some(self.model(schema, owner, at))
                }
            }
            SchemaKind::Any(any) if !any.properties.is_empty() => Some(self.model(schema, owner, at)),
            SchemaKind::Any(any) if any.additional_properties.is_some() => {
                self.without_properties(schema, any.additional_properties.as_ref(), owner, at)
            }
            SchemaKind::Any(any) if any.typ.is_none() => Some(Type::Json),
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

    /// A map, free-form JSON, or a model that will get its fields in a later version of the spec.
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
            Some(AdditionalProperties::Any(true)) => Some(Type::Map(Box::new(Type::Json))),
            _ if owner.derived => Some(Type::Json),
            _ => Some(self.model(schema, owner, at)),
        }
    }

    /// One part is that part: OpenAPI 3.0 has no other way to describe a reference. Several are one object.
    fn all_of(
        &mut self,
        schema: &'a Schema,
        parts: &'a [ReferenceOr<Schema>],
        owner: &Owner,
        at: &str,
    ) -> Option<Type> {
        let mut telling = parts.iter().enumerate().filter(|(_, part)| !says_nothing(part));
        match (telling.next(), telling.next()) {
            (None, _) => Some(Type::Json),
            (Some((index, part)), None) => self.ty(part, owner, &format!("{at}/allOf/{index}")),
            _ => Some(self.model(schema, owner, at)),
        }
    }

    fn enumeration(&mut self, schema: &'a Schema, string: &StringType, owner: &Owner) -> Type {
        let mut wanted: Vec<Wanted> = Vec::new();
        for value in string.enumeration.iter().flatten() {
            if wanted.iter().all(|known| known.key != *value) {
                wanted.extend(Wanted::new(value, Kind::Variant));
            }
        }
        let idents = names::distinct(&wanted);
        let variants = idents.into_iter().zip(wanted).map(|(ident, wanted)| Variant {
            ident,
            value: wanted.key,
        });
        let item = Enum {
            name: String::new(),
            origin: owner.key.clone(),
            description: owner_description(schema, owner),
            deprecated: schema.schema_data.deprecated,
            variants: variants.collect(),
        };
        self.define(Item::Enum(item), owner)
    }

    fn model(&mut self, schema: &'a Schema, owner: &Owner, at: &str) -> Type {
        let item = Model {
            name: String::new(),
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

    /// The fields of all models.
    pub(super) fn models(&mut self) {
        while let Some((index, schema, at)) = self.waiting.pop_front() {
            let mut object = Object::default();
            self.collect(schema, &at, &mut object, 0);
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
        let idents = self.identifiers(names, Kind::Field);
        let mut fields = Vec::new();
        for ((name, schema, at), ident) in object.properties.iter().zip(idents) {
            let Some(ty) = self.ty(schema, &owner.inside(name), at) else {
                continue;
            };
            let (description, mut facts) = self.described(schema);
            facts.required = object.required.contains(name);
            fields.push(Field {
                name: (*name).to_owned(),
                ident,
                ty,
                boxed: false,
                description,
                facts,
            });
        }
        fields
    }

    fn collect(&mut self, schema: &'a Schema, at: &str, object: &mut Object<'a>, depth: usize) {
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
            SchemaKind::AllOf { all_of } => return self.collect_parts(all_of, at, object, depth),
            _ => return self.problem(at, "a part of an `allOf` is not an object", "use objects only"),
        };
        self.collect_parts(parts, at, object, depth);
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

    fn collect_parts(&mut self, parts: &'a [ReferenceOr<Schema>], at: &str, object: &mut Object<'a>, depth: usize) {
        if depth > 32 {
            return self.problem(
                at,
                "this `allOf` contains itself, or goes too deep",
                "write the properties in place",
            );
        }
        for (index, part) in parts.iter().enumerate() {
            let at = format!("{at}/allOf/{index}");
            let find = |document: &'a openapiv3::OpenAPI, name: &str| document.components.as_ref()?.schemas.get(name);
            if let Some(schema) = self.resolved(part, "schemas", &at, find) {
                self.collect(schema, &at, object, depth + 1);
            }
        }
    }

    /// What the spec says about a value besides its type.
    pub(super) fn described<S: Borrow<Schema>>(&self, schema: &'a ReferenceOr<S>) -> (Option<String>, Facts) {
        let ReferenceOr::Item(schema) = schema else {
            return (None, Facts::default());
        };
        let schema: &Schema = schema.borrow();
        let data = &schema.schema_data;
        let mut facts = Facts {
            read_only: data.read_only,
            write_only: data.write_only,
            deprecated: data.deprecated,
            default: data.default.as_ref().map(ToString::to_string),
            ..Facts::default()
        };
        limits(&schema.schema_kind, &mut facts);
        (data.description.clone(), facts)
    }
}

/// The description of what has a name. Inside a model, it is the description of the field.
fn owner_description(schema: &Schema, owner: &Owner) -> Option<String> {
    schema.schema_data.description.clone().filter(|_| !owner.derived)
}

fn nullable<S: Borrow<Schema>>(schema: &ReferenceOr<S>, ty: Type) -> Type {
    match schema {
        ReferenceOr::Item(schema) if schema.borrow().schema_data.nullable => Type::Nullable(Box::new(ty)),
        _ => ty,
    }
}

fn says_nothing(part: &ReferenceOr<Schema>) -> bool {
    matches!(part, ReferenceOr::Item(Schema { schema_kind: SchemaKind::Any(any), .. }) if *any == AnySchema::default())
}

fn limits(kind: &SchemaKind, facts: &mut Facts) {
    let SchemaKind::Type(ty) = kind else { return };
    match ty {
        SchemaType::String(it) => {
            facts.pattern.clone_from(&it.pattern);
            facts.format = match &it.format {
                Format::Unknown(format) => Some(format.clone()),
                Format::Item(StringFormat::Password) => Some("password".to_owned()),
                Format::Item(StringFormat::Byte) => Some("byte".to_owned()),
                Format::Item(StringFormat::Binary) => Some("binary".to_owned()),
                Format::Item(StringFormat::Date | StringFormat::DateTime) | Format::Empty => None,
            };
            counts(it.min_length, it.max_length, "character", facts);
        }
        SchemaType::Integer(it) => {
            limit(it.minimum, it.exclusive_minimum, ["More than", "At least"], facts);
            limit(it.maximum, it.exclusive_maximum, ["Less than", "At most"], facts);
            limit(it.multiple_of, false, ["", "A multiple of"], facts);
            choice(&it.enumeration, facts);
        }
        SchemaType::Number(it) => {
            if let Format::Item(NumberFormat::Float) = it.format {
                facts.format = Some("float".to_owned());
            }
            limit(it.minimum, it.exclusive_minimum, ["More than", "At least"], facts);
            limit(it.maximum, it.exclusive_maximum, ["Less than", "At most"], facts);
            limit(it.multiple_of, false, ["", "A multiple of"], facts);
            choice(&it.enumeration, facts);
        }
        SchemaType::Boolean(it) => choice(&it.enumeration, facts),
        SchemaType::Array(it) => {
            counts(it.min_items, it.max_items, "item", facts);
            if it.unique_items {
                facts.limits.push("No item twice".to_owned());
            }
        }
        SchemaType::Object(it) => counts(it.min_properties, it.max_properties, "entry", facts),
    }
}

fn limit(value: Option<impl ToString>, exclusive: bool, words: [&str; 2], facts: &mut Facts) {
    if let Some(value) = value {
        let words = if exclusive { words[0] } else { words[1] };
        facts.limits.push(format!("{words} {}", value.to_string()));
    }
}

fn counts(least: Option<usize>, most: Option<usize>, noun: &str, facts: &mut Facts) {
    let nouns = |count| match (count, noun) {
        (1, noun) => format!("1 {noun}"),
        (_, "entry") => format!("{count} entries"),
        _ => format!("{count} {noun}s"),
    };
    facts.limits.extend(
        least
            .filter(|least| *least > 0)
            .map(|least| format!("At least {}", nouns(least))),
    );
    facts.limits.extend(most.map(|most| format!("At most {}", nouns(most))));
}

fn choice(values: &[Option<impl ToString>], facts: &mut Facts) {
    let values: Vec<_> = values
        .iter()
        .flatten()
        .map(|value| format!("`{}`", value.to_string()))
        .collect();
    if !values.is_empty() {
        facts.limits.push(format!("One of {}", values.join(", ")));
    }
}
