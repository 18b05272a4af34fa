//! From the document to the plain data of `ir`: resolves references, chooses types and names, and refuses what the generator does
//! not support. No document makes a later step fail.
//!
//! The steps inside: the operations find the schemas that they reach (drafts), the fields of those find more, and once everything
//! is found, `finish` builds the plain data with all of its facts.

mod constraints;
mod content;
mod cycles;
mod draft;
mod finish;
mod named;
mod names;
mod operations;
mod owner;
mod paging;
mod parameters;
mod payloads;
mod properties;
mod security;
mod servers;
mod siblings;
mod tags;
mod types;

pub use payloads::{Chosen, choose};

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::ReferenceOr;

use crate::ir::{Api, Target};
use crate::names::{Candidate, Names, Scope, distinct};
use crate::openapi::{OpenApi, Section};
use crate::pointer::escaped;
use crate::problem::{Outcome, Problem, quoted};
use crate::read::Read;
use draft::Draft;
use named::Named;

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
    let document = OpenApi::new(document);
    let mut lower = Lower::new(&document);
    let (tags, operations) = lower.draft_tags(target);
    let siblings = lower.siblings(&operations);
    let contents = lower.contents();
    lower.refuse_schema_names();
    warnings.append(&mut lower.warnings);
    // A problem at, around or inside a place with a problem that was found before may only follow from that one.
    let places: BTreeSet<String> = problems
        .iter()
        .filter_map(Problem::pointer)
        .map(str::to_owned)
        .collect();
    // A parameter of a path is lowered with each operation of the path, so that its problems are found several times.
    let mut found = BTreeSet::new();
    for problem in std::mem::take(&mut lower.problems) {
        if !follows(&problem, &places) && found.insert(problem.to_string()) {
            problems.push(problem);
        }
    }
    let result = if problems.is_empty() {
        Ok(lower.finish(tags, operations, siblings, contents))
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
    let document = OpenApi::new(document);
    let mut lower = Lower::new(&document);
    lower.draft_tags(Target::Dependent);
    lower.contents();
    lower.names()
}

/// Returns whether a problem is at, around or inside one of these places.
fn follows(problem: &Problem, places: &BTreeSet<String>) -> bool {
    let pointer = problem.pointer().unwrap_or_default();
    let inside = format!("{pointer}/");
    let around = |place: &String| place == pointer || place.starts_with(&inside);
    let ends = pointer.match_indices('/').map(|(end, _)| &pointer[..end]);
    // `/a-b` is between `/a` and `/a/b` in the order of texts, so the places that begin with `/a/` are looked up separately.
    places.range(pointer.to_owned()..).next().is_some_and(around)
        || places.range(inside.clone()..).next().is_some_and(around)
        || ends.filter(|end| !end.is_empty()).any(|end| places.contains(end))
}

/// What has been found so far.
struct Lower<'a> {
    document: &'a OpenApi<'a>,
    problems: Vec<Problem>,
    warnings: Vec<Problem>,
    /// The models and enums that operations reach, in the order of discovery.
    drafts: Vec<Draft<'a>>,
    /// The named schemas that have been resolved.
    named: BTreeMap<&'a str, Named>,
    /// The path of the first server, which stands before each path.
    prefix: String,
    /// Named schemas with a problem, which has been reported.
    failed: BTreeSet<&'a str>,
    /// Whether the document makes too many types, which has been reported.
    is_full: bool,
}

impl<'a> Lower<'a> {
    fn new(document: &'a OpenApi<'a>) -> Self {
        Self {
            document,
            problems: Vec::new(),
            warnings: Vec::new(),
            drafts: Vec::new(),
            named: BTreeMap::new(),
            prefix: String::new(),
            failed: BTreeSet::new(),
            is_full: false,
        }
    }

    /// Refuses schemas whose name has no character for a Rust name, even if no operation uses them.
    fn refuse_schema_names(&mut self) {
        for name in self.document.schemas.names() {
            let pointer = format!("/components/schemas/{}", escaped(name));
            self.checked(Candidate::new(name, Scope::Type), name, &pointer);
        }
    }

    fn problem(&mut self, pointer: &str, problem: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Problem::new(pointer, problem, help));
    }

    fn warning(&mut self, pointer: &str, problem: impl Into<String>, help: impl Into<String>) {
        self.warnings.push(Problem::new(pointer, problem, help));
    }

    /// Returns the component at the end of a chain of references.
    fn resolved<T>(&mut self, mut found: &'a ReferenceOr<T>, section: &Section<'a, T>, pointer: &str) -> Option<&'a T> {
        let mut seen = BTreeSet::new();
        loop {
            let reference = match found {
                ReferenceOr::Item(item) => return Some(item),
                ReferenceOr::Reference { reference } => reference.as_str(),
            };
            if !seen.insert(reference) {
                self.problem(
                    pointer,
                    "this chain of references has no end",
                    "refer to the component itself",
                );
                return None;
            }
            (_, found) = section.get(section.referred(reference)?)?;
        }
    }

    /// Reports a name without a candidate as a problem.
    fn checked(&mut self, candidate: Option<Candidate>, name: &str, pointer: &str) -> Candidate {
        candidate.unwrap_or_else(|| {
            let problem = format!("no Rust name can be made of {}", quoted(name));
            self.problem(pointer, problem, "use at least one ASCII letter or digit");
            Candidate::placeholder()
        })
    }

    /// Returns a distinct identifier for each name.
    fn identifiers<'n>(&mut self, names: impl Iterator<Item = (&'n str, String)>, scope: Scope) -> Vec<String> {
        let candidates: Vec<_> = names
            .map(|(name, pointer)| self.checked(Candidate::new(name, scope), name, &pointer))
            .collect();
        distinct(&candidates)
    }
}

#[cfg(test)]
mod tests;
