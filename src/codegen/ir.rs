//! The plain data between the document and the code: everything decided, nothing left to look up or to refuse.

/// One fragment.
#[derive(Debug, Default)]
pub(crate) struct Api {
    pub(crate) tags: Vec<Tag>,
    /// What [`Type::Model`] and [`Type::Enum`] point to.
    pub(crate) items: Vec<Item>,
    /// The order in which the items are written: that of the document.
    pub(crate) order: Vec<usize>,
}

/// One API type: `client.tokens()` gives a `TokensApi`.
#[derive(Debug)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) method: String,
    pub(crate) type_name: String,
    pub(crate) description: Option<String>,
    pub(crate) operations: Vec<Operation>,
}

#[derive(Debug)]
pub(crate) struct Operation {
    /// `operationId`.
    pub(crate) id: String,
    pub(crate) function: String,
    pub(crate) request: String,
    /// `GET`, `PUT`, …
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) summary: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) permissions: Option<Permissions>,
    pub(crate) preview: bool,
    pub(crate) deprecated: bool,
    pub(crate) needs_token: bool,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    pub(crate) output: Output,
    pub(crate) output_description: Option<String>,
    pub(crate) errors: Vec<ErrorResponse>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Permissions {
    pub(crate) all: bool,
    pub(crate) names: Vec<String>,
}

/// A documented answer that is not a success.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ErrorResponse {
    pub(crate) status: String,
    pub(crate) codes: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Parameter {
    /// As it is written on the wire.
    pub(crate) name: String,
    pub(crate) ident: String,
    pub(crate) place: Place,
    pub(crate) required: bool,
    pub(crate) ty: Type,
    pub(crate) description: Option<String>,
    pub(crate) facts: Facts,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// With the literal values that would make it another operation, where that matters.
    Path(Vec<String>),
    Query,
    /// The name of a variant of `ListStyle`.
    QueryList(&'static str),
    Header,
}

#[derive(Debug)]
pub(crate) struct Body {
    pub(crate) media_type: String,
    pub(crate) ty: Type,
    pub(crate) json: bool,
    pub(crate) required: bool,
    pub(crate) description: Option<String>,
}

/// What a success brings back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Output {
    Nothing,
    /// With the media type to ask for, where it is not `application/json`.
    Json(Type, Option<String>),
    Text(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Type {
    Bool,
    I32,
    I64,
    F64,
    String,
    Timestamp,
    Date,
    /// Free-form JSON.
    Json,
    List(Box<Type>),
    Map(Box<Type>),
    /// An item of a list or a map that may be null.
    Nullable(Box<Type>),
    Model(usize),
    Enum(usize),
}

impl Type {
    /// The model or enum inside, through lists and maps.
    pub(crate) fn item(&self) -> Option<usize> {
        match self {
            Type::Model(index) | Type::Enum(index) => Some(*index),
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => inner.item(),
            _ => None,
        }
    }
}

#[derive(Debug)]
pub(crate) enum Item {
    Model(Model),
    Enum(Enum),
}

impl Item {
    pub(crate) fn name(&self) -> &str {
        match self {
            Item::Model(model) => &model.name,
            Item::Enum(item) => &item.name,
        }
    }
}

#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) name: String,
    /// Where it is described: `OrgOAuthClient`, or `OrgOAuthClient.state` for what has no name of its own.
    pub(crate) origin: String,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) fields: Vec<Field>,
    /// A request body can reach it: it is built by callers.
    pub(crate) sent: bool,
    /// It keeps the fields that it does not know.
    pub(crate) keeps_unknown: bool,
}

#[derive(Debug)]
pub(crate) struct Field {
    /// As it is written on the wire.
    pub(crate) name: String,
    pub(crate) ident: String,
    pub(crate) ty: Type,
    /// The model contains itself through this field.
    pub(crate) boxed: bool,
    pub(crate) description: Option<String>,
    pub(crate) facts: Facts,
}

#[derive(Debug)]
pub(crate) struct Enum {
    pub(crate) name: String,
    /// Where it is described.
    pub(crate) origin: String,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) variants: Vec<Variant>,
}

#[derive(Debug)]
pub(crate) struct Variant {
    pub(crate) ident: String,
    pub(crate) value: String,
}

/// What the spec says about a value besides its type. It is documented, and not checked: the server decides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "they are independent of each other, as in OpenAPI"
)]
pub(crate) struct Facts {
    pub(crate) required: bool,
    pub(crate) read_only: bool,
    pub(crate) write_only: bool,
    pub(crate) deprecated: bool,
    pub(crate) format: Option<String>,
    pub(crate) pattern: Option<String>,
    pub(crate) default: Option<String>,
    /// Sentences such as `At least 300`.
    pub(crate) limits: Vec<String>,
}
