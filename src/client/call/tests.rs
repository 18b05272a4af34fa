//! Errors of calls. Calls over sockets are tested in `tests/`.

use std::io::Read as _;
use std::net::TcpListener;
use std::time::Duration;

use ureq::http::{HeaderValue, Method, StatusCode, header};

use crate::client::tests::response::{TOKEN, client, exchange, prepared, received, renewing_client};
use crate::secret::Secrets as _;
use crate::{Client, Error};

fn error_for(client: &Client, status: u16, body: &str) -> Error {
    let mut received = received(body);
    received.status = StatusCode::from_u16(status).unwrap();
    received
        .headers
        .insert(header::RETRY_AFTER, HeaderValue::from_static("7"));
    exchange(client, &prepared(client)).api_error(received)
}

#[test]
fn an_invalid_request_is_not_sent() {
    // No server listens on this port, so sending would be another error.
    let builder = Client::builder().access_token(TOKEN).no_proxy();
    let client = builder.base_url("http://127.0.0.1:1").build().unwrap();
    let request = || {
        let request = client.request(Method::DELETE, "/api/v2/tokens/{userId}");
        request.path_except("userId", "ME", &["me"])
    };
    for error in [
        request().send_empty().err(),
        request().send_json::<i32>().err(),
        request().send_string().err(),
        request().send_bytes().err(),
    ] {
        let error = error.unwrap();
        assert!(matches!(error, Error::Config(_)), "{error:?}");
        assert_eq!(error.attempts(), 0);
    }
}

/// ureq accepts every request of this client. A later version may refuse more, as it refuses this method.
#[test]
fn a_request_that_ureq_refuses_is_an_invalid_request() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let builder = Client::builder().access_token(TOKEN).no_proxy();
    let client = builder.base_url(url).build().unwrap();
    let mut request = prepared(&client);
    request.method = Method::from_bytes(b"UNKNOWN").unwrap();
    let error = client.inner.call(&request, crate::client::empty).unwrap_err();
    assert_eq!(
        error.to_string(),
        "request: is not valid HTTP/1.1, so it was not sent; check its headers and its body"
    );
    assert!(matches!(error, Error::Config(_)), "{error:?}");
    drop(client);
    let mut received = Vec::new();
    listener.accept().unwrap().0.read_to_end(&mut received).unwrap();
    assert!(received.is_empty(), "{received:?}");
}

#[test]
fn a_client_without_credentials_sends_no_request_that_needs_a_token() {
    // No server listens on this port, so the second call is another error.
    let builder = Client::builder().without_credentials().no_proxy();
    let client = builder.base_url("http://127.0.0.1:1").build().unwrap();
    let request = || client.request(Method::GET, "/api/v2/tokens/me");
    let error = request().send_empty().unwrap_err();
    assert!(
        matches!(&error, Error::Config(error) if error.setting() == "credentials"),
        "{error:?}"
    );
    assert!(error.to_string().contains("without_credentials"), "{error}");
    let error = request().without_token().send_empty().unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

#[test]
fn an_api_error_has_the_context_of_its_call() {
    let client = client();
    let error = error_for(&client, 429, r#"{"code":"too.many.requests"}"#);
    assert_eq!(error.status(), Some(429));
    assert_eq!(error.code(), Some("too.many.requests"));
    assert_eq!(error.correlation_id(), Some("4f3c"));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(error.attempts(), 2);
    assert!(
        error
            .to_string()
            .starts_with("GET /api/v2/tokens/me: 429 too.many.requests")
    );
}

#[test]
fn a_token_that_a_response_quotes_is_masked() {
    for client in [client(), renewing_client()] {
        let Error::Api(error) = error_for(&client, 400, r#"{"message":"bad token t0k3n-of-the-call!","code":"c"}"#)
        else {
            panic!("expected an Api error");
        };
        assert_eq!(error.message(), Some("bad token ***!"));
        assert!(!String::from_utf8_lossy(error.raw_body()).contains("t0k3n"));
    }
}

#[test]
fn a_secret_that_a_response_quotes_is_masked() {
    let client = renewing_client();
    let basic = client.inner.tokens.secrets().pop().unwrap();
    let basic = basic.expose_secret();
    let body = format!(r#"{{"message":"s3cr3t\"quoted and {basic}"}}"#);
    let Error::Api(error) = error_for(&client, 400, &body) else {
        panic!("expected an Api error");
    };
    assert_eq!(error.message(), Some("*** and ***"));
}

#[test]
fn each_authorization_of_a_call_is_masked() {
    let client = client();
    let prepared = prepared(&client);
    let mut exchange = exchange(&client, &prepared);
    for token in ["second-token", "third-token", "fourth-token"] {
        exchange = exchange.after(1, &HeaderValue::try_from(format!("Bearer {token}")).unwrap());
    }
    let mut received = received(r#"{"message":"second-token third-token fourth-token t0k3n-of-the-call"}"#);
    received.status = StatusCode::BAD_REQUEST;
    let error = exchange.api_error(received);
    assert!(
        error.to_string().ends_with("*** *** *** *** (correlation id 4f3c)"),
        "{error}"
    );
}

#[test]
fn a_correlation_id_that_is_the_token_is_masked() {
    let client = client();
    let mut received = received("");
    received
        .headers
        .insert("inin-correlation-id", HeaderValue::from_static(TOKEN));
    let error = exchange(&client, &prepared(&client)).api_error(received);
    assert_eq!(error.correlation_id(), Some("***"));
}
