//! An OpenAPI document with an index of its components, and views of the types of `openapiv3`.

mod operation;
mod parameter;
mod schema;

use std::collections::BTreeMap;

use openapiv3::{OpenAPI, ReferenceOr, RequestBody, Response, SecurityScheme};

use crate::pointer::component;

pub(crate) use operation::{OperationRef, is_empty, operations};
pub(crate) use parameter::Parameter;
pub(crate) use schema::{INVALID, Kind, Schema};

/// Returns the extension in which `read` keeps a value that the type of its keyword has no place for.
pub(crate) fn aside(keyword: &str) -> String {
    format!("x-genesys-cloud-codegen-{keyword}")
}

/// A document with an index of its components.
#[derive(Debug)]
pub(crate) struct OpenApi<'a> {
    pub(crate) root: &'a OpenAPI,
    pub(crate) schemas: Section<'a, openapiv3::Schema>,
    pub(crate) parameters: Section<'a, openapiv3::Parameter>,
    pub(crate) request_bodies: Section<'a, RequestBody>,
    pub(crate) responses: Section<'a, Response>,
}

impl<'a> OpenApi<'a> {
    pub(crate) fn new(root: &'a OpenAPI) -> Self {
        let components = || root.components.iter();
        Self {
            root,
            schemas: Section::new("schemas", components().flat_map(|components| &components.schemas)),
            parameters: Section::new("parameters", components().flat_map(|components| &components.parameters)),
            request_bodies: Section::new(
                "requestBodies",
                components().flat_map(|components| &components.request_bodies),
            ),
            responses: Section::new("responses", components().flat_map(|components| &components.responses)),
        }
    }

    pub(crate) fn security_scheme(&self, name: &str) -> Option<&'a SecurityScheme> {
        let components = self.root.components.as_ref()?;
        components.security_schemes.get(name)?.as_item()
    }
}

/// The components of one kind, by name.
#[derive(Debug)]
pub(crate) struct Section<'a, T> {
    name: &'static str,
    entries: Vec<(&'a str, &'a ReferenceOr<T>)>,
    positions: BTreeMap<&'a str, usize>,
}

impl<'a, T> Section<'a, T> {
    fn new(name: &'static str, entries: impl Iterator<Item = (&'a String, &'a ReferenceOr<T>)>) -> Self {
        let entries: Vec<_> = entries.map(|(name, entry)| (name.as_str(), entry)).collect();
        let positions = entries.iter().enumerate();
        let positions = positions.map(|(position, (name, _))| (*name, position)).collect();
        Self {
            name,
            entries,
            positions,
        }
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.entries.iter().map(|(name, _)| *name)
    }

    /// Returns the component with this name, and its position in the document.
    pub(crate) fn get(&self, name: &str) -> Option<(usize, &'a ReferenceOr<T>)> {
        let position = *self.positions.get(name)?;
        self.entries.get(position).map(|(_, entry)| (position, *entry))
    }

    /// Returns the name of the component that a reference leads to.
    pub(crate) fn referred(&self, reference: &str) -> Option<&'a str> {
        let name = component(reference, self.name)?;
        self.positions.get_key_value(name.as_str()).map(|(name, _)| *name)
    }
}
