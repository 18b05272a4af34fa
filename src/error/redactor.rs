//! Secrets taken out of what a server sent.

use super::text;

/// What stands in the place of a secret.
const MASK: &[u8] = b"***";

/// Shorter secrets are not looked for: they are found in words that mean something else, and masking those would destroy
/// the message. Nothing that an issuer generates is that short.
const SHORTEST: usize = 8;

/// Takes the secrets of a client out of text that a server sent.
///
/// A server may respond with what it was sent, and error bodies end in logs. Used on the way to an error only. JSON is parsed
/// first, and its strings are masked then: a secret may look like a part of its syntax.
#[derive(Default)]
pub(crate) struct Redactor<'a> {
    secrets: Vec<&'a str>,
}

impl<'a> Redactor<'a> {
    /// The longest secret that is found, as the server spells it.
    pub(crate) const LONGEST: usize = 16 * 1024;

    pub(crate) fn new(secrets: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            secrets: secrets.into_iter().filter(|secret| secret.len() >= SHORTEST).collect(),
        }
    }

    pub(crate) fn text(&self, text: &str) -> String {
        String::from_utf8_lossy(&self.bytes(text.into())).into_owned()
    }

    /// Masks the first `limit` bytes of `text` and leaves out the rest, so that the work does not grow with the text.
    ///
    /// Secrets that begin within the limit are masked in full.
    pub(crate) fn prefix(&self, text: &str, limit: usize) -> String {
        let length = text::prefix(text, limit).len();
        let clean = self.masked(text.as_bytes(), length);
        // A mask is shorter than any secret, so this is no more than the limit.
        String::from_utf8_lossy(&clean).into_owned()
    }

    /// The same on bytes that may be no text.
    pub(crate) fn bytes(&self, bytes: Vec<u8>) -> Vec<u8> {
        if self.secrets.is_empty() {
            return bytes;
        }
        self.masked(&bytes, bytes.len())
    }

    /// The first `length` of `bytes`, less the secrets that begin there.
    ///
    /// Secrets are looked for at every place, inside of others too: where two overlap, no rest of either is left.
    fn masked(&self, bytes: &[u8], length: usize) -> Vec<u8> {
        let mut clean = Vec::with_capacity(length);
        let mut end = 0;
        for at in 0..length {
            let length = self.length_at(&bytes[at..]);
            if at >= end {
                clean.extend_from_slice(if length > 0 { MASK } else { &bytes[at..=at] });
            }
            if length > 0 {
                end = end.max(at + length);
            }
        }
        clean
    }

    /// How many bytes a secret takes at the beginning of `text`. 0 for none.
    fn length_at(&self, text: &[u8]) -> usize {
        let plain = |secret: &str| text.starts_with(secret.as_bytes()).then_some(secret.len());
        self.secrets
            .iter()
            .filter_map(|secret| plain(secret).max(quoted(secret, text)))
            .max()
            .unwrap_or(0)
    }
}

/// How many bytes `secret` takes at the beginning of `text`, where any of its characters may be escaped: as JSON does
/// it in one of its ways, or as Rust does when an error quotes a value.
fn quoted(secret: &str, text: &[u8]) -> Option<usize> {
    let rest = secret.chars().try_fold(text, |text, character| {
        if let Some((_, rest)) = unescape(text).filter(|(unescaped, _)| *unescaped == character) {
            return Some(rest);
        }
        text.strip_prefix(character.encode_utf8(&mut [0; 4]).as_bytes())
    })?;
    Some(text.len() - rest.len())
}

/// The character that an escape sequence stands for, and what comes behind it. No secret has control characters, so
/// their short forms do not matter.
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

fn hex(digits: &[u8]) -> Option<u32> {
    u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}
