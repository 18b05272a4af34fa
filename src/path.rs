//! Paths as a gateway or a server may read them.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// A path whose spelling does not matter: percent-encoding, case, both kinds of slashes, repeated ones, parameters of a segment
/// (`;a=b`), and white space around a segment.
///
/// A gateway may decode a path before it sends it on, and the server behind it decodes it once more. nginx also merges slashes and
/// resolves dot segments, and some servers ignore the parameters of a segment. So one path may arrive as another one.
pub(crate) struct NormalPath<'p>(Cow<'p, str>);

impl<'p> NormalPath<'p> {
    /// Reads a path as it is sent.
    pub(crate) fn of(path: &'p str) -> Self {
        match decoded(path) {
            Cow::Borrowed(path) => Self(Cow::Borrowed(path)),
            Cow::Owned(path) => Self(Cow::Owned(decoded(&path).into_owned())),
        }
    }

    /// Reads a value of a path, which is not percent-encoded yet.
    pub(crate) fn of_value(value: &'p str) -> Self {
        Self(decoded(value))
    }

    /// Returns the segments that are not empty.
    pub(crate) fn segments(&self) -> impl Iterator<Item = &str> {
        let segments = self.0.split(['/', '\\']).map(segment);
        segments.filter(|segment| !segment.is_empty())
    }

    /// Whether two slashes follow each other, or the last one ends the path.
    pub(crate) fn has_empty_segment(&self) -> bool {
        self.0
            .split(['/', '\\'])
            .skip(1)
            .any(|segment| trimmed(segment).is_empty())
    }

    pub(crate) fn has_dot_segment(&self) -> bool {
        self.segments().any(|segment| matches!(segment, "." | ".."))
    }

    /// Whether there is nothing before the first slash, or after the last one. The parameters of a segment are nothing.
    pub(crate) fn has_empty_end(&self) -> bool {
        let mut ends = self.0.split(['/', '\\']).map(segment);
        ends.next().is_none_or(str::is_empty) || ends.next_back().is_some_and(str::is_empty)
    }

    /// Whether this is the path of a template, whose parameters stand for any segment.
    pub(crate) fn is(&self, template: &str) -> bool {
        let mut expected = template.split('/').filter(|segment| !segment.is_empty());
        let fits = |segment: &str, expected: &str| expected.starts_with('{') || segment.eq_ignore_ascii_case(expected);
        self.segments()
            .all(|segment| expected.next().is_some_and(|expected| fits(segment, expected)))
            && expected.next().is_none()
    }
}

fn decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

/// Returns a segment without its parameters.
fn segment(text: &str) -> &str {
    trimmed(text.split(';').next().unwrap_or_default())
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|char: char| char.is_whitespace() || char.is_control())
}

#[cfg(test)]
mod tests;
