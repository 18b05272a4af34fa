//! How long a header may be.

use ureq::http::HeaderValue;

/// The longest name and value together. Servers accept less.
pub(crate) const LIMIT: usize = 160 * 1024;

/// Whether a header with a name of this length can be sent.
pub(crate) fn fits(name_length: usize, value: &HeaderValue) -> bool {
    name_length.saturating_add(value.len()) <= LIMIT
}
