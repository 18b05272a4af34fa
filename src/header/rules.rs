//! Which headers a program may set.

use ureq::http::{HeaderName, HeaderValue};

use super::fits;
use crate::shared::{HEADERS_WITH_A_METHOD, RESERVED_HEADERS};

/// Returns the name of a header that a program may set, or what is wrong with it.
pub(crate) fn check_name(name: &str) -> Result<HeaderName, &'static str> {
    let parsed = HeaderName::from_bytes(name.as_bytes()).map_err(|_| "is not a valid name of a header; correct it")?;
    if RESERVED_HEADERS.contains(&parsed.as_str()) {
        return Err("is a header that the client sends itself; remove it");
    }
    if HEADERS_WITH_A_METHOD.contains(&parsed.as_str()) {
        return Err("has its own method; call Request::accept or Request::content_type");
    }
    Ok(parsed)
}

/// Returns the value of the header `name`, or what is wrong with it.
pub(crate) fn check_value(name: &str, text: &str) -> Result<HeaderValue, &'static str> {
    match HeaderValue::from_str(text) {
        Ok(value) if fits(name.len(), &value) => Ok(value),
        Ok(_) => Err("is too long for a header (160 KiB); shorten it"),
        Err(_) => Err("has a control character, which a header cannot have; remove it"),
    }
}
