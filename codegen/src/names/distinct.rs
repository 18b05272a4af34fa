//! Distinct identifiers for names that would have the same one.

use std::collections::{BTreeMap, BTreeSet};

use super::{Scope, identifier};

/// A name that needs an identifier.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Candidate {
    /// Whether it has no name of its own, so that others come first.
    pub(crate) derived: bool,
    /// The key that distinguishes it from the others, usually its name.
    pub(crate) key: String,
    pub(crate) ident: String,
}

impl Candidate {
    pub(crate) fn new(name: &str, scope: Scope) -> Option<Self> {
        let ident = identifier(name, scope)?;
        Some(Self {
            derived: false,
            key: name.to_owned(),
            ident,
        })
    }
}

/// Returns a distinct identifier for each candidate. The result does not depend on their order.
pub(crate) fn distinct(candidates: &[Candidate]) -> Vec<String> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, one) in candidates.iter().enumerate() {
        groups.entry(&one.ident).or_default().push(index);
    }
    let mut taken: BTreeSet<String> = groups.keys().map(|ident| (*ident).to_owned()).collect();
    let mut idents: Vec<String> = candidates.iter().map(|one| one.ident.clone()).collect();
    for (ident, mut group) in groups {
        group.sort_by_key(|index| {
            let one = &candidates[*index];
            (one.derived, one.key != one.ident.trim_end_matches('_'), &one.key)
        });
        let mut number = 2;
        for index in group.into_iter().skip(1) {
            idents[index] = loop {
                let candidate = numbered(ident, number);
                number += 1;
                if taken.insert(candidate.clone()) {
                    break candidate;
                }
            };
        }
    }
    idents
}

pub(super) fn numbered(ident: &str, number: usize) -> String {
    let upper = ident.starts_with(|char: char| char.is_ascii_uppercase());
    let digit = ident.ends_with(|char: char| char.is_ascii_digit());
    let separator = if ident.ends_with('_') || (upper && !digit) {
        ""
    } else {
        "_"
    };
    format!("{ident}{separator}{number}")
}
