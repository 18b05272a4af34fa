//! Masking of secrets in what a server sent.

mod search;

use super::text;
use crate::secret::Secret;
use search::Text;

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
/// A redactor owns its secrets, and is built when a message needs one.
#[derive(Default)]
pub(crate) struct Redactor {
    secrets: Vec<Secret>,
}

impl Redactor {
    /// The length of the longest token, in bytes, and how many bytes are searched behind the kept ones. If the server spells a secret
    /// longer, because it escapes each character, the part within that length is masked.
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
        // A mask is shorter than any secret, so the text is no longer than the limit.
        String::from_utf8_lossy(&clean).into_owned()
    }

    /// Masks bytes that may not be valid UTF-8.
    pub(crate) fn bytes(&self, bytes: Vec<u8>) -> Vec<u8> {
        if self.secrets.is_empty() {
            return bytes;
        }
        self.masked(&bytes, bytes.len())
    }

    /// Returns the first `length` of `bytes` with the secrets that begin there masked. Secrets that overlap have one mask.
    fn masked(&self, bytes: &[u8], length: usize) -> Vec<u8> {
        let searched = bytes.len().min(length.saturating_add(Self::LONGEST));
        let text = Text::new(&bytes[..searched]);
        let mut places: Vec<_> = self
            .secrets
            .iter()
            .flat_map(|secret| text.places(secret.expose_secret()))
            .collect();
        places.sort_unstable_by_key(|place| place.start);
        let mut clean = Vec::with_capacity(length);
        let mut end = 0;
        for place in places.into_iter().take_while(|place| place.start < length) {
            if place.start >= end {
                clean.extend_from_slice(&bytes[end..place.start]);
                clean.extend_from_slice(MASK);
            }
            end = end.max(place.end);
        }
        if end < length {
            clean.extend_from_slice(&bytes[end..length]);
        }
        clean
    }
}
