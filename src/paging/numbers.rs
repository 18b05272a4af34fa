//! Lists whose pages have numbers, or whose items have.

use serde_json::Value;

use super::Place;
use super::scheme::{Count, Counted};
use super::steps::{Received, Steps, Turn};

/// The pages of a list by number.
pub(super) struct Numbers {
    /// The name of the number, in the request and in the response.
    name: &'static str,
    count: Count,
    /// The number of the page, or of its first item.
    number: i64,
    next: Option<i64>,
    /// The hash of the page before this one, if it had items.
    previous: Option<u64>,
}

impl Numbers {
    pub(super) fn new(name: &'static str, count: Count, number: i64) -> Self {
        Self {
            name,
            count,
            number,
            next: None,
            previous: None,
        }
    }

    fn number_after(&self, page: &Received<'_>) -> Option<i64> {
        let items = i64::try_from(page.items).unwrap_or(i64::MAX);
        let step = match self.count.counted {
            Counted::Pages => 1,
            // With a step of 0, an empty page would be requested forever.
            Counted::Items => items.max(1),
        };
        let next = self.number.checked_add(step)?;
        let has_more = match page.signals.number(self.count.total) {
            Some(total) => next <= total,
            // The response does not say how long the list is, so it ends with a page that is not full.
            None => items > 0 && page.signals.number(self.count.size).is_none_or(|size| items >= size),
        };
        has_more.then_some(next)
    }
}

impl Steps for Numbers {
    fn place(&self) -> Place {
        Place(self.number.to_string())
    }

    fn page_number(&self) -> Option<i64> {
        (self.count.counted == Counted::Pages).then_some(self.number)
    }

    fn parameter(&self) -> Option<String> {
        Some(self.number.to_string())
    }

    fn field(&self) -> Option<Value> {
        Some(self.number.into())
    }

    fn read(&mut self, page: &Received<'_>) -> Result<Turn, String> {
        self.next = None;
        let next = self.number_after(page);
        let hash = (page.items > 0).then_some(page.hash);
        if next.is_some() || hash.is_some() {
            // An empty page at the end of a list may have any number.
            match page.signals.number(self.name) {
                Some(other) if other != self.number => {
                    return Err(format!("has the {} {other} and not {}", self.name, self.number));
                }
                _ => {}
            }
        }
        // A server that ignores the number sends the first page again and again. Empty pages are always alike, and `Walk` counts them.
        if hash.is_some() && hash == self.previous {
            return Err("is the same as the one before it".to_owned());
        }
        self.previous = hash;
        self.next = next;
        Ok(if next.is_some() { Turn::Next } else { Turn::End })
    }

    fn next(&self) -> Option<Place> {
        self.next.map(|number| Place(number.to_string()))
    }

    fn advance(&mut self) {
        if let Some(next) = self.next.take() {
            self.number = next;
        }
    }
}
