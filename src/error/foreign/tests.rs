//! The text and the code of error bodies of other servers.

use proptest::prelude::*;

use super::ForeignBody;
use crate::error::Redactor;

fn read(content_type: &str, body: &str) -> ForeignBody {
    ForeignBody::read(body.as_bytes(), Some(content_type), &Redactor::new(["the-s3cr3t"]))
}

fn text(json: &str) -> Option<String> {
    read("application/json", json).text
}

#[test]
fn the_text_is_found_under_the_names_that_servers_use() {
    for (json, expected) in [
        (r#"{"Message":"aws"}"#, "aws"),
        (r#"{"error":"invalid_grant","error_description":"oauth"}"#, "oauth"),
        (r#"{"error":"invalid_grant","description":"genesys"}"#, "genesys"),
        (r#"{"title":"t","detail":"problem"}"#, "problem"),
        (r#"{"title":"t"}"#, "t"),
        (
            r#"{"fault":{"faultstring":"apigee","detail":{"errorcode":"c"}}}"#,
            "apigee",
        ),
        (r#"{"error":{"code":429,"message":"google"}}"#, "google"),
        (r#"{"errors":[{"detail":"json api"},{"detail":"second"}]}"#, "json api"),
        (r#"{"timestamp":1,"error":"Not Found","path":"/x"}"#, "Not Found"),
        (r#""a string""#, "a string"),
        ("\u{feff}{\"MESSAGE\":\"mark\"}", "mark"),
        (r#"{"message":" ","detail":"not empty"}"#, "not empty"),
    ] {
        assert_eq!(text(json).as_deref(), Some(expected), "{json}");
    }
    for json in [
        "",
        "{}",
        "[]",
        "null",
        r#"{"access_token":"t"}"#,
        r#"{"access_token":"#,
        r#"[{"message":"m"}]"#,
        r#"{"error":{"error":{"error":{"error":{"message":"deep"}}}}}"#,
        r#"{"message":7,"error":[]}"#,
    ] {
        assert_eq!(text(json), None, "{json}");
    }
}

#[test]
fn a_code_is_a_name_and_not_a_sentence() {
    let code = |json: &str| read("application/json", json).code;
    assert_eq!(code(r#"{"error":"invalid_grant"}"#).as_deref(), Some("invalid_grant"));
    assert_eq!(
        code(r#"{"error":"authorization_pending","message":"m"}"#).as_deref(),
        Some("authorization_pending")
    );
    assert_eq!(code(r#"{"error":"the-s3cr3t"}"#).as_deref(), Some("***"));
    let long = format!(r#"{{"error":"{}"}}"#, "a".repeat(81));
    for json in [
        r#"{"error":"Not Found"}"#,
        r#"{"error":""}"#,
        r#"{"error":7}"#,
        r#"["error"]"#,
        &long,
    ] {
        assert_eq!(code(json), None, "{json}");
    }
    // The code is not shown twice.
    assert_eq!(text(r#"{"error":"invalid_grant"}"#), None);
}

#[test]
fn a_text_is_masked_before_it_is_cut_off() {
    let body = format!("{} the-s3cr3t", "x".repeat(196));
    assert_eq!(read("text/plain", &body).text, Some(format!("{} ***", "x".repeat(196))));
}

#[test]
fn the_first_200_characters_are_kept() {
    assert_eq!(read("text/plain", &"ü".repeat(200)).text, Some("ü".repeat(200)));
    assert_eq!(read("text/plain", &"ü".repeat(201)).text, Some("ü".repeat(200) + "…"));
    assert_eq!(
        read("text/plain", &"x".repeat(1 << 20)).text,
        Some("x".repeat(200) + "…")
    );
}

#[test]
fn bytes_that_are_not_text_have_none() {
    for body in ["\u{0}", "a\u{1b}[31m", "\u{1f}\u{8b}\u{8}"] {
        assert_eq!(read("application/octet-stream", body).text, None, "{body:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_body_has_a_short_text_without_the_secret(before in "[ -~]{0,300}", after in "[ -~]{0,300}") {
        let body = format!("{before}the-s3cr3t{after}");
        let foreign = read("text/plain", &body);
        let text = foreign.text.unwrap_or_default();
        prop_assert!(text.chars().count() <= 201);
        prop_assert!(!text.contains("s3cr3t"), "{text}");
    }
}
