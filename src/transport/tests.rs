use std::time::Duration;

use ureq::http::{HeaderMap, HeaderValue};

use super::{Deadline, correlation_id};

mod deadline;

#[test]
fn a_correlation_id_is_text_or_none() {
    let mut headers = HeaderMap::new();
    assert_eq!(correlation_id(&headers), None);
    headers.insert("ININ-Correlation-Id", HeaderValue::from_static("4f3c"));
    assert_eq!(correlation_id(&headers), Some("4f3c"));
    headers.insert("inin-correlation-id", HeaderValue::from_bytes(b"\xff").unwrap());
    assert_eq!(correlation_id(&headers), None);
}
