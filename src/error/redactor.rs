//! Masking of secrets in what a server sent.

use super::text;
use crate::secret::Secret;

/// Replaces a secret.
const MASK: &[u8] = b"***";

/// The length of the shortest secret that is masked, in bytes. A shorter one would be found in ordinary words, and masking those
/// would make the message unreadable. Generated secrets are longer.
const SHORTEST: usize = 8;

/// Masks the secrets of a client in text that a server sent.
///
/// A server may quote the request in its response, and error bodies are written to logs. Only errors and log lines need this.
/// Strings of JSON are masked after parsing, since a secret may look like JSON syntax.
///
/// A redactor owns its secrets, and is made when a message needs it.
#[derive(Default)]
pub(crate) struct Redactor {
    secrets: Vec<Secret>,
}

impl Redactor {
    /// The length of the longest secret that is found, as the server spells it, in bytes.
    pub(crate) const LONGEST: usize = 16 * 1024;

    pub(crate) fn new(secrets: impl IntoIterator<Item = impl Into<Secret>>) -> Self {
        let secrets = secrets.into_iter().map(Into::into);
        Self {
            secrets: secrets
                .filter(|secret: &Secret| secret.expose_secret().len() >= SHORTEST)
                .collect(),
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

    /// Masks bytes that may not be valid UTF-8.
    pub(crate) fn bytes(&self, bytes: Vec<u8>) -> Vec<u8> {
        if self.secrets.is_empty() {
            return bytes;
        }
        self.masked(&bytes, bytes.len())
    }

    /// Returns the first `length` of `bytes` with the secrets that begin there masked.
    ///
    /// The search continues inside of a secret, so that two that overlap are masked in full.
    fn masked(&self, bytes: &[u8], length: usize) -> Vec<u8> {
        let mut clean = Vec::with_capacity(length);
        let mut end = 0;
        for at in 0..length {
            let secret = self.length_at(&bytes[at..]);
            if at >= end {
                clean.extend_from_slice(if secret > 0 { MASK } else { &bytes[at..=at] });
            }
            if secret > 0 {
                end = end.max(at + secret);
            }
        }
        clean
    }

    /// Returns the length of the secret at the start of `text`, or 0.
    fn length_at(&self, text: &[u8]) -> usize {
        let plain = |secret: &str| text.starts_with(secret.as_bytes()).then_some(secret.len());
        self.secrets
            .iter()
            .map(Secret::expose_secret)
            .filter_map(|secret| plain(secret).max(quoted(secret, text)))
            .max()
            .unwrap_or(0)
    }
}

/// Returns the length of `secret` at the start of `text`, if it is there. Any of its characters may be escaped as in JSON, or as in
/// the `Debug` output of Rust, which some errors quote.
fn quoted(secret: &str, text: &[u8]) -> Option<usize> {
    let rest = secret.chars().try_fold(text, |text, character| {
        if let Some((_, rest)) = unescape(text).filter(|(unescaped, _)| *unescaped == character) {
            return Some(rest);
        }
        text.strip_prefix(character.encode_utf8(&mut [0; 4]).as_bytes())
    })?;
    Some(text.len() - rest.len())
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

fn hex(digits: &[u8]) -> Option<u32> {
    u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}
