//! What a successful call brought back.

use ureq::http::{HeaderMap, StatusCode};

/// A successful answer: status, headers and body.
#[derive(Debug, Clone)]
pub struct Response<T> {
    status: StatusCode,
    headers: HeaderMap,
    body: T,
}

impl<T> Response<T> {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: T) -> Self {
        Self { status, headers, body }
    }

    /// The body, without status and headers.
    #[must_use]
    pub fn into_body(self) -> T {
        self.body
    }
}
