//! Siblings of operations: those of the document, and those of the larger document that it was cut from, which are noted.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Lower;
use super::draft::DraftOperation;
use crate::ir::{Place, Sibling};
use crate::path::{Segment, is_path, segments};
use crate::problem::quoted;
use crate::siblings::{PATHS, Siblings};

impl Lower<'_> {
    /// Adds the siblings of each operation of a document, the noted ones first. Each path parameter gets the values that lead to
    /// one of them.
    pub(super) fn add_siblings(&mut self, operations: &mut [DraftOperation<'_>]) {
        let all: Vec<Option<Vec<String>>> = {
            let paths = operations.iter();
            let mut own = Siblings::of(paths.map(|operation| (operation.source.method, operation.path.as_str())));
            let operations = operations.iter();
            operations
                .map(|operation| {
                    let mut paths = self.noted_siblings(operation);
                    let own = own.of_operation(operation.source.method, &operation.path)?;
                    paths.extend(own.into_iter().map(str::to_owned));
                    let mut known = BTreeSet::new();
                    paths.retain(|path| known.insert(path.clone()));
                    Some(paths)
                })
                .collect()
        };
        if all.contains(&None) {
            let problem = "values of parameters could make too many of these paths the same";
            self.problem("/paths", problem, "keep fewer operations");
        }
        let methods: BTreeMap<(&str, String), String> = operations
            .iter()
            .map(|operation| {
                (
                    (operation.source.method, operation.path.clone()),
                    operation.ident.clone(),
                )
            })
            .collect();
        for (operation, paths) in operations.iter_mut().zip(all) {
            let paths = paths.unwrap_or_default();
            for parameter in &mut operation.parameters {
                if let Place::Path(literals) = &mut parameter.place {
                    *literals = values(&parameter.name, &operation.path, &paths);
                }
            }
            let siblings = paths.into_iter().map(|path| {
                let key = (operation.source.method, path);
                Sibling {
                    ident: methods.get(&key).cloned(),
                    path: key.1,
                }
            });
            operation.siblings = siblings.collect();
        }
    }

    /// Returns the paths that are noted on an operation, and those with a literal that is noted on one of its parameters.
    fn noted_siblings(&mut self, operation: &DraftOperation<'_>) -> Vec<String> {
        let source = &operation.source;
        // Noted paths have no path of a server, as those of the document.
        let prefix = operation.path.strip_suffix(source.path).unwrap_or_default();
        let noted = source.operation.extensions.get(PATHS).and_then(Value::as_array);
        let mut paths = Vec::new();
        for (index, path) in noted.into_iter().flatten().filter_map(Value::as_str).enumerate() {
            if is_path(path) {
                paths.push(format!("{prefix}{path}"));
            } else {
                let problem = format!("{} is not a path", quoted(path));
                let at = format!("{}/{PATHS}/{index}", source.at);
                self.problem(&at, problem, "use the path of an operation, such as `/api/v2/users/me`");
            }
        }
        for parameter in &operation.parameters {
            if let Place::Path(literals) = &parameter.place {
                let name = format!("{{{}}}", parameter.name);
                paths.extend(literals.iter().map(|literal| operation.path.replace(&name, literal)));
            }
        }
        paths
    }
}

/// Returns the values of a parameter that lead to one of these paths, whatever other parameters are.
fn values(name: &str, template: &str, siblings: &[String]) -> Vec<String> {
    let template: Vec<Segment> = segments(template).map(Segment::of).collect();
    let mut values: Vec<String> = Vec::new();
    let mut known = BTreeSet::new();
    for sibling in siblings {
        let sibling: Vec<Segment> = segments(sibling).map(Segment::of).collect();
        if sibling.len() != template.len() {
            continue;
        }
        let facing = template.iter().zip(&sibling);
        let mut literals = facing.filter_map(|(segment, other)| match (*segment, *other) {
            (Segment::Parameter { name, .. }, Segment::Literal(literal)) => Some((name, segment.value_for(literal)?)),
            _ => None,
        });
        if let (Some((decides, value)), None) = (literals.next(), literals.next()) {
            if decides == name && known.insert(value) {
                values.push(value.to_owned());
            }
        }
    }
    values
}
