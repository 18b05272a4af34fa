//! Decoding: what fits, and what is said where something does not.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use ureq::http::{HeaderValue, header};

use super::{Misfit, bytes, empty, json, json_string, json_string_or_none, text};
use crate::client::tests::response::{TOKEN, client, exchange, outgoing, received, renewing_client};
use crate::transport::Received;
use crate::{Client, Error};

#[derive(Debug, Default, Deserialize, PartialEq)]
struct Group {
    id: Option<String>,
    size: Option<i32>,
    groups: Option<Vec<Group>>,
}

/// What a call of this client returns after a success.
fn decoded<T>(
    client: &Client,
    mut received: Received,
    decode: impl FnOnce(&mut Vec<u8>) -> Result<T, Misfit>,
) -> Result<T, Error> {
    decode(&mut received.body).map_err(|misfit| misfit.into_error(received, &exchange(client, &outgoing(client))))
}

fn decode<T: DeserializeOwned>(body: impl Into<Vec<u8>>) -> Result<T, Error> {
    decoded(&client(), received(body), json)
}

/// Where and why a body does not fit.
fn problem<T: DeserializeOwned + std::fmt::Debug>(body: impl Into<Vec<u8>>) -> (String, String) {
    let error = decode::<T>(body).unwrap_err();
    assert_eq!(error.status(), Some(200));
    assert_eq!(error.correlation_id(), Some("4f3c"));
    assert_eq!(error.attempts(), 2);
    let text = error.to_string();
    let Error::Decode(error) = error else {
        panic!("{text}");
    };
    (error.path().to_owned(), text)
}

