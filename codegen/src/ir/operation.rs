//! Operations: what a request sends, and what a response returns.

use std::collections::BTreeSet;

use super::{Constraints, Paging, Scalar, Type, Unpaged};

/// An operation, which becomes a method of an API type and a request type.
#[derive(Debug)]
pub struct Operation {
    /// `operationId`.
    pub id: String,
    /// The method of the API type.
    pub ident: String,
    /// The request type.
    pub type_ident: String,
    /// The HTTP method: `GET`, `PUT`, …
    pub verb: &'static str,
    pub path: String,
    pub summary: Option<String>,
    pub description: Option<String>,
    pub permissions: Option<Permissions>,
    pub preview: bool,
    pub deprecated: bool,
    pub needs_token: bool,
    pub parameters: Vec<Parameter>,
    /// The operations that values of path parameters could lead to.
    pub siblings: Vec<Sibling>,
    pub body: Option<Body>,
    pub output: Output,
    pub output_description: Option<String>,
    pub errors: Vec<ErrorResponse>,
    /// How the operation pages its list, or why it does not.
    pub paging: Result<Paging, Unpaged>,
}

impl Operation {
    /// Returns the values of a path parameter that lead to other operations, whatever other parameters are. The documentation of the
    /// parameter mentions them.
    #[must_use]
    pub fn refused_values(&self, parameter: &str) -> Vec<&str> {
        let values = self.siblings.iter().filter_map(|sibling| sibling.one_value.as_ref());
        let values = values.filter(|one| one.parameter == parameter);
        // A set, since a document may note any number of siblings.
        let mut known = BTreeSet::new();
        values
            .map(|one| one.value.as_str())
            .filter(|value| known.insert(*value))
            .collect()
    }
}

/// An operation with the same method, whose path another operation has with certain values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sibling {
    pub path: String,
    /// The method of an API type. `None` if the operation is not in the document.
    pub ident: Option<String>,
    /// The value that leads to the operation, whatever other parameters are. `None` if several parameters need a certain value.
    pub one_value: Option<OneValue>,
}

/// A value of a path parameter that leads to another operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneValue {
    pub parameter: String,
    pub value: String,
}

/// The permissions that an operation needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permissions {
    /// Whether the operation needs all of the permissions, or one of them.
    pub all: bool,
    pub names: Vec<String>,
}

/// A documented response that is not a success.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorResponse {
    pub status: String,
    /// The error codes that the body may have.
    pub codes: Vec<String>,
}

/// A parameter of an operation.
#[derive(Debug)]
pub struct Parameter {
    pub name: String,
    pub ident: String,
    pub place: Place,
    pub required: bool,
    pub ty: Type,
    pub description: Option<String>,
    pub constraints: Constraints,
}

impl Parameter {
    /// Returns whether the parameter is an id in the path. Examples have a placeholder for it, which a program replaces.
    #[must_use]
    pub fn is_id(&self) -> bool {
        self.place == Place::Path && self.ty == Type::Scalar(Scalar::String)
    }
}

/// The part of a request that carries a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A segment of the path.
    Path,
    Query,
    /// An array in the query.
    QueryList(ListStyle),
    Header,
}

/// The way in which an array is written in the query: a variant of `ListStyle` of the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListStyle {
    Repeated,
    Comma,
    Space,
    Pipe,
}

impl ListStyle {
    /// Returns the name of the variant.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Repeated => "Repeated",
            Self::Comma => "Comma",
            Self::Space => "Space",
            Self::Pipe => "Pipe",
        }
    }
}

/// The body of a request.
#[derive(Debug)]
pub struct Body {
    pub media_type: String,
    pub ty: Type,
    pub json: bool,
    pub required: bool,
    pub description: Option<String>,
}

/// The result of a successful call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    Nothing,
    /// JSON, with the media type for the `Accept` header if it is not `application/json`.
    Json(Type, Option<String>),
    /// Text of this media type.
    Text(String),
}
