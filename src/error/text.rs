//! Foreign text made fit to be shown: one line, bounded.

use std::fmt::{self, Write};

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

/// `text` without the full stop at its end, for a message that goes on behind it.
pub(crate) fn without_stop(text: &str) -> &str {
    text.trim_end().trim_end_matches('.')
}

/// Cuts `text` to `limit` bytes, at the end of a character. For what a server sends and an error keeps.
pub(crate) fn bounded(mut text: String, limit: usize) -> String {
    text.truncate(prefix(&text, limit).len());
    text
}

/// The first `limit` bytes of `text`, or a little less: it ends with a whole character.
pub(crate) fn prefix(text: &str, limit: usize) -> &str {
    let end = (0..=limit.min(text.len()))
        .rev()
        .find(|&end| text.is_char_boundary(end));
    &text[..end.unwrap_or(0)]
}

/// The first `limit` bytes of what `value` displays, without the rest of it in memory.
pub(crate) fn shown(value: &impl fmt::Display, limit: usize) -> String {
    let mut start = Start {
        text: String::new(),
        limit,
    };
    // An error means that the limit is reached.
    let _ = write!(start, "{value}");
    start.text
}

struct Start {
    text: String,
    limit: usize,
}

impl Write for Start {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let fits = prefix(text, self.limit - self.text.len());
        self.text.push_str(fits);
        if fits.len() < text.len() {
            // Nothing more is written: a shorter piece behind this one would leave a gap.
            self.limit = self.text.len();
            return Err(fmt::Error);
        }
        Ok(())
    }
}
