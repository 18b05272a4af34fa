//! The plain data between the document and the code: everything decided, nothing left to look up or to refuse.

mod scalar;

pub use scalar::Scalar;

/// The crate that code is generated for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// genesys-cloud: tags are inherent methods of `Client`, and what is generated is public.
    GenesysCloud,
    /// A crate that depends on it: tags are methods of the trait `Apis`.
    Dependent,
}

/// One fragment.
#[derive(Debug, Default)]
pub struct Api {
    pub tags: Vec<Tag>,
    /// What [`Type::Model`] and [`Type::Enum`] point to.
    pub items: Vec<Item>,
    /// The order in which the items are written: that of the document.
    pub order: Vec<usize>,
}

/// One API type: `client.tokens()` gives a `TokensApi`.
#[derive(Debug)]
pub struct Tag {
    pub name: String,
    pub method: String,
    pub type_name: String,
    pub description: Option<String>,
    pub operations: Vec<Operation>,
}

#[derive(Debug)]
pub struct Operation {
    /// `operationId`.
    pub id: String,
    pub function: String,
    pub request: String,
    /// `GET`, `PUT`, …
    pub method: &'static str,
    pub path: String,
    pub summary: Option<String>,
    pub description: Option<String>,
    pub permissions: Option<Permissions>,
    pub preview: bool,
    pub deprecated: bool,
    pub needs_token: bool,
    pub parameters: Vec<Parameter>,
    pub body: Option<Body>,
    pub output: Output,
    pub output_description: Option<String>,
    pub errors: Vec<ErrorResponse>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permissions {
    pub all: bool,
    pub names: Vec<String>,
}

/// A documented answer that is not a success.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorResponse {
    pub status: String,
    pub codes: Vec<String>,
}

#[derive(Debug)]
pub struct Parameter {
    /// As it is written on the wire.
    pub name: String,
    pub ident: String,
    pub place: Place,
    pub required: bool,
    pub ty: Type,
    pub description: Option<String>,
    pub constraints: Constraints,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// With the literal values that would make it another operation, where that matters.
    Path(Vec<String>),
    Query,
    /// The name of a variant of `ListStyle`.
    QueryList(&'static str),
    Header,
}

#[derive(Debug)]
pub struct Body {
    pub media_type: String,
    pub ty: Type,
    pub json: bool,
    pub required: bool,
    pub description: Option<String>,
}

/// What a success brings back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    Nothing,
    /// With the media type to ask for, where it is not `application/json`.
    Json(Type, Option<String>),
    Text(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    Scalar(Scalar),
    List(Box<Type>),
    Map(Box<Type>),
    /// An item of a list or a map that may be null.
    Nullable(Box<Type>),
    Model(usize),
    Enum(usize),
}

impl Type {
    /// The model or enum inside, through lists and maps.
    #[must_use]
    pub fn item(&self) -> Option<usize> {
        match self {
            Type::Model(index) | Type::Enum(index) => Some(*index),
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => inner.item(),
            Type::Scalar(_) => None,
        }
    }

    /// Whether a path, a query or a header can carry a value of the type.
    #[must_use]
    pub fn is_parameter(&self) -> bool {
        match self {
            Type::Scalar(scalar) => scalar.describe().is_parameter,
            Type::Enum(_) => true,
            Type::List(_) | Type::Map(_) | Type::Nullable(_) | Type::Model(_) => false,
        }
    }

    /// The type as a program writes it. `path` stands before the name of a model or an enum.
    #[must_use]
    pub fn spelling(&self, api: &Api, path: &str) -> String {
        match self {
            Type::Scalar(scalar) => scalar.describe().rust.to_owned(),
            Type::List(item) => format!("Vec<{}>", item.spelling(api, path)),
            Type::Map(value) => format!("BTreeMap<String, {}>", value.spelling(api, path)),
            Type::Nullable(inner) => format!("Option<{}>", inner.spelling(api, path)),
            Type::Model(index) | Type::Enum(index) => format!("{path}{}", api.items[*index].name()),
        }
    }
}

#[derive(Debug)]
pub enum Item {
    Model(Model),
    Enum(Enum),
}

impl Item {
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Item::Model(model) => &model.name,
            Item::Enum(item) => &item.name,
        }
    }
}

#[derive(Debug)]
pub struct Model {
    pub name: String,
    /// Where it is described: `OrgOAuthClient`, or `OrgOAuthClient.state` for what has no name of its own.
    pub origin: String,
    pub description: Option<String>,
    pub deprecated: bool,
    pub fields: Vec<Field>,
    /// A request body can reach it: it is built by callers.
    pub sent: bool,
    /// It keeps the fields that it does not know.
    pub keeps_unknown: bool,
}

#[derive(Debug)]
pub struct Field {
    /// As it is written on the wire.
    pub name: String,
    pub ident: String,
    pub ty: Type,
    /// The model contains itself through this field.
    pub boxed: bool,
    pub description: Option<String>,
    pub constraints: Constraints,
}

#[derive(Debug)]
pub struct Enum {
    pub name: String,
    /// Where it is described.
    pub origin: String,
    pub description: Option<String>,
    pub deprecated: bool,
    pub variants: Vec<Variant>,
}

#[derive(Debug)]
pub struct Variant {
    pub ident: String,
    pub value: String,
}

/// What the spec says about a value besides its type. It is documented, and not checked: the server decides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "they are independent of each other, as in OpenAPI"
)]
pub struct Constraints {
    pub required: bool,
    pub read_only: bool,
    pub write_only: bool,
    pub deprecated: bool,
    pub format: Option<String>,
    pub pattern: Option<String>,
    pub default: Option<String>,
    /// Sentences such as `At least 300`.
    pub limits: Vec<String>,
}
