//! The plain data between the document and the code: references are resolved, and all types and names are chosen.
//!
//! `ident` and `type_ident` are identifiers of Rust, `name` is a name in the document, which is also the one on the wire.

mod operation;
mod paging;
mod scalar;

pub use operation::{
    Body, ErrorResponse, ListStyle, OneValue, Operation, Output, Parameter, Permissions, Place, Sibling,
};
pub use paging::{Paging, Scheme, Unpaged};
pub use scalar::Scalar;

/// The crate that code is generated for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// genesys-cloud: tags are inherent methods of `Client`, and generated items are public.
    GenesysCloud,
    /// A crate that depends on it: tags are methods of the trait `Apis`.
    Dependent,
}

/// The client of one fragment.
#[derive(Debug, Default)]
pub struct Api {
    pub tags: Vec<Tag>,
    /// The models and enums that [`Type::Model`] and [`Type::Enum`] refer to.
    pub items: Vec<Item>,
    /// The order in which the items are written, which is their order in the document.
    pub order: Vec<usize>,
}

/// A tag, which becomes an API type.
#[derive(Debug)]
pub struct Tag {
    pub name: String,
    /// The method of `Client` that returns the API type.
    pub ident: String,
    /// The API type.
    pub type_ident: String,
    pub description: Option<String>,
    pub operations: Vec<Operation>,
}

/// The type of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    Scalar(Scalar),
    List(Box<Type>),
    Map(Box<Type>),
    /// A result that may be missing, or an item of a list or a map that may be null.
    Nullable(Box<Type>),
    Model(usize),
    Enum(usize),
}

impl Type {
    /// Returns the type of a value that may also be null.
    #[must_use]
    pub fn nullable(self) -> Self {
        match self {
            // JSON has a value for null.
            Type::Nullable(_) | Type::Scalar(Scalar::Json) => self,
            other => Type::Nullable(Box::new(other)),
        }
    }

    /// Returns how many lists and maps are inside of each other.
    #[must_use]
    pub fn nesting(&self) -> usize {
        match self {
            Type::List(inner) | Type::Map(inner) => 1 + inner.nesting(),
            Type::Nullable(inner) => inner.nesting(),
            Type::Scalar(_) | Type::Model(_) | Type::Enum(_) => 0,
        }
    }

    /// Returns the model or enum inside of the type, through lists and maps.
    #[must_use]
    pub fn item(&self) -> Option<usize> {
        match self {
            Type::Model(index) | Type::Enum(index) => Some(*index),
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => inner.item(),
            Type::Scalar(_) => None,
        }
    }

    /// Returns whether a path, a query or a header can carry a value of the type.
    #[must_use]
    pub fn is_parameter(&self) -> bool {
        match self {
            Type::Scalar(scalar) => scalar.describe().is_parameter,
            Type::Enum(_) => true,
            Type::List(_) | Type::Map(_) | Type::Nullable(_) | Type::Model(_) => false,
        }
    }
}

/// A type of the module `models`.
#[derive(Debug)]
pub enum Item {
    Model(Model),
    Enum(Enum),
}

impl Item {
    /// Returns the identifier of the type.
    #[must_use]
    pub fn ident(&self) -> &str {
        match self {
            Item::Model(model) => &model.ident,
            Item::Enum(item) => &item.ident,
        }
    }
}

/// An object, which becomes a struct.
#[derive(Debug)]
pub struct Model {
    pub ident: String,
    /// Where the document describes the model: `OrgOAuthClient`, or `OrgOAuthClient.state` for a model without a name of its own.
    pub origin: String,
    pub description: Option<String>,
    pub deprecated: bool,
    pub fields: Vec<Field>,
    /// Whether a request body can contain the model, so that callers build it.
    pub sent: bool,
    /// Whether the model keeps the fields that the document does not name.
    pub keeps_unknown: bool,
}

/// A property of an object.
#[derive(Debug)]
pub struct Field {
    pub name: String,
    pub ident: String,
    pub ty: Type,
    /// Whether the model contains itself through this field.
    pub boxed: bool,
    pub description: Option<String>,
    pub constraints: Constraints,
}

impl Field {
    /// Returns the name of the method that sets the field. The `_` at the end of a reserved name is not needed in it.
    #[must_use]
    pub fn setter(&self) -> String {
        format!("with_{}", self.ident.trim_end_matches('_'))
    }
}

/// A string with a list of values, which becomes an enum.
#[derive(Debug)]
pub struct Enum {
    pub ident: String,
    /// Where the document describes the enum.
    pub origin: String,
    pub description: Option<String>,
    pub deprecated: bool,
    pub variants: Vec<Variant>,
}

/// A value of such a list.
#[derive(Debug)]
pub struct Variant {
    pub value: String,
    pub ident: String,
}

/// The keywords that restrict a value beyond its type, which the client documents and does not check: the server decides.
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
    pub limits: Vec<Limit>,
}

/// A limit on a value. Numbers are kept as text, which the documentation needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Limit {
    AtLeast(String),
    MoreThan(String),
    AtMost(String),
    LessThan(String),
    MultipleOf(String),
    /// A number or a boolean with a list of values.
    OneOf(Vec<String>),
    MinCount(usize, Counted),
    MaxCount(usize, Counted),
    UniqueItems,
}

/// The parts of a value that a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    Characters,
    Items,
    Entries,
}
