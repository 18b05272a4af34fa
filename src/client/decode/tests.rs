//! Bodies that can be decoded, and the errors for those that cannot.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use ureq::http::{HeaderValue, header};

use super::{DecodeFailure, bytes, empty, json, json_string, json_string_or_none, text};
use crate::client::tests::response::{TOKEN, client, exchange, prepared, received, renewing_client};
use crate::transport::RawResponse;
use crate::{Client, Error};

mod pages;
mod unknown_fields;

#[derive(Debug, Default, Deserialize, PartialEq)]
struct Group {
    id: Option<String>,
    size: Option<i32>,
    groups: Option<Vec<Group>>,
}

/// Returns the outcome of a call of this client after a success with this response.
fn decoded<T>(
    client: &Client,
    mut received: RawResponse,
    decode: impl FnOnce(&mut RawResponse) -> Result<T, DecodeFailure>,
) -> Result<T, Error> {
    decode(&mut received).map_err(|failure| failure.into_error(received, &exchange(client, &prepared(client))))
}

fn decode<T: DeserializeOwned>(body: impl Into<Vec<u8>>) -> Result<T, Error> {
    decoded(&client(), received(body), json)
}

/// Returns the path of the field that cannot be decoded, and the text of the error.
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
fn a_valid_body_is_decoded() {
    let group: Group = decode(r#"{"id":"a","size":7,"groups":[{"id":null}],"more":{}}"#).unwrap();
    assert_eq!((group.id.as_deref(), group.size), (Some("a"), Some(7)));
    assert_eq!(group.groups, Some(vec![Group::default()]));
}

#[test]
fn an_integer_may_be_written_with_a_fraction_or_an_exponent() {
    let group: Group = decode(r#"{"id":"1.0","size":7.0,"groups":[{"size":2e1,"more":1.50}]}"#).unwrap();
    assert_eq!((group.id.as_deref(), group.size), (Some("1.0"), Some(7)));
    assert_eq!(group.groups.unwrap()[0].size, Some(20));
    assert_eq!(decode::<Vec<u64>>("[18446744073709551615.0]").unwrap(), [u64::MAX]);
    // A text that is not JSON is not a number.
    assert_eq!(decoded(&client(), received("3.0"), json_string).unwrap(), "3.0");
    let (path, text) = problem::<Group>(r#"{"size":7.0,"groups":[{"size":2.5}]}"#);
    assert_eq!(path, "groups[0].size", "{text}");
}

#[test]
fn whitespace_and_a_byte_order_mark_are_ignored() {
    assert_eq!(decode::<i32>(" \r\n7\t\n").unwrap(), 7);
    assert_eq!(decode::<i32>("\u{feff}7").unwrap(), 7);
    assert!(decode::<i32>("\u{feff}\u{feff}7").is_err());
}

#[test]
fn the_error_has_the_path_of_the_field() {
    let (path, text) = problem::<Group>(r#"{"groups":[{"id":"a"},{"groups":[{"size":"7"}]}]}"#);
    assert_eq!(path, "groups[1].groups[0].size");
    assert!(text.contains("cannot be decoded at groups[1].groups[0].size"), "{text}");
    let (path, _) = problem::<BTreeMap<String, i32>>(r#"{"a key":null}"#);
    assert_eq!(path, "a key");
}

#[test]
fn a_number_beyond_its_type_is_an_error() {
    for size in ["2147483648", "-2147483649", "1.5", "1e10", "99999999999999999999"] {
        let (path, _) = problem::<Group>(format!(r#"{{"size":{size}}}"#));
        assert_eq!(path, "size", "{size}");
    }
}

#[test]
fn an_empty_body_is_null() {
    for body in ["", "\u{feff}", "\n", " ", "\u{feff} \r\n\t"] {
        assert_eq!(decode::<Option<Group>>(body).unwrap(), None);
        assert_eq!(decode::<Value>(body).unwrap(), Value::Null);
        assert_eq!(decode::<()>(body).unwrap(), ());
    }
    assert_eq!(decode::<Option<Group>>("{}").unwrap(), Some(Group::default()));
}

#[test]
fn the_error_for_an_empty_body_says_so() {
    for body in ["", "\n"] {
        let (path, text) = problem::<Group>(body);
        assert_eq!(path, ".");
        assert!(text.contains("it is empty"), "{text}");
        assert!(text.contains("the operation succeeded"), "{text}");
    }
}

#[test]
fn a_body_that_is_not_json_is_an_error() {
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
fn characters_that_are_not_valid_are_replaced() {
    for body in [
        &b"{\"id\":\"a\xff\",\"size\":7}"[..],
        br#"{"id":"a\ud800","size":7}"#,
        b"{\"id\":\"a\xff\",\"more\":\"\xff\",\"size\":7}",
        b"\xef\xbb\xbf{\"id\":\"a\xff\",\"size\":7}",
    ] {
        let group: Group = decode(body).unwrap();
        assert_eq!((group.id.as_deref(), group.size), (Some("a\u{fffd}"), Some(7)));
    }
    assert_eq!(
        decode::<Value>(br#"["\udc00"]"#).unwrap(),
        serde_json::json!(["\u{fffd}"])
    );
}

#[test]
fn a_body_of_other_bytes_than_utf8_is_an_error() {
    problem::<Group>(b"\xff\xfe{\x00}\x00".to_vec());
    let (path, _) = problem::<Group>(b"{\"id\":\"\xff\",\"size\":\"7\"}".to_vec());
    // The id has characters that are replaced, so it can be decoded.
    assert_eq!(path, "size");
}

#[test]
fn a_body_of_100_000_levels_is_an_error_without_an_overflow() {
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
fn the_error_names_another_content_type_than_json() {
    let error = decoded(&client(), received_as("text/plain", "busy"), json::<Group>).unwrap_err();
    assert!(
        error.to_string().contains("(the content type is text/plain)"),
        "{error}"
    );
}

/// Returns a success with this content type and body.
fn received_as(content_type: &'static str, body: impl Into<Vec<u8>>) -> RawResponse {
    let mut received = received(body);
    let kind = HeaderValue::from_static(content_type);
    received.headers.insert(header::CONTENT_TYPE, kind);
    received
}

#[test]
fn a_compressed_body_is_an_error_that_names_the_encoding() {
    let mut received = received(&b"\x1f\x8b\x08\0"[..]);
    let expected = "the response body cannot be decoded: it is compressed with gzip, which the request did not ask for";
    let error = decoded(&client(), received.clone(), json::<Group>).unwrap_err();
    assert!(error.to_string().contains(expected), "{error}");
    received.body = b"\x8b\x02\x80".to_vec();
    let encoding = HeaderValue::from_static("br");
    received.headers.insert(header::CONTENT_ENCODING, encoding);
    let error = decoded(&client(), received, json::<Group>).unwrap_err();
    assert!(error.to_string().contains("it is compressed with br"), "{error}");
}

#[test]
fn the_path_in_a_body_that_was_cut_off_is_the_last_known_field() {
    for (body, expected) in [
        ("{", "."),
        ("{\"id\"", "."),
        ("{\"id\":", "id"),
        ("{\"id\":\"a", "id"),
        ("{\"groups\":[{", "groups[0]"),
        ("{\"groups\":[{\"id\":\"a\"},", "groups"),
        ("{\"id\":\"a\"", "."),
    ] {
        assert_eq!(problem::<Group>(body).0, expected, "{body}");
    }
}

#[test]
fn a_long_path_in_a_body_that_was_cut_off_is_cut_off() {
    let name = "ü".repeat(30_000);
    let (path, _) = problem::<BTreeMap<String, BTreeMap<String, i32>>>(format!(r#"{{"{name}":{{"#));
    assert!(name.starts_with(&path) && path.len() <= 4096, "{} bytes", path.len());
}

#[test]
fn a_valid_body_may_have_any_content_type() {
    let mut received = received("7");
    received.headers.remove(header::CONTENT_TYPE);
    assert_eq!(decoded(&client(), received, json::<i32>).unwrap(), 7);
}

#[test]
fn a_token_that_the_body_quotes_is_masked() {
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
fn a_secret_that_serde_escapes_is_masked() {
    let received = received(r#"{"size":"s3cr3t\"quoted"}"#);
    let error = decoded(&renewing_client(), received, json::<Group>).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("s3cr3t"), "{error}");
    assert!(error.to_string().contains("***"), "{error}");
}

#[test]
fn the_raw_body_ends_at_64_kib_and_contains_no_part_of_the_token() {
    for before in [65_535 - TOKEN.len(), 65_536 - TOKEN.len(), 65_530, 65_536] {
        let body = format!("\"{}{TOKEN}{}", "x".repeat(before), "y".repeat(200_000));
        let Error::Decode(error) = decode::<Group>(body).unwrap_err() else {
            panic!("expected a Decode error");
        };
        assert_eq!(error.raw_body().len(), 65_536);
        assert!(!error.raw_body().windows(2).any(|window| window == b"t0"), "{before}");
    }
}

#[test]
fn text_is_returned_as_it_is() {
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
fn the_body_of_a_success_without_one_is_ignored() {
    for body in ["", "{", "anything"] {
        assert_eq!(decoded(&client(), received(body), empty).unwrap(), ());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_decoded_or_an_error_of_one_short_line(body in prop::collection::vec(any::<u8>(), 0..256)) {
        for error in [decode::<Group>(body.clone()).err(), decode::<Value>(body.clone()).err()].into_iter().flatten() {
            prop_assert!(matches!(error, Error::Decode(_)));
            prop_assert!(error.to_string().len() < 1024 && !error.to_string().contains('\n'));
        }
    }

    #[test]
    fn text_is_decoded_if_it_is_json(body in "[{}\\[\\]\",:0-9a-z\\\\ .eE-]{0,64}") {
        let read = decode::<Value>(body.clone());
        let expected = if body.trim().is_empty() { "null" } else { &body };
        prop_assert_eq!(read.ok(), serde_json::from_str(expected).ok());
    }
}

struct NoFields {
    additional_properties: BTreeMap<String, Value>,
}

crate::__genesys_cloud_fields!(NoFields {
    ..additional_properties
});

struct OneField {
    id: Option<String>,
}

crate::__genesys_cloud_fields! { OneField { id: "id", } }

#[test]
fn a_model_without_fields_accepts_an_empty_body() {
    assert_eq!(decode::<NoFields>("").unwrap(), NoFields::default());
    assert_eq!(decode::<Option<NoFields>>("").unwrap(), None);
    let (_, text) = problem::<OneField>("");
    assert!(text.contains("it is empty, although the operation succeeded"), "{text}");
    assert!(decode::<Vec<NoFields>>("").is_err());
}

#[test]
fn a_json_string_may_be_text_without_quotes_or_empty() {
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
