//! Foreign text made fit to be shown: one line, bounded, without secrets.

use std::fmt::{self, Write as _};

/// `text` on one line: control characters are escaped, what goes beyond `limit` bytes is cut off.
pub(crate) fn one_line(text: &str, limit: usize) -> OneLine<'_> {
    OneLine { text, limit }
}

pub(crate) struct OneLine<'a> {
    text: &'a str,
    limit: usize,
}

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut left = self.limit;
        for character in self.text.chars() {
            let escaped = is_unfit(character).then(|| character.escape_default());
            let length = escaped.as_ref().map_or(character.len_utf8(), ExactSizeIterator::len);
            if length > left {
                return f.write_char('…');
            }
            left -= length;
            match escaped {
                Some(escaped) => escaped.fmt(f)?,
                None => f.write_char(character)?,
            }
        }
        Ok(())
    }
}

/// Characters that break a line or change what stands around them: controls, line separators, and those which turn
/// the direction of writing.
fn is_unfit(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Cuts `text` to `limit` bytes, at the end of a character. For what a server sends and an error keeps.
pub(crate) fn bounded(mut text: String, limit: usize) -> String {
    let end = (0..=limit.min(text.len()))
        .rev()
        .find(|&end| text.is_char_boundary(end));
    text.truncate(end.unwrap_or(0));
    text
}

/// Takes the secrets of a client out of text that a server sent.
///
/// A server may answer with what it was sent, and error bodies end in logs. Used on the way to an error only.
#[derive(Default)]
pub(crate) struct Redactor<'a> {
    secrets: Vec<&'a str>,
}

impl<'a> Redactor<'a> {
    pub(crate) fn new(secrets: impl IntoIterator<Item = &'a str>) -> Self {
        let mut secrets: Vec<_> = secrets.into_iter().filter(|secret| !secret.is_empty()).collect();
        // The longest first: one that is part of another would leave the rest of it standing.
        secrets.sort_unstable_by_key(|secret| std::cmp::Reverse(secret.len()));
        Self { secrets }
    }

    pub(crate) fn text(&self, text: &str) -> String {
        self.secrets.iter().fold(text.to_owned(), |text, secret| {
            if text.contains(secret) {
                text.replace(secret, "***")
            } else {
                text
            }
        })
    }

    /// The same on bytes that may be no text, also where JSON has escaped the secret.
    pub(crate) fn bytes(&self, mut bytes: Vec<u8>) -> Vec<u8> {
        for secret in &self.secrets {
            bytes = replace(bytes, secret.as_bytes());
            if let Ok(escaped) = serde_json::to_string(secret) {
                bytes = replace(bytes, &escaped.as_bytes()[1..escaped.len() - 1]);
            }
        }
        bytes
    }
}

fn replace(haystack: Vec<u8>, needle: &[u8]) -> Vec<u8> {
    if !haystack.windows(needle.len()).any(|window| window == needle) {
        return haystack;
    }
    let mut clean = Vec::with_capacity(haystack.len());
    let mut rest = haystack.as_slice();
    while let Some((first, tail)) = rest.split_first() {
        if let Some(behind) = rest.strip_prefix(needle) {
            clean.extend_from_slice(b"***");
            rest = behind;
        } else {
            clean.push(*first);
            rest = tail;
        }
    }
    clean
}
