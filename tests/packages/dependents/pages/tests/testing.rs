//! The table of the page on tests: which fault makes a call return which error.

use std::time::Duration;

use genesys_cloud::sandbox::{Reply, Sandbox};
use genesys_cloud::{Client, ClientBuilder, Error, Method, RetryPolicy};

/// Returns the error of a call, with a client that waits a millisecond at most before its first retry.
fn error_of(builder: ClientBuilder) -> Error {
    let retry = RetryPolicy::default().with_base_delay(Duration::from_millis(1));
    let client: Client = builder.retry(retry).build().unwrap();
    client.tokens().get_tokens_me().send().unwrap_err()
}

#[test]
fn an_expired_token_is_a_401() {
    let sandbox = Sandbox::start().unwrap();
    let builder = sandbox.client_builder().access_token(sandbox.issue_token());
    sandbox.expire_tokens();
    assert_eq!(error_of(builder).status(), Some(401));
}

#[test]
fn a_client_without_permissions_gets_a_403() {
    let sandbox = Sandbox::start().unwrap();
    let (id, secret) = (sandbox.limited_client_id(), sandbox.limited_client_secret());
    let client = sandbox.client_builder().client_credentials(id, secret).build().unwrap();
    let error = client.tokens().delete_token(sandbox.user_id()).send().unwrap_err();
    assert_eq!(error.status(), Some(403));
}

#[test]
fn a_long_wait_is_a_429() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.limit_next(1, Duration::from_secs(7200));
    assert_eq!(error_of(sandbox.client_builder()).status(), Some(429));
}

#[test]
fn more_failures_than_retries_are_a_503() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.fail_next(4, 503);
    assert_eq!(error_of(sandbox.client_builder()).status(), Some(503));
}

#[test]
fn a_late_response_is_a_timeout() {
    let sandbox = Sandbox::start().unwrap();
    let client = sandbox
        .client_builder()
        .attempt_timeout(Duration::from_millis(100))
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    client.tokens().head_tokens_me().send().unwrap();
    sandbox.stall_next(1, Duration::from_secs(60));
    assert!(client.tokens().head_tokens_me().send().unwrap_err().is_timeout());
}

#[test]
fn malformed_json_is_a_decode_error() {
    let sandbox = Sandbox::start().unwrap();
    let path = "/api/v2/tokens/me";
    sandbox.on(Method::GET, path, |_| Reply::empty(200).body("application/json", "{"));
    assert!(matches!(error_of(sandbox.client_builder()), Error::Decode(_)));
}

#[test]
fn a_closed_port_is_a_failure_to_connect() {
    let sandbox = Sandbox::start().unwrap();
    let builder = sandbox.client_builder().access_token(sandbox.issue_token());
    drop(sandbox);
    assert!(matches!(error_of(builder), Error::Transport(error) if error.is_connect()));
}

#[test]
fn a_server_without_tls_is_a_tls_failure() {
    let sandbox = Sandbox::start().unwrap();
    let url = format!("https://127.0.0.1:{}", sandbox.port());
    let error = error_of(sandbox.client_builder().base_url(url));
    assert!(matches!(error, Error::Transport(error) if error.is_tls()));
}

#[test]
fn a_closed_connection_is_a_lost_response() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.drop_next(4);
    let error = error_of(sandbox.client_builder());
    assert!(matches!(error, Error::Transport(error) if error.is_sent()));
}
