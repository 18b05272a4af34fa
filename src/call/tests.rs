//! How a body is decoded, and what a call makes of an answer. What goes over sockets is tested in `tests/`.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use ureq::http::{HeaderMap, HeaderValue, Method, StatusCode, header};

use super::{Answer, Deadline, Received, correlation_id, is_idempotent};
use crate::auth::{Authority, Secret, Token};
use crate::request::Request;
use crate::{Client, Error};

mod answer;
mod deadline;
mod decode;

const TOKEN: &str = "t0k3n-of-the-call";

fn client() -> Client {
    Client::builder().access_token(TOKEN).no_proxy().build().unwrap()
}

/// A client with credentials whose secret an answer may quote.
fn renewing_client() -> Client {
    let builder = Client::builder().client_credentials("the-id", "s3cr3t\"quoted");
    builder.no_proxy().build().unwrap()
}

fn answer(client: &Client, body: impl Into<Vec<u8>>) -> Answer<'_> {
    let mut headers = HeaderMap::new();
    headers.insert("inin-correlation-id", HeaderValue::from_static("4f3c"));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let token = match &client.inner().authority {
        Authority::Static(token) => Arc::clone(token),
        Authority::Renewable { .. } => Arc::new(Token::new(&Secret::new(TOKEN.to_owned()), None).unwrap()),
    };
    Answer {
        client,
        method: Method::GET,
        path: "/api/v2/tokens/me",
        attempts: 2,
        token: Some(token),
        received: Received {
            status: StatusCode::OK,
            headers,
            body: body.into(),
        },
    }
}

#[test]
fn what_may_be_sent_twice_is_what_is_idempotent() {
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
fn a_refused_request_is_not_sent() {
    // Nothing listens there, and the call would say so.
    let builder = Client::builder().access_token(TOKEN).no_proxy();
    let client = builder.base_url("http://127.0.0.1:1").build().unwrap();
    let mut request = Request::new(Method::DELETE, "/api/v2/tokens/{userId}");
    request.path_except("userId", &"ME".to_owned(), &["me"]);
    let error = client.run(request).err().unwrap();
    assert!(matches!(error, Error::Config(_)), "{error:?}");
    assert_eq!(error.attempts(), 0);
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
