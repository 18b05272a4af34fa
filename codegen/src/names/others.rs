//! Names of the document that a fragment was cut from.

use std::collections::{BTreeMap, BTreeSet};

use super::distinct::{Candidate, numbered};
use super::{Scope, identifier};

/// The keyword on a document that lists names of types of the document that it was cut from: those that would have the same
/// identifiers as its own. They take part in the choice of identifiers, so that a larger fragment of the same document changes none.
pub const OTHER_NAMES: &str = "x-other-names";

/// The names of the types of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypeNames {
    /// The names of schemas.
    pub schemas: BTreeSet<String>,
    /// The derived names of types without a name of their own, such as `User.state`. They need not be distinct.
    pub derived: Vec<String>,
}

impl TypeNames {
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

    /// Returns the names among these that the identifiers of a part of them depend on.
    #[must_use]
    pub fn meeting(&self, part: &Self) -> Self {
        let mut groups: BTreeMap<String, Vec<Candidate>> = BTreeMap::new();
        for candidate in self.candidates() {
            groups.entry(candidate.ident.clone()).or_default().push(candidate);
        }
        let mut waiting: Vec<String> = part.candidates().map(|candidate| candidate.ident).collect();
        let mut known: BTreeSet<String> = BTreeSet::new();
        let mut meeting = Self::default();
        let derived: BTreeSet<&String> = part.derived.iter().collect();
        while let Some(ident) = waiting.pop() {
            let Some(group) = groups.get(&ident) else { continue };
            if !known.insert(ident.clone()) {
                continue;
            }
            // Numbers that are part of another name are skipped, so that name matters as well.
            let mut left = group.len().saturating_sub(1);
            let mut number = 2;
            while left > 0 {
                let next = numbered(&ident, number);
                number += 1;
                if groups.contains_key(&next) {
                    waiting.push(next);
                } else {
                    left -= 1;
                }
            }
            for candidate in group {
                if !candidate.derived && !part.schemas.contains(&candidate.key) {
                    meeting.schemas.insert(candidate.key.clone());
                } else if candidate.derived && !derived.contains(&candidate.key) {
                    meeting.derived.push(candidate.key.clone());
                }
            }
        }
        meeting.derived.sort();
        meeting
    }
}
