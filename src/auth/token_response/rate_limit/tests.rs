//! Recognition of a rate limit, and its wait.

use std::time::Duration;

use proptest::prelude::*;
use serde_json::json;
use ureq::http::{HeaderMap, HeaderValue, StatusCode, header};

use super::detect;
use crate::retry::Wait;
use crate::transport::RawResponse;

fn received(status: u16, body: impl Into<Vec<u8>>) -> RawResponse {
    RawResponse {
        status: StatusCode::from_u16(status).unwrap(),
        headers: HeaderMap::new(),
        body: body.into(),
    }
}

fn refusal(description: &str) -> RawResponse {
    let body = json!({ "error": "invalid_request", "error_description": description });
    received(400, body.to_string())
}

fn retry_after(description: &str) -> Option<u64> {
    let limited = detect(&refusal(description)).expect(description);
    limited.asked().map(|wait| wait.as_secs())
}

#[test]
fn the_description_is_matched_at_its_beginning_in_any_case() {
    for description in [
        "rate limit exceeded",
        "rate limit exceeded;",
        "Rate limit exceeded; slow down",
        " RATE LIMIT EXCEEDED;x",
    ] {
        let limited = Some(Wait::RateLimited(None));
        assert_eq!(detect(&refusal(description)), limited, "{description}");
    }
    for description in [
        "",
        "the rate limit exceeded",
        "rate limit",
        "not a rate limit exceeded;",
    ] {
        assert_eq!(detect(&refusal(description)), None, "{description}");
    }
}

#[test]
fn the_description_may_be_in_the_other_field() {
    let body = r#"{"error":"invalid_request","description":"rate limit exceeded; x"}"#;
    assert!(detect(&received(400, body)).is_some());
    let both = r#"{"error":"invalid_request","error_description":"rate limit exceeded; x","description":"y"}"#;
    assert!(detect(&received(400, both)).is_some());
}

#[test]
fn another_code_or_status_is_not_a_rate_limit() {
    let of_code = |code: &str| {
        let body = json!({ "error": code, "error_description": "rate limit exceeded;" });
        detect(&received(400, body.to_string()))
    };
    assert!(of_code("invalid_request").is_some());
    assert_eq!(of_code("invalid_client"), None);
    for status in [200, 401, 403, 503] {
        let mut refusal = refusal("rate limit exceeded;");
        refusal.status = StatusCode::from_u16(status).unwrap();
        assert_eq!(detect(&refusal), None, "{status}");
    }
    for body in ["", "[]", "{}", "<html>rate limit exceeded", r#"{"error":7}"#] {
        assert_eq!(detect(&received(400, body)), None, "{body}");
    }
}

#[test]
fn a_429_is_a_rate_limit_with_any_body() {
    assert_eq!(detect(&received(429, "")), Some(Wait::RateLimited(None)));
}

#[test]
fn a_number_of_seconds_is_read() {
    for (description, seconds) in [
        ("rate limit exceeded; try again in 30 seconds", 30),
        ("rate limit exceeded; try again in 30 seconds.", 30),
        ("rate limit exceeded; Retry after 1 second", 1),
        ("rate limit exceeded; retry-after: 7", 7),
        ("rate limit exceeded; retry_after=7", 7),
        ("rate limit exceeded; retry after 7.", 7),
        ("rate limit exceeded; wait 12s", 12),
        ("rate limit exceeded; 12", 12),
        ("rate limit exceeded;12 sec", 12),
        ("rate limit exceeded; 300 requests per 60 seconds", 60),
        ("rate limit exceeded; 1.5 seconds", 2),
        (
            "rate limit exceeded; 5 requests in 10 seconds, try again in 40 seconds",
            40,
        ),
    ] {
        assert_eq!(retry_after(description), Some(seconds), "{description}");
    }
}

#[test]
fn other_numbers_are_not_a_wait() {
    for description in [
        "rate limit exceeded; 300 requests per minute",
        "rate limit exceeded; limit 300",
        "rate limit exceeded; request 7f0c1d2e",
        "rate limit exceeded; retry after 500 ms",
        "rate limit exceeded; wait 1.2.3 seconds",
    ] {
        assert_eq!(retry_after(description), None, "{description}");
    }
}

#[test]
fn the_header_takes_precedence_over_the_description() {
    let mut refusal = refusal("rate limit exceeded; try again in 30 seconds");
    refusal
        .headers
        .insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
    assert_eq!(detect(&refusal), Some(Wait::Asked(Duration::from_secs(2))));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_description_is_parsed_without_a_panic(details in "(?s).{0,40}", number in "[0-9.]{0,400}") {
        let description = format!("rate limit exceeded{details}{number}{details}");
        prop_assert!(detect(&refusal(&description)).is_some());
    }
}
