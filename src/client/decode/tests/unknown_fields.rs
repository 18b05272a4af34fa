//! Which unknown fields of a response are kept.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::decode;

struct Kept {
    id: Option<String>,
    items: Option<Vec<Kept>>,
    additional_properties: BTreeMap<String, Value>,
}

crate::__genesys_cloud_fields! {
    Kept {
        id: "id",
        items: "items",
        ..additional_properties
    }
}

/// Covers unknown fields that cannot be kept, and the other fields of the same model.
#[test]
fn an_unknown_field_that_cannot_be_kept_leaves_the_others() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    for unknown in ["1e400", r#""\ud800""#, r#"{"a":["\udfff"]}"#, &deep] {
        let body =
            format!(r#"{{"first":1,"items":[{{"bad":{unknown},"id":"a"}}],"bad":{unknown},"last":{{"b":[2]}}}}"#);
        let read: Kept = decode(body).unwrap();
        let expected: BTreeMap<_, _> = [
            ("first".to_owned(), Value::from(1)),
            ("last".to_owned(), serde_json::json!({"b": [2]})),
        ]
        .into();
        assert_eq!(read.additional_properties, expected, "{unknown:.20}");
        let item = &read.items.as_ref().unwrap()[0];
        assert_eq!((item.id.as_deref(), item.additional_properties.len()), (Some("a"), 0));
    }
}

#[test]
fn the_last_of_two_unknown_fields_counts_if_it_cannot_be_kept() {
    let read: Kept = decode(r#"{"new":1,"new":1e400}"#).unwrap();
    assert!(read.additional_properties.is_empty());
}

#[test]
fn the_unknown_fields_of_a_large_body_are_kept_up_to_a_limit() {
    let few = "x".repeat(1 << 20);
    let many = format!("[{}1]", r#"{"a":1},"#.repeat(1 << 18));
    let read: Kept = decode(format!(r#"{{"few":"{few}","many":{many},"id":"a","last":1}}"#)).unwrap();
    assert_eq!(read.id.as_deref(), Some("a"));
    assert_eq!(read.additional_properties.keys().collect::<Vec<_>>(), ["few", "last"]);
    assert_eq!(read.additional_properties["few"], Value::from(few));
}

/// serde copies the parts of an untagged enum before it reads them.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Untagged {
    Model(Kept),
}

#[test]
fn a_model_within_a_copy_of_serde_is_read() {
    let Untagged::Model(read) = decode(r#"{"id":"a","new":1}"#).unwrap();
    assert_eq!(read.additional_properties["new"], Value::from(1));
    // Too large to keep fields of which the text is not known.
    let Untagged::Model(read) = decode(format!(r#"{{"id":"a","new":"{}"}}"#, "x".repeat(1 << 20))).unwrap();
    assert_eq!((read.id.as_deref(), read.additional_properties.len()), (Some("a"), 0));
}
