//! Siblings of an operation: those of the document, and those of the larger document that it was cut from, which are noted.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Lower;
use super::operations::Found;
use crate::ir::{Parameter, Place, Sibling};
use crate::problem::quoted;
use crate::siblings::{PATHS, is_path, parameter};

impl<'a> Lower<'a> {
    /// Returns the siblings of an operation, the noted ones first. Each path parameter gets the values that lead to one of them.
    /// `None` if values could form too many paths of the document.
    ///
    /// `methods` are the methods of API types, by HTTP method and path.
    pub(super) fn siblings_of(
        &mut self,
        found: &Found<'a>,
        parameters: &mut [Parameter],
        methods: &BTreeMap<(&str, &str), &String>,
    ) -> Option<Vec<Sibling>> {
        let mut paths = self.noted_paths(found);
        for parameter in &*parameters {
            if let Place::Path(literals) = &parameter.place {
                let name = format!("{{{}}}", parameter.name);
                paths.extend(literals.iter().map(|literal| found.path.replace(&name, literal)));
            }
        }
        let own = self.siblings.of_operation(found.verb, found.path)?;
        paths.extend(own.into_iter().map(str::to_owned));
        let mut known = BTreeSet::new();
        paths.retain(|path| known.insert(path.clone()));

        for parameter in parameters {
            if let Place::Path(literals) = &mut parameter.place {
                *literals = values(&parameter.name, found.path, &paths);
            }
        }
        let sibling = |path: String| Sibling {
            ident: methods.get(&(found.verb, path.as_str())).map(|ident| (*ident).clone()),
            path,
        };
        Some(paths.into_iter().map(sibling).collect())
    }

    /// Returns the paths that are noted on an operation.
    fn noted_paths(&mut self, found: &Found<'a>) -> Vec<String> {
        let noted = found.raw.extensions.get(PATHS).and_then(Value::as_array);
        let mut paths = Vec::new();
        for (index, path) in noted.into_iter().flatten().filter_map(Value::as_str).enumerate() {
            if is_path(path) {
                paths.push(path.to_owned());
            } else {
                let problem = format!("{} is not a path", quoted(path));
                let at = format!("{}/{PATHS}/{index}", found.at);
                self.problem(&at, problem, "use the path of an operation, such as `/api/v2/users/me`");
            }
        }
        paths
    }
}

/// Returns the values of a parameter that lead to one of these paths, whatever other parameters are.
fn values(name: &str, template: &str, siblings: &[String]) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    let mut known = BTreeSet::new();
    for sibling in siblings {
        if sibling.split('/').count() != template.split('/').count() {
            continue;
        }
        let segments = template.split('/').zip(sibling.split('/'));
        let mut literals = segments.filter_map(|(segment, literal)| match (parameter(segment), parameter(literal)) {
            (Some(name), None) => Some((name, literal)),
            _ => None,
        });
        if let (Some((decides, literal)), None) = (literals.next(), literals.next()) {
            if decides == name && known.insert(literal) {
                values.push(literal.to_owned());
            }
        }
    }
    values
}
