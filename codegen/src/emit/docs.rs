//! Documentation comments: what a document says about each item, in one order and one style.

mod constraints;
mod errors;
mod example;
mod models;
mod operation;
pub(crate) mod paging;
mod text;

use super::markdown::{inline, lines};
use crate::ir::{Api, Body, Operation, Output, Parameter, Tag, Target};
use text::{blocks, paragraph, sets};

pub(crate) use errors::CommonErrors;
pub(crate) use example::Examples;
pub(crate) use models::{enumeration, field, field_setter, model, models, unknown_fields, unknown_variant, variant};
pub(crate) use operation::operation;

/// Returns the documentation of the module `api`.
pub(crate) fn api() -> Vec<String> {
    [
        "API types, and a request type for each operation.",
        "",
        "A method of an API type takes the required parameters and returns a request. The methods of the request set the optional",
        "parameters, and `send` sends it. A request can be cloned and sent again.",
    ]
    .map(str::to_owned)
    .into()
}

/// Returns the documentation of the methods of `Client` that are generated in genesys-cloud.
pub(crate) fn methods(api: &Api) -> Vec<String> {
    let names: Vec<String> = api.tags.iter().map(|tag| inline(&tag.name)).collect();
    paragraph(&format!(
        "The APIs of this build, with one method for each tag: {}.",
        names.join(", ")
    ))
}

/// Returns the documentation of the trait that other crates have in place of methods of `Client`.
pub(crate) fn apis() -> Vec<String> {
    vec!["The APIs of the fragment, as methods of [`Client`].".to_owned()]
}

/// Returns the documentation of the method that returns an API type.
pub(crate) fn tag(tag: &Tag) -> Vec<String> {
    blocks([
        vec![format!("Returns the {} API.", inline(&tag.name))],
        lines(tag.description.as_deref().unwrap_or_default()),
    ])
}

/// Returns the documentation of an API type.
pub(crate) fn tag_type(tag: &Tag, target: Target, errors: &CommonErrors<'_>) -> Vec<String> {
    let from = match target {
        Target::GenesysCloud => "Client",
        Target::Dependent => "Apis",
    };
    blocks([
        vec![format!(
            "The {} API, returned by [`{from}::{}`].",
            inline(&tag.name),
            tag.ident
        )],
        lines(tag.description.as_deref().unwrap_or_default()),
        errors.section(),
    ])
}

/// Returns the documentation of the constructor of an API type.
pub(crate) fn new(tag: &Tag) -> Vec<String> {
    vec![format!("Returns the {} API of a client.", inline(&tag.name))]
}

/// Returns the documentation of a request type.
pub(crate) fn request(tag: &Tag, operation: &Operation) -> Vec<String> {
    vec![format!(
        "Request created by [`{}::{}`].",
        tag.type_ident, operation.ident
    )]
}

/// Returns the documentation of the setter of an optional parameter.
pub(crate) fn parameter(parameter: &Parameter) -> Vec<String> {
    blocks([
        sets(&parameter.ident, parameter.description.as_deref()),
        constraints::for_parameter(&parameter.constraints),
    ])
}

/// Returns the documentation of the setter of an optional body.
pub(crate) fn body(body: &Body) -> Vec<String> {
    sets("body", body.description.as_deref())
}

/// Returns the documentation of `send`.
pub(crate) fn send(tag: &Tag, operation: &Operation, target: Target) -> Vec<String> {
    let what = match operation.output {
        Output::Nothing => "Sends the request.",
        Output::Json(..) | Output::Text(_) => "Sends the request and returns the response body.",
    };
    blocks([vec![what.to_owned()], errors_of(tag, operation, target)])
}

/// Returns the documentation of `send_with_response`.
pub(crate) fn send_with_response(tag: &Tag, operation: &Operation, target: Target) -> Vec<String> {
    let what = "Sends the request and returns the response with its status and headers.";
    blocks([vec![what.to_owned()], errors_of(tag, operation, target)])
}

/// Only genesys-cloud has a lint that asks for the section. Elsewhere, the link of the request type leads to the errors.
fn errors_of(tag: &Tag, operation: &Operation, target: Target) -> Vec<String> {
    if target == Target::Dependent {
        return Vec::new();
    }
    let of = format!("See [`{}::{}`].", tag.type_ident, operation.ident);
    vec!["# Errors".to_owned(), String::new(), of]
}

#[cfg(test)]
mod tests;
