//! Two lists, matched by name.

use std::collections::BTreeMap;

/// The items that both lists have, in the old order, the items that only the old list has, and the items that only the new list has.
pub(super) struct Pairs<'o, 'n, T> {
    pub(super) both: Vec<(&'o T, &'n T)>,
    pub(super) removed: Vec<&'o T>,
    pub(super) added: Vec<&'n T>,
}

pub(super) fn pairs<'o, 'n, T>(
    old: impl Iterator<Item = &'o T> + Clone,
    new: impl Iterator<Item = &'n T> + Clone,
    name: impl Fn(&T) -> String,
) -> Pairs<'o, 'n, T> {
    let mut here: BTreeMap<String, &T> = new.clone().map(|item| (name(item), item)).collect();
    let mut pairs = Pairs {
        both: Vec::new(),
        removed: Vec::new(),
        added: Vec::new(),
    };
    for item in old {
        match here.remove(&name(item)) {
            Some(now) => pairs.both.push((item, now)),
            None => pairs.removed.push(item),
        }
    }
    pairs.added = new.filter(|item| here.contains_key(&name(item))).collect();
    pairs
}
