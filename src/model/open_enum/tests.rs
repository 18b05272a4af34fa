//! A generated enum: known and unknown values.
#![allow(unreachable_pub, reason = "the macros are for public types")]

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::__private::values;

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

fn hash(value: &Unit) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[test]
fn debug_is_that_of_derive() {
    #[derive(Debug)]
    #[allow(dead_code, reason = "read by Debug")]
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
fn an_exact_match_has_priority_over_another_case() {
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
    assert_eq!(format!("{read:>7}|"), "  Hours|");
}

#[test]
fn an_unknown_value_is_kept() {
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
fn only_a_string_is_accepted() {
    let message = serde_json::from_str::<Unit>("1").unwrap_err().to_string();
    assert!(message.contains("expected a string"), "{message}");
}
