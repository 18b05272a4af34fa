//! Drafts: the facts that are known before all operations and models are found. A draft does not change; `finish` makes plain data of
//! the drafts.

use super::owner::Owner;
use crate::ir::{Body, Constraints, ErrorResponse, Output, Parameter, Permissions, Type, Variant};
use crate::openapi::{OperationRef, Schema};

/// A model or an enum whose name is not known yet.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    pub(super) owner: Owner,
    pub(super) schema: Schema<'a>,
    /// The JSON pointer to the schema.
    pub(super) at: String,
    pub(super) kind: DraftKind,
}

#[derive(Debug)]
pub(super) enum DraftKind {
    Model,
    Enum(Vec<Variant>),
}

/// The content of a model.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) fields: Vec<DraftField>,
    /// Whether the schema allows more fields than it names.
    pub(super) is_open: bool,
}

/// A field before it is known whether the field is boxed.
#[derive(Debug)]
pub(super) struct DraftField {
    pub(super) name: String,
    pub(super) ident: String,
    pub(super) ty: Type,
    pub(super) description: Option<String>,
    pub(super) constraints: Constraints,
}

/// A tag that has operations.
#[derive(Debug)]
pub(super) struct DraftTag<'a> {
    pub(super) name: &'a str,
    pub(super) ident: String,
    pub(super) type_ident: String,
    pub(super) description: Option<&'a str>,
}

/// An operation whose models are not whole yet.
#[derive(Debug)]
pub(super) struct DraftOperation<'a> {
    pub(super) source: OperationRef<'a>,
    pub(super) ident: String,
    pub(super) type_ident: String,
    pub(super) path: String,
    pub(super) permissions: Option<Permissions>,
    pub(super) needs_token: bool,
    pub(super) parameters: Vec<Parameter>,
    /// The paths of siblings that are noted, also in the form of literals on path parameters.
    pub(super) noted_siblings: Vec<String>,
    pub(super) body: Option<Body>,
    pub(super) output: Output,
    pub(super) output_description: Option<String>,
    pub(super) errors: Vec<ErrorResponse>,
}
