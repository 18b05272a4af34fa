//! Tags with their operations, and the names of both.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::Tag;

use super::Lower;
use super::draft::{DraftOperation, DraftTag};
use crate::ir::Target;
use crate::names::{self, Candidate, Names, OTHER_NAMES, Scope};
use crate::openapi::{OperationRef, operations};
use crate::problem::quoted;

impl<'a> Lower<'a> {
    /// Returns the tags that have operations, and all operations.
    pub(super) fn draft_tags(&mut self, target: Target) -> (Vec<DraftTag<'a>>, Vec<DraftOperation<'a>>) {
        let found = operations(self.document);
        if found.is_empty() {
            self.problem("/paths", "there is no operation", "add one");
        }
        self.refuse_ids(&found);
        let names = self.used_tags(&found);
        let mut noted = self.noted();
        let own: BTreeSet<&str> = found.iter().map(OperationRef::id).collect();
        noted.operations.retain(|id| !own.contains(id.as_str()));
        let own: BTreeSet<&str> = names.iter().copied().collect();
        noted.tags.retain(|tag| !own.contains(tag.as_str()));

        let (operations, api_types) = self.request_idents(&found, &names, &noted);
        let tag_names = names.iter().map(|name| (*name, "/tags".to_owned()));
        let methods = self.identifiers(tag_names.chain(noted_names(&noted.tags)), Scope::Tag(target));
        self.find_prefix();
        let operations = found.into_iter().zip(operations);
        let operations = operations
            .map(|(source, (method, request))| self.operation(source, method.unwrap_or_default(), request))
            .collect();
        (self.described_tags(&names, methods, api_types), operations)
    }

    /// Returns the method and the request type of each operation, and the API type of each tag: all types are in one module.
    fn request_idents(
        &mut self,
        found: &[OperationRef<'a>],
        tags: &[&str],
        noted: &Names,
    ) -> (Vec<(Option<String>, String)>, Vec<String>) {
        let own = found
            .iter()
            .map(|found| (found.id(), format!("{}/operationId", found.at)));
        let mut candidates = Vec::new();
        for (id, at) in own.chain(noted_names(&noted.operations)) {
            let candidate = self.checked(Candidate::for_operation(id), id, &at);
            candidates.push(candidate);
        }
        let api_types = candidates.len();
        for tag in tags.iter().copied().chain(noted.tags.iter().map(String::as_str)) {
            let name = names::api_name(tag);
            let candidate = self.checked(Candidate::new(&name, Scope::Type), &name, "/tags");
            candidates.push(candidate);
        }
        let mut idents = names::distinct_pairs(&candidates);
        let api_types = idents.split_off(api_types);
        (idents, api_types.into_iter().map(|(_, ty)| ty).collect())
    }

    fn described_tags(&self, names: &[&'a str], idents: Vec<String>, type_idents: Vec<String>) -> Vec<DraftTag<'a>> {
        // If a tag is declared twice, the first declaration is used.
        let declared = self.document.root.tags.iter().rev();
        let declared: BTreeMap<&str, &Tag> = declared.map(|tag| (tag.name.as_str(), tag)).collect();
        let parts = names.iter().zip(idents).zip(type_idents);
        parts
            .map(|((name, ident), type_ident)| DraftTag {
                name,
                ident,
                type_ident,
                description: declared.get(name).and_then(|tag| tag.description.as_deref()),
            })
            .collect()
    }

    /// Returns the ids of the operations, and the tags that they belong to.
    pub(super) fn operation_names(&self) -> Names {
        let found = operations(self.document);
        Names {
            operations: found.iter().map(|found| found.id().to_owned()).collect(),
            tags: found.iter().map(|found| found.tag().to_owned()).collect(),
            ..Names::default()
        }
    }

    fn refuse_ids(&mut self, found: &[OperationRef<'a>]) {
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for found in found {
            if let Some(first) = seen.insert(found.id(), &found.at) {
                let problem = format!("the operationId {} is also the one of #{first}", quoted(found.id()));
                self.problem(
                    &format!("{}/operationId", found.at),
                    problem,
                    "give each operation its own",
                );
            }
        }
    }

    /// Returns the tags that have operations: first the declared tags in the order of their declarations, then the others in the order
    /// of their operations.
    fn used_tags(&self, found: &[OperationRef<'a>]) -> Vec<&'a str> {
        let declared = self.document.root.tags.iter().map(|tag| tag.name.as_str());
        let names = || found.iter().map(OperationRef::tag);
        let with_operations: BTreeSet<&str> = names().collect();
        let mut known: BTreeSet<&str> = BTreeSet::new();
        let all = declared.filter(|tag| with_operations.contains(tag)).chain(names());
        all.filter(|tag| known.insert(tag)).collect()
    }
}

/// Returns names that are noted, with the place of the note.
fn noted_names(names: &BTreeSet<String>) -> impl Iterator<Item = (&str, String)> {
    names.iter().map(|name| (name.as_str(), format!("/{OTHER_NAMES}")))
}
