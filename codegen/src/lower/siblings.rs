//! Siblings of operations: operations of the document, and noted ones of the larger document that it was cut from.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Lower;
use super::draft::DraftOperation;
use crate::ir::{Place, Sibling};
use crate::path::{Segment, is_path, segments};
use crate::problem::quoted;
use crate::siblings::{PATHS, Siblings};

impl Lower<'_> {
    /// Adds the siblings of each operation of a document. Each path parameter gets the values that lead to one of them.
    pub(super) fn add_siblings(&mut self, operations: &mut [DraftOperation<'_>]) {
        let mut own = Siblings::from_operations(operations.iter().map(called));
        let methods = operations.iter().map(|one| (called(one), one.ident.as_str()));
        let methods: BTreeMap<(&str, &str), &str> = methods.collect();
        let mut is_too_many = false;
        let mut all = Vec::new();
        for operation in &*operations {
            let siblings = self.siblings_of(operation, &mut own, &methods);
            is_too_many |= siblings.is_none();
            all.push(siblings.unwrap_or_default());
        }
        if is_too_many {
            let problem = "values of parameters could make too many of these paths the same";
            self.problem("/paths", problem, "keep fewer operations");
        }
        for (operation, siblings) in operations.iter_mut().zip(all) {
            for parameter in &mut operation.parameters {
                if let Place::Path(literals) = &mut parameter.place {
                    *literals = values(&parameter.name, &operation.path, &siblings);
                }
            }
            operation.siblings = siblings;
        }
    }

    /// Returns the siblings of an operation, the noted ones first. `None` if values could form too many paths of the document.
    ///
    /// `methods` are the methods of API types, by HTTP method and path.
    fn siblings_of(
        &mut self,
        operation: &DraftOperation<'_>,
        own: &mut Siblings<'_>,
        methods: &BTreeMap<(&str, &str), &str>,
    ) -> Option<Vec<Sibling>> {
        let method = operation.source.method;
        let mut paths = self.noted_siblings(operation);
        let own = own.for_operation(method, &operation.path)?;
        paths.extend(own.into_iter().map(str::to_owned));
        let mut known = BTreeSet::new();
        paths.retain(|path| known.insert(path.clone()));
        let sibling = |path: String| Sibling {
            ident: methods.get(&(method, path.as_str())).map(|ident| (*ident).to_owned()),
            has_one_value: one_value(&operation.path, &path).is_some(),
            path,
        };
        Some(paths.into_iter().map(sibling).collect())
    }

    /// Returns the paths that are noted on an operation, and the paths with a literal that is noted on one of its parameters.
    fn noted_siblings(&mut self, operation: &DraftOperation<'_>) -> Vec<String> {
        let source = &operation.source;
        // Noted paths are without the path of a server, as the paths in the document.
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

/// Returns the method and the path that an operation calls.
fn called<'o>(operation: &'o DraftOperation<'_>) -> (&'o str, &'o str) {
    (operation.source.method, &operation.path)
}

/// Returns the values of a parameter that lead to one of these paths, whatever other parameters are.
fn values(name: &str, template: &str, siblings: &[Sibling]) -> Vec<String> {
    let mut known = BTreeSet::new();
    let all = siblings.iter().filter_map(|sibling| one_value(template, &sibling.path));
    let own = all.filter(|(decides, value)| *decides == name && known.insert(*value));
    own.map(|(_, value)| value.to_owned()).collect()
}

/// Returns the parameter of which one value leads to a path, whatever other parameters are, and the value.
fn one_value<'p>(template: &'p str, sibling: &'p str) -> Option<(&'p str, &'p str)> {
    if segments(template).count() != segments(sibling).count() {
        return None;
    }
    let facing = segments(template)
        .map(Segment::from_text)
        .zip(segments(sibling).map(Segment::from_text));
    let mut literals = facing.filter_map(|(segment, other)| match (segment, other) {
        (Segment::Parameter { name, .. }, Segment::Literal(literal)) => Some((name, segment.value_for(literal)?)),
        _ => None,
    });
    let first = literals.next()?;
    literals.next().is_none().then_some(first)
}
