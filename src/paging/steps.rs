//! From one page of a list to the next.

use serde_json::Value;
use ureq::http::Uri;

use super::Place;
use super::signals::Signals;
use crate::base_url::BaseUrl;

/// The pages of a list, one by one. There is a type for lists whose pages have numbers, and one for lists with cursors.
pub(super) trait Steps: Send + Sync {
    /// Returns the place of the page that is requested, or that was requested last.
    fn place(&self) -> Place;

    /// Returns the number of that page, if the list has numbers for its pages.
    fn page_number(&self) -> Option<i64>;

    /// Returns the place as the value of a query parameter. `None` if the first page is requested without it.
    fn parameter(&self) -> Option<String>;

    /// Returns the place as the value of a field of a body.
    fn field(&self) -> Option<Value>;

    /// Reads what a page says about the next one. The error says what is wrong with the page itself.
    fn read(&mut self, page: &Received<'_>) -> Result<Turn, String>;

    /// Returns the place of the next page, if there is one.
    fn next(&self) -> Option<Place>;

    /// Moves to the next page.
    fn advance(&mut self);
}

/// A page that was read, as far as it concerns the next one.
pub(super) struct Received<'a> {
    pub(super) signals: Signals,
    /// The number of items of the page.
    pub(super) items: usize,
    /// A hash of the whole body.
    pub(super) hash: u64,
    /// The URI of the request.
    pub(super) asked: &'a Uri,
    pub(super) base_url: &'a BaseUrl,
}

/// What follows a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// There is a next page.
    Next,
    /// The page was the last one.
    End,
    /// There are more pages, but they cannot be requested. The text says what is wrong with the page.
    Broken(&'static str),
}
