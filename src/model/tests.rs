#![allow(unreachable_pub, reason = "the macros are for public types")]

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use serde::de::Deserialize as _;
use serde_json::{Value, json};

use super::Key;
use crate::__private::{fields, values};

/// A model as the generator writes one, of an answer.
#[derive(Clone, Default, PartialEq)]
struct Answer {
    id: Option<String>,
    parent: Option<Box<Answer>>,
}

fields!(Answer {
    id: "id",
    parent: "parent",
});

/// The same, of a request body.
#[derive(Clone, Default, PartialEq)]
struct Sent {
    seconds: Option<i32>,
    additional_properties: BTreeMap<String, Value>,
}

fields!(Sent {
    seconds: "seconds",
    ..additional_properties
});

#[derive(Clone)]
enum Unit {
    Minutes,
    Hours,
    Upper,
    Lower,
    Unknown(String),
}

values!(Unit {
    Minutes: "Minutes",
    Hours: "Hours",
    Upper: "ODD",
    Lower: "odd",
});

fn answer(json: &str) -> Result<Answer, serde_json::Error> {
    serde_json::from_str(json)
}

fn hash(value: &Unit) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn sent(json: &str) -> Sent {
    serde_json::from_str(json).unwrap()
}

#[test]
fn null_and_absence_are_none_and_none_is_not_written() {
    assert_eq!(answer(r#"{"id":null}"#).unwrap(), Answer::default());
    assert_eq!(serde_json::to_string(&Answer::default()).unwrap(), "{}");
}

#[test]
fn of_a_field_that_stands_twice_the_last_counts() {
    assert_eq!(answer(r#"{"id":"a","id":"b"}"#).unwrap().id.as_deref(), Some("b"));
    assert_eq!(answer(r#"{"id":"a","id":null}"#).unwrap().id, None);
}

#[test]
fn an_answer_skips_what_it_does_not_know() {
    let read = answer(r#"{"new":{"deep":[1,{}]},"id":"a"}"#).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), r#"{"id":"a"}"#);
}

#[test]
fn a_model_that_is_sent_keeps_what_it_does_not_know() {
    let read = sent(r#"{"new":{"deep":[1]},"seconds":300}"#);
    assert_eq!(read.additional_properties["new"], json!({"deep": [1]}));
    assert_eq!(
        serde_json::to_string(&read).unwrap(),
        r#"{"seconds":300,"new":{"deep":[1]}}"#
    );
}

#[test]
fn what_is_shown_cloned_and_default_is_what_derive_makes() {
    #[derive(Debug, Clone, Default)]
    #[allow(dead_code, reason = "it is shown")]
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
fn a_value_is_shown_as_derive_shows_it() {
    #[derive(Debug)]
    #[allow(dead_code, reason = "it is shown")]
    enum Derived {
        Upper,
        Unknown(String),
    }
    let unknown = "Days \"now\"";
    assert_eq!(format!("{:?}", Unit::Upper), format!("{:?}", Derived::Upper));
    assert_eq!(
        format!("{:#?}", Unit::from(unknown)),
        format!("{:#?}", Derived::Unknown(unknown.to_owned()))
    );
    assert_eq!(format!("{:9?}|", Unit::Upper), format!("{:9?}|", Derived::Upper));
}

#[test]
fn an_extra_that_names_a_written_field_is_not_written_twice() {
    let mut read = sent(r#"{"seconds":300}"#);
    read.additional_properties.insert("seconds".to_owned(), json!(1));
    assert_eq!(serde_json::to_string(&read).unwrap(), r#"{"seconds":300}"#);
}

#[test]
fn an_extra_can_say_null_where_the_field_is_none() {
    let mut model = Sent::default();
    model.additional_properties.insert("seconds".to_owned(), Value::Null);
    assert_eq!(serde_json::to_string(&model).unwrap(), r#"{"seconds":null}"#);
}

#[test]
fn only_an_object_is_an_object() {
    for json in ["[]", r#"["a"]"#, r#""a""#, "1", "null"] {
        let message = answer(json).unwrap_err().to_string();
        assert!(message.contains("expected an object (Answer)"), "{json}: {message}");
    }
}

#[test]
fn the_path_to_a_wrong_value_can_be_found() {
    let mut json = serde_json::Deserializer::from_str(r#"{"parent":{"parent":{"id":1}}}"#);
    let error = serde_path_to_error::deserialize::<_, Answer>(&mut json).unwrap_err();
    assert_eq!(error.path().to_string(), "parent.parent.id");
}

#[test]
fn a_model_is_read_from_a_value_and_a_reader_too() {
    let value = json!({"parent": {"id": "a"}});
    let from_value: Answer = serde_json::from_value(value.clone()).unwrap();
    let from_reader: Answer = serde_json::from_reader(value.to_string().as_bytes()).unwrap();
    assert_eq!(from_value, from_reader);
    assert_eq!(serde_json::to_value(&from_value).unwrap(), value);
}

#[test]
fn an_escaped_key_names_its_field() {
    assert_eq!(answer(r#"{"\u0069d":"a"}"#).unwrap().id.as_deref(), Some("a"));
}

#[test]
fn a_key_is_borrowed_where_the_text_has_it() {
    let mut json = serde_json::Deserializer::from_str(r#""plain""#);
    assert!(matches!(
        Key::deserialize(&mut json).unwrap().0,
        std::borrow::Cow::Borrowed("plain")
    ));
}

#[test]
fn an_exact_value_goes_before_one_in_another_case() {
    assert_eq!(Unit::from("ODD"), Unit::Upper);
    assert_eq!(Unit::from("odd"), Unit::Lower);
    assert_eq!(Unit::from("Odd"), Unit::Unknown("Odd".to_owned()));
    assert_eq!(Unit::from("mINUTES"), Unit::Minutes);
}

#[test]
fn a_known_value_is_written_as_the_specification_spells_it() {
    let read: Unit = serde_json::from_str(r#""HOURS""#).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), r#""Hours""#);
    assert_eq!(read.to_string(), "Hours");
}

#[test]
fn an_unknown_value_survives_the_round_trip() {
    for json in [r#""Days""#, r#""""#, r#""Z\u00fcrich""#] {
        let read: Unit = serde_json::from_str(json).unwrap();
        assert!(matches!(read, Unit::Unknown(_)));
        let text: String = serde_json::from_str(json).unwrap();
        assert_eq!(read.as_str(), text);
    }
}

#[test]
fn an_unknown_value_with_a_known_spelling_is_the_known_value() {
    let by_hand = Unit::Unknown("Hours".to_owned());
    assert_eq!(by_hand, Unit::Hours);
    assert_eq!(Unit::Hours, by_hand);
    assert_eq!(hash(&by_hand), hash(&Unit::Hours));
    assert_eq!(HashSet::from([by_hand.clone(), Unit::Hours]).len(), 1);
    assert_eq!((by_hand.as_str(), by_hand.to_string()), ("Hours", "Hours".to_owned()));
    assert_eq!(serde_json::to_string(&by_hand).unwrap(), r#""Hours""#);
}

#[test]
fn values_of_different_spelling_differ() {
    assert_ne!(Unit::Minutes, Unit::Hours);
    assert_ne!(Unit::Upper, Unit::Lower);
    assert_ne!(Unit::Unknown("hours".to_owned()), Unit::Hours);
    assert_ne!(Unit::Unknown("a".to_owned()), Unit::Unknown("b".to_owned()));
    assert_eq!(Unit::Unknown("a".to_owned()), Unit::from("a"));
    assert_eq!(hash(&Unit::Unknown("a".to_owned())), hash(&Unit::from("a")));
}

#[test]
fn a_value_is_a_string() {
    let message = serde_json::from_str::<Unit>("1").unwrap_err().to_string();
    assert!(message.contains("expected a string"), "{message}");
}
