//! Schemas.

use crate::json::Json;

/// The keyword that stands for a schema with a problem, about which nothing more is reported.
pub(crate) const INVALID: &str = "x-genesys-cloud-codegen-invalid";

/// A schema, or a reference to one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Schema<'a>(pub(crate) &'a Json);

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
    Enumeration(&'a [Json]),
    List(Option<Schema<'a>>),
    /// An object with properties.
    Object,
    /// An object without properties, and its `additionalProperties`.
    Map(Option<&'a Json>),
    /// An `allOf` alone.
    Parts(&'a [Json]),
    /// A value of any type.
    Anything,
    /// Keywords that do not belong together.
    Contradiction,
}

impl<'a> Schema<'a> {
    pub(crate) fn kind(self) -> Kind<'a> {
        if let Some(reference) = self.0.text_of("$ref") {
            return Kind::Reference(reference);
        }
        if self.0.get(INVALID).is_some() {
            return Kind::Invalid;
        }
        let format = self.0.text_of("format").unwrap_or_default();
        let (parts, values) = (self.parts(), self.0.get("additionalProperties"));
        let has_properties = !self.properties().is_empty();
        if !parts.is_empty() {
            let is_alone = !has_properties && values.is_none() && self.0.items("required").is_empty();
            return if is_alone { Kind::Parts(parts) } else { Kind::Object };
        }
        match self.0.text_of("type") {
            Some("boolean") => Kind::Boolean,
            Some("integer") => Kind::Integer(format),
            Some("number") => Kind::Number,
            Some("string") => match self.0.items("enum") {
                values if values.iter().any(|value| value.text().is_some()) => Kind::Enumeration(values),
                _ => Kind::Text(format),
            },
            Some("array") => Kind::List(self.0.get("items").map(Schema)),
            Some("object") | None if has_properties => Kind::Object,
            Some("object") => Kind::Map(values),
            None if values.is_some() => Kind::Map(values),
            None => Kind::Anything,
            Some(_) => Kind::Contradiction,
        }
    }

    /// Returns the items of `allOf`.
    pub(crate) fn parts(self) -> &'a [Json] {
        self.0.items("allOf")
    }

    pub(crate) fn properties(self) -> &'a [(String, Json)] {
        self.0.entries("properties")
    }

    /// Returns whether the schema can be a part of an object: whether it has no other type.
    pub(crate) fn may_be_object(self) -> bool {
        matches!(self.0.text_of("type"), None | Some("object"))
    }

    /// Returns whether no keyword restricts a value.
    pub(crate) fn allows_everything(self) -> bool {
        const RESTRICT: &[&str] = &[
            "$ref",
            "type",
            "allOf",
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
        ];
        RESTRICT.iter().all(|keyword| self.0.get(keyword).is_none())
    }
}
