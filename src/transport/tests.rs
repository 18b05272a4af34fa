use std::time::Duration;

use ureq::http::{HeaderMap, HeaderValue, Method};

use super::{Deadline, correlation_id, is_idempotent};

mod deadline;

#[test]
fn get_head_put_and_delete_are_idempotent() {
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
fn a_correlation_id_that_is_not_text_is_ignored() {
    let mut headers = HeaderMap::new();
    assert_eq!(correlation_id(&headers), None);
    headers.insert("ININ-Correlation-Id", HeaderValue::from_static("4f3c"));
    assert_eq!(correlation_id(&headers), Some("4f3c"));
    headers.insert("inin-correlation-id", HeaderValue::from_bytes(b"\xff").unwrap());
    assert_eq!(correlation_id(&headers), None);
}
