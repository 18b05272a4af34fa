//! A generated struct: reading, writing and `Debug`.
#![allow(unreachable_pub, reason = "the macros are for public types")]

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::de::Deserialize as _;
use serde_json::{Value, json};

use super::Key;
use crate::__private::fields;
use crate::json::path_of;

/// A model of a response, as the generator writes it.
struct Received {
    id: Option<String>,
    parent: Option<Box<Received>>,
}

fields!(Received {
    id: "id",
    parent: "parent",
});

/// A model of a request body, as the generator writes it.
struct Sent {
    seconds: Option<i32>,
    additional_properties: BTreeMap<String, Value>,
}

fields!(Sent {
    seconds: "seconds",
    ..additional_properties
});

/// A model with times, as the generator writes it.
struct Dated {
    at: Option<Timestamp>,
    day: Option<Date>,
    list: Option<Vec<Timestamp>>,
    additional_properties: BTreeMap<String, Value>,
}

fields!(Dated {
    at: "at",
    day: "day",
    list: "list",
    ..additional_properties
});

fn received(json: &str) -> Result<Received, serde_json::Error> {
    serde_json::from_str(json)
}

fn sent(json: &str) -> Sent {
    serde_json::from_str(json).unwrap()
}

#[test]
fn null_and_absence_are_none_and_none_is_not_written() {
    assert_eq!(received(r#"{"id":null}"#).unwrap(), Received::default());
    assert_eq!(serde_json::to_string(&Received::default()).unwrap(), "{}");
}

#[test]
fn the_last_of_two_fields_counts() {
    assert_eq!(received(r#"{"id":"a","id":"b"}"#).unwrap().id.as_deref(), Some("b"));
    assert_eq!(received(r#"{"id":"a","id":null}"#).unwrap().id, None);
}

#[test]
fn a_model_of_a_response_skips_unknown_fields() {
    let read = received(r#"{"new":{"deep":[1,{}]},"id":"a"}"#).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), r#"{"id":"a"}"#);
}

#[test]
fn a_model_that_can_be_sent_keeps_unknown_fields() {
    let read = sent(r#"{"new":{"deep":[1]},"seconds":300}"#);
    assert_eq!(read.additional_properties["new"], json!({"deep": [1]}));
    assert_eq!(
        serde_json::to_string(&read).unwrap(),
        r#"{"seconds":300,"new":{"deep":[1]}}"#
    );
}

#[test]
fn debug_clone_and_default_are_those_of_derive() {
    #[derive(Debug, Clone, Default)]
    #[allow(dead_code, reason = "read by Debug")]
    struct Sent {
        seconds: Option<i32>,
        additional_properties: BTreeMap<String, Value>,
    }
    let model = sent(r#"{"new":{"deep":[1]},"seconds":300}"#);
    let derived = Sent {
        seconds: model.seconds,
        additional_properties: model.additional_properties.clone(),
    };
    assert_eq!(format!("{model:?}"), format!("{derived:?}"));
    assert_eq!(format!("{model:#?}"), format!("{derived:#?}"));
    assert_eq!(model.clone(), model);
    assert_eq!(
        format!("{:?}", super::tests::Sent::default()),
        format!("{:?}", Sent::default())
    );
}

#[test]
fn models_are_equal_if_all_their_fields_are() {
    let read = sent(r#"{"seconds":1,"new":2}"#);
    assert_eq!(read, read.clone());
    assert_ne!(read, sent(r#"{"seconds":1,"new":3}"#));
    assert_ne!(read, sent(r#"{"seconds":2,"new":2}"#));
    assert_ne!(Sent::default(), sent(r#"{"seconds":0}"#));
}

#[test]
fn an_unknown_field_with_the_name_of_a_written_one_is_not_written() {
    let mut read = sent(r#"{"seconds":300}"#);
    read.additional_properties.insert("seconds".to_owned(), json!(1));
    assert_eq!(serde_json::to_string(&read).unwrap(), r#"{"seconds":300}"#);
}

#[test]
fn an_unknown_field_can_be_null_if_the_field_is_none() {
    let mut model = Sent::default();
    model.additional_properties.insert("seconds".to_owned(), Value::Null);
    assert_eq!(serde_json::to_string(&model).unwrap(), r#"{"seconds":null}"#);
}

#[test]
fn only_an_object_is_accepted() {
    for json in ["[]", r#"["a"]"#, r#""a""#, "1", "null"] {
        let message = received(json).unwrap_err().to_string();
        assert!(message.contains("expected an object (Received)"), "{json}: {message}");
    }
}

#[test]
fn the_path_of_an_invalid_value_can_be_found() {
    let json = r#"{"parent":{"parent":{"id":1}}}"#;
    assert_eq!(path_of(&received(json).unwrap_err(), json), "parent.parent.id");
}

#[test]
fn a_model_is_read_from_a_value_and_from_a_reader() {
    let value = json!({"parent": {"id": "a"}});
    let from_value: Received = serde_json::from_value(value.clone()).unwrap();
    let from_reader: Received = serde_json::from_reader(value.to_string().as_bytes()).unwrap();
    assert_eq!(from_value, from_reader);
    assert_eq!(serde_json::to_value(&from_value).unwrap(), value);
}

#[test]
fn a_key_may_be_escaped() {
    assert_eq!(received(r#"{"\u0069d":"a"}"#).unwrap().id.as_deref(), Some("a"));
}

#[test]
fn a_key_without_escapes_is_borrowed() {
    let mut json = serde_json::Deserializer::from_str(r#""plain""#);
    assert!(matches!(
        Key::deserialize(&mut json).unwrap().0,
        std::borrow::Cow::Borrowed("plain")
    ));
}

#[test]
fn a_time_that_cannot_be_represented_is_none_and_kept() {
    for odd in [
        "\"9999-12-31T23:59:59Z\"",
        "\"\"",
        "\"soon\"",
        "1700000000000",
        "-1",
        "1.5",
        "true",
    ] {
        for field in ["at", "day"] {
            let json = format!(r#"{{"{field}":{odd}}}"#);
            let read: Dated = serde_json::from_str(&json).unwrap();
            assert_eq!((read.at, read.day), (None, None), "{json}");
            assert_eq!(serde_json::to_string(&read).unwrap(), json);
        }
    }
}

#[test]
fn a_kept_time_is_not_written_beside_a_new_one() {
    let mut read: Dated = serde_json::from_str(r#"{"at":"soon"}"#).unwrap();
    read.at = Some(Timestamp::UNIX_EPOCH);
    assert_eq!(
        serde_json::to_string(&read).unwrap(),
        r#"{"at":"1970-01-01T00:00:00Z"}"#
    );
}

#[test]
fn the_last_of_two_times_counts() {
    for last in ["null", "\"1970-01-01T00:00:00Z\""] {
        let read: Dated = serde_json::from_str(&format!(r#"{{"at":"soon","at":{last}}}"#)).unwrap();
        assert!(read.additional_properties.is_empty());
    }
    let read: Dated = serde_json::from_str(r#"{"at":"1970-01-01T00:00:00Z","at":"soon"}"#).unwrap();
    assert_eq!((read.at, &read.additional_properties["at"]), (None, &json!("soon")));
}

#[test]
fn a_list_or_an_object_is_not_a_time() {
    for json in [
        r#"{"at":[]}"#,
        r#"{"at":{}}"#,
        r#"{"day":["2024-02-03"]}"#,
        r#"{"list":["soon"]}"#,
        r#"{"list":[""]}"#,
    ] {
        assert!(serde_json::from_str::<Dated>(json).is_err(), "{json}");
    }
}

#[test]
fn a_time_is_read_from_a_value() {
    let read: Dated =
        serde_json::from_value(json!({"at": "2024-02-03", "day": 7, "list": ["2024-02-03T00:00:00Z"]})).unwrap();
    assert_eq!(read.at.unwrap().to_string(), "2024-02-03T00:00:00Z");
    assert_eq!((read.day, read.list.map(|list| list.len())), (None, Some(1)));
}
