// What the client and the generator have in common. The client cannot depend on the generator, so its build script writes this text
// to a file that the client includes. Comments for the module as a whole cannot be included, so this is not one.

use std::fmt::{self, Write as _};

/// Headers that the client sends itself, or that determine the end of a message or its recipient.
pub const RESERVED_HEADERS: &[&str] = &[
    "authorization",
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Headers that a request has a method for.
pub const HEADERS_WITH_A_METHOD: &[&str] = &["accept", "content-type"];

/// Displays `text` on one line: characters that break it are escaped, and text after `limit` bytes is left out.
#[must_use]
pub fn one_line(text: &str, limit: usize) -> OneLine<'_> {
    OneLine { text, limit }
}

/// Text of other origin, on one line.
#[derive(Debug, Clone, Copy)]
pub struct OneLine<'a> {
    text: &'a str,
    limit: usize,
}

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut left = self.limit;
        for character in self.text.chars() {
            let escaped = breaks_line(character).then(|| character.escape_default());
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

/// Returns whether a character breaks a line, changes the text around it or is not visible: control characters, line separators,
/// those that change the direction of text (`Bidi_Control` of Unicode), and those that have no width.
#[must_use]
pub fn breaks_line(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}
