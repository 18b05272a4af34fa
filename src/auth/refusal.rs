//! Responses that refuse a token.

use ureq::http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::header::content_type;
use crate::page::Page;
use crate::transport::RawResponse;

/// Returns whether a response refuses the token of its request, so that another token may help.
///
/// A 401 in HTML, or one that asks only for other schemes, comes from a gateway or a proxy, for which the token does not matter. A 401
/// without a body comes from the platform: the response to HEAD has none.
pub(crate) fn refuses_token(received: &RawResponse) -> bool {
    received.status == StatusCode::UNAUTHORIZED
        && Page::detect(content_type(&received.headers), &received.body).is_none()
        && accepts_bearer(&received.headers)
}

/// Returns whether the server accepts Bearer tokens, as far as `WWW-Authenticate` says (RFC 9110, section 11.6.1).
fn accepts_bearer(headers: &HeaderMap) -> bool {
    let mut challenges = headers.get_all(header::WWW_AUTHENTICATE).iter().peekable();
    let names_bearer = |value: &HeaderValue| {
        let words = value.as_bytes().split(|byte| matches!(byte, b' ' | b',' | b'\t'));
        words.into_iter().any(|word| word.eq_ignore_ascii_case(b"bearer"))
    };
    challenges.peek().is_none() || challenges.any(names_bearer)
}

#[cfg(test)]
mod tests;
