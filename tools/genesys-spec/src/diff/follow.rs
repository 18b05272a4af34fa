//! Changes of types that follow from another change: a type goes with the last operation or field that uses it.

use std::collections::{BTreeMap, BTreeSet};

use genesys_cloud_codegen::document::ir::{Api, Item};

use super::change::{Changes, Consequence, Kind, Noun};

/// The changes of the items of both clients whose reasons are not known yet.
pub(super) struct Followers<'a> {
    pub(super) removed: Pending<'a>,
    pub(super) added: Pending<'a>,
    /// The models that requests no longer send.
    pub(super) unsent: Pending<'a>,
    /// The models that requests now send.
    pub(super) sent: Pending<'a>,
}

impl<'a> Followers<'a> {
    pub(super) fn new(old: &'a Api, new: &'a Api) -> Self {
        Self {
            removed: Pending::new(old, Kind::Breaking, Noun::Type),
            added: Pending::new(new, Kind::Additive, Noun::Type),
            unsent: Pending::new(old, Kind::Breaking, Noun::Setters),
            sent: Pending::new(new, Kind::Additive, Noun::Setters),
        }
    }

    /// Adds each change to the first change so far that leads to it, and the rest as changes of their own.
    pub(super) fn assign(mut self, changes: &mut Changes) {
        // A model may gain or lose its setters through a type that is itself new or gone.
        self.unsent.through.extend(self.removed.items.keys());
        self.sent.through.extend(self.added.items.keys());
        for change in &mut changes.all {
            let reach = &change.reach;
            change.with.extend(self.removed.claim(&reach.old));
            change.with.extend(self.added.claim(&reach.new));
            change.with.extend(self.unsent.claim(&reach.old_sent));
            change.with.extend(self.sent.claim(&reach.new_sent));
        }
        for pending in [self.removed, self.unsent, self.added, self.sent] {
            pending.finish(changes);
        }
    }
}

/// Changes of one kind of the items of one client.
pub(super) struct Pending<'a> {
    api: &'a Api,
    /// The kind of the changes that have no other reason.
    kind: Kind,
    noun: Noun,
    /// The changes, by the index of the item.
    items: BTreeMap<usize, Consequence>,
    /// Items that lead on to others without being a consequence themselves.
    through: BTreeSet<usize>,
}

impl<'a> Pending<'a> {
    fn new(api: &'a Api, kind: Kind, noun: Noun) -> Self {
        Self {
            api,
            kind,
            noun,
            items: BTreeMap::new(),
            through: BTreeSet::new(),
        }
    }

    pub(super) fn add(&mut self, index: usize, what: impl Into<String>) {
        let ident = self.api.items.get(index).map_or("", Item::ident);
        let consequence = Consequence {
            path: format!("models::{ident}"),
            what: what.into(),
            noun: self.noun,
        };
        self.items.insert(index, consequence);
    }

    /// Removes the changes of the items that these lead to, through items that have also changed, and returns them.
    fn claim(&mut self, roots: &[usize]) -> Vec<Consequence> {
        let mut claimed = Vec::new();
        let mut seen = BTreeSet::new();
        // The last one of the list is the next, so the list is reversed: consequences are in the order of the fields.
        let mut waiting: Vec<usize> = roots.iter().rev().copied().collect();
        while let Some(index) = waiting.pop() {
            // Models may contain each other.
            if !seen.insert(index) {
                continue;
            }
            // If two changes lead to an item, its change belongs to the first one.
            match self.items.remove(&index) {
                Some(consequence) => claimed.push(consequence),
                // An item without a change of this kind does not lead to one.
                None if !self.through.contains(&index) => continue,
                None => {}
            }
            waiting.extend(self.fields(index).rev());
        }
        claimed
    }

    /// Returns the items that the fields of an item have.
    fn fields(&self, index: usize) -> impl DoubleEndedIterator<Item = usize> {
        let fields = match self.api.items.get(index) {
            Some(Item::Model(model)) => model.fields.as_slice(),
            Some(Item::Enum(_)) | None => &[],
        };
        fields.iter().filter_map(|field| field.ty.item())
    }

    /// Adds the changes without another reason, in the order of the document.
    fn finish(mut self, changes: &mut Changes) {
        for index in &self.api.order {
            if let Some(Consequence { path, what, .. }) = self.items.remove(index) {
                changes.add(self.kind, &path, what);
            }
        }
    }
}
