use proptest::prelude::*;
use serde_json::Value;

use super::with_plain_integers;

#[test]
fn a_number_that_is_an_integer_is_written_as_one() {
    for (json, expected) in [
        ("3.0", "3"),
        ("-3.000", "-3"),
        ("-0.0", "0"),
        ("3e0", "3"),
        ("1.5E+1", "15"),
        ("-120e-1", "-12"),
        ("9007199254740993.0", "9007199254740993"),
        ("18446744073709551615.0", "18446744073709551615"),
        (
            r#"{"a": [1, 2.0, 2.5], "3.0": "4.0 \" 5.0", "b":6.0}"#,
            r#"{"a": [1, 2, 2.5], "3.0": "4.0 \" 5.0", "b":6}"#,
        ),
    ] {
        assert_eq!(with_plain_integers(json).as_deref(), Some(expected), "{json}");
    }
}

#[test]
fn everything_else_stays_as_it_is() {
    for json in [
        "3",
        "-3",
        "2.5",
        "1e300",
        "1e-1",
        "1e17",
        r#""3.0""#,
        r#"["\\", "\"3.0"]"#,
        "",
        "\"3.0",
        "tru3.5",
        "[-]",
        "\"\\",
    ] {
        assert_eq!(with_plain_integers(json), None, "{json}");
    }
}

proptest! {
    #[test]
    fn the_values_are_equal(numbers in proptest::collection::vec(any::<f64>().prop_filter("JSON", |n| n.is_finite()), 0..20)) {
        let json = serde_json::to_string(&numbers).unwrap();
        if let Some(plain) = with_plain_integers(&json) {
            let read: Vec<f64> = serde_json::from_str(&plain).unwrap();
            prop_assert_eq!(read, numbers);
        }
    }

    #[test]
    fn no_text_panics(text in "[-0-9.eE\"\\\\a,\u{e9}]{0,40}") {
        if let Some(plain) = with_plain_integers(&text) {
            prop_assert_eq!(serde_json::from_str::<Value>(&text).is_ok(), serde_json::from_str::<Value>(&plain).is_ok());
        }
    }
}
