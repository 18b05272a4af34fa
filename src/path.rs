//! Paths as a gateway or a server may read them.

use std::borrow::Cow;
use std::ops::BitAnd;

use percent_encoding::percent_decode_str;

/// A path whose spelling does not matter: percent-encoding, case, both kinds of slashes, repeated ones, parameters of a segment
/// (`;a=b`), and white space around a segment.
///
/// A gateway may decode a path before it sends it on, and the server behind it decodes it once more. nginx also merges slashes and
/// resolves dot segments, and some servers ignore the parameters of a segment. So one path may arrive as another one.
///
/// The text has the segments, with a slash between them. Nearly all paths have that form already, and are not copied.
pub(crate) struct NormalPath<'p>(Cow<'p, str>);

impl<'p> NormalPath<'p> {
    /// Reads a path as it is sent.
    pub(crate) fn from_path(path: &'p str) -> Self {
        Self::read(path, 2)
    }

    /// Reads a value of a path, which is not percent-encoded yet.
    pub(crate) fn from_value(value: &'p str) -> Self {
        Self::read(value, 1)
    }

    /// Reads a text that is decoded as often as this.
    fn read(text: &'p str, times: usize) -> Self {
        // Without a branch for each byte: every value and every path with a value is read here.
        if text.bytes().map(is_plain).fold(true, BitAnd::bitand) {
            return Self(Cow::Borrowed(text));
        }
        let mut text = Cow::Borrowed(text);
        for _ in 0..times {
            let decoded = percent_decode_str(&text).decode_utf8_lossy();
            text = Cow::Owned(decoded.into_owned());
        }
        let segments: Vec<&str> = text.split(['/', '\\']).map(segment).collect();
        Self(Cow::Owned(segments.join("/")))
    }

    /// Returns the segments that are not empty.
    pub(crate) fn segments(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('/').filter(|segment| !segment.is_empty())
    }

    pub(crate) fn has_dot_segment(&self) -> bool {
        self.0.contains('.') && self.0.split('/').any(|segment| matches!(segment, "." | ".."))
    }

    /// Returns whether a slash is followed by another one, or ends the path.
    pub(crate) fn has_empty_segment(&self) -> bool {
        self.0.split('/').skip(1).any(str::is_empty)
    }

    /// Returns whether the path is empty, begins with a slash or ends with one.
    pub(crate) fn has_empty_end(&self) -> bool {
        self.0.is_empty() || self.0.starts_with('/') || self.0.ends_with('/')
    }

    /// Returns whether this is the path of a template, whose parameters stand for any segment. Compared from the end: paths begin
    /// alike.
    pub(crate) fn is(&self, template: &str) -> bool {
        let mut expected = template.rsplit('/').filter(|segment| !segment.is_empty());
        self.segments()
            .rev()
            .all(|segment| expected.next().is_some_and(|expected| fits(segment, expected)))
            && expected.next().is_none()
    }
}

/// Returns whether a segment is this one of a template: a parameter stands for any text.
fn fits(segment: &str, expected: &str) -> bool {
    let around = expected
        .split_once('{')
        .and_then(|(before, rest)| Some((before, rest.rsplit_once('}')?.1)));
    let Some((before, after)) = around else {
        return segment.eq_ignore_ascii_case(expected);
    };
    let (segment, before, after) = (segment.as_bytes(), before.as_bytes(), after.as_bytes());
    segment.len() > before.len() + after.len()
        && segment[..before.len()].eq_ignore_ascii_case(before)
        && segment[segment.len() - after.len()..].eq_ignore_ascii_case(after)
}

/// Returns whether a character can only be read in one way.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'%' | b';' | b'\\')
}

/// Returns a segment without its parameters, and without what is not visible around it.
fn segment(text: &str) -> &str {
    let text = text.split(';').next().unwrap_or_default();
    text.trim_matches(|char: char| char.is_whitespace() || char.is_control())
}

#[cfg(test)]
mod tests;
