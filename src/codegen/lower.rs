//! From the document to the plain data of `ir`: references are resolved, types and names are chosen, and what the
//! generator has no code for is refused. Nothing after this can fail.

mod facts;
mod finish;
mod objects;
mod operations;
mod parameters;
mod payloads;
mod schemas;

use std::collections::{BTreeMap, VecDeque};

use openapiv3::{OpenAPI, ReferenceOr, Schema};

use super::ir::{Api, Item, Type};
use super::names::{self, Kind, Wanted};
use super::spec::{SpecError, component, escaped};

pub(crate) fn lower(document: &OpenAPI) -> Result<Api, Vec<SpecError>> {
    let mut lower = Lower::new(document);
    let tags = lower.tags();
    lower.models();
    lower.schema_names();
    if lower.problems.is_empty() {
        Ok(lower.finish(tags))
    } else {
        Err(lower.problems)
    }
}

struct Lower<'a> {
    document: &'a OpenAPI,
    problems: Vec<SpecError>,
    /// The models and enums that operations reach, in the order of discovery.
    items: Vec<Item>,
    owners: Vec<Owner>,
    /// What the named schemas have become, as far as they are known.
    named: BTreeMap<&'a str, Type>,
    /// Models whose fields have not been looked at. A queue, no recursion: models refer to each other in long chains.
    waiting: VecDeque<(usize, &'a Schema, String)>,
    /// The literal segments of all paths, by what stands around them.
    literals: BTreeMap<Vec<&'a str>, Vec<&'a str>>,
    /// Named schemas that are resolved in place, and are being so.
    aliases: Vec<&'a str>,
}

impl<'a> Lower<'a> {
    fn new(document: &'a OpenAPI) -> Self {
        Self {
            document,
            problems: Vec::new(),
            items: Vec::new(),
            owners: Vec::new(),
            named: BTreeMap::new(),
            waiting: VecDeque::new(),
            literals: parameters::literals(document),
            aliases: Vec::new(),
        }
    }

    fn schema_names(&mut self) {
        let schemas = self
            .document
            .components
            .iter()
            .flat_map(|components| components.schemas.keys());
        for name in schemas {
            self.wanted(name, Kind::Type, &format!("/components/schemas/{}", escaped(name)));
        }
    }

    fn problem(&mut self, pointer: &str, problem: impl Into<String>, way_out: impl Into<String>) {
        self.problems.push(SpecError::new(pointer, problem, way_out));
    }

    /// The component behind a chain of references.
    fn resolved<T>(
        &mut self,
        mut item: &'a ReferenceOr<T>,
        section: &str,
        pointer: &str,
        find: impl Fn(&'a OpenAPI, &str) -> Option<&'a ReferenceOr<T>>,
    ) -> Option<&'a T> {
        for _ in 0..16 {
            let reference = match item {
                ReferenceOr::Item(item) => return Some(item),
                ReferenceOr::Reference { reference } => reference,
            };
            item = component(reference, section).and_then(|name| find(self.document, &name))?;
        }
        self.problem(
            pointer,
            "this reference leads to references only",
            "refer to the component itself",
        );
        None
    }

    /// The identifier for a name; a problem where there is none.
    fn wanted(&mut self, name: &str, kind: Kind, pointer: &str) -> Option<Wanted> {
        let wanted = Wanted::new(name, kind);
        if wanted.is_none() {
            let problem = format!("no Rust name can be made of {}", super::check::quoted(name));
            self.problem(pointer, problem, "use at least one ASCII letter or digit");
        }
        wanted
    }

    /// Identifiers for all the names, none twice. What stands for a name without one is not used: it is a problem.
    fn identifiers<'n>(&mut self, names: impl Iterator<Item = (&'n str, String)>, kind: Kind) -> Vec<String> {
        let none = || Wanted {
            derived: false,
            key: String::new(),
            ident: "_".to_owned(),
        };
        let wanted: Vec<_> = names
            .map(|(name, pointer)| self.wanted(name, kind, &pointer).unwrap_or_else(none))
            .collect();
        names::distinct(&wanted)
    }
}

/// Who gives a model or an enum its name and its place.
#[derive(Debug, Clone)]
struct Owner {
    /// `OrgOAuthClient`, or `OrgOAuthClient.state` for what stands inside it.
    key: String,
    /// The words of the Rust name.
    words: String,
    /// It has no name of its own.
    derived: bool,
    /// The position of the named schema in the document; what stands in operations comes after all schemas.
    position: usize,
}

impl Owner {
    fn schema(name: &str, position: usize) -> Self {
        Self {
            key: name.to_owned(),
            words: name.to_owned(),
            derived: false,
            position,
        }
    }

    fn operation(id: &str) -> Self {
        Self {
            key: format!("{id}()"),
            words: id.to_owned(),
            derived: true,
            position: usize::MAX,
        }
    }

    fn inside(&self, part: &str) -> Self {
        Self {
            key: format!("{}.{part}", self.key),
            words: format!("{} {part}", self.words),
            derived: true,
            position: self.position,
        }
    }
}

#[cfg(test)]
#[path = "lower_tests.rs"]
mod tests;
