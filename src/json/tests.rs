//! Characters that are not valid are replaced, and nothing else.

use proptest::prelude::*;

use super::{Replaced, object, without_byte_order_mark};

fn replaced(json: impl AsRef<[u8]>) -> Option<(String, usize)> {
    Replaced::detect(json.as_ref()).map(|replaced| (replaced.text, replaced.first))
}

#[test]
fn one_byte_order_mark_is_removed() {
    assert_eq!(without_byte_order_mark("\u{feff}{}".as_bytes()), b"{}");
    assert_eq!(
        without_byte_order_mark("\u{feff}\u{feff}".as_bytes()),
        "\u{feff}".as_bytes()
    );
    assert_eq!(without_byte_order_mark(b"{}"), b"{}");
}

#[test]
fn bytes_that_are_not_utf8_are_replaced() {
    assert_eq!(replaced(b"\"a\xffb\""), Some(("\"a\u{fffd}b\"".to_owned(), 2)));
    assert_eq!(replaced(b"\"M\xfcller\""), Some(("\"M\u{fffd}ller\"".to_owned(), 2)));
}

#[test]
fn lone_surrogates_are_replaced() {
    for (json, expected) in [
        (r#""\ud800""#, "\"\u{fffd}\""),
        (r#""\uDFFFa""#, "\"\u{fffd}a\""),
        (r#""\ud800\ud83d\ude00""#, "\"\u{fffd}\\ud83d\\ude00\""),
        (r#""\ud83d\ude00\ude00""#, "\"\\ud83d\\ude00\u{fffd}\""),
        (r#""\ud800\u0041""#, "\"\u{fffd}\\u0041\""),
        (r#""\\\ud800""#, "\"\\\\\u{fffd}\""),
    ] {
        let (text, first) = replaced(json).unwrap();
        assert_eq!(text, expected);
        assert!(
            json[first..].starts_with("\\ud") || json[first..].starts_with("\\uD"),
            "{json}"
        );
    }
}

#[test]
fn the_first_place_counts_bytes_and_surrogates() {
    assert_eq!(replaced(b"\"\\ud800\xff\"").unwrap().1, 1);
    assert_eq!(replaced(b"\"\xff\\ud800\"").unwrap().1, 1);
}

#[test]
fn valid_json_is_not_changed() {
    for json in [
        "",
        "\\",
        "\"\\",
        r#""\ud83d\ude00""#,
        r#""\\ud800""#,
        r#""\u0041""#,
        r#""\ud8""#,
        r#""\ü\n\"""#,
        "\"\u{fffd}\"",
    ] {
        assert_eq!(replaced(json), None, "{json}");
    }
}

#[test]
fn an_object_is_read_in_spite_of_a_mark_and_invalid_characters() {
    for json in [&b"\xef\xbb\xbf{\"a\":\"b\xff\"}"[..], br#"{"a":"b\udc00"}"#] {
        assert_eq!(object(json).unwrap()["a"], "b\u{fffd}");
    }
    for json in [&b"[1]"[..], b"", b"\xff", b"{\"a\":\"b\xff\""] {
        assert!(object(json).is_none(), "{json:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_string_of_escapes_can_be_read_after_the_replacement(parts in prop::collection::vec("\\\\u[dD][89a-fA-F][0-9]{2}|\\\\\\\\|[a-e]", 0..12)) {
        let json = format!("\"{}\"", parts.concat());
        let text = replaced(&json).map_or(json, |(text, _)| text);
        prop_assert!(serde_json::from_str::<String>(&text).is_ok(), "{text}");
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(prop_oneof![any::<u8>(), Just(b'\\'), Just(b'u'), Just(b'd')], 0..64)) {
        if let Some((text, first)) = replaced(&bytes) {
            prop_assert!(first < bytes.len());
            prop_assert!(replaced(&text).is_none());
        }
    }
}
