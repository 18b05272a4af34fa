//! Changes of types that follow from another change: a type goes with the last operation or field that uses it.

use std::collections::{BTreeMap, BTreeSet};

use genesys_cloud_codegen::document::ir::{Api, Item};

use super::change::{Changes, Consequence, Kind, Noun};

/// Changes of the items of one client whose reason is not known yet.
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
    pub(super) fn new(api: &'a Api, kind: Kind, noun: Noun) -> Self {
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

    /// Makes `claim` follow the fields of these items.
    pub(super) fn through(&mut self, items: impl IntoIterator<Item = usize>) {
        self.through.extend(items);
    }

    /// Returns the indices of the items that wait for a reason.
    pub(super) fn indices(&self) -> impl Iterator<Item = usize> {
        self.items.keys().copied()
    }

    /// Removes the changes of the items that these lead to, through items that have also changed, and returns them.
    pub(super) fn claim(&mut self, roots: &[usize]) -> Vec<Consequence> {
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
    pub(super) fn finish(mut self, changes: &mut Changes) {
        for index in &self.api.order {
            if let Some(Consequence { path, what, .. }) = self.items.remove(index) {
                changes.add(self.kind, &path, what);
            }
        }
    }
}
