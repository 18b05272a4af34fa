//! HTTP headers: which ones a program may set, how long they may be, and what they say about a body.

mod rules;

use ureq::http::{HeaderMap, HeaderValue, header};

pub(crate) use rules::{check_name, check_value};

/// Limit for the name and the value of a header together, in bytes. Servers accept less.
pub(crate) const LIMIT: usize = 160 * 1024;

/// Returns whether a header with this value, and with a name of this length, can be sent.
pub(crate) fn fits(name_length: usize, value: &HeaderValue) -> bool {
    name_length.saturating_add(value.len()) <= LIMIT
}

/// Returns the content type, if it is text.
pub(crate) fn content_type(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::CONTENT_TYPE)?.to_str().ok()
}

/// Returns the encoding of a body that is compressed, although the client did not ask for it.
///
/// ureq decompresses a body if another crate of the program enables that, and keeps the header.
pub(crate) fn compression<'a>(headers: &'a HeaderMap, body: &[u8]) -> Option<&'a str> {
    // RFC 1952, section 2.3.1.
    if body.starts_with(b"\x1f\x8b") {
        return Some("gzip");
    }
    let encoding = headers.get(header::CONTENT_ENCODING)?.to_str().ok()?;
    let is_compressed = !encoding.eq_ignore_ascii_case("identity") && std::str::from_utf8(body).is_err();
    is_compressed.then_some(encoding)
}

#[cfg(test)]
mod tests;
