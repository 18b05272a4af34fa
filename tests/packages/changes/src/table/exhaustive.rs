//! The caller does not compile although the change is additive, because it uses neither `..` nor `_`.

use super::Seen::Exhaustive;
use super::{ALL_FIELDS, ALL_VALUES, Change, OWNER, change};

pub const CHANGES: &[Change] = &[
    change(
        "field_added_without_dots",
        Exhaustive,
        ALL_FIELDS,
        &[(
            OWNER,
            r#""Owner": {"type": "object", "properties": {"name": {"type": "string"}, "more": {"type": "string"}}}"#,
        )],
    ),
    change(
        "value_added_without_wildcard",
        Exhaustive,
        ALL_VALUES,
        &[("\"CLOSED\"]", "\"CLOSED\", \"ON_HOLD\"]")],
    ),
];
