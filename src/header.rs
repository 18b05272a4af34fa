//! HTTP headers: which ones a program may set, how long they may be, and the content type.

mod rules;

use ureq::http::{HeaderMap, HeaderValue, header};

pub(crate) use rules::{check_name, check_value};

/// Limit for the name and the value of a header together, in bytes. Servers accept less.
pub(crate) const LIMIT: usize = 160 * 1024;

/// Whether a header with this value, and with a name of this length, can be sent.
pub(crate) fn fits(name_length: usize, value: &HeaderValue) -> bool {
    name_length.saturating_add(value.len()) <= LIMIT
}

/// Returns the content type, if it is text.
pub(crate) fn content_type(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::CONTENT_TYPE)?.to_str().ok()
}
