//! Distinct identifiers for names that would have the same identifier.

use std::collections::{BTreeMap, BTreeSet};

use super::{Scope, identifier};

/// A name that needs an identifier.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Candidate {
    /// Whether the candidate has no name of its own, so that others come first.
    pub(crate) derived: bool,
    /// The key that distinguishes the candidate from the others, usually its name.
    pub(crate) key: String,
    pub(crate) ident: String,
    /// The identifier of the method, for an operation. `ident` is the identifier of the request type, and both get the same number.
    pub(crate) method: Option<String>,
}

impl Candidate {
    pub(crate) fn new(name: &str, scope: Scope) -> Option<Self> {
        let ident = identifier(name, scope)?;
        Some(Self {
            derived: false,
            key: name.to_owned(),
            ident,
            method: None,
        })
    }

    /// Returns the candidate for the request type and the method of an operation.
    pub(crate) fn for_operation(id: &str) -> Option<Self> {
        let method = identifier(id, Scope::Function)?;
        Some(Self {
            method: Some(method),
            ..Self::new(id, Scope::Type)?
        })
    }

    /// Returns a candidate for a name without an identifier. The name has been reported, so no code is generated with this candidate.
    pub(crate) fn placeholder() -> Self {
        Self {
            derived: false,
            key: String::new(),
            ident: "_".to_owned(),
            method: None,
        }
    }

    /// Returns the order among candidates of one identifier: the first one gets it.
    fn rank(&self) -> (bool, u8, &str) {
        let is_spelled_like = |ident: &String| self.key == ident.trim_end_matches('_');
        let spelling = match &self.method {
            Some(method) if is_spelled_like(method) => 0,
            _ if is_spelled_like(&self.ident) => 1,
            _ => 2,
        };
        (self.derived, spelling, &self.key)
    }
}

/// Returns a distinct identifier for each candidate. The result does not depend on their order.
pub(crate) fn distinct(candidates: &[Candidate]) -> Vec<String> {
    let numbered = candidates.iter().zip(numbers(candidates));
    numbered.map(|(one, number)| with_number(&one.ident, number)).collect()
}

/// Returns a distinct method for each candidate that has one, and a distinct type for each candidate.
pub(crate) fn distinct_pairs(candidates: &[Candidate]) -> Vec<(Option<String>, String)> {
    let numbered = candidates.iter().zip(numbers(candidates));
    let pair = |(one, number): (&Candidate, Option<usize>)| {
        let method = one.method.as_ref().map(|method| with_number(method, number));
        (method, with_number(&one.ident, number))
    };
    numbered.map(pair).collect()
}

/// Returns the number behind the identifier of each candidate. The first of a group needs none.
fn numbers(candidates: &[Candidate]) -> Vec<Option<usize>> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, one) in candidates.iter().enumerate() {
        groups.entry(&one.ident).or_default().push(index);
    }
    // All names without numbers are taken before the first number is given: `user2` keeps its name, also if `user` comes twice.
    let mut types: BTreeSet<String> = groups.keys().map(|ident| (*ident).to_owned()).collect();
    let mut methods: BTreeSet<String> = candidates.iter().filter_map(|one| one.method.clone()).collect();
    let mut numbers = vec![None; candidates.len()];
    // In the order of the names, and in a group in the order of the ranks, so that the order of the document does not matter.
    for mut group in groups.into_values() {
        group.sort_by_key(|index| candidates[*index].rank());
        let mut number = 1;
        for index in group.into_iter().skip(1) {
            let one = &candidates[index];
            // A number that makes the name of another candidate is skipped.
            let (ident, method) = loop {
                number += 1;
                let ident = numbered(&one.ident, number);
                let method = one.method.as_ref().map(|method| numbered(method, number));
                if !types.contains(&ident) && method.as_ref().is_none_or(|method| !methods.contains(method)) {
                    break (ident, method);
                }
            };
            types.insert(ident);
            methods.extend(method);
            numbers[index] = Some(number);
        }
    }
    numbers
}

fn with_number(ident: &str, number: Option<usize>) -> String {
    number.map_or_else(|| ident.to_owned(), |number| numbered(ident, number))
}

/// Returns an identifier with a number: `Line2`, `line_2`. The underscore of a reserved name is not needed before a number.
pub(super) fn numbered(ident: &str, number: usize) -> String {
    let ident = ident.trim_end_matches('_');
    let upper = ident.starts_with(|char: char| char.is_ascii_uppercase());
    let digit = ident.ends_with(|char: char| char.is_ascii_digit());
    let separator = if upper && !digit { "" } else { "_" };
    format!("{ident}{separator}{number}")
}
