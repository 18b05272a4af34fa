//! The errors that are documented for an operation, and the errors that the operations of an API have in common.
//!
//! A status, and each error code of a status, is common if more than half of the operations that document errors document
//! it. The API type lists what is common. An operation that documents all of that lists only its additional errors. Any other
//! operation lists all of its errors.

use std::collections::{BTreeMap, BTreeSet};

use super::text::{bullet, paragraph};
use crate::emit::markdown::code;
use crate::ir::{ErrorResponse, Operation, Tag};

/// A status with one of its error codes, or the status alone.
type Documented<'a> = (&'a str, Option<&'a str>);

/// The statuses and codes that the operations of an API have in common.
#[derive(Debug, Default)]
pub(crate) struct CommonErrors<'a> {
    documented: BTreeSet<Documented<'a>>,
}

impl<'a> CommonErrors<'a> {
    pub(crate) fn detect(tag: &'a Tag) -> Self {
        let mut counts: BTreeMap<Documented<'_>, usize> = BTreeMap::new();
        let mut operations = 0;
        for operation in &tag.operations {
            if !operation.errors.is_empty() {
                operations += 1;
            }
            for documented in documented(&operation.errors) {
                *counts.entry(documented).or_default() += 1;
            }
        }
        // An error that only one operation documents is never common.
        counts.retain(|_, count| *count > 1 && *count * 2 > operations);
        Self {
            documented: counts.into_keys().collect(),
        }
    }

    /// Returns the section of the API type.
    pub(super) fn section(&self) -> Vec<String> {
        if self.documented.is_empty() {
            return Vec::new();
        }
        let text = "Errors common to most operations, by status, with the codes in the body. Operations list any additional ones:";
        section(text, &self.documented)
    }

    /// Returns the section of an operation.
    pub(super) fn section_for(&self, tag: &Tag, operation: &Operation) -> Vec<String> {
        let own = documented(&operation.errors);
        if own.is_empty() {
            return heading(&undocumented(tag, operation));
        }
        if self.documented.is_empty() || !self.documented.is_subset(&own) {
            let text =
                "Returns an [`Error`] if the request fails. Documented statuses, with the error codes in their bodies:";
            return section(text, &own);
        }
        let ident = &tag.type_ident;
        let common = format!("See [`{ident}`]({ident}#errors)");
        let others: BTreeSet<Documented<'_>> = own.difference(&self.documented).copied().collect();
        if others.is_empty() {
            heading(&format!("{common}."))
        } else {
            section(&format!("{common}. This operation also documents:"), &others)
        }
    }
}

/// Returns the sentence for an operation without documented errors. Documents rarely mention the errors of HEAD, which has the
/// statuses of GET.
fn undocumented(tag: &Tag, operation: &Operation) -> String {
    if operation.verb == "HEAD" {
        let same = |other: &&Operation| other.verb == "GET" && other.path == operation.path && !other.errors.is_empty();
        if let Some(Operation { type_ident, .. }) = tag.operations.iter().find(same) {
            return format!("The statuses of [`{type_ident}`]({type_ident}#errors), without codes.");
        }
    }
    "Returns an [`Error`] if the request fails.".to_owned()
}

fn documented(errors: &[ErrorResponse]) -> BTreeSet<Documented<'_>> {
    let mut documented = BTreeSet::new();
    for error in errors {
        documented.insert((error.status.as_str(), None));
        for code in &error.codes {
            documented.insert((error.status.as_str(), Some(code.as_str())));
        }
    }
    documented
}

fn heading(text: &str) -> Vec<String> {
    let mut lines = vec!["# Errors".to_owned(), String::new()];
    lines.extend(paragraph(text));
    lines
}

/// Returns a section with one line for each status that has codes, and one line for all other statuses.
fn section(text: &str, documented: &BTreeSet<Documented<'_>>) -> Vec<String> {
    let mut codes: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (status, of_status) in documented {
        let codes = codes.entry(status).or_default();
        codes.extend(of_status.map(code));
    }
    let mut lines = heading(text);
    lines.push(String::new());
    let mut bare = Vec::new();
    for (status, codes) in codes {
        if codes.is_empty() {
            bare.push(status);
        } else {
            lines.extend(bullet(&format!("{status}: {}", codes.join(", "))));
        }
    }
    if !bare.is_empty() {
        lines.push(format!("- {}: no codes documented", bare.join(", ")));
    }
    lines
}

#[cfg(test)]
mod tests;
