//! Schemas.

use std::borrow::Borrow;

use openapiv3::{
    AdditionalProperties, AnySchema, IntegerFormat, NumberFormat, ReferenceOr, SchemaData, SchemaKind, StringFormat,
    Type, VariantOrUnknownOrEmpty as Format,
};

/// The extension of a schema with a problem, about which nothing more is reported.
pub(crate) const INVALID: &str = "x-genesys-cloud-codegen-invalid";

/// A schema, or a reference to one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Schema<'a> {
    Reference(&'a str),
    Item(&'a openapiv3::Schema),
}

/// The form of a schema, which decides the kind of its Rust type.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind<'a> {
    /// A schema with a problem that has been reported.
    Invalid,
    Reference(&'a str),
    Boolean,
    /// An integer of this format.
    Integer(&'a str),
    Number,
    /// A string of this format.
    Text(&'a str),
    /// A string with a list of values.
    Enumeration(&'a [Option<String>]),
    List(Option<Schema<'a>>),
    /// An object with properties.
    Object,
    /// An object without properties, and its `additionalProperties`.
    Map(Option<&'a AdditionalProperties>),
    /// An `allOf` alone.
    Parts(&'a [ReferenceOr<openapiv3::Schema>]),
    /// A value of any type.
    Anything,
    /// Keywords that do not belong together.
    Contradiction,
}

impl<'a> Schema<'a> {
    pub(crate) fn new<S: Borrow<openapiv3::Schema>>(schema: &'a ReferenceOr<S>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Item(schema.borrow()),
        }
    }

    pub(crate) fn data(self) -> Option<&'a SchemaData> {
        self.item().map(|schema| &schema.schema_data)
    }

    pub(crate) fn form(self) -> Option<&'a SchemaKind> {
        self.item().map(|schema| &schema.schema_kind)
    }

    fn item(self) -> Option<&'a openapiv3::Schema> {
        match self {
            Self::Reference(_) => None,
            Self::Item(schema) => Some(schema),
        }
    }

    /// Returns whether both are the same place of the document.
    pub(crate) fn is(self, other: Self) -> bool {
        matches!((self, other), (Self::Item(this), Self::Item(other)) if std::ptr::eq(this, other))
    }

    pub(crate) fn description(self) -> Option<&'a str> {
        self.data()?.description.as_deref()
    }

    pub(crate) fn is_deprecated(self) -> bool {
        self.data().is_some_and(|data| data.deprecated)
    }

    /// Returns whether the schema itself allows null.
    pub(crate) fn allows_null(self) -> bool {
        self.data().is_some_and(|data| data.nullable)
    }

    pub(crate) fn kind(self) -> Kind<'a> {
        let schema = match self {
            Self::Reference(reference) => return Kind::Reference(reference),
            Self::Item(schema) => schema,
        };
        if schema.schema_data.extensions.contains_key(INVALID) {
            return Kind::Invalid;
        }
        match &schema.schema_kind {
            SchemaKind::Type(Type::Boolean(_)) => Kind::Boolean,
            SchemaKind::Type(Type::Integer(_)) => Kind::Integer(self.format()),
            SchemaKind::Type(Type::Number(_)) => Kind::Number,
            SchemaKind::Type(Type::String(it)) if it.enumeration.iter().any(Option::is_some) => {
                Kind::Enumeration(&it.enumeration)
            }
            SchemaKind::Type(Type::String(_)) => Kind::Text(self.format()),
            SchemaKind::Type(Type::Array(it)) => Kind::List(it.items.as_ref().map(Schema::new)),
            SchemaKind::Type(Type::Object(it)) if it.properties.is_empty() => {
                Kind::Map(it.additional_properties.as_ref())
            }
            SchemaKind::Type(Type::Object(_)) => Kind::Object,
            SchemaKind::AllOf { all_of } => Kind::Parts(all_of),
            SchemaKind::Any(any) => kind_of_any(any),
            SchemaKind::OneOf { .. } | SchemaKind::AnyOf { .. } | SchemaKind::Not { .. } => Kind::Contradiction,
        }
    }

    /// Returns `format` as the document has it. `openapiv3` has an enum for the formats that it knows.
    pub(crate) fn format(self) -> &'a str {
        match self.form() {
            Some(SchemaKind::Type(Type::Integer(it))) => match &it.format {
                Format::Item(IntegerFormat::Int32) => "int32",
                Format::Item(IntegerFormat::Int64) => "int64",
                Format::Unknown(format) => format,
                Format::Empty => "",
            },
            Some(SchemaKind::Type(Type::Number(it))) => match &it.format {
                Format::Item(NumberFormat::Float) => "float",
                Format::Item(NumberFormat::Double) => "double",
                Format::Unknown(format) => format,
                Format::Empty => "",
            },
            Some(SchemaKind::Type(Type::String(it))) => match &it.format {
                Format::Item(StringFormat::Date) => "date",
                Format::Item(StringFormat::DateTime) => "date-time",
                Format::Item(StringFormat::Password) => "password",
                Format::Item(StringFormat::Byte) => "byte",
                Format::Item(StringFormat::Binary) => "binary",
                Format::Unknown(format) => format,
                Format::Empty => "",
            },
            _ => "",
        }
    }

    /// Returns the items of `allOf`.
    pub(crate) fn parts(self) -> &'a [ReferenceOr<openapiv3::Schema>] {
        match self.form() {
            Some(SchemaKind::AllOf { all_of }) => all_of,
            Some(SchemaKind::Any(any)) => &any.all_of,
            _ => &[],
        }
    }

    pub(crate) fn properties(self) -> impl Iterator<Item = (&'a str, Schema<'a>)> {
        let properties = match self.form() {
            Some(SchemaKind::Type(Type::Object(it))) => Some(&it.properties),
            Some(SchemaKind::Any(any)) => Some(&any.properties),
            _ => None,
        };
        let properties = properties.into_iter().flatten();
        properties.map(|(name, schema)| (name.as_str(), Schema::new(schema)))
    }

    pub(crate) fn required(self) -> &'a [String] {
        match self.form() {
            Some(SchemaKind::Type(Type::Object(it))) => &it.required,
            Some(SchemaKind::Any(any)) => &any.required,
            _ => &[],
        }
    }

    /// Returns `additionalProperties`.
    pub(crate) fn other_properties(self) -> Option<&'a AdditionalProperties> {
        match self.form() {
            Some(SchemaKind::Type(Type::Object(it))) => it.additional_properties.as_ref(),
            Some(SchemaKind::Any(any)) => any.additional_properties.as_ref(),
            _ => None,
        }
    }

    /// Returns whether the schema can be a part of an object: whether it has no other type.
    pub(crate) fn may_be_object(self) -> bool {
        match self.form() {
            Some(SchemaKind::Type(ty)) => matches!(ty, Type::Object(_)),
            Some(SchemaKind::Any(any)) => matches!(any.typ.as_deref(), None | Some("object")),
            _ => true,
        }
    }

    /// Returns whether no keyword restricts a value.
    pub(crate) fn allows_everything(self) -> bool {
        matches!(self.form(), Some(SchemaKind::Any(any)) if *any == AnySchema::default())
    }
}

/// Returns the form of a schema without a type, or with an `allOf` beside other keywords.
fn kind_of_any(any: &AnySchema) -> Kind<'_> {
    let values = any.additional_properties.as_ref();
    let has_properties = !any.properties.is_empty();
    if !any.all_of.is_empty() {
        let is_alone = !has_properties && values.is_none() && any.required.is_empty();
        return if is_alone {
            Kind::Parts(&any.all_of)
        } else {
            Kind::Object
        };
    }
    match any.typ {
        None if has_properties => Kind::Object,
        None if values.is_some() => Kind::Map(values),
        None => Kind::Anything,
        Some(_) => Kind::Contradiction,
    }
}
