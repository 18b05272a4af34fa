//! The operations that return or send a model.

use std::collections::BTreeMap;

use super::text::paragraph;
use crate::ir::{Api, Output};

/// The most requests that a model names.
const NAMED: usize = 3;

/// The request types by the index of a model or an enum.
#[derive(Debug, Default)]
pub(super) struct Uses<'a> {
    returned: BTreeMap<usize, Vec<&'a str>>,
    sent: BTreeMap<usize, Vec<&'a str>>,
}

impl<'a> Uses<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let mut uses = Self::default();
        for operation in api.tags.iter().flat_map(|tag| &tag.operations) {
            let body = operation.body.as_ref().and_then(|body| body.ty.item());
            let result = match &operation.output {
                Output::Json(ty, _) => ty.item(),
                Output::Nothing | Output::Text(_) => None,
            };
            for (item, uses) in [(body, &mut uses.sent), (result, &mut uses.returned)] {
                if let Some(item) = item {
                    uses.entry(item).or_default().push(&operation.type_ident);
                }
            }
        }
        uses
    }

    /// Returns a sentence that names the requests.
    pub(super) fn for_item(&self, item: usize) -> Vec<String> {
        let kinds = [("Returned by", &self.returned), ("Sent by", &self.sent)];
        let kinds = kinds.into_iter().filter_map(|(what, uses)| {
            let requests = uses.get(&item)?;
            let named = requests.iter().take(NAMED);
            let mut named: Vec<String> = named
                .map(|request| format!("[`{request}`](super::api::{request})"))
                .collect();
            match requests.len().saturating_sub(NAMED) {
                0 => {}
                1 => named.push("1 other".to_owned()),
                others => named.push(format!("{others} others")),
            }
            Some(format!("{what} {}.", named.join(", ")))
        });
        let kinds: Vec<String> = kinds.collect();
        if kinds.is_empty() {
            Vec::new()
        } else {
            paragraph(&kinds.join(" "))
        }
    }
}
