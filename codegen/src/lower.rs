//! From the document to the plain data of `ir`: references are resolved, types and names are chosen, and what the
//! generator has no code for is refused. Nothing after this can fail.

mod constraints;
mod cycles;
mod finish;
mod objects;
mod operations;
mod parameters;
mod payloads;
mod schemas;

use std::collections::{BTreeMap, VecDeque};

use openapiv3::{OpenAPI, ReferenceOr, Schema};

use crate::Problem;
use crate::ir::{Api, Item, Target, Type};
use crate::names::{self, Candidate, Scope};
use crate::pointer::{component, escaped};
use crate::siblings::Siblings;

/// The plain data of a document, or every problem that keeps it from being generated.
pub(crate) fn lower(document: &OpenAPI, target: Target) -> Result<Api, Vec<Problem>> {
    let mut lower = Lower::new(document);
    let tags = lower.tags(target);
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
    problems: Vec<Problem>,
    /// The models and enums that operations reach, in the order of discovery.
    items: Vec<Item>,
    owners: Vec<Owner>,
    /// What the named schemas have become, as far as they are known.
    named: BTreeMap<&'a str, Type>,
    /// Models whose fields have not been looked at. A queue, no recursion: models refer to each other in long chains.
    waiting: VecDeque<(usize, &'a Schema, String)>,
    siblings: Siblings<'a>,
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
            siblings: Siblings::of(document.paths.paths.keys().map(String::as_str)),
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
            self.candidate(name, Scope::Type, &format!("/components/schemas/{}", escaped(name)));
        }
    }

    fn problem(&mut self, pointer: &str, problem: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Problem::new(pointer, problem, help));
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
    fn candidate(&mut self, name: &str, scope: Scope, pointer: &str) -> Option<Candidate> {
        let candidate = Candidate::new(name, scope);
        if candidate.is_none() {
            let problem = format!("no Rust name can be made of {}", crate::problem::quoted(name));
            self.problem(pointer, problem, "use at least one ASCII letter or digit");
        }
        candidate
    }

    /// Identifiers for all the names, none twice. What stands for a name without one is not used: it is a problem.
    fn identifiers<'n>(&mut self, names: impl Iterator<Item = (&'n str, String)>, scope: Scope) -> Vec<String> {
        let none = || Candidate {
            derived: false,
            key: String::new(),
            ident: "_".to_owned(),
        };
        let candidates: Vec<_> = names
            .map(|(name, pointer)| self.candidate(name, scope, &pointer).unwrap_or_else(none))
            .collect();
        names::distinct(&candidates)
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
mod tests;
