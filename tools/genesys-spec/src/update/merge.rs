//! A new fragment with the texts that were written by hand in the old one, and in its form.
//!
//! Structure and values come from the new fragment. A text of the old one stays if it was written by hand, which means that the source
//! of the old one did not have it. Parts that the old fragment shares by reference, or states once for the whole document, stay like
//! that while the source says the same. So does the order of keys.

use std::collections::{BTreeMap, BTreeSet};

use genesys_cloud_codegen::document::{Json, escaped, local};

use crate::document::reach;
use crate::document::{Entries, entries, is_method, items, tokens};
use crate::trim::texts::{Texts, is_text, owner};

/// The result of a merge.
#[derive(Debug)]
pub(crate) struct Merged {
    pub(crate) fragment: Json,
    /// The number of texts that were written by hand, and that the source has in other words.
    pub(crate) kept: usize,
    pub(crate) conflicts: Vec<Conflict>,
}

/// A text that was written by hand, and that the source has changed since.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Conflict {
    /// The operationId, or the name of the schema.
    pub(crate) owner: String,
    /// The JSON pointer to the text.
    pub(crate) at: String,
    /// The text that the source has now.
    pub(crate) theirs: String,
}

/// Merges two fragments. `texts` are the texts of the old fragment's source. If they are not known, all texts of the old fragment are kept.
pub(crate) fn merge(old: &Json, new: Json, texts: Option<&Texts>) -> Merged {
    let mut merge = Merge {
        old,
        texts,
        kept: BTreeSet::new(),
        conflicts: Vec::new(),
    };
    let mut fragment = merge.node(old, new, "", "");
    // Shared parts have been kept, used or not.
    reach::prune(&mut fragment);
    let conflicts = merge.conflicts.into_iter().map(|(at, theirs)| Conflict {
        owner: part(&fragment, &at),
        at,
        theirs,
    });
    Merged {
        conflicts: conflicts.collect(),
        kept: merge.kept.len(),
        fragment,
    }
}

struct Merge<'a> {
    old: &'a Json,
    texts: Option<&'a Texts>,
    /// The texts that were written by hand and are kept. A shared text counts once.
    kept: BTreeSet<String>,
    /// The place of each conflict, and the text that the source has.
    conflicts: Vec<(String, String)>,
}

impl<'a> Merge<'a> {
    /// Merges the values that both fragments have at a place. `key` is the key of the value, or of the list that it is an item of.
    fn node(&mut self, old: &Json, new: Json, key: &str, at: &str) -> Json {
        if new.get("$ref").is_some() {
            return self.reference(old, new, key);
        }
        if let Some(shared) = self.shared(old) {
            let merged = self.node(shared, new, key, at);
            // A part that the source has changed is written out, since it may have changed only here.
            return if merged == *shared { old.clone() } else { merged };
        }
        match (old, new) {
            (Json::Object(old), Json::Object(new)) => self.object(old, new, key, at),
            (Json::List(old), Json::List(new)) => self.list(old, new, key, at),
            (_, new) => new,
        }
    }

    /// Merges a reference, which can have a text beside it only in an `allOf`.
    fn reference(&self, old: &Json, new: Json, owner: &str) -> Json {
        let is_same = matches!(items(old.get("allOf")), [only] if *only == new);
        let entries = entries(Some(old)).iter();
        let kept: Entries = entries
            .filter(|(key, value)| key == "allOf" || self.is_hand_made(owner, key, value))
            .cloned()
            .collect();
        if is_same && kept.len() > 1 {
            Json::Object(kept)
        } else {
            new
        }
    }

