//! The keywords of OpenAPI 3.0.3 as data: the keywords of each object, and the shape of their values.
//!
//! Each object of <https://spec.openapis.org/oas/v3.0.3#schema> is a table here, in the same order. Keywords that begin with `x-` are allowed everywhere; the tables have those that the generator reads.

/// The shape of the value of a keyword.
pub(crate) enum Shape {
    /// Anything: the keyword has no meaning for the client.
    Anything,
    Text,
    Texts,
    Flag,
    Number,
    Count,
    Object(&'static Keywords),
    /// The object, or a `$ref` to a component of that section.
    Referable(&'static Keywords, &'static str),
    Map(&'static Shape),
    /// A map whose keys are status codes or `default`.
    Statuses(&'static Shape),
    /// A map whose keys begin with a slash.
    Paths(&'static Shape),
    List(&'static Shape),
    Schema,
    SchemaOrFlag,
    /// A harmless keyword that is worth a warning, with the reason why it does not matter.
    Ignored(&'static str),
    /// A keyword of `CHOICES`, which is replaced before.
    Choice,
    /// A keyword with a meaning that this generator does not support, with the way out.
    Unsupported(&'static str),
}

/// One kind of object.
pub(crate) struct Keywords {
    pub(crate) name: &'static str,
    pub(crate) required: &'static [&'static str],
    /// Texts that OpenAPI requires and that no code depends on. A missing one becomes empty.
    pub(crate) empty: &'static [&'static str],
    pub(crate) known: &'static [(&'static str, Shape)],
}

use Shape::{
    Anything, Choice, Count, Flag, Ignored, List, Map, Number, Object, Paths, Referable, SchemaOrFlag, Statuses, Text,
    Texts, Unsupported,
};

const NO_CALLBACK: Shape = Ignored("a client does not receive calls");
const ONE_SERVER: Shape = Ignored("a client sends every request to the host that it was built for");
const NO_METHOD: Shape = Unsupported("remove it: the platform has no such operations");
const NO_TYPE: Shape = Ignored("it has no meaning for the type of a value");

pub(crate) static DOCUMENT: Keywords = Keywords {
    name: "the document",
    required: &["openapi", "info", "paths"],
    empty: &[],
    known: &[
        ("openapi", Text),
        ("info", Object(&INFO)),
        ("servers", Anything),
        ("paths", Paths(&Object(&PATH_ITEM))),
        ("components", Object(&COMPONENTS)),
        ("security", List(&Map(&Texts))),
        ("tags", List(&Object(&TAG))),
        ("externalDocs", Anything),
        // An extension of this generator.
        ("x-other-names", Object(&OTHER_NAMES)),
    ],
};

static OTHER_NAMES: Keywords = Keywords {
    name: "`x-other-names`",
    required: &[],
    empty: &[],
    known: &[
        ("schemas", Texts),
        ("derived", Texts),
        ("operations", Texts),
        ("tags", Texts),
    ],
};

static INFO: Keywords = Keywords {
    name: "`info`",
    required: &["title", "version"],
    empty: &[],
    known: &[
        ("title", Text),
        ("description", Text),
        ("termsOfService", Text),
        ("contact", Anything),
        ("license", Anything),
        ("version", Text),
    ],
};

static COMPONENTS: Keywords = Keywords {
    name: "`components`",
    required: &[],
    empty: &[],
    known: &[
        ("schemas", Map(&Shape::Schema)),
        ("responses", Map(&Referable(&RESPONSE, "responses"))),
        ("parameters", Map(&Referable(&PARAMETER, "parameters"))),
        ("examples", Anything),
        ("requestBodies", Map(&Referable(&REQUEST_BODY, "requestBodies"))),
        ("headers", Map(&Referable(&HEADER, "headers"))),
        ("securitySchemes", Map(&Object(&SECURITY_SCHEME))),
        ("links", Anything),
        ("callbacks", NO_CALLBACK),
    ],
};

static PATH_ITEM: Keywords = Keywords {
    name: "a path",
    required: &[],
    empty: &[],
    known: &[
        ("$ref", Unsupported("write the operations in place")),
        ("summary", Text),
        ("description", Text),
        ("get", Object(&OPERATION)),
        ("put", Object(&OPERATION)),
        ("post", Object(&OPERATION)),
        ("delete", Object(&OPERATION)),
        ("options", NO_METHOD),
        ("head", Object(&OPERATION)),
        ("patch", Object(&OPERATION)),
        ("trace", NO_METHOD),
        ("servers", ONE_SERVER),
        ("parameters", List(&Referable(&PARAMETER, "parameters"))),
    ],
};

static OPERATION: Keywords = Keywords {
    name: "an operation",
    required: &["operationId", "tags", "responses"],
    empty: &[],
    known: &[
        ("tags", Texts),
        ("summary", Text),
        ("description", Text),
        ("externalDocs", Anything),
        ("operationId", Text),
        ("parameters", List(&Referable(&PARAMETER, "parameters"))),
        ("requestBody", Referable(&REQUEST_BODY, "requestBodies")),
        ("responses", Statuses(&Referable(&RESPONSE, "responses"))),
        ("callbacks", NO_CALLBACK),
        ("deprecated", Flag),
        ("security", List(&Map(&Texts))),
        ("servers", ONE_SERVER),
        // Extensions of the platform and of this generator, see `lower/operations.rs`.
        ("x-inin-requires-permissions", Object(&PERMISSIONS)),
        ("x-genesys-preview", Flag),
        ("x-literal-paths", Texts),
    ],
};

static PERMISSIONS: Keywords = Keywords {
    name: "`x-inin-requires-permissions`",
    required: &["type", "permissions"],
    empty: &[],
    known: &[("type", Text), ("permissions", Texts)],
};

static PARAMETER: Keywords = Keywords {
    name: "a parameter",
    required: &["name", "in", "schema"],
    empty: &[],
    known: &[
        ("name", Text),
        ("in", Text),
        ("description", Text),
        ("required", Flag),
        ("deprecated", Flag),
        ("allowEmptyValue", Flag),
        ("style", Text),
        ("explode", Flag),
        ("allowReserved", Flag),
        ("schema", Shape::Schema),
        ("example", Anything),
        ("examples", Anything),
        ("content", Unsupported("give it a `schema`")),
        ("x-literal-siblings", Texts),
    ],
};

static HEADER: Keywords = Keywords {
    name: "a header",
    required: &["schema"],
    empty: &[],
    known: &[
        ("description", Text),
        ("required", Flag),
        ("deprecated", Flag),
        ("style", Text),
        ("explode", Flag),
        ("schema", Shape::Schema),
        ("example", Anything),
        ("examples", Anything),
        ("content", Unsupported("give it a `schema`")),
    ],
};

static REQUEST_BODY: Keywords = Keywords {
    name: "a request body",
    required: &["content"],
    empty: &[],
    known: &[
        ("description", Text),
        ("content", Map(&Object(&MEDIA_TYPE))),
        ("required", Flag),
    ],
};

static MEDIA_TYPE: Keywords = Keywords {
    name: "a media type",
    required: &[],
    empty: &[],
    known: &[
        ("schema", Shape::Schema),
        ("example", Anything),
        ("examples", Anything),
        ("encoding", Unsupported("remove it: bodies are JSON or text")),
    ],
};

static RESPONSE: Keywords = Keywords {
    name: "a response",
    required: &[],
    empty: &["description"],
    known: &[
        ("description", Text),
        ("headers", Map(&Referable(&HEADER, "headers"))),
        ("content", Map(&Object(&MEDIA_TYPE))),
        ("links", Anything),
        ("x-inin-error-codes", Map(&Text)),
    ],
};

static SECURITY_SCHEME: Keywords = Keywords {
    name: "a security scheme",
    required: &["type"],
    empty: &[],
    known: &[
        ("type", Text),
        ("description", Text),
        ("name", Text),
        ("in", Text),
        ("scheme", Text),
        ("bearerFormat", Text),
        ("flows", Anything),
        ("openIdConnectUrl", Text),
    ],
};

static TAG: Keywords = Keywords {
    name: "a tag",
    required: &["name"],
    empty: &[],
    known: &[("name", Text), ("description", Text), ("externalDocs", Anything)],
};

pub(crate) static SCHEMA: Keywords = Keywords {
    name: "a schema",
    required: &[],
    empty: &[],
    known: &[
        ("title", Anything),
        ("multipleOf", Number),
        ("maximum", Number),
        ("exclusiveMaximum", Flag),
        ("minimum", Number),
        ("exclusiveMinimum", Flag),
        ("maxLength", Count),
        ("minLength", Count),
        ("pattern", Text),
        ("maxItems", Count),
        ("minItems", Count),
        ("uniqueItems", Flag),
        ("maxProperties", Count),
        ("minProperties", Count),
        ("required", Texts),
        ("enum", List(&Anything)),
        ("type", Text),
        ("allOf", List(&Shape::Schema)),
        ("oneOf", Choice),
        ("anyOf", Choice),
        ("not", NO_TYPE),
        ("items", Shape::Schema),
        ("properties", Map(&Shape::Schema)),
        ("additionalProperties", SchemaOrFlag),
        ("description", Text),
        ("format", Text),
        ("default", Anything),
        ("nullable", Flag),
        ("discriminator", Choice),
        ("readOnly", Flag),
        ("writeOnly", Flag),
        ("xml", Anything),
        ("externalDocs", Anything),
        ("example", Anything),
        ("deprecated", Flag),
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
