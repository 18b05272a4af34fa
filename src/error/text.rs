//! Text of other origin in messages: on one line, with a limit.

use std::fmt::{self, Write};
use std::time::Duration;

use crate::shared::OneLine;
pub(crate) use crate::shared::one_line;

/// Returns the `Debug` of text of other origin: in quotes, on one line, up to `limit` bytes.
pub(super) fn quoted(text: &str, limit: usize) -> Quoted<'_> {
    Quoted(one_line(text, limit))
}

pub(super) struct Quoted<'a>(OneLine<'a>);

impl fmt::Debug for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.0)
    }
}

/// A body in `Debug`: its length, and in the form `{:#?}` its beginning on one line.
pub(super) struct BodyExcerpt<'a>(pub(super) &'a [u8]);

impl fmt::Debug for BodyExcerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 1024;
        write!(f, "{} bytes", self.0.len())?;
        if !f.alternate() {
            return Ok(());
        }
        let beginning = &self.0[..self.0.len().min(SHOWN)];
        let text = String::from_utf8_lossy(beginning);
        write!(f, ": {:?}", quoted(&text, SHOWN))
    }
}

/// Returns how many bytes of a text of other origin fit into a message whose other parts have `others` bytes. All messages are shorter
/// than 1 KiB.
pub(super) fn room_for_text(others: usize) -> usize {
    1000_usize.saturating_sub(others).clamp(40, 300)
}

/// Returns the text of a wait: `0.5 s`; rounded up from a second on: `7 s`, `5 min`, `2 h`, `1 h 30 min`.
pub(super) fn shown_wait(wait: Duration) -> String {
    if wait < Duration::from_secs(1) {
        return format!("{} s", wait.as_secs_f64());
    }
    let seconds = wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0));
    if seconds < 120 || (seconds < 3600 && seconds % 60 != 0) {
        return format!("{seconds} s");
    }
    let minutes = seconds.div_ceil(60);
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// Removes the full stop at the end of `text`, for a message that continues after it.
pub(crate) fn without_stop(text: &str) -> &str {
    text.trim_end().trim_end_matches('.')
}

/// Truncates `text` to `limit` bytes, or a little less so that it ends with a whole character.
pub(crate) fn truncated(mut text: String, limit: usize) -> String {
    text.truncate(prefix(&text, limit).len());
    text
}

/// Returns the first `limit` bytes of `text`, or a little less so that it ends with a whole character.
pub(crate) fn prefix(text: &str, limit: usize) -> &str {
    let end = (0..=limit.min(text.len()))
        .rev()
        .find(|&end| text.is_char_boundary(end));
    &text[..end.unwrap_or(0)]
}

/// Returns the first `limit` bytes of what `value` displays, without holding the rest in memory.
pub(crate) fn display_prefix(value: &impl fmt::Display, limit: usize) -> String {
    let mut beginning = Beginning {
        text: String::new(),
        limit,
    };
    // An error means that the limit is reached.
    let _ = write!(beginning, "{value}");
    beginning.text
}

struct Beginning {
    text: String,
    limit: usize,
}

impl Write for Beginning {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let fits = prefix(text, self.limit - self.text.len());
        self.text.push_str(fits);
        if fits.len() < text.len() {
            // Later pieces are left out, even those that fit: there would be a gap.
            self.limit = self.text.len();
            return Err(fmt::Error);
        }
        Ok(())
    }
}