    /// Returns the part of the old fragment behind a reference.
    fn shared(&self, old: &Json) -> Option<&'a Json> {
        let pointer = local(old.get("$ref")?.text()?)?;
        tokens(&pointer).try_fold(self.old, |json, token| json.get(&token))
    }

    fn object(&mut self, old: &[(String, Json)], new: Entries, key: &str, at: &str) -> Json {
        if is_same_scheme(old, &new, at) {
            return Json::Object(old.to_vec());
        }
        let owner = owner(key, old);
        let order: Vec<String> = new.iter().map(|(key, _)| key.clone()).collect();
        let mut new: BTreeMap<String, Json> = new.into_iter().collect();
        let mut merged = Entries::new();
        for (key, ours) in old {
            let place = format!("{at}/{}", escaped(key));
            match new.remove(key) {
                Some(theirs) if is_text(owner, key, ours) && is_text(owner, key, &theirs) => {
                    let text = self.text(owner, key, ours, theirs, place);
                    merged.push((key.clone(), text));
                }
                Some(theirs) => merged.push((key.clone(), self.node(ours, theirs, key, &place))),
                None if self.is_hand_made(owner, key, ours) || is_kept_anyway(key, at) => {
                    merged.push((key.clone(), ours.clone()));
                }
                None => {}
            }
        }
        if is_operation(at)
            && new
                .get("security")
                .is_some_and(|new| self.old.get("security") == Some(new))
        {
            // The old fragment states the security for the whole document.
            new.remove("security");
        }
        insert_new(&mut merged, new, order);
        Json::Object(merged)
    }

    /// Merges two lists: parameters and tags by their names, and others of one length item by item.
    fn list(&mut self, old: &[Json], new: Vec<Json>, key: &str, at: &str) -> Json {
        let by_name: BTreeMap<_, &Json> = old.iter().filter_map(|item| Some((self.name(item)?, item))).collect();
        // In a list of another length, an item without a name would be merged with one that means something else.
        let is_one_length = old.len() == new.len();
        let merged = new.into_iter().enumerate().map(|(index, theirs)| {
            let ours = match self.name(&theirs) {
                Some(name) => by_name.get(&name).copied(),
                None if is_one_length => old.get(index),
                None => None,
            };
            match ours {
                Some(ours) => self.node(ours, theirs, key, &format!("{at}/{index}")),
                None => theirs,
            }
        });
        Json::List(merged.collect())
    }

    /// Returns the name of an item of a list, and the place of a parameter.
    fn name(&self, item: &Json) -> Option<(String, Option<String>)> {
        let item = self.shared(item).unwrap_or(item);
        let of = |key| item.get(key).and_then(Json::text).map(str::to_owned);
        Some((of("name")?, of("in")))
    }

    fn text(&mut self, owner: &str, key: &str, ours: &Json, theirs: Json, at: String) -> Json {
        if *ours == theirs || !self.is_hand_made(owner, key, ours) {
            return theirs;
        }
        let (our_text, their_text) = (ours.text().unwrap_or_default(), theirs.text().unwrap_or_default());
        self.kept.insert(our_text.to_owned());
        // The text was written in place of one that the source had. Only another one is news for its author.
        if self.texts.is_some_and(|texts| !texts.contains(owner, key, their_text)) {
            self.conflicts.push((at, their_text.to_owned()));
        }
        ours.clone()
    }

    /// Returns whether a value of the old fragment is a text that its source did not have.
    fn is_hand_made(&self, owner: &str, key: &str, value: &Json) -> bool {
        let is_of_source = |text| self.texts.is_some_and(|texts| texts.contains(owner, key, text));
        is_text(owner, key, value) && !value.text().is_some_and(is_of_source)
    }
}

/// Inserts new entries, each behind the entry that it follows in the source, whose keys are in this order.
fn insert_new(merged: &mut Entries, mut new: BTreeMap<String, Json>, order: Vec<String>) {
    let mut next = 0;
    for key in order {
        if let Some(theirs) = new.remove(&key) {
            merged.insert(next, (key, theirs));
            next += 1;
        } else if let Some(index) = merged.iter().position(|(known, _)| *known == key) {
            next = index + 1;
        }
    }
}

/// Returns whether a part that the source does not have stays: security for the whole document, and components, which are dropped
/// later if nothing uses them.
fn is_kept_anyway(key: &str, at: &str) -> bool {
    match at.split('/').collect::<Vec<_>>()[..] {
        [""] => matches!(key, "security" | "components"),
        ["", "components"] | ["", "components", _] => true,
        _ => false,
    }
}

/// Returns whether both objects are security schemes of one type, of which nothing else matters to a client.
fn is_same_scheme(old: &[(String, Json)], new: &[(String, Json)], at: &str) -> bool {
    let is_scheme = matches!(
        at.split('/').collect::<Vec<_>>()[..],
        ["", "components", "securitySchemes", _]
    );
    let kind = |entries: &[(String, Json)]| entries.iter().find(|(key, _)| key == "type").cloned();
    is_scheme && kind(old) == kind(new)
}

fn is_operation(at: &str) -> bool {
    matches!(at.split('/').collect::<Vec<_>>()[..], ["", "paths", _, method] if is_method(method))
}

/// Returns the owner of a place: an operation by its id, or a schema by its name.
fn part(fragment: &Json, at: &str) -> String {
    let tokens: Vec<String> = tokens(at).collect();
    match tokens.as_slice() {
        [section, path, method, ..] if section == "paths" => {
            let operation = fragment.get("paths").and_then(|paths| paths.get(path)?.get(method));
            let id = operation.and_then(|operation| operation.get("operationId")?.text());
            id.map_or_else(|| format!("{} {path}", method.to_uppercase()), str::to_owned)
        }
        [section, kind, name, ..] if section == "components" => format!("{kind}/{name}"),
        _ => at.to_owned(),
    }
}

#[cfg(test)]
mod tests;
