//! How much memory a value uses, and which values are kept.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{memory, value};
use crate::model::{Keeping, reading};

/// The size of a node of a map with eleven fields.
const NODE: usize = 11 * (size_of::<String>() + size_of::<Value>()) + 16;

/// Returns a lower bound of the memory that a value uses.
fn used(value: &Value) -> usize {
    match value {
        Value::String(text) => text.capacity(),
        Value::Array(values) => values.capacity() * size_of::<Value>() + values.iter().map(used).sum::<usize>(),
        Value::Object(fields) if fields.is_empty() => 0,
        // A node is at least half full, but for the only one.
        Value::Object(fields) => {
            let keys: usize = fields.keys().map(String::capacity).sum();
            fields.len().div_ceil(11) * NODE + keys + fields.values().map(used).sum::<usize>()
        }
        _ => 0,
    }
}

#[test]
fn the_memory_of_a_value_is_not_underestimated() {
    let values = [
        json!(vec![json!({"a": 1}); 1000]),
        json!(vec![1; 1000]),
        json!(vec![json!([]); 1000]),
        json!(vec!["a"; 1000]),
        json!((0..1000).map(|n| (n.to_string(), json!(n))).collect::<BTreeMap<_, _>>()),
        json!(vec![json!({"a": {"b": {"c": [{}]}}}); 100]),
        json!("text ".repeat(1000)),
    ];
    for value in values {
        let json = value.to_string();
        assert!(
            memory(&json) >= used(&value),
            "{} < {}: {json:.60}",
            memory(&json),
            used(&value)
        );
    }
}

#[test]
fn the_characters_of_a_string_are_not_counted_as_syntax() {
    let text = r#"{"a":"{[{[,,,\"{[,"}"#;
    assert_eq!(memory(text), text.len() + 640 + 2 * 64);
    assert_eq!(memory(r#""unterminated \"#), 15 + 64);
}

#[test]
fn a_value_that_cannot_be_represented_is_not_kept() {
    let deep = format!("{}{}", "[".repeat(1000), "]".repeat(1000));
    for json in ["1e400", r#""\ud800""#, &deep] {
        assert_eq!(value(json, false), None, "{json:.20}");
    }
    assert_eq!(value("[1.5]", false), Some(json!([1.5])));
}

#[test]
fn a_value_with_a_replaced_character_is_not_kept() {
    assert_eq!(value("\"\u{fffd}\"", true), None);
    assert_eq!(value("\"\u{fffd}\"", false), Some(json!("\u{fffd}")));
}

#[test]
fn all_values_of_a_response_share_one_limit() {
    let string = |mebibytes: usize| format!("\"{}\"", "a".repeat(mebibytes << 20));
    let kept = reading(Keeping::Texts { replaced: false }, || {
        let sizes = [40, 40, 10, 20];
        Ok::<_, ()>(sizes.map(|size| value(&string(size), false).is_some()))
    });
    assert_eq!(kept, Ok([true, false, true, false]));
}
