//! Percent-encoding, as it is in paths, queries and forms.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// A path without the prefix, `/api` or `/login`, that it has behind a gateway.
pub(super) fn without_prefix(path: &str) -> &str {
    for (prefix, start) in [("/api", "/api/v2/"), ("/login", "/oauth/")] {
        match path.strip_prefix(prefix) {
            Some(rest) if rest.starts_with(start) => return rest,
            _ => {}
        }
    }
    path
}

/// The segments of a path, decoded: an encoded `/` belongs to its segment. `None` if the path cannot be decoded.
pub(super) fn path_segments(path: &str) -> Option<Vec<String>> {
    path.strip_prefix('/')?.split('/').map(decode).collect()
}

/// The parts of a query or a form, decoded. `None` if one of them cannot be decoded.
pub(super) fn form_parts(text: &str) -> Option<Vec<(String, String)>> {
    let parts = text.split('&').filter(|part| !part.is_empty());
    let decoded = parts.map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        Some((decode(&name.replace('+', " "))?, decode(&value.replace('+', " "))?))
    });
    decoded.collect()
}

/// Undoes percent-encoding. `None` for a `%` without two hexadecimal digits, and for a result that is not UTF-8.
pub(super) fn decode(text: &str) -> Option<String> {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('%') {
        let hex = after.as_bytes().get(..2)?;
        if !hex.iter().all(u8::is_ascii_hexdigit) {
            return None;
        }
        rest = after;
    }
    percent_decode_str(text).decode_utf8().ok().map(Cow::into_owned)
}
