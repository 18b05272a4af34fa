//! Siblings: paths of other operations that values of path parameters could form.
//!
//! `DELETE /api/v2/tokens/{userId}` with `me` as the id is `DELETE /api/v2/tokens/me`, which is another operation. A value with a
//! slash is several segments once a gateway has decoded the path, so siblings may be longer: `/users/{userId}/roles` is one of
//! `/users/{userId}`.

use std::collections::{BTreeMap, BTreeSet};

use crate::path::{self, Segment};

/// The keyword on a path parameter that lists literal segments of siblings.
pub(crate) const LITERALS: &str = "x-literal-siblings";

/// The keyword on an operation that lists siblings in the document that a fragment was cut from.
pub const PATHS: &str = "x-literal-paths";

/// How many steps through paths a document may take. The whole platform takes 280,000.
const MAX_STEPS: usize = 3_000_000;

/// The paths of the operations of a document.
#[derive(Debug)]
pub struct Siblings<'a> {
    /// The method and the path of each operation, in the order of the document.
    operations: Vec<(&'a str, &'a str)>,
    /// A tree of segments. The first node is the root.
    nodes: Vec<Node>,
    steps_left: usize,
}

#[derive(Debug, Default)]
struct Node {
    /// In lower case.
    literals: BTreeMap<String, usize>,
    /// All segments with a parameter, whatever the text around it is: too many siblings do no harm.
    parameter: Option<usize>,
    /// The operations with the path that ends here.
    ends: Vec<usize>,
}

impl<'a> Siblings<'a> {
    /// Reads operations, each as its method and its path.
    pub fn from_operations(operations: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut siblings = Self {
            operations: operations.into_iter().collect(),
            nodes: vec![Node::default()],
            steps_left: MAX_STEPS,
        };
        for index in 0..siblings.operations.len() {
            siblings.add(index);
        }
        siblings
    }

    /// Adds the path of the operation with this index to the tree.
    fn add(&mut self, index: usize) {
        let mut node = 0;
        for segment in segments(self.operations[index].1) {
            let next = self.nodes.len();
            let entry = &mut self.nodes[node];
            node = match segment {
                Segment::Literal(literal) => *entry.literals.entry(literal.to_ascii_lowercase()).or_insert(next),
                Segment::Parameter { .. } => *entry.parameter.get_or_insert(next),
            };
            // The segment is new, so it leads to a new node.
            if node == next {
                self.nodes.push(Node::default());
            }
        }
        self.nodes[node].ends.push(index);
    }

    /// Returns the siblings of an operation, in the order of the document. `None` if values could form too many paths of the
    /// document.
    ///
    /// Siblings have the same method. A path of the same length counts for a method that changes something, whatever its own
    /// methods are: it is a mistake in any case, and nothing is lost if it is refused.
    pub fn for_operation(&mut self, method: &str, path: &str) -> Option<Vec<&'a str>> {
        let segments: Vec<Segment> = segments(path).collect();
        if segments.iter().all(|segment| matches!(segment, Segment::Literal(_))) {
            return Some(Vec::new());
        }
        let mut found = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut open = vec![Step::default()];
        while let Some(step) = open.pop() {
            // Many values lead to one step, and the same paths follow from it. Without this, the steps would multiply with each
            // parameter.
            if !seen.insert(step) {
                continue;
            }
            self.steps_left = self.steps_left.checked_sub(1)?;
            if let Some(segment) = segments.get(step.place) {
                self.follow(step, *segment, &mut open);
                continue;
            }
            let ends = self.nodes[step.node].ends.iter().copied();
            found.extend(ends.filter(|index| self.is_sibling(*index, method, step.change)));
        }
        // A path with several methods has several operations, and is one sibling.
        let mut known = BTreeSet::new();
        let paths = found.into_iter().map(|index: usize| self.operations[index].1);
        Some(paths.filter(|path| known.insert(*path)).collect())
    }

    /// Adds the steps over the next segment of a path to the open ones.
    fn follow(&self, step: Step, segment: Segment<'_>, open: &mut Vec<Step>) {
        let node = &self.nodes[step.node];
        if let Segment::Literal(literal) = segment {
            let same = node.literals.get(&literal.to_ascii_lowercase());
            // `/a/{id}/list` with the id `b` is `/a/b/list`, which is also `/a/b/{x}`.
            let next = same.into_iter().chain(&node.parameter);
            open.extend(next.map(|next| step.to(*next, Change::None)));
            return;
        }
        for (literal, next) in &node.literals {
            if segment.value_for(literal).is_some() {
                open.push(step.to(*next, Change::Literal));
            }
            // A value with a slash goes on in the segment after the literal.
            open.push(step.within(*next));
        }
        if let Some(next) = node.parameter {
            open.extend([step.to(next, Change::None), step.within(next)]);
        }
    }

    /// Returns whether the operation at the end of a path is a sibling of an operation with this method.
    fn is_sibling(&self, index: usize, method: &str, change: Change) -> bool {
        let is_read = ["GET", "HEAD"].iter().any(|read| read.eq_ignore_ascii_case(method));
        match change {
            // The path is the own one, perhaps with other names of parameters.
            Change::None => false,
            Change::Literal if !is_read => true,
            Change::Literal | Change::Length => self.operations[index].0 == method,
        }
    }
}

/// A part of a path that values have formed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    node: usize,
    /// The segment that follows.
    place: usize,
    change: Change,
}

/// What values have changed so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    #[default]
    None,
    /// A value took the place of a literal.
    Literal,
    /// A value took several segments.
    Length,
}

impl Step {
    /// Returns this place with a segment that ends at `node`.
    fn to(self, node: usize, change: Change) -> Self {
        Self {
            node,
            place: self.place + 1,
            change: self.change.max(change),
        }
    }

    /// Returns this place in the middle of a value that goes on after `node`.
    fn within(self, node: usize) -> Self {
        Self {
            node,
            place: self.place,
            change: Change::Length,
        }
    }
}

fn segments(path: &str) -> impl Iterator<Item = Segment<'_>> {
    path::segments(path).map(Segment::from_text)
}

#[cfg(test)]
mod tests;
