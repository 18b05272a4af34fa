//! Operations that the generator refuses: operations with a problem, and operations that use a component with a problem.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use genesys_cloud_codegen::Problem;
use genesys_cloud_codegen::document::Json;

use super::left_out::{self, LeftOut};
use crate::document::reach::{Components, component, references};
use crate::document::{entries, is_method, items, tokens};

/// Removes the operations that problems belong to. Returns `None` if a problem belongs to the document as a whole.
pub(crate) fn remove(document: &mut Json, problems: &[Problem]) -> Option<Vec<LeftOut>> {
    let reasons = Reasons::new(document, problems)?;
    let left_out = left_out::remove(document, |_, path, method, operation| {
        let Reason { at, text } = reasons.reason(path, method, operation)?;
        Some(LeftOut::at(at, operation, path, method, &text))
    });
    // If no operation was removed, the problems would be the same again.
    (!left_out.is_empty()).then_some(left_out)
}

/// The reason to leave an operation out.
struct Reason {
    /// The JSON pointer to the problem.
    at: String,
    text: String,
}

/// The problems of a document by what they belong to.
struct Reasons<'a> {
    /// The problems by path and method; without a method, they belong to all operations of a path.
    operations: BTreeMap<(String, Option<String>), &'a Problem>,
    /// The problems by `section/name` of every component that has a problem or leads to one with a problem, with the name of the latter.
    components: BTreeMap<String, (String, &'a Problem)>,
    /// The security of operations that have none of their own.
    security: Option<Json>,
}

impl<'a> Reasons<'a> {
    fn new(document: &Json, problems: &'a [Problem]) -> Option<Self> {
        let mut operations = BTreeMap::new();
        let mut components = Vec::new();
        for problem in problems {
            let tokens: Vec<String> = tokens(problem.pointer()?).collect();
            match tokens.as_slice() {
                // The first problem of an operation is its reason.
                [section, path, method, ..] if section == "paths" && is_method(method) => {
                    let key = (path.clone(), Some(method.clone()));
                    operations.entry(key).or_insert(problem);
                }
                [section, path, ..] if section == "paths" => {
                    operations.entry((path.clone(), None)).or_insert(problem);
                }
                [section, kind, name, ..] if section == "components" => {
                    components.push((format!("{kind}/{name}"), problem));
                }
                _ => return None,
            }
        }
        Some(Self {
            operations,
            components: spread(document, components),
            security: document.get("security").cloned(),
        })
    }

    /// Returns the reason to leave an operation out, if there is one.
    fn reason(&self, path: &str, method: &str, operation: &Json) -> Option<Reason> {
        let of = |method: Option<&str>| self.operations.get(&(path.to_owned(), method.map(str::to_owned)));
        if let Some(problem) = of(Some(method)).or_else(|| of(None)) {
            return Some(Reason {
                at: problem.pointer().unwrap_or_default().to_owned(),
                text: problem.message().to_owned(),
            });
        }
        if self.components.is_empty() {
            return None;
        }
        let mut found = Vec::new();
        references(operation, &mut found);
        let schemes = items(operation.get("security").or(self.security.as_ref())).iter();
        let schemes = schemes.flat_map(|requirement| entries(Some(requirement)));
        let used = found.iter().filter_map(|reference| component(reference));
        let mut used = used.chain(schemes.map(|(name, _)| format!("securitySchemes/{name}")));
        let (key, problem) = used.find_map(|key| self.components.get(&key))?;
        let name = key.split_once('/').map_or(key.as_str(), |(_, name)| name);
        let at = problem.pointer().unwrap_or_default();
        Some(Reason {
            at: at.to_owned(),
            text: format!("it uses `{name}`: {} (#{at})", problem.message()),
        })
    }
}

/// Returns the components with a problem, and the components that refer to one of them, directly or not.
fn spread<'a>(document: &Json, with_problem: Vec<(String, &'a Problem)>) -> BTreeMap<String, (String, &'a Problem)> {
    let mut users: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let components = Components::from_document(document);
    for (user, json) in components.iter() {
        let mut found = Vec::new();
        references(json, &mut found);
        for used in found.iter().filter_map(|reference| component(reference)) {
            users.entry(used).or_default().push(user.to_owned());
        }
    }
    let mut reasons = BTreeMap::new();
    for (key, problem) in with_problem {
        let mut reached = vec![key.clone()];
        while let Some(next) = reached.pop() {
            let next_users = users.get(&next).into_iter().flatten().cloned();
            // The first problem that a component leads to is the reason.
            if let Entry::Vacant(free) = reasons.entry(next) {
                free.insert((key.clone(), problem));
                reached.extend(next_users);
            }
        }
    }
    reasons
}

#[cfg(test)]
mod tests;
