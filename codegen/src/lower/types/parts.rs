//! The parts of an `allOf`.

use openapiv3::ReferenceOr;

use crate::openapi::Schema;

/// The parts of an `allOf` that have keywords. The others allow every value.
pub(in crate::lower) enum Parts<'a> {
    None,
    /// The only part, and its index.
    One(usize, Schema<'a>),
    Several,
}

impl<'a> Parts<'a> {
    pub(in crate::lower) fn new(parts: &'a [ReferenceOr<openapiv3::Schema>]) -> Self {
        let parts = parts.iter().map(Schema::new).enumerate();
        let mut with_keywords = parts.filter(|(_, part)| !part.allows_everything());
        match (with_keywords.next(), with_keywords.next()) {
            (None, _) => Self::None,
            (Some((index, part)), None) => Self::One(index, part),
            _ => Self::Several,
        }
    }
}
