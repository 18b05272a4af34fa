//! Documentation comments: what a document says about each item, in one order and one style.

mod constraints;
mod errors;
mod example;
mod inputs;
mod models;
mod operation;
pub(crate) mod paging;
mod text;
mod types;
mod uses;

use super::markdown::{Links, inline, lines};
use crate::ir::{Api, Operation, Output, Tag, Target};
use text::{blocks, paragraph};
use uses::Uses;

pub(crate) use errors::CommonErrors;
pub(crate) use example::Examples;
pub(crate) use inputs::{body, parameter};
pub(crate) use models::{field, field_links, field_setter, models, unknown_fields, unknown_variant, variant};
pub(crate) use operation::method;

/// What the documentation of an item has of the rest of the client.
#[derive(Debug)]
pub(crate) struct Docs<'a> {
    api: &'a Api,
    target: Target,
    examples: Examples<'a>,
    uses: Uses<'a>,
    /// The methods of API types, by `operationId`.
    operations: Links<'a>,
}

impl<'a> Docs<'a> {
    pub(crate) fn new(api: &'a Api, target: Target) -> Self {
        let mut operations = Links::default();
        for tag in &api.tags {
            for operation in &tag.operations {
                let request = &operation.type_ident;
                operations.add(&operation.id, &operation.ident, request);
            }
        }
        Self {
            api,
            target,
            examples: Examples::new(api, target),
            uses: Uses::new(api),
            operations,
        }
    }

    /// Returns the documentation of an API type: a table of its operations, and their common errors.
    pub(crate) fn tag_type(&self, tag: &Tag, errors: &CommonErrors<'_>) -> Vec<String> {
        let from = match self.target {
            Target::GenesysCloud => "Client",
            Target::Dependent => "Apis",
        };
        let mut table = ["| method | |", "|---|---|"].map(str::to_owned).to_vec();
        table.extend(tag.operations.iter().map(operation::row));
        blocks([
            vec![format!(
                "The {} API, returned by [`{from}::{}`].",
                inline(&tag.name),
                tag.ident
            )],
            lines(tag.description.as_deref().unwrap_or_default(), &self.operations),
            table,
            errors.section(),
        ])
    }

    /// Returns the documentation of `send`.
    pub(crate) fn send(&self, operation: &Operation) -> Vec<String> {
        let what = match operation.output {
            Output::Nothing => "Sends the request.",
            Output::Json(..) | Output::Text(_) => "Sends the request and returns the response body.",
        };
        blocks([vec![what.to_owned()], self.errors_of_send()])
    }

    /// Returns the documentation of `send_with_response`.
    pub(crate) fn send_with_response(&self) -> Vec<String> {
        let what = "Sends the request and returns the response with its status and headers.";
        blocks([vec![what.to_owned()], self.errors_of_send()])
    }

    /// Returns the section about errors of `send`. Only genesys-cloud has a lint that asks for the section.
    fn errors_of_send(&self) -> Vec<String> {
        match self.target {
            Target::GenesysCloud => ["# Errors", "", "See [the request](Self#errors)."]
                .map(str::to_owned)
                .into(),
            Target::Dependent => Vec::new(),
        }
    }
}

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
        lines(tag.description.as_deref().unwrap_or_default(), &Links::default()),
    ])
}

/// Returns the documentation of the constructor of an API type.
pub(crate) fn new(tag: &Tag) -> Vec<String> {
    vec![format!("Returns the {} API of a client.", inline(&tag.name))]
}

#[cfg(test)]
mod tests;
