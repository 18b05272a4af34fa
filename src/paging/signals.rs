//! The fields of a page about itself and about the pages after it.

use std::collections::BTreeMap;
use std::fmt::Debug;

use serde::Serialize;
use serde_json::Value;

use super::Page;
use crate::model::FieldVisitor;

/// The fields of a page that concern paging, by their names on the wire.
#[derive(Debug, Default)]
pub(super) struct Signals(BTreeMap<&'static str, Value>);

/// The fields that paging needs. Other fields may be large, such as the list itself.
const FIELDS: [&str; 10] = [
    "after",
    "cursor",
    "cursors",
    "itemsPerPage",
    "nextUri",
    "pageCount",
    "pageNumber",
    "pageSize",
    "startIndex",
    "totalResults",
];

impl Signals {
    pub(super) fn new<P: Page>(page: &P) -> Self {
        let mut signals = Self::default();
        page.visit_fields(&mut signals);
        signals
    }

    /// Returns a number, which some operations write as a string.
    pub(super) fn number(&self, name: &str) -> Option<i64> {
        match self.0.get(name)? {
            Value::String(text) => text.parse().ok(),
            value => value.as_i64(),
        }
    }

    /// Returns a text that is not empty, from a field or from a field of an object.
    pub(super) fn text(&self, path: &[&str]) -> Option<&str> {
        let (first, inner) = path.split_first()?;
        let field = self.0.get(*first)?;
        let value = inner.iter().try_fold(field, |value, name| value.get(name))?;
        value.as_str().filter(|text| !text.is_empty())
    }
}

impl FieldVisitor for Signals {
    fn field<T: Debug + Serialize>(&mut self, _name: &'static str, wire: &'static str, value: &Option<T>) {
        if !FIELDS.contains(&wire) {
            return;
        }
        if let Some(Ok(value)) = value.as_ref().map(serde_json::to_value) {
            self.0.insert(wire, value);
        }
    }

    fn unknown(&mut self, _name: &'static str, _values: &BTreeMap<String, Value>) {}
}
