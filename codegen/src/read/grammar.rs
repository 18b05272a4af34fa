//! The keywords of OpenAPI 3.0.3 as data: the keywords of each object, and the shape of their values.
//!
//! Each object of <https://spec.openapis.org/oas/v3.0.3#schema> is a table here, in the same order. Keywords that begin with `x-` are
//! allowed everywhere; the tables have those that the generator reads, and the others are left out.

mod schema;

pub(crate) use schema::{CHOICES, DECIDE_A_TYPE, INTEGER_BOUNDS, SCHEMA, TYPES};

/// The shape of the value of a keyword.
pub(crate) enum Shape {
    /// Anything: the keyword has no meaning for the client, and is left out.
    Anything,
    /// Any value, which stays.
    Value,
    /// A keyword that only the documentation shows. A value of another shape is left out with a warning.
    Note(&'static Shape),
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
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
    /// A keyword of which a part is ignored, with the reason.
    InPart(&'static str, &'static Shape),
    /// A keyword of `CHOICES`, which is replaced before.
    Choice,
    /// A keyword with a meaning that this generator does not support, with the way out.
    Unsupported(&'static str),
}

impl Shape {
    /// Returns whether generated code depends on the keyword, so that a misspelled one is more than a missing sentence.
    pub(crate) fn matters(&self) -> bool {
        !matches!(self, Shape::Anything | Shape::Note(_) | Shape::Ignored(_))
    }
}

/// One kind of object.
pub(crate) struct Keywords {
    pub(crate) name: &'static str,
    /// Whether the object is an extension of a vendor, who may add to it at any time.
    pub(crate) is_extension: bool,
    pub(crate) required: &'static [&'static str],
    /// Keywords that OpenAPI requires and that no code depends on.
    pub(crate) expected: &'static [&'static str],
    pub(crate) known: &'static [(&'static str, Shape)],
}

use Shape::{
    Anything, Flag, Ignored, InPart, List, Map, Note, Object, Paths, Referable, Statuses, Text, Texts, Unsupported,
    Word,
};

const NO_CALLBACK: Shape = Ignored("a client does not receive calls");
const NO_METHOD: Shape = Unsupported("remove it: the platform has no such operations");
const ONE_HOST: &str = "a client sends every request to the host that it was built for";
static ONE_SERVER: Shape = Object(&SERVER);
const SERVERS: Shape = List(&ONE_SERVER);
const OWN_SERVERS: Shape = InPart(ONE_HOST, &SERVERS);
/// Text of the documentation.
const PROSE: Shape = Note(&Text);
/// A flag of the documentation.
const MARK: Shape = Note(&Flag);
pub(crate) static DOCUMENT: Keywords = Keywords {
    name: "the document",
    is_extension: false,
    required: &["openapi", "paths"],
    expected: &["info"],
    known: &[
        ("openapi", Text),
        ("info", Note(&Object(&INFO))),
        ("servers", SERVERS),
        ("paths", Paths(&Object(&PATH_ITEM))),
        ("components", Object(&COMPONENTS)),
        ("security", List(&Map(&Texts))),
        ("tags", Note(&List(&Object(&TAG)))),
        ("externalDocs", Anything),
        // An extension of this generator.
        ("x-other-names", Object(&OTHER_NAMES)),
    ],
};

static OTHER_NAMES: Keywords = Keywords {
    name: "`x-other-names`",
    is_extension: true,
    required: &[],
    expected: &[],
    known: &[
        ("schemas", Texts),
        ("derived", Texts),
        ("operations", Texts),
        ("tags", Texts),
    ],
};

static INFO: Keywords = Keywords {
    name: "`info`",
    is_extension: false,
    required: &[],
    expected: &["title", "version"],
    known: &[
        ("title", PROSE),
        ("description", PROSE),
        ("termsOfService", PROSE),
        ("contact", Anything),
        ("license", Anything),
        ("version", PROSE),
    ],
};

static COMPONENTS: Keywords = Keywords {
    name: "`components`",
    is_extension: false,
    required: &[],
    expected: &[],
    known: &[
        ("schemas", Map(&Shape::Schema)),
        ("responses", Map(&Referable(&RESPONSE, "responses"))),
        ("parameters", Map(&Referable(&PARAMETER, "parameters"))),
        ("examples", Anything),
        ("requestBodies", Map(&Referable(&REQUEST_BODY, "requestBodies"))),
        ("headers", Anything),
        ("securitySchemes", Map(&Referable(&SECURITY_SCHEME, "securitySchemes"))),
        ("links", Anything),
        ("callbacks", NO_CALLBACK),
    ],
};

