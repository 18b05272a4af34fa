//! From the document to the plain data of `ir`: resolves references, chooses types and names, and refuses what the generator does
//! not support. No document makes a later step fail.

mod constraints;
mod cycles;
mod finish;
mod names;
mod objects;
mod operations;
mod parameters;
mod payloads;
mod schemas;
mod siblings;

pub use payloads::{Chosen, choose};

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use openapiv3::{OpenAPI, ReferenceOr, Schema};

use crate::ir::{Api, Item, Target, Type};
use crate::names::{Candidate, Names, Scope, distinct};
use crate::pointer::{component, escaped};
use crate::problem::{Outcome, Problem};
use crate::read::{INVALID, Read};
use crate::siblings::Siblings;

/// Returns the plain data of a document, or every problem that keeps it from being generated.
pub(crate) fn lower(read: &Read, target: Target) -> Outcome<Api> {
    let mut problems = read.problems.clone();
    let mut warnings = read.warnings.clone();
    let Some(document) = &read.document else {
        return Outcome {
            result: Err(problems),
            warnings,
        };
    };
    let mut lower = Lower::new(document);
    let tags = lower.lower_tags(target);
    lower.lower_models();
    lower.refuse_schema_names();
    warnings.append(&mut lower.warnings);
    // A problem at, around or inside a place with a problem that was found before may only follow from that one.
    let places: BTreeSet<String> = problems
        .iter()
        .filter_map(Problem::pointer)
        .map(str::to_owned)
        .collect();
    let new = std::mem::take(&mut lower.problems);
    problems.extend(new.into_iter().filter(|problem| !follows(problem, &places)));
    let result = if problems.is_empty() {
        Ok(lower.finish(tags))
    } else {
        Err(problems)
    };
    Outcome { result, warnings }
}

/// Returns the names of a document whose identifiers depend on each other, whatever its problems are.
pub(crate) fn names(read: &Read) -> Names {
    let Some(document) = &read.document else {
        return Names::default();
    };
    let mut lower = Lower::new(document);
    lower.lower_tags(Target::Dependent);
    lower.lower_models();
    lower.names()
}

/// Returns whether two successful responses of an operation have different types.
pub(crate) fn results_differ(read: &Read) -> bool {
    let Some(document) = &read.document else { return false };
    let mut lower = Lower::new(document);
    lower.lower_tags(Target::Dependent);
    let mut problems = lower.problems.iter();
    problems.any(|problem| problem.message() == payloads::DIFFERENT_RESULTS)
}

/// Returns whether a problem is at, around or inside one of these places.
fn follows(problem: &Problem, places: &BTreeSet<String>) -> bool {
    let pointer = problem.pointer().unwrap_or_default();
    let inside = format!("{pointer}/");
    let around = |place: &String| place == pointer || place.starts_with(&inside);
    let ends = pointer.match_indices('/').map(|(end, _)| &pointer[..end]);
    places.range(pointer.to_owned()..).next().is_some_and(around)
        || places.range(inside.clone()..).next().is_some_and(around)
        || ends.filter(|end| !end.is_empty()).any(|end| places.contains(end))
}

struct Lower<'a> {
    document: &'a OpenAPI,
    problems: Vec<Problem>,
    warnings: Vec<Problem>,
    /// The models and enums that operations reach, in the order of discovery.
    items: Vec<Item>,
    owners: Vec<Owner>,
    /// The types of the named schemas that have been resolved.
    named: BTreeMap<&'a str, Type>,
    /// Models without their fields so far. This is a queue, because models that refer to each other may form long chains.
    waiting: VecDeque<(usize, &'a Schema, String)>,
    siblings: Siblings<'a>,
    /// Named schemas with a problem, which has been reported.
    failed: BTreeSet<&'a str>,
    /// Whether the document makes too many types, which has been reported.
    is_full: bool,
}

impl<'a> Lower<'a> {
    fn new(document: &'a OpenAPI) -> Self {
        Self {
            document,
            problems: Vec::new(),
            warnings: Vec::new(),
            items: Vec::new(),
            owners: Vec::new(),
            named: BTreeMap::new(),
            waiting: VecDeque::new(),
            siblings: Siblings::of(operations::found(document).iter().map(|found| (found.verb, found.path))),
            failed: BTreeSet::new(),
            is_full: false,
        }
    }

    /// Refuses schemas whose name has no character for a Rust name, even if no operation uses them.
    fn refuse_schema_names(&mut self) {
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

    fn warning(&mut self, pointer: &str, problem: impl Into<String>, help: impl Into<String>) {
        self.warnings.push(Problem::new(pointer, problem, help));
    }

    /// Returns the component at the end of a chain of references.
    fn resolved<T>(
        &mut self,
        mut item: &'a ReferenceOr<T>,
        section: &str,
        pointer: &str,
        find: impl Fn(&'a OpenAPI, &str) -> Option<&'a ReferenceOr<T>>,
    ) -> Option<&'a T> {
        let mut seen = BTreeSet::new();
        loop {
            let reference = match item {
                ReferenceOr::Item(item) => return Some(item),
                ReferenceOr::Reference { reference } => reference,
            };
            if !seen.insert(reference) {
                break;
            }
            item = component(reference, section).and_then(|name| find(self.document, &name))?;
        }
        self.problem(
            pointer,
            "this chain of references has no end",
            "refer to the component itself",
        );
        None
    }

    /// Returns the identifier for a name, or reports a problem.
    fn candidate(&mut self, name: &str, scope: Scope, pointer: &str) -> Option<Candidate> {
        let candidate = Candidate::new(name, scope);
        if candidate.is_none() {
            let problem = format!("no Rust name can be made of {}", crate::problem::quoted(name));
            self.problem(pointer, problem, "use at least one ASCII letter or digit");
        }
        candidate
    }

    /// Returns a distinct identifier for each name. A name without one is a problem, and its placeholder is not used.
    fn identifiers<'n>(&mut self, names: impl Iterator<Item = (&'n str, String)>, scope: Scope) -> Vec<String> {
        let none = || Candidate {
            derived: false,
            key: String::new(),
            ident: "_".to_owned(),
        };
        let candidates: Vec<_> = names
            .map(|(name, pointer)| self.candidate(name, scope, &pointer).unwrap_or_else(none))
            .collect();
        distinct(&candidates)
    }
}

/// Returns whether this replaces a schema with a problem, which has been reported.
fn is_invalid(schema: &Schema) -> bool {
    schema.schema_data.extensions.contains_key(INVALID)
}

/// The part of a document that a model or an enum is named after.
#[derive(Debug, Clone)]
struct Owner {
    /// `OrgOAuthClient`, or `OrgOAuthClient.state` for a schema inside of it.
    key: String,
    /// Whether the schema has no name of its own.
    derived: bool,
    /// How many names are in the key.
    depth: usize,
    /// The position of the named schema in the document. Schemas inside operations come after all of them.
    position: usize,
}

impl Owner {
    fn schema(name: &str, position: usize) -> Self {
        Self {
            key: name.to_owned(),
            derived: false,
            depth: 1,
            position,
        }
    }

    fn operation(id: &str) -> Self {
        Self {
            key: format!("{id}()"),
            derived: true,
            depth: 1,
            position: usize::MAX,
        }
    }

    fn inside(&self, part: &str) -> Self {
        Self {
            key: format!("{}.{part}", self.key),
            derived: true,
            depth: self.depth + 1,
            position: self.position,
        }
    }
}

#[cfg(test)]
mod tests;
