//! Which requests are sent, how they look on the wire, and which are refused.
#![allow(unreachable_pub, reason = "the macro is for public types")]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use percent_encoding::percent_decode_str;
use ureq::http::Method;

use super::{ListStyle, Request};
use crate::__private::values;
use crate::retry::Repeat;
use crate::transport::PreparedRequest;
use crate::{Client, Error};

mod body;
mod headers;
mod other_paths;
mod path;
mod query;

const TOKEN: &str = "/api/v2/tokens/{userId}";

static CLIENT: LazyLock<Client> = LazyLock::new(|| {
    let builder = Client::builder().access_token("token").no_proxy();
    builder.base_url("https://host/prefix").build().unwrap()
});

/// An enum as the generator writes one.
enum Unit {
    Minutes,
    PerHour,
    Unknown(String),
}

values!(Unit {
    Minutes: "Minutes",
    PerHour: "per hour",
});

fn request(method: Method, path: &'static str) -> Request<'static> {
    CLIENT.request(method, path)
}

fn finished(request: Request<'_>) -> PreparedRequest {
    request.into_prepared(true).unwrap().1
}

/// Returns path and query of a request without the prefix, or the error.
fn target(request: Request<'_>) -> Result<String, Error> {
    let (_, request) = request.into_prepared(true)?;
    let target = request.uri.path_and_query().unwrap().as_str();
    Ok(target.strip_prefix("/prefix").unwrap().to_owned())
}

/// Returns the setting that the error names, and its text.
fn refused(request: Request<'_>) -> (String, String) {
    let error = request.into_prepared(true).map(|_| "accepted").unwrap_err();
    let text = error.to_string();
    let Error::Config(error) = error else {
        panic!("{text}");
    };
    (error.setting().to_owned(), text)
}

fn refusal(request: Request<'_>) -> String {
    refused(request).1
}

#[test]
fn a_request_without_parameters_is_its_path() {
    let request = request(Method::GET, "/api/v2/tokens/me");
    let prepared = finished(request);
    assert_eq!(prepared.accept, "application/json");
    assert!(prepared.needs_token && prepared.reads_body && prepared.body.is_none() && prepared.headers.is_empty());
    assert_eq!((prepared.method, prepared.template), (Method::GET, "/api/v2/tokens/me"));
    assert_eq!(prepared.uri, "https://host/prefix/api/v2/tokens/me");
}

#[test]
fn accept_token_and_body_can_be_left_out() {
    let request = request(Method::GET, "/a").accept("text/plain").without_token();
    let (_, prepared) = request.into_prepared(false).unwrap();
    assert_eq!(prepared.accept, "text/plain");
    assert!(!prepared.reads_body && !prepared.needs_token);
}

#[test]
fn errors_name_the_path_without_its_values() {
    let request = request(Method::DELETE, TOKEN)
        .path("userId", "7f0c")
        .query("q", "value");
    assert_eq!(
        format!("{request:?}"),
        format!("Request {{ method: DELETE, path: {TOKEN:?}, .. }}")
    );
    assert_eq!(finished(request).template, TOKEN);
}

#[test]
fn requests_may_be_repeated_if_their_method_is_idempotent() {
    for method in [Method::GET, Method::HEAD, Method::PUT, Method::DELETE] {
        assert_eq!(finished(request(method.clone(), "/a")).repeat, Repeat::Any, "{method}");
    }
    for method in [Method::POST, Method::PATCH] {
        assert_eq!(
            finished(request(method.clone(), "/a")).repeat,
            Repeat::Unsent,
            "{method}"
        );
    }
}

#[test]
fn only_the_methods_of_openapi_are_sent() {
    for method in [
        Method::TRACE,
        Method::CONNECT,
        Method::from_bytes(b"get").unwrap(),
        Method::from_bytes(b"LINK").unwrap(),
    ] {
        assert_eq!(
            refused(request(method.clone(), "/a")),
            (
                "method".to_owned(),
                "method: is not a method of the API; use GET, PUT, POST, DELETE, OPTIONS, HEAD or PATCH".to_owned()
            ),
            "{method}"
        );
    }
    for method in [
        Method::GET,
        Method::PUT,
        Method::POST,
        Method::DELETE,
        Method::OPTIONS,
        Method::HEAD,
        Method::PATCH,
    ] {
        assert_eq!(finished(request(method.clone(), "/a")).method, method);
    }
}

#[test]
fn the_first_invalid_value_is_the_error() {
    let request = request(Method::DELETE, "/a/{b}/{c}")
        .path("b", "ok")
        .header("x-first", Some("a\nb"))
        .path("c", "")
        .body_json(&BTreeMap::from([((1, 2), 3)]));
    assert_eq!(
        refusal(request),
        "x-first: has a control character, which a header cannot have; remove it"
    );
}

#[test]
fn a_target_that_is_too_long_is_refused() {
    let request = request(Method::GET, "/a").query("q", Some("x".repeat(70_000)));
    assert!(refusal(request).starts_with("request: path and query are too long"));
}
