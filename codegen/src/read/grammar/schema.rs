//! The keywords of schemas, and the types that they belong to.

use super::Keywords;
use super::Shape::{
    self, Anything, Choice, Count, Flag, Ignored, List, Map, Note, Number, SchemaOrFlag, Text, Texts, Value,
};
use super::{MARK, PROSE};

const NO_TYPE: Shape = Ignored("it has no meaning for the type of a value");
/// A bound of values, which the client does not check.
const BOUND: Shape = Note(&Number);
/// A bound of lengths, which the client does not check.
const LENGTH: Shape = Note(&Count);

pub(crate) static SCHEMA: Keywords = Keywords {
    name: "a schema",
    is_extension: false,
    required: &[],
    expected: &[],
    known: &[
        ("title", Anything),
        ("multipleOf", BOUND),
        ("maximum", BOUND),
        ("exclusiveMaximum", MARK),
        ("minimum", BOUND),
        ("exclusiveMinimum", MARK),
        ("maxLength", LENGTH),
        ("minLength", LENGTH),
        ("pattern", PROSE),
        ("maxItems", LENGTH),
        ("minItems", LENGTH),
        ("uniqueItems", MARK),
        ("maxProperties", LENGTH),
        ("minProperties", LENGTH),
        ("required", Note(&Texts)),
        ("enum", List(&Value)),
        ("type", Text),
        ("allOf", List(&Shape::Schema)),
        ("oneOf", Choice),
        ("anyOf", Choice),
        ("not", NO_TYPE),
        ("items", Shape::Schema),
        ("properties", Map(&Shape::Schema)),
        ("additionalProperties", SchemaOrFlag),
        ("description", PROSE),
        ("format", Text),
        ("default", Note(&Value)),
        ("nullable", Flag),
        ("discriminator", Choice),
        ("readOnly", MARK),
        ("writeOnly", MARK),
        ("xml", Anything),
        ("externalDocs", Anything),
        ("example", Anything),
        ("deprecated", MARK),
        // Not keywords of OpenAPI 3.0, but real documents have them.
        ("position", NO_TYPE),
        ("allowEmptyValue", NO_TYPE),
        ("examples", NO_TYPE),
    ],
};

/// The keywords of a schema that is one of several.
pub(crate) const CHOICES: &[&str] = &["oneOf", "anyOf", "discriminator"];

/// The keywords that imply a type: beside another type, one of the two is wrong.
pub(crate) const DECIDE_A_TYPE: &[&str] = &["items", "properties", "additionalProperties"];

/// The bounds of integers.
pub(crate) const INTEGER_BOUNDS: &[&str] = &["multipleOf", "maximum", "minimum"];

/// The types of a schema, each with the keywords that only have a meaning for some types.
pub(crate) static TYPES: &[(&str, &[&str])] = &[
    ("string", &["maxLength", "minLength", "pattern", "format", "enum"]),
    (
        "integer",
        &[
            "multipleOf",
            "maximum",
            "exclusiveMaximum",
            "minimum",
            "exclusiveMinimum",
            "format",
            "enum",
        ],
    ),
    (
        "number",
        &[
            "multipleOf",
            "maximum",
            "exclusiveMaximum",
            "minimum",
            "exclusiveMinimum",
            "format",
            "enum",
        ],
    ),
    ("boolean", &["enum"]),
    ("array", &["items", "maxItems", "minItems", "uniqueItems"]),
    (
        "object",
        &[
            "properties",
            "required",
            "additionalProperties",
            "maxProperties",
            "minProperties",
        ],
    ),
];
