//! Names that a fragment does not have, and the document that it was cut from does.

use std::collections::{BTreeMap, BTreeSet};

use super::distinct::{Candidate, numbered};
use super::{Scope, identifier};

/// The keyword on a document that lists the names of types of the document it was cut from, as far as they meet its own. They
/// take part in the choice of identifiers, so that a larger fragment of the same document changes none.
pub const OTHER_NAMES: &str = "x-other-names";

/// The names of the types of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypeNames {
    /// Those of schemas.
    pub schemas: BTreeSet<String>,
    /// Of what has no name of its own: `User.state`. Two of them may have the same one.
    pub derived: Vec<String>,
}

impl TypeNames {
    /// The candidates for identifiers.
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

    /// The names among these that decide the identifiers of a part of them.
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
            // Numbers skip those that are part of another name, and each that is skipped leads to one more.
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
