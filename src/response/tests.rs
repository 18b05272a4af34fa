//! The accessors of a response.

use ureq::http::{HeaderMap, HeaderValue, StatusCode, header};

use super::Response;
use crate::transport::RawResponse;

fn response(body: i32) -> Response<i32> {
    let mut headers = HeaderMap::new();
    headers.insert("inin-correlation-id", HeaderValue::from_static("4f3c"));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Response::new(RawResponse {
        status: StatusCode::OK,
        headers,
        body,
    })
}

#[test]
fn a_response_has_status_headers_and_correlation_id() {
    let response = response(7);
    assert_eq!(response.status(), 200);
    assert_eq!(response.header("Content-Type"), Some("application/json"));
    assert_eq!(response.headers().len(), 2);
    assert_eq!(response.correlation_id(), Some("4f3c"));
    assert_eq!(response.body(), &7);
    assert_eq!(response.into_body(), 7);
}

#[test]
fn a_header_that_is_missing_or_not_text_is_none() {
    let mut response = response(7);
    response
        .0
        .headers
        .insert("x-name", HeaderValue::from_bytes(b"\xff").unwrap());
    assert_eq!(response.header("x-name"), None);
    assert_eq!(response.header("x-other"), None);
    assert_eq!(response.header("not a name"), None);
}

#[test]
fn debug_of_a_response_shows_no_header_values() {
    let shown = format!("{:?}", response(7));
    assert!(
        shown.contains("200") && shown.contains("content-type") && !shown.contains("4f3c"),
        "{shown}"
    );
}
