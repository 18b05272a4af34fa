//! Lists with cursors: each page says how the next one is requested.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::Value;

use super::scheme::Source;
use super::steps::{Received, Steps, Turn};
use super::{Place, next_uri};

/// The pages of a list by cursor.
pub(super) struct Cursors {
    /// The name of the cursor in the request.
    name: &'static str,
    source: Source,
    /// The cursor of the requested page, empty for the first page.
    cursor: String,
    next: Option<String>,
    /// Hashes of the requested cursors. Hashes are enough, and a list may have as many cursors as pages.
    requested: HashSet<u64>,
}

impl Cursors {
    pub(super) fn new(name: &'static str, source: Source, cursor: String) -> Self {
        Self {
            name,
            source,
            cursor,
            next: None,
            requested: HashSet::new(),
        }
    }

    /// Returns the cursor of the next page, empty or `None` for the last page. The error says what is wrong with the cursor.
    fn cursor_after(&self, page: &Received<'_>) -> Result<Option<String>, &'static str> {
        match self.source {
            Source::Field(path) => Ok(page.signals.text(path).map(str::to_owned)),
            Source::NextUri => {
                let uri = page.signals.text(&["nextUri"]);
                let cursor = uri.map(|uri| next_uri::parameter(uri, self.name, page.asked, page.base_url));
                cursor.transpose()
            }
        }
    }
}

impl Steps for Cursors {
    fn place(&self) -> Place {
        Place(self.cursor.clone())
    }

    fn page_number(&self) -> Option<i64> {
        None
    }

    fn parameter(&self) -> Option<String> {
        (!self.cursor.is_empty()).then(|| self.cursor.clone())
    }

    fn field(&self) -> Option<Value> {
        self.parameter().map(Value::from)
    }

    fn read(&mut self, page: &Received<'_>) -> Result<Turn, String> {
        self.next = None;
        // Inserted before the check, which then also finds a page with its own cursor. That page would be requested forever.
        self.requested.insert(hash(&self.cursor));
        Ok(match self.cursor_after(page) {
            Err(problem) => Turn::Broken(problem),
            Ok(Some(next)) if self.requested.contains(&hash(&next)) && !next.is_empty() => {
                Turn::Broken("has the cursor of a page that was already read")
            }
            Ok(next) => {
                self.next = next.filter(|next| !next.is_empty());
                if self.next.is_some() { Turn::Next } else { Turn::End }
            }
        })
    }

    fn next(&self) -> Option<Place> {
        self.next.clone().map(Place)
    }

    fn advance(&mut self) {
        if let Some(next) = self.next.take() {
            self.cursor = next;
        }
    }
}

fn hash(cursor: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    cursor.hash(&mut hasher);
    hasher.finish()
}