static PATH_ITEM: Keywords = Keywords {
    name: "a path",
    is_extension: false,
    required: &[],
    expected: &[],
    known: &[
        ("$ref", Unsupported("write the operations in place")),
        ("summary", PROSE),
        ("description", PROSE),
        ("get", Object(&OPERATION)),
        ("put", Object(&OPERATION)),
        ("post", Object(&OPERATION)),
        ("delete", Object(&OPERATION)),
        ("options", NO_METHOD),
        ("head", Object(&OPERATION)),
        ("patch", Object(&OPERATION)),
        ("trace", NO_METHOD),
        ("servers", OWN_SERVERS),
        ("parameters", List(&Referable(&PARAMETER, "parameters"))),
    ],
};

static OPERATION: Keywords = Keywords {
    name: "an operation",
    is_extension: false,
    required: &["operationId", "tags", "responses"],
    expected: &[],
    known: &[
        ("tags", Texts),
        ("summary", PROSE),
        ("description", PROSE),
        ("externalDocs", Anything),
        ("operationId", Text),
        ("parameters", List(&Referable(&PARAMETER, "parameters"))),
        ("requestBody", Referable(&REQUEST_BODY, "requestBodies")),
        ("responses", Statuses(&Referable(&RESPONSE, "responses"))),
        ("callbacks", NO_CALLBACK),
        ("deprecated", MARK),
        ("security", List(&Map(&Texts))),
        ("servers", OWN_SERVERS),
        // Extensions of the platform and of this generator, see `lower/operations.rs`.
        ("x-inin-requires-permissions", Note(&Object(&PERMISSIONS))),
        ("x-genesys-preview", MARK),
        ("x-literal-paths", Texts),
    ],
};

static PERMISSIONS: Keywords = Keywords {
    name: "`x-inin-requires-permissions`",
    is_extension: true,
    required: &["type", "permissions"],
    expected: &[],
    known: &[("type", Word(&["ALL", "ANY"])), ("permissions", Texts)],
};

static PARAMETER: Keywords = Keywords {
    name: "a parameter",
    is_extension: false,
    required: &["name", "in", "schema"],
    expected: &[],
    known: &[
        ("name", Text),
        ("in", Word(&["path", "query", "header", "cookie"])),
        ("description", PROSE),
        ("required", Flag),
        ("deprecated", MARK),
        ("allowEmptyValue", Anything),
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

static REQUEST_BODY: Keywords = Keywords {
    name: "a request body",
    is_extension: false,
    required: &["content"],
    expected: &[],
    known: &[
        ("description", PROSE),
        ("content", Map(&Object(&MEDIA_TYPE))),
        ("required", Flag),
    ],
};

static MEDIA_TYPE: Keywords = Keywords {
    name: "a media type",
    is_extension: false,
    required: &[],
    expected: &[],
    known: &[
        ("schema", Shape::Schema),
        ("example", Anything),
        ("examples", Anything),
        ("encoding", Unsupported("remove it: bodies are JSON or text")),
    ],
};

static RESPONSE: Keywords = Keywords {
    name: "a response",
    is_extension: false,
    required: &[],
    expected: &["description"],
    known: &[
        ("description", PROSE),
        ("headers", Anything),
        ("content", Map(&Object(&MEDIA_TYPE))),
        ("links", Anything),
        ("x-inin-error-codes", Note(&Map(&Shape::Value))),
    ],
};

static SECURITY_SCHEME: Keywords = Keywords {
    name: "a security scheme",
    is_extension: false,
    required: &["type"],
    expected: &[],
    known: &[
        ("type", Text),
        ("description", PROSE),
        ("name", Anything),
        ("in", Anything),
        ("scheme", Anything),
        ("bearerFormat", Anything),
        ("flows", Anything),
        ("openIdConnectUrl", Anything),
    ],
};

static SERVER: Keywords = Keywords {
    name: "a server",
    is_extension: false,
    required: &["url"],
    expected: &[],
    known: &[
        ("url", Text),
        ("description", PROSE),
        ("variables", Map(&Object(&VARIABLE))),
    ],
};

static VARIABLE: Keywords = Keywords {
    name: "a variable of a server",
    is_extension: false,
    required: &["default"],
    expected: &[],
    known: &[("enum", Anything), ("default", Text), ("description", PROSE)],
};

static TAG: Keywords = Keywords {
    name: "a tag",
    is_extension: false,
    required: &["name"],
    expected: &[],
    known: &[("name", Text), ("description", PROSE), ("externalDocs", Anything)],
};
