//! What a request becomes on the wire, and what keeps it from being sent.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use ureq::http::Method;

use super::{ListStyle, Request};
use crate::Error;
use crate::origin::Origin;

mod headers;
mod path;
mod query;

const TOKEN: &str = "/api/v2/tokens/{userId}";

fn origin() -> Origin {
    Origin::parse("base_url", "https://host/prefix", false).unwrap()
}

/// Path and query of a request without the prefix, or what was refused.
fn target(mut request: Request) -> Result<String, Error> {
    let uri = request.uri(&origin())?;
    let target = uri.path_and_query().unwrap().as_str().strip_prefix("/prefix").unwrap();
    Ok(target.to_owned())
}

fn refusal(request: Request) -> String {
    let error = target(request).unwrap_err();
    assert!(matches!(error, Error::Config(_)), "{error:?}");
    error.to_string()
}

#[test]
fn a_request_without_parameters_is_its_path() {
    let request = Request::new(Method::GET, "/api/v2/tokens/me");
    assert_eq!(request.accept, "application/json");
    assert!(request.needs_token && request.wants_body && request.body.is_none() && request.headers.is_empty());
    assert_eq!(target(request).unwrap(), "/api/v2/tokens/me");
}

#[test]
fn what_an_operation_does_without_is_left_out() {
    let mut request = Request::new(Method::GET, "/a");
    request.accept("text/plain");
    request.ignore_body();
    request.without_token();
    assert_eq!(request.accept, "text/plain");
    assert!(!request.wants_body && !request.needs_token);
}

#[test]
fn the_first_refusal_is_the_one_that_is_told() {
    let mut request = Request::new(Method::DELETE, "/a/{b}/{c}");
    request.path("b", &"ok".to_owned());
    request.header("x-first", Some("a\nb".to_owned()));
    request.path("c", &String::new());
    request.json("application/json", Some(&BTreeMap::from([((1, 2), 3)])));
    assert_eq!(refusal(request), "header parameter: `x-first` has a control character");
}

#[test]
fn a_json_body_is_compact_and_has_its_content_type() {
    let mut request = Request::new(Method::PUT, "/a");
    request.json("application/json", Some(&BTreeMap::from([("a", 1), ("b", 2)])));
    let body = request.body.unwrap();
    assert_eq!(body.content_type, "application/json");
    assert_eq!(body.bytes, br#"{"a":1,"b":2}"#);
}

#[test]
fn no_body_is_none_and_not_null() {
    let mut request = Request::new(Method::PUT, "/a");
    request.json("application/json", None::<&i32>);
    assert!(request.body.is_none());
    request.text("text/plain", None);
    assert!(request.body.is_none());
}

#[test]
fn a_text_body_is_sent_as_it_is() {
    let mut request = Request::new(Method::POST, "/a");
    request.text("text/plain", Some("grüße\r\n\0".to_owned()));
    let body = request.body.unwrap();
    assert_eq!(
        (body.content_type, &*body.bytes),
        ("text/plain", "grüße\r\n\0".as_bytes())
    );
}

#[test]
fn a_body_that_json_cannot_express_is_refused() {
    let mut request = Request::new(Method::POST, "/a");
    request.json("application/json", Some(&BTreeMap::from([((1, 2), 3)])));
    assert!(refusal(request).starts_with("body: it cannot be written as JSON: "));
}

#[test]
fn a_target_that_is_too_long_is_refused() {
    let mut request = Request::new(Method::GET, "/a");
    request.query("q", Some("x".repeat(70_000)));
    assert!(refusal(request).starts_with("request: path and query are too long"));
}
