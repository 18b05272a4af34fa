//! The parameters and the body of an operation, as a caller supplies them.

use crate::emit::docs;
use crate::ir::{Body, Operation, Parameter, Place, Type};

/// A parameter or the body.
pub(super) struct Input<'a> {
    pub(super) ident: &'a str,
    pub(super) ty: &'a Type,
    pub(super) required: bool,
    /// Whether the parameter is an array in the query. An empty array is not sent, so it needs no `Option`.
    pub(super) many: bool,
    source: Source<'a>,
}

enum Source<'a> {
    Parameter(&'a Parameter),
    Body(&'a Body),
}

impl Input<'_> {
    /// Returns the documentation of its setter.
    pub(super) fn docs(&self) -> Vec<String> {
        match self.source {
            Source::Parameter(parameter) => docs::parameter(parameter),
            Source::Body(body) => docs::body(body),
        }
    }
}

/// Returns the inputs in the order of arguments: path parameters, other parameters, the body.
pub(super) fn inputs(operation: &Operation) -> Vec<Input<'_>> {
    let parameters = operation.parameters.iter().map(|parameter| Input {
        ident: &parameter.ident,
        ty: &parameter.ty,
        required: parameter.required,
        many: matches!(parameter.place, Place::QueryList(_)),
        source: Source::Parameter(parameter),
    });
    let body = operation.body.iter().map(|body| Input {
        ident: "body",
        ty: &body.ty,
        required: body.required,
        many: false,
        source: Source::Body(body),
    });
    parameters.chain(body).collect()
}
