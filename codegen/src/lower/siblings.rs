//! Siblings of operations: operations of the document, and noted ones of the larger document that it was cut from.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Lower;
use super::draft::DraftOperation;
use super::parameters::Described;
use crate::ir::{OneValue, Sibling};
use crate::openapi::OperationRef;
use crate::path::{Segment, is_path, is_segment, segments};
use crate::problem::quoted;
use crate::siblings::{LITERALS, PATHS, Siblings};

impl<'a> Lower<'a> {
    /// Returns the siblings of each operation of a document, the noted ones first.
    pub(super) fn siblings(&mut self, operations: &[DraftOperation<'a>]) -> Vec<Vec<Sibling>> {
        let mut own = Siblings::from_operations(operations.iter().map(called));
        let methods = operations.iter().map(|one| (called(one), one.ident.as_str()));
        let methods: BTreeMap<(&str, &str), &str> = methods.collect();
        let all: Option<Vec<Vec<Sibling>>> = operations
            .iter()
            .map(|operation| siblings_of(operation, &mut own, &methods))
            .collect();
        all.unwrap_or_else(|| {
            let problem = "values of parameters could make too many of these paths the same";
            self.problem("/paths", problem, "keep fewer operations");
            Vec::new()
        })
    }

    /// Returns the paths that are noted on an operation, and the paths with a literal that is noted on one of its parameters.
    pub(super) fn noted_siblings(
        &mut self,
        source: &OperationRef<'a>,
        path: &str,
        parameters: &[Described<'a>],
    ) -> Vec<String> {
        let mut paths = self.noted_paths(source, path);
        for (parameter, at) in parameters.iter().filter(|(one, _)| one.location() == "path") {
            let name = format!("{{{}}}", parameter.name());
            let noted = parameter.data().extensions.get(LITERALS);
            for (index, literal) in texts(noted).enumerate() {
                if is_segment(literal) {
                    paths.push(path.replace(&name, literal));
                } else {
                    let problem = format!("{} is not a segment of a path", quoted(literal));
                    let at = format!("{at}/{LITERALS}/{index}");
                    self.problem(&at, problem, "use plain ASCII text without slashes");
                }
            }
        }
        paths
    }

    fn noted_paths(&mut self, source: &OperationRef<'a>, path: &str) -> Vec<String> {
        // Noted paths are without the path of a server, as the paths in the document.
        let prefix = path.strip_suffix(source.path).unwrap_or_default();
        let mut paths = Vec::new();
        for (index, path) in texts(source.operation.extensions.get(PATHS)).enumerate() {
            if is_path(path) {
                paths.push(format!("{prefix}{path}"));
            } else {
                let problem = format!("{} is not a path", quoted(path));
                let at = format!("{}/{PATHS}/{index}", source.at);
                self.problem(&at, problem, "use the path of an operation, such as `/api/v2/users/me`");
            }
        }
        paths
    }
}

/// Returns the texts in a list, whose shape has been checked.
fn texts(list: Option<&Value>) -> impl Iterator<Item = &str> {
    let items = list.and_then(Value::as_array);
    items.into_iter().flatten().filter_map(Value::as_str)
}

/// Returns the siblings of an operation. `None` if values could form too many paths of the document.
///
/// `methods` are the methods of API types, by HTTP method and path.
fn siblings_of(
    operation: &DraftOperation<'_>,
    own: &mut Siblings<'_>,
    methods: &BTreeMap<(&str, &str), &str>,
) -> Option<Vec<Sibling>> {
    let (method, template) = called(operation);
    let noted = operation.noted_siblings.iter().map(String::as_str);
    let mut known = BTreeSet::new();
    let paths = noted.chain(own.for_operation(method, template)?);
    let paths = paths.filter(|path| known.insert(*path));
    let sibling = |path: &str| Sibling {
        path: path.to_owned(),
        ident: methods.get(&(method, path)).map(|ident| (*ident).to_owned()),
        one_value: one_value(template, path),
    };
    Some(paths.map(sibling).collect())
}

/// Returns the method and the path that an operation calls.
fn called<'o>(operation: &'o DraftOperation<'_>) -> (&'o str, &'o str) {
    (operation.source.method, &operation.path)
}

/// Returns the parameter of which one value leads to a path, whatever other parameters are, and the value.
fn one_value(template: &str, sibling: &str) -> Option<OneValue> {
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
    match (literals.next(), literals.next()) {
        (Some((name, value)), None) => Some(OneValue {
            parameter: name.to_owned(),
            value: value.to_owned(),
        }),
        _ => None,
    }
}
