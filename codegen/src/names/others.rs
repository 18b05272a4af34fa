//! Names of the document that a fragment was cut from.

use std::collections::{BTreeMap, BTreeSet};

use super::distinct::{Candidate, numbered};
use super::{Scope, identifier};
use crate::ir::Target;

/// The keyword on a fragment that lists names of the document that it was cut from: the names that would have the same identifiers as
/// its own. These names take part in the choice of identifiers, so that a larger fragment of the same document changes none.
pub const OTHER_NAMES: &str = "x-other-names";

/// Names whose identifiers depend on the whole document. Other names depend only on their own model, enum or operation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// The names of schemas.
    pub schemas: BTreeSet<String>,
    /// The derived names of types without a name of their own, such as `User.state`. The same name may occur several times.
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
                method: None,
            })
        })
    }

    /// Returns the names outside of `part` that could change an identifier of `part`.
    #[must_use]
    pub fn colliding_with(&self, part: &Self) -> Self {
        // The generator chooses three sets of identifiers independently of each other: types in `models`, types in `api`, and the
        // methods of the trait `Apis`.
        let types = collisions(&self.candidates().collect::<Vec<_>>(), part.candidates());
        let requests = collisions(&self.requests().collect::<Vec<_>>(), part.requests());
        let methods = collisions(&self.methods().collect::<Vec<_>>(), part.methods());

        let mut colliding = self.types_outside(part, &types);
        for id in self.operations.difference(&part.operations) {
            if Candidate::for_operation(id).is_some_and(|one| requests.contains(&one.ident)) {
                colliding.operations.insert(id.clone());
            }
        }
        for tag in self.tags.difference(&part.tags) {
            let is_in = |candidate: Option<Candidate>, idents: &BTreeSet<String>| {
                candidate.is_some_and(|candidate| idents.contains(&candidate.ident))
            };
            // A tag has two identifiers: the type of its API, and the method that returns it. Each of them can collide.
            if is_in(Candidate::new(tag, METHOD), &methods) || is_in(api_type(tag), &requests) {
                colliding.tags.insert(tag.clone());
            }
        }
        colliding
    }

    /// Returns the names of schemas and the derived names outside of `part` that have one of these identifiers.
    fn types_outside(&self, part: &Self, idents: &BTreeSet<String>) -> Self {
        let mut outside = Self::default();
        let part_derived: BTreeSet<&String> = part.derived.iter().collect();
        let candidates = self.candidates().filter(|one| idents.contains(&one.ident));
        for Candidate { derived, key, .. } in candidates {
            // A text can be the name of a schema and also a derived name, and `part` may have only one of the two.
            if derived {
                if !part_derived.contains(&key) {
                    outside.derived.push(key);
                }
            } else if !part.schemas.contains(&key) {
                outside.schemas.insert(key);
            }
        }
        outside.derived.sort();
        outside
    }

    /// Returns the candidates of the module `api`: request types with their methods, and API types.
    fn requests(&self) -> impl Iterator<Item = Candidate> {
        let operations = self.operations.iter().filter_map(|id| Candidate::for_operation(id));
        operations.chain(self.tags.iter().filter_map(|tag| api_type(tag)))
    }

    /// Returns the candidates of the methods that return API types.
    fn methods(&self) -> impl Iterator<Item = Candidate> {
        self.tags.iter().filter_map(|tag| Candidate::new(tag, METHOD))
    }
}

/// Fragments are for crates other than genesys-cloud.
const METHOD: Scope = Scope::Tag(Target::Dependent);

fn api_type(tag: &str) -> Option<Candidate> {
    Candidate::new(&api_name(tag), Scope::Type)
}

/// Returns the name from which the API type of a tag gets its identifier.
pub(crate) fn api_name(tag: &str) -> String {
    format!("{tag} Api")
}

/// Returns the identifiers of `whole` that could change an identifier of a part: the part's own identifiers, and each one that equals
/// a numbered form of them.
fn collisions(whole: &[Candidate], part: impl Iterator<Item = Candidate>) -> BTreeSet<String> {
    // All candidates of a group want the same identifier. The first by rank gets it, and the others get numbers.
    let mut groups: BTreeMap<&str, Vec<&Candidate>> = BTreeMap::new();
    for one in whole {
        groups.entry(&one.ident).or_default().push(one);
    }
    // A request type and its method have the same number, so a number that makes the method of another operation is skipped for both.
    let methods: BTreeMap<&String, &str> = whole
        .iter()
        .filter_map(|one| Some((one.method.as_ref()?, one.ident.as_str())))
        .collect();
    let mut found = BTreeSet::new();
    // An identifier that collides may itself depend on a further group, so each one is examined in turn.
    let mut waiting: Vec<String> = part.map(|one| one.ident).collect();
    while let Some(ident) = waiting.pop() {
        let Some(group) = groups.get(ident.as_str()) else {
            continue;
        };
        if !found.insert(ident.clone()) {
            continue;
        }
        // All but the first of the group get a number, beginning with 2. A number that makes the name of another candidate is
        // skipped, so one more number is tried, and the other candidate can change the numbers of this group.
        let mut left = group.len() - 1;
        let mut number = 2;
        while left > 0 {
            let mut others = Vec::new();
            let with_number = numbered(&ident, number);
            if groups.contains_key(with_number.as_str()) {
                others.push(with_number);
            }
            for method in group.iter().filter_map(|one| one.method.as_ref()) {
                let other = methods.get(&numbered(method, number));
                others.extend(other.map(|ident| (*ident).to_owned()));
            }
            // A free number serves one candidate.
            if others.is_empty() {
                left -= 1;
            }
            waiting.append(&mut others);
            number += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests;
