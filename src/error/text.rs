//! Foreign text made fit to be shown: one line, bounded.

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
/// the direction of writing (`Bidi_Control` of Unicode).
fn is_unfit(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

/// Cuts `text` to `limit` bytes, at the end of a character. For what a server sends and an error keeps.
pub(crate) fn bounded(mut text: String, limit: usize) -> String {
    let end = (0..=limit.min(text.len()))
        .rev()
        .find(|&end| text.is_char_boundary(end));
    text.truncate(end.unwrap_or(0));
    text
}
