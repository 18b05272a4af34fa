//! Percent-encoding of paths, queries and forms.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// Returns the decoded segments of a path. An encoded `/` is part of its segment. `None` if the path cannot be decoded.
pub(super) fn path_segments(path: &str) -> Option<Vec<String>> {
    path.strip_prefix('/')?.split('/').map(decode).collect()
}

/// Returns the decoded parts of a query or a form. `None` if one of them cannot be decoded.
pub(super) fn form_parts(text: &str) -> Option<Vec<(String, String)>> {
    let parts = text.split('&').filter(|part| !part.is_empty());
    let decoded = parts.map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        Some((decode(&name.replace('+', " "))?, decode(&value.replace('+', " "))?))
    });
    decoded.collect()
}

/// Decodes text. `None` for a `%` without two hexadecimal digits, and for a result that is not UTF-8.
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
