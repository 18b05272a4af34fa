//! Values of path parameters that are refused, since they lead to the paths of other operations.
//!
//! `/things/{thingId}` with the id `me` is `/things/me`. If a document has a path of this kind that is new, clients refuse a value
//! that they sent before. The change is additive: the path belongs to the other operation as soon as the platform has it, whatever
//! a client sends. The reason of all such changes is the new path, so they are listed with it.

use std::collections::{BTreeMap, BTreeSet};

use genesys_cloud_codegen::document::ir::{Api, Operation};

use super::calls::{path, path_shape};
use super::change::{Changes, Consequence, Kind, Noun, Reach};
use super::pairs::pairs;

pub(super) fn compare(old: &Api, new: &Api, changes: &mut Changes) {
    let (mut refused, mut accepted) = (Causes::default(), Causes::default());
    let tags = pairs(old.tags.iter(), new.tags.iter(), |tag| tag.type_ident.clone());
    for (old_tag, new_tag) in tags.both {
        let operations = pairs(old_tag.operations.iter(), new_tag.operations.iter(), |operation| {
            operation.ident.clone()
        });
        for (old, new) in operations.both {
            // If the path has changed, everything about it is reported as breaking.
            if path_shape(&old.path) == path_shape(&new.path) {
                let at = path(new_tag, new);
                refused.add(new, old, &at, Noun::Refused);
                accepted.add(old, new, &at, Noun::Accepted);
            }
        }
    }
    let known = refused.changed_operations(new, old, changes);
    refused.report(&known, "is now the path of another operation", changes);
    let known = accepted.changed_operations(old, new, changes);
    accepted.report(&known, "is no longer the path of another operation", changes);
}

/// The operations that only one of two clients refuses values for, by the path that these lead to.
#[derive(Default)]
struct Causes {
    /// The causes by the shape of the path. The path is written as in the first of the operations.
    paths: BTreeMap<String, (String, Vec<Consequence>)>,
}

impl Causes {
    /// Adds what one client refuses for an operation, and the other one does not.
    fn add(&mut self, one: &Operation, other: &Operation, at: &str, noun: Noun) {
        let known: BTreeSet<String> = other.siblings.iter().map(|sibling| path_shape(&sibling.path)).collect();
        for sibling in &one.siblings {
            let shape = path_shape(&sibling.path);
            if known.contains(&shape) {
                continue;
            }
            let refuses = if noun == Noun::Refused {
                "now refuses"
            } else {
                "no longer refuses"
            };
            let (_, with) = self.paths.entry(shape).or_insert((sibling.path.clone(), Vec::new()));
            with.push(Consequence {
                path: at.to_owned(),
                what: format!("{refuses} values that lead to `{}`", sibling.path),
                noun,
            });
        }
    }

    /// Returns the changes that add or remove the operations with these paths, by the shape of the path.
    fn changed_operations(&self, one: &Api, other: &Api, changes: &Changes) -> BTreeMap<String, usize> {
        let sent = |operation: &Operation| (operation.verb, path_shape(&operation.path));
        let others = other.tags.iter().flat_map(|tag| &tag.operations);
        let others: BTreeSet<_> = others.map(sent).collect();
        let mut found = BTreeMap::new();
        for tag in &one.tags {
            for operation in &tag.operations {
                let (verb, shape) = sent(operation);
                let is_cause = self.paths.contains_key(&shape) && !others.contains(&(verb, shape.clone()));
                if !is_cause {
                    continue;
                }
                let at = path(tag, operation);
                let is_it = |with: &Consequence| with.noun == Noun::Operation && with.path == at;
                let change = changes
                    .all
                    .iter()
                    .position(|change| change.path == at || change.with.iter().any(is_it));
                if let Some(change) = change {
                    found.entry(shape).or_insert(change);
                }
            }
        }
        found
    }

    fn report(self, known: &BTreeMap<String, usize>, what: &str, changes: &mut Changes) {
        for (shape, (path, with)) in self.paths {
            match known.get(&shape).and_then(|change| changes.all.get_mut(*change)) {
                Some(change) => change.with.extend(with),
                None => changes.add_with(Kind::Additive, &path, what, Reach::default(), with),
            }
        }
    }
}
