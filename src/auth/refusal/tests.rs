//! Which responses refuse a token.

use ureq::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::refuses_token;
use crate::transport::RawResponse;

fn refuses(status: u16, headers: &[(&str, &str)], body: &str) -> bool {
    let headers: HeaderMap = headers
        .iter()
        .map(|(name, value)| {
            (
                name.parse::<HeaderName>().unwrap(),
                HeaderValue::from_str(value).unwrap(),
            )
        })
        .collect();
    refuses_token(&RawResponse {
        status: StatusCode::from_u16(status).unwrap(),
        headers,
        body: body.into(),
    })
}

#[test]
fn a_401_of_the_platform_refuses_the_token() {
    assert!(refuses(401, &[], ""));
    assert!(refuses(
        401,
        &[("content-type", "application/json")],
        r#"{"code":"bad.credentials"}"#
    ));
    assert!(refuses(401, &[("www-authenticate", "Bearer realm=\"api\"")], ""));
    assert!(refuses(401, &[("www-authenticate", "Basic realm=\"a\", bearer")], ""));
    assert!(refuses(
        401,
        &[("www-authenticate", "Basic"), ("www-authenticate", "BEARER")],
        ""
    ));
}

#[test]
fn a_401_of_a_gateway_does_not() {
    assert!(!refuses(401, &[("www-authenticate", "Basic realm=\"proxy\"")], ""));
    assert!(!refuses(
        401,
        &[("www-authenticate", "Negotiate"), ("www-authenticate", "NTLM")],
        ""
    ));
    assert!(!refuses(
        401,
        &[("content-type", "text/html; charset=utf-8")],
        "Sign in"
    ));
    assert!(!refuses(401, &[], "\n<!DOCTYPE HTML><title>401</title>"));
    assert!(!refuses(401, &[], "<HTML>"));
}

#[test]
fn another_status_does_not() {
    for status in [200, 400, 403, 407, 500] {
        assert!(!refuses(status, &[], ""), "{status}");
    }
}
