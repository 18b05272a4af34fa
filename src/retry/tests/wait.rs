//! The wait that a response asks for.

use std::time::Duration;

use ureq::http::{HeaderMap, HeaderName, HeaderValue};

use super::StatusCode;
use crate::retry::{Wait, seconds_in};

const LIMIT: [(&str, &str); 3] = [
    ("inin-ratelimit-count", "301"),
    ("inin-ratelimit-allowed", "300"),
    ("inin-ratelimit-reset", "17"),
];

fn wait(status: u16, headers: &[(&str, &str)], body: &str) -> Wait {
    let headers: HeaderMap = headers
        .iter()
        .map(|(name, value)| {
            let name: HeaderName = name.parse().unwrap();
            (name, HeaderValue::from_str(value).unwrap())
        })
        .collect();
    Wait::from_response(StatusCode::from_u16(status).unwrap(), &headers, body.as_bytes())
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[test]
fn retry_after_comes_first_then_the_rate_limit_then_the_message() {
    let message = r#"{"message":"Retry the request in [2] seconds","code":"too.many.requests"}"#;
    let with_retry_after = [&[("retry-after", "5")][..], &LIMIT].concat();
    assert_eq!(wait(429, &with_retry_after, message), Wait::Asked(seconds(5)));
    assert_eq!(wait(429, &LIMIT, message), Wait::RateLimited(Some(seconds(17))));
    assert_eq!(wait(429, &[], message), Wait::Asked(seconds(2)));
    assert_eq!(wait(429, &[], "{}"), Wait::RateLimited(None));
}

#[test]
fn the_rate_limit_counts_only_after_a_429() {
    assert_eq!(wait(503, &LIMIT, ""), Wait::Backoff);
    assert_eq!(wait(503, &[("retry-after", "5")], ""), Wait::Asked(seconds(5)));
}

#[test]
fn odd_rate_limits_are_ignored() {
    for odd in ["", "-1", "1.5", "soon", "99999999999"] {
        let headers = [LIMIT[0], LIMIT[1], ("inin-ratelimit-reset", odd)];
        assert_eq!(wait(429, &headers, ""), Wait::RateLimited(None), "{odd}");
    }
    assert_eq!(wait(429, &LIMIT[1..], ""), Wait::RateLimited(None));
}

#[test]
fn odd_bodies_have_no_wait() {
    for body in [
        "",
        "[]",
        "null",
        r#"{"message":7}"#,
        "<p>in 7 seconds</p>",
        r#"{"message":"300 requests"}"#,
    ] {
        assert_eq!(wait(429, &[], body), Wait::RateLimited(None), "{body}");
    }
}

#[test]
fn seconds_may_be_in_brackets() {
    assert_eq!(seconds_in("retry the request in [2] seconds"), Some(seconds(2)));
    assert_eq!(seconds_in("retry the request in [12]"), Some(seconds(12)));
    assert_eq!(seconds_in("retry (after 3 s)"), Some(seconds(3)));
}
