//! A web page in place of a response.

use serde_json::Value;
use ureq::http::{HeaderValue, Method, StatusCode, header};

use super::{Group, TOKEN, bytes, client, decoded, json, json_string, json_string_or_none, received_as, text};
use crate::Error;
use crate::client::decode::refuse_page;

fn assert_is_page<T: std::fmt::Debug>(outcome: Result<T, Error>) {
    let Error::Decode(error) = outcome.unwrap_err() else {
        panic!("expected a Decode error");
    };
    assert!(error.is_page() && error.path() == ".", "{error:?}");
}

#[test]
fn a_page_in_place_of_json_is_an_error_with_its_title() {
    let page = format!("<html><title>Guest Wi-Fi {TOKEN}</title></html>");
    for kind in ["text/html", "application/json"] {
        let error = decoded(&client(), received_as(kind, page.clone()), json::<Group>).unwrap_err();
        assert_eq!(
            error.to_string(),
            "GET /api/v2/tokens/me: something other than the API responded, with a web page \"Guest Wi-Fi ***\" and status 200 \
             (https://api.mypurecloud.com:443, region us-east-1 by default), after 2 attempts (correlation id 4f3c); \
             sign in to the network, or check proxy, gateway and ClientBuilder::base_url"
        );
        assert_is_page(decoded(
            &client(),
            received_as(kind, page.clone()),
            json::<Option<Value>>,
        ));
        assert_is_page(decoded(&client(), received_as(kind, page.clone()), json_string));
        assert_is_page(decoded(&client(), received_as(kind, page.clone()), json_string_or_none));
        assert_eq!(decoded(&client(), received_as(kind, page.clone()), text).unwrap(), page);
        assert_eq!(
            decoded(&client(), received_as(kind, page.clone()), bytes).unwrap(),
            page.as_bytes()
        );
    }
    assert_is_page(decoded(
        &client(),
        received_as("text/html", "Please sign in"),
        json_string,
    ));
}

#[test]
fn json_with_the_content_type_of_a_page_is_json() {
    assert_eq!(
        decoded(&client(), received_as("text/html", "7"), json::<i32>).unwrap(),
        7
    );
    assert_eq!(
        decoded(&client(), received_as("text/html", "\"a\""), json_string).unwrap(),
        "a"
    );
    let Error::Decode(error) = decoded(&client(), received_as("text/html", "{}"), json::<i32>).unwrap_err() else {
        panic!("expected a Decode error");
    };
    assert!(!error.is_page());
    let error = decoded(&client(), received_as("text/html", ""), json::<Group>).unwrap_err();
    assert!(error.to_string().contains("it is empty"), "{error}");
}

#[test]
fn a_page_is_refused_if_nothing_is_expected() {
    for (kind, body, is_refused) in [
        ("text/html", "<html>", true),
        ("text/html; charset=utf-8", "Please sign in", true),
        ("application/xhtml+xml", "<p/>", true),
        ("application/json", "<!DOCTYPE html><html>", true),
        ("text/html", "", false),
        ("text/html", " \r\n", false),
        ("text/html", "{}", false),
        ("application/json", "{}", false),
        ("text/plain", "OK", false),
    ] {
        let outcome = refuse_page(&Method::DELETE, &received_as(kind, body));
        assert_eq!(outcome.is_err(), is_refused, "{kind}: {body}");
    }
}

#[test]
fn a_head_of_a_page_is_refused() {
    let mut received = received_as("text/html", "");
    assert!(refuse_page(&Method::HEAD, &received).is_err());
    received
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from_static("4711"));
    assert!(refuse_page(&Method::HEAD, &received).is_err());
    received
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
    assert!(refuse_page(&Method::HEAD, &received).is_ok());
    assert!(refuse_page(&Method::HEAD, &received_as("application/json", "")).is_ok());
    received.headers.remove(header::CONTENT_LENGTH);
    received.status = StatusCode::NO_CONTENT;
    assert!(refuse_page(&Method::HEAD, &received).is_ok());
}
