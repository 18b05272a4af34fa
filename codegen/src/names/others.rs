//! Names of the document that a fragment was cut from.

use std::collections::{BTreeMap, BTreeSet};

use super::distinct::{Candidate, numbered};
use super::{Scope, identifier};
use crate::ir::Target;

/// The keyword on a document that lists names of the document that it was cut from: those that would have the same identifiers as
/// its own. They take part in the choice of identifiers, so that a larger fragment of the same document changes none.
pub const OTHER_NAMES: &str = "x-other-names";

/// Names whose identifiers depend on the whole document. Other names depend only on their own model, enum or operation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// The names of schemas.
    pub schemas: BTreeSet<String>,
    /// The derived names of types without a name of their own, such as `User.state`. They need not be distinct.
    pub derived: Vec<String>,
    /// The ids of operations.
    pub operations: BTreeSet<String>,
    /// The tags that operations belong to.
    pub tags: BTreeSet<String>,
}

impl Names {
    /// Returns the candidates for identifiers.
    pub(crate) fn candidates(&self) -> impl Iterator<Item = Candidate> {
        let own = self.schemas.iter().map(|key| (key, false));
        let derived = self.derived.iter().map(|key| (key, true));
        own.chain(derived).filter_map(|(key, derived)| {
            Some(Candidate {
                derived,
                key: key.clone(),
                ident: identifier(key, Scope::Type)?,
            })
        })
    }

    /// Returns the names outside of `part` that could change an identifier of `part`.
    #[must_use]
    pub fn colliding_with(&self, part: &Self) -> Self {
        let types = |names: &Self| names.candidates().map(|candidate| candidate.ident).collect();
        let types = collisions(types(self), types(part));
        let functions = |names: &Self| identifiers(&names.operations, Scope::Function).collect();
        let functions = collisions(functions(self), functions(part));
        let methods = |names: &Self| identifiers(&names.tags, METHOD).collect();
        let methods = collisions(methods(self), methods(part));
        let requests = |names: &Self| {
            let api_types = names.tags.iter().filter_map(|tag| api_type(tag));
            identifiers(&names.operations, Scope::Type).chain(api_types).collect()
        };
        let requests = collisions(requests(self), requests(part));

        let mut colliding = Self::default();
        let derived: BTreeSet<&String> = part.derived.iter().collect();
        for Candidate {
            derived: is_derived,
            key,
            ident,
        } in self.candidates()
        {
            if !types.contains(&ident) {
                continue;
            }
            if !is_derived && !part.schemas.contains(&key) {
                colliding.schemas.insert(key);
            } else if is_derived && !derived.contains(&key) {
                colliding.derived.push(key);
            }
        }
        colliding.derived.sort();
        let decides =
            |ident: Option<String>, idents: &BTreeSet<String>| ident.is_some_and(|ident| idents.contains(&ident));
        for id in self.operations.difference(&part.operations) {
            if decides(identifier(id, Scope::Function), &functions) || decides(identifier(id, Scope::Type), &requests) {
                colliding.operations.insert(id.clone());
            }
        }
        for tag in self.tags.difference(&part.tags) {
            if decides(identifier(tag, METHOD), &methods) || decides(api_type(tag), &requests) {
                colliding.tags.insert(tag.clone());
            }
        }
        colliding
    }
}

/// Fragments are for other crates than genesys-cloud.
const METHOD: Scope = Scope::Tag(Target::Dependent);

fn identifiers(names: &BTreeSet<String>, scope: Scope) -> impl Iterator<Item = String> {
    names.iter().filter_map(move |name| identifier(name, scope))
}

fn api_type(tag: &str) -> Option<String> {
    identifier(&api_name(tag), Scope::Type)
}

/// The name from which the API type of a tag gets its identifier.
pub(crate) fn api_name(tag: &str) -> String {
    format!("{tag} Api")
}

/// Returns the identifiers that decide those of a part: its own, and those that equal one of its numbered forms.
fn collisions(whole: Vec<String>, mut waiting: Vec<String>) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for ident in whole {
        *counts.entry(ident).or_default() += 1;
    }
    let mut found = BTreeSet::new();
    while let Some(ident) = waiting.pop() {
        let Some(count) = counts.get(&ident) else { continue };
        if !found.insert(ident.clone()) {
            continue;
        }
        // A number that another name already has is skipped, so one more number is tried.
        let mut left = count.saturating_sub(1);
        let mut number = 2;
        while left > 0 {
            let next = numbered(&ident, number);
            number += 1;
            if counts.contains_key(&next) {
                waiting.push(next);
            } else {
                left -= 1;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;