#[test]
fn a_body_that_fits_is_read() {
    let group: Group = decode(r#"{"id":"a","size":7,"groups":[{"id":null}],"more":{}}"#).unwrap();
    assert_eq!((group.id.as_deref(), group.size), (Some("a"), Some(7)));
    assert_eq!(group.groups, Some(vec![Group::default()]));
}

#[test]
fn space_and_a_byte_order_mark_around_a_body_do_not_matter() {
    assert_eq!(decode::<i32>(" \r\n7\t\n").unwrap(), 7);
    assert_eq!(decode::<i32>("\u{feff}7").unwrap(), 7);
    assert!(decode::<i32>("\u{feff}\u{feff}7").is_err());
}

#[test]
fn a_field_that_does_not_fit_is_named_by_its_path() {
    let (path, text) = problem::<Group>(r#"{"groups":[{"id":"a"},{"groups":[{"size":"7"}]}]}"#);
    assert_eq!(path, "groups[1].groups[0].size");
    assert!(text.contains("cannot be decoded at groups[1].groups[0].size"), "{text}");
    let (path, _) = problem::<BTreeMap<String, i32>>(r#"{"a key":null}"#);
    assert_eq!(path, "a key");
}

#[test]
fn a_number_beyond_its_type_is_named() {
    for size in ["2147483648", "-2147483649", "1.5", "1e3", "99999999999999999999"] {
        let (path, _) = problem::<Group>(format!(r#"{{"size":{size}}}"#));
        assert_eq!(path, "size", "{size}");
    }
}

#[test]
fn an_empty_body_is_null() {
    for body in ["", "\u{feff}"] {
        assert_eq!(decode::<Option<Group>>(body).unwrap(), None);
        assert_eq!(decode::<Value>(body).unwrap(), Value::Null);
        assert_eq!(decode::<()>(body).unwrap(), ());
    }
    assert_eq!(decode::<Option<Group>>("{}").unwrap(), Some(Group::default()));
    assert!(decode::<Option<Group>>(" ").is_err());
}

#[test]
fn an_empty_body_is_named_as_that() {
    let (path, text) = problem::<Group>("");
    assert_eq!(path, ".");
    assert!(text.contains("it is empty"), "{text}");
    assert!(text.contains("the operation succeeded"), "{text}");
}

#[test]
fn what_is_no_json_is_an_error_about_the_whole_body() {
    for body in [
        "{", "{\"id\"", "nonsense", "NaN", "<html>", "\u{0}", "'a'", "{id:1}", "[1,]", "{} {}", "{}x", "7 8",
    ] {
        let (_, text) = problem::<Value>(body);
        assert!(text.len() < 1024, "{body}");
    }
    let (path, text) = problem::<Group>("{} {}");
    assert_eq!(path, ".");
    assert!(text.contains("trailing characters"), "{text}");
}

#[test]
fn bytes_that_are_no_utf8_are_an_error() {
    problem::<Group>(b"{\"id\":\"\xff\xfe\"}".to_vec());
    problem::<Group>(b"\xff\xfe{\x00}\x00".to_vec());
}

#[test]
fn a_body_of_100_000_levels_is_an_error_and_no_overflow() {
    for body in [
        "[".repeat(100_000),
        "{\"groups\":[".repeat(100_000),
        "{\"a\":".repeat(100_000),
    ] {
        problem::<Value>(body.clone());
        problem::<Group>(body);
    }
}

#[test]
fn another_content_type_is_named_where_the_body_does_not_fit() {
    let mut received = received("<html>");
    received
        .headers
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html"));
    let error = decoded(&client(), received, json::<Group>).unwrap_err();
    assert!(error.to_string().contains("(the content type is text/html)"), "{error}");
}

#[test]
fn a_body_that_fits_may_have_any_content_type() {
    let mut received = received("7");
    received.headers.remove(header::CONTENT_TYPE);
    assert_eq!(decoded(&client(), received, json::<i32>).unwrap(), 7);
}

#[test]
fn a_token_that_the_body_quotes_is_not_shown() {
    let body = format!(r#"{{"size":"{TOKEN}","{TOKEN}":1}}"#);
    let error = decode::<Group>(body.clone()).unwrap_err();
    let Error::Decode(problem) = &error else {
        panic!("{error:?}");
    };
    assert!(!String::from_utf8_lossy(problem.raw_body()).contains(TOKEN));
    assert!(!format!("{error} {error:?}").contains(TOKEN), "{error}");
    let error = decode::<BTreeMap<String, BTreeMap<String, i32>>>(format!(r#"{{"{TOKEN}":7}}"#)).unwrap_err();
    let Error::Decode(problem) = &error else {
        panic!("{error:?}");
    };
    assert_eq!(problem.path(), "***");
}

#[test]
fn a_secret_that_serde_quotes_in_its_own_way_is_not_shown() {
    let received = received(r#"{"size":"s3cr3t\"quoted"}"#);
    let error = decoded(&renewing_client(), received, json::<Group>).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("s3cr3t"), "{error}");
    assert!(error.to_string().contains("***"), "{error}");
}

#[test]
fn the_raw_body_ends_at_64_kib_and_has_no_part_of_the_token() {
    for before in [65_535 - TOKEN.len(), 65_536 - TOKEN.len(), 65_530, 65_536] {
        let body = format!("\"{}{TOKEN}{}", "x".repeat(before), "y".repeat(200_000));
        let Error::Decode(error) = decode::<Group>(body).unwrap_err() else {
            panic!("another variant");
        };
        assert_eq!(error.raw_body().len(), 65_536);
        assert!(!error.raw_body().windows(2).any(|window| window == b"t0"), "{before}");
    }
}

#[test]
fn text_is_read_as_it_is() {
    let read = decoded(&client(), received("\u{feff}größe\r\n"), text).unwrap();
    assert_eq!(read, "\u{feff}größe\r\n");
    let error = decoded(&client(), received(b"a\xff"), text).unwrap_err();
    let Error::Decode(problem) = &error else {
        panic!("{error:?}");
    };
    assert_eq!((problem.path(), problem.raw_body()), (".", &b"a\xff"[..]));
}

#[test]
fn bytes_are_returned_as_they_are() {
    for body in [&b""[..], b"\xef\xbb\xbf\xff\0\r\n", b"{"] {
        assert_eq!(decoded(&client(), received(body), bytes).unwrap(), body);
    }
}

#[test]
fn the_body_of_a_success_without_one_is_not_read() {
    for body in ["", "{", "anything"] {
        assert_eq!(decoded(&client(), received(body), empty).unwrap(), ());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_decoded_or_refused_in_one_short_line(body in prop::collection::vec(any::<u8>(), 0..256)) {
        for error in [decode::<Group>(body.clone()).err(), decode::<Value>(body.clone()).err()].into_iter().flatten() {
            prop_assert!(matches!(error, Error::Decode(_)));
            prop_assert!(error.to_string().len() < 1024 && !error.to_string().contains('\n'));
        }
    }

    #[test]
    fn what_looks_like_json_is_decoded_or_refused(body in "[{}\\[\\]\",:0-9a-z\\\\ .eE-]{0,64}") {
        let read = decode::<Value>(body.clone());
        let expected = if body.is_empty() { "null" } else { &body };
        prop_assert_eq!(read.ok(), serde_json::from_str(expected).ok());
    }
}

#[derive(Clone, Default, PartialEq)]
struct Nothing {
    additional_properties: BTreeMap<String, Value>,
}

crate::__genesys_cloud_fields!(Nothing {
    ..additional_properties
});

#[derive(Clone, Default, PartialEq)]
struct Something {
    id: Option<String>,
}

crate::__genesys_cloud_fields! { Something { id: "id", } }

#[test]
fn a_model_without_fields_accepts_an_empty_body() {
    assert_eq!(decode::<Nothing>("").unwrap(), Nothing::default());
    assert_eq!(decode::<Option<Nothing>>("").unwrap(), None);
    let (_, text) = problem::<Something>("");
    assert!(text.contains("it is empty, although the operation succeeded"), "{text}");
    assert!(decode::<Vec<Nothing>>("").is_err());
}

#[test]
fn a_json_string_may_be_bare_text_or_nothing() {
    let plain = |body: &str| decoded(&client(), received(body), json_string).unwrap();
    let optional = |body: &str| decoded(&client(), received(body), json_string_or_none).unwrap();
    for (body, expected) in [
        ("\"a \\u00e9\"", Some("a é")),
        ("https://a.example/x", Some("https://a.example/x")),
        ("42", Some("42")),
        ("", None),
        (" \n", None),
        ("null", None),
    ] {
        assert_eq!(plain(body), expected.unwrap_or_default(), "{body:?}");
        assert_eq!(optional(body).as_deref(), expected, "{body:?}");
    }
    assert!(decoded(&client(), received(vec![0xff]), json_string).is_err());
}
