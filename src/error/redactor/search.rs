//! Search for a secret in a text. The time of a search grows with the length of the text, and not with the product of both lengths.

use std::ops::Range;

use super::SHORTEST;

/// A text that is searched, as it was received and with its escape sequences decoded.
pub(super) struct Text<'a> {
    raw: &'a [u8],
    /// The text without escape sequences. `None` if the text has none.
    decoded: Option<Decoded>,
}

struct Decoded {
    bytes: Vec<u8>,
    /// Where each of `bytes` begins in the text, and the length of the text.
    starts: Vec<usize>,
}

impl<'a> Text<'a> {
    pub(super) fn new(raw: &'a [u8]) -> Self {
        let decoded = raw.contains(&b'\\').then(|| decode(raw));
        Self { raw, decoded }
    }

    /// Returns the places of `secret` in the text, from the first to the last. Places that overlap are one.
    ///
    /// A secret is found as it is, and with any of its characters escaped as in JSON, or as in the `Debug` output of Rust, which some
    /// errors quote. The beginning of a secret also counts at the end of the text, which may have been cut off there.
    pub(super) fn places(&self, secret: &str) -> Vec<Range<usize>> {
        let mut places = find(secret.as_bytes(), self.raw);
        if let Some(Decoded { bytes, starts }) = &self.decoded {
            let escaped = find(secret.as_bytes(), bytes);
            places.extend(escaped.iter().map(|place| starts[place.start]..starts[place.end]));
        }
        places
    }
}

/// Decodes the escape sequences of a text.
fn decode(raw: &[u8]) -> Decoded {
    let mut decoded = Decoded {
        bytes: Vec::with_capacity(raw.len()),
        starts: Vec::with_capacity(raw.len() + 1),
    };
    let mut rest = raw;
    while let Some((first, after_first)) = rest.split_first() {
        let start = raw.len() - rest.len();
        if let Some((character, after)) = unescape(rest) {
            let utf8 = &mut [0; 4];
            decoded.bytes.extend(character.encode_utf8(utf8).bytes());
            rest = after;
        } else if is_cut_off(rest) {
            // Otherwise the incomplete sequence would end the beginning of a secret in front of it.
            break;
        } else {
            decoded.bytes.push(*first);
            rest = after_first;
        }
        decoded.starts.resize(decoded.bytes.len(), start);
    }
    decoded.starts.push(raw.len());
    decoded
}

/// Returns the places of `secret` in `text` (Knuth, Morris and Pratt), and the place of its beginning at the end of `text`.
fn find(secret: &[u8], text: &[u8]) -> Vec<Range<usize>> {
    // No more of a secret than this can be in the text. A body may have thousands of short strings, each of them a text.
    let part = &secret[..secret.len().min(text.len())];
    let borders = borders(part);
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut matched = 0;
    for (at, byte) in text.iter().enumerate() {
        matched = advance(part, &borders, matched, *byte);
        if matched == secret.len() {
            let (start, end) = (at + 1 - matched, at + 1);
            match places.last_mut() {
                Some(last) if start < last.end => last.end = end,
                _ => places.push(start..end),
            }
        }
    }
    if (SHORTEST..secret.len()).contains(&matched) {
        places.push(text.len() - matched..text.len());
    }
    places
}

/// Returns, for each beginning of `part`, the length of the longest shorter beginning that it ends with.
fn borders(part: &[u8]) -> Vec<usize> {
    let mut borders = Vec::with_capacity(part.len());
    let mut matched = 0;
    for (at, byte) in part.iter().enumerate() {
        if at > 0 {
            matched = advance(part, &borders, matched, *byte);
        }
        borders.push(matched);
    }
    borders
}

/// Returns how much of `part` the text ends with after `byte`, if it ended with `matched` bytes of it before.
fn advance(part: &[u8], borders: &[usize], mut matched: usize, byte: u8) -> usize {
    // Each step back undoes a step forward, so all calls together take twice as many steps as the text has bytes.
    while matched > 0 && part.get(matched) != Some(&byte) {
        matched = borders[matched - 1];
    }
    if part.get(matched) == Some(&byte) {
        matched + 1
    } else {
        0
    }
}

/// Returns the character of the escape sequence at the start of `text`, and the rest. Secrets have no control characters, so the
/// short escapes such as `\n` are not needed.
fn unescape(text: &[u8]) -> Option<(char, &[u8])> {
    let (kind, rest) = text.strip_prefix(b"\\")?.split_first()?;
    match kind {
        b'"' | b'\\' | b'/' | b'\'' => Some((char::from(*kind), rest)),
        b'u' if rest.starts_with(b"{") => {
            let end = rest.iter().take(8).position(|byte| *byte == b'}')?;
            Some((char::from_u32(hex(&rest[1..end])?)?, &rest[end + 1..]))
        }
        b'u' => {
            let (first, rest) = rest.split_at_checked(4)?;
            let first = hex(first)?;
            if let Some(character) = char::from_u32(first) {
                return Some((character, rest));
            }
            // A character beyond U+FFFF is a pair of surrogates (RFC 8259, section 7).
            let (second, rest) = rest.strip_prefix(b"\\u")?.split_at_checked(4)?;
            let units = [u16::try_from(first).ok()?, u16::try_from(hex(second)?).ok()?];
            let character = char::decode_utf16(units).next()?.ok()?;
            Some((character, rest))
        }
        _ => None,
    }
}

/// Returns whether the rest of a text is an escape sequence without its end. The longest has 12 bytes.
fn is_cut_off(rest: &[u8]) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_hexdigit() || matches!(byte, b'\\' | b'u' | b'{');
    match rest {
        b"\\" => true,
        [b'\\', b'u', end @ ..] => end.len() < 10 && end.iter().all(is_part),
        _ => false,
    }
}

fn hex(digits: &[u8]) -> Option<u32> {
    u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}
