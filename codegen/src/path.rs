//! Paths of operations.

/// A part of a path between slashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Segment<'p> {
    Literal(&'p str),
    /// A name in braces, with the text around it.
    Parameter {
        before: &'p str,
        name: &'p str,
        after: &'p str,
    },
}

impl<'p> Segment<'p> {
    /// Reads a segment of a path that may have problems.
    pub(crate) fn from_text(text: &'p str) -> Self {
        let parts = text.split_once('{').and_then(|(before, rest)| {
            let (name, after) = rest.split_once('}')?;
            Some(Self::Parameter { before, name, after })
        });
        parts.unwrap_or(Self::Literal(text))
    }

    /// Reads a segment: plain text, with at most one name in it.
    pub(crate) fn parse(text: &'p str) -> Option<Self> {
        let segment = Self::from_text(text);
        let is_segment = match segment {
            Self::Literal(literal) => is_segment(literal),
            Self::Parameter { before, name, after } => {
                is_named(text) && is_plain(before) && is_segment(name) && is_plain(after)
            }
        };
        is_segment.then_some(segment)
    }

    /// Returns the value that makes the segment this literal.
    pub(crate) fn value_for(self, literal: &str) -> Option<&str> {
        let Self::Parameter { before, after, .. } = self else {
            return None;
        };
        let (start, rest) = literal.split_at_checked(before.len())?;
        let (value, end) = rest.split_at_checked(rest.len().checked_sub(after.len())?)?;
        let is_around = start.eq_ignore_ascii_case(before) && end.eq_ignore_ascii_case(after);
        (is_around && !value.is_empty()).then_some(value)
    }
}

/// Returns the segments of a path. A slash at the end belongs to the path, and begins no empty segment.
pub(crate) fn segments(path: &str) -> impl Iterator<Item = &str> {
    let path = path.strip_prefix('/').unwrap_or(path);
    let is_root = path.is_empty();
    let path = path.strip_suffix('/').unwrap_or(path);
    path.split('/').filter(move |_| !is_root)
}

/// Returns whether a text is the path of an operation.
#[must_use]
pub fn is_path(text: &str) -> bool {
    text.starts_with('/') && segments(text).all(|segment| Segment::parse(segment).is_some())
}

/// Returns whether a segment of a path can be this text, or a parameter can have it as its name.
pub(crate) fn is_segment(text: &str) -> bool {
    is_named(text) && is_plain(text)
}

/// Returns whether a text would not change the path as a segment. Some servers ignore what follows a semicolon.
fn is_named(text: &str) -> bool {
    let name = text.split(';').next().unwrap_or_default();
    !matches!(name, "" | "." | "..")
}

fn is_plain(text: &str) -> bool {
    text.chars()
        .all(|char| char.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@".contains(char))
}

#[cfg(test)]
mod tests;
