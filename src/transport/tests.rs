use std::time::Duration;

use ureq::http::{HeaderMap, HeaderValue, Method};

use super::{Deadline, correlation_id, is_idempotent};

mod deadline;

#[test]
fn idempotent_methods_may_be_sent_again() {
    for method in [Method::GET, Method::HEAD, Method::PUT, Method::DELETE] {
        assert!(is_idempotent(&method), "{method}");
    }
    for method in [
        Method::POST,
        Method::PATCH,
        Method::OPTIONS,
        Method::TRACE,
        Method::CONNECT,
    ] {
        assert!(!is_idempotent(&method), "{method}");
    }
}

#[test]
fn a_correlation_id_is_text_or_none() {
    let mut headers = HeaderMap::new();
    assert_eq!(correlation_id(&headers), None);
    headers.insert("ININ-Correlation-Id", HeaderValue::from_static("4f3c"));
    assert_eq!(correlation_id(&headers), Some("4f3c"));
    headers.insert("inin-correlation-id", HeaderValue::from_bytes(b"\xff").unwrap());
    assert_eq!(correlation_id(&headers), None);
}
