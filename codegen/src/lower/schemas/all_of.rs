//! The items of an `allOf`.

use openapiv3::{AnySchema, ReferenceOr, Schema, SchemaKind};

/// The items of an `allOf` that have keywords. The others allow every value.
pub(super) enum AllOf<'a> {
    Empty,
    /// The only one, and its index.
    One(usize, &'a ReferenceOr<Schema>),
    Several,
}

impl<'a> AllOf<'a> {
    pub(super) fn of(items: &'a [ReferenceOr<Schema>]) -> Self {
        let mut with_keywords = items.iter().enumerate().filter(|(_, item)| !is_empty(item));
        match (with_keywords.next(), with_keywords.next()) {
            (None, _) => Self::Empty,
            (Some((index, item)), None) => Self::One(index, item),
            _ => Self::Several,
        }
    }
}

/// Returns whether a schema has no keywords that restrict a value.
fn is_empty(schema: &ReferenceOr<Schema>) -> bool {
    matches!(schema, ReferenceOr::Item(Schema { schema_kind: SchemaKind::Any(any), .. }) if *any == AnySchema::default())
}
