//! JSON as servers send it: with a byte order mark, or with characters that are not valid.

mod integers;
mod path;

use std::borrow::Cow;

use serde_json::{Map, Value};

pub(crate) use integers::with_plain_integers;
pub(crate) use path::path_of;

/// The replacement of a character that is not valid.
const REPLACEMENT: &str = "\u{fffd}";

/// Returns the JSON of a body. A byte order mark in front of it may be ignored (RFC 8259, section 8.1).
pub(crate) fn without_byte_order_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

/// Returns the object of a body. Characters that are not valid are replaced, so that the rest of the object can be read.
pub(crate) fn object(body: &[u8]) -> Option<Map<String, Value>> {
    let json = without_byte_order_mark(body);
    serde_json::from_slice(json)
        .ok()
        .or_else(|| serde_json::from_str(&Replaced::detect(json)?.text).ok())
}

/// JSON whose invalid characters were replaced with U+FFFD.
pub(crate) struct Replaced {
    pub(crate) text: String,
    /// The first byte that was replaced.
    pub(crate) first: usize,
}

impl Replaced {
    /// Replaces the bytes that are not UTF-8, and the escapes of half a surrogate pair. Returns `None` if there are none.
    pub(crate) fn detect(json: &[u8]) -> Option<Self> {
        let invalid = std::str::from_utf8(json).err().map(|error| error.valid_up_to());
        let text = String::from_utf8_lossy(json);
        let (text, surrogate) = without_lone_surrogates(text);
        // A surrogate behind an invalid byte has another place in the text, which does not matter: the invalid byte is the first.
        let first = invalid.into_iter().chain(surrogate).min()?;
        Some(Self {
            text: text.into_owned(),
            first,
        })
    }
}

/// Replaces the escape of each surrogate that is not one of a pair (RFC 8259, section 8.2). Returns the place of the first one.
fn without_lone_surrogates(text: Cow<'_, str>) -> (Cow<'_, str>, Option<usize>) {
    let mut replaced = String::new();
    let mut first = None;
    let (mut copied, mut at) = (0, 0);
    while let Some(found) = text[at..].find('\\') {
        let start = at + found;
        let escape = &text[start..];
        at = match surrogate(escape) {
            Some(unit) if is_high(unit) && surrogate(&escape[6..]).is_some_and(|unit| !is_high(unit)) => start + 12,
            Some(_) => {
                first.get_or_insert(start);
                replaced.push_str(&text[copied..start]);
                replaced.push_str(REPLACEMENT);
                copied = start + 6;
                copied
            }
            // The character after a backslash may be a backslash, which does not begin another escape.
            None => start + 1 + escape[1..].chars().next().map_or(0, char::len_utf8),
        };
    }
    if first.is_none() {
        return (text, None);
    }
    replaced.push_str(&text[copied..]);
    (Cow::Owned(replaced), first)
}

/// Returns the surrogate whose escape is at the start of `text`.
fn surrogate(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let unit = u16::from_str_radix(digits, 16).ok()?;
    (0xd800..0xe000).contains(&unit).then_some(unit)
}

fn is_high(surrogate: u16) -> bool {
    surrogate < 0xdc00
}

#[cfg(test)]
mod tests;
