//! An OpenAPI document as views of its tree.
//!
//! `read` has checked the tree, so that each keyword has the shape that the specification requires, or is not there. A view of a
//! keyword of another shape returns nothing.

mod operation;
mod parameter;
mod schema;

use std::collections::BTreeMap;

use crate::json::Json;
use crate::pointer::component;

pub(crate) use operation::{OperationRef, Response, operations};
pub(crate) use parameter::Parameter;
pub(crate) use schema::{INVALID, Kind, Schema};

/// A document with an index of its components.
#[derive(Debug)]
pub(crate) struct OpenApi<'a> {
    pub(crate) tree: &'a Json,
    pub(crate) schemas: Section<'a>,
    pub(crate) parameters: Section<'a>,
    pub(crate) request_bodies: Section<'a>,
    pub(crate) responses: Section<'a>,
}

impl<'a> OpenApi<'a> {
    pub(crate) fn new(tree: &'a Json) -> Self {
        let components = tree.get("components");
        let section = |name| Section::new(name, components.map_or(&[], |components| components.entries(name)));
        Self {
            tree,
            schemas: section("schemas"),
            parameters: section("parameters"),
            request_bodies: section("requestBodies"),
            responses: section("responses"),
        }
    }

    /// Returns the paths, without the extensions beside them.
    pub(crate) fn paths(&self) -> impl Iterator<Item = (&'a str, &'a Json)> + use<'a> {
        let paths = self.tree.entries("paths").iter();
        paths
            .filter(|(path, _)| path.starts_with('/'))
            .map(|(path, item)| (path.as_str(), item))
    }

    /// Returns the type of a security scheme.
    pub(crate) fn security_scheme(&self, name: &str) -> Option<&'a str> {
        let schemes = self.tree.get("components")?.get("securitySchemes")?;
        schemes.get(name)?.text_of("type")
    }
}

/// The components of one kind, by name.
#[derive(Debug)]
pub(crate) struct Section<'a> {
    name: &'static str,
    entries: &'a [(String, Json)],
    positions: BTreeMap<&'a str, usize>,
}

impl<'a> Section<'a> {
    fn new(name: &'static str, entries: &'a [(String, Json)]) -> Self {
        let positions = entries.iter().enumerate();
        Self {
            name,
            entries,
            positions: positions
                .map(|(position, (name, _))| (name.as_str(), position))
                .collect(),
        }
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.entries.iter().map(|(name, _)| name.as_str())
    }

    /// Returns the component with this name, and its position in the document.
    pub(crate) fn get(&self, name: &str) -> Option<(usize, &'a Json)> {
        let position = *self.positions.get(name)?;
        self.entries.get(position).map(|(_, tree)| (position, tree))
    }

    /// Returns the name of the component that a reference leads to.
    pub(crate) fn referred(&self, reference: &str) -> Option<&'a str> {
        let name = component(reference, self.name)?;
        self.positions.get_key_value(name.as_str()).map(|(name, _)| *name)
    }
}
