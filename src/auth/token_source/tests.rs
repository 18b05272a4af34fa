//! A renewal that fails while the token is still valid, over real sockets.
#![cfg(feature = "sandbox")]

use std::net::TcpListener;
use std::time::{Duration, Instant};

use ureq::http::Method;

use crate::Client;
use crate::auth::Token;
use crate::sandbox::Sandbox;

#[test]
fn a_call_with_a_valid_token_succeeds_if_the_token_endpoint_does_not_respond() {
    let sandbox = Sandbox::start().unwrap();
    // The system accepts connections, and no response is sent.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = Client::builder()
        .base_url(sandbox.base_url())
        .login_url(format!("http://{}", silent.local_addr().unwrap()))
        .client_credentials("id", "secret")
        // Less than the limit of an attempt, so that the renewal could use all of it.
        .timeout(Duration::from_secs(2))
        .no_proxy()
        .build()
        .unwrap();
    let tokens = &client.inner.tokens;
    assert!(tokens.can_renew());
    let now = Instant::now();
    let due = Token::aged(&sandbox.issue_token(), now, now + Duration::from_secs(600));
    tokens.put(due);

    let response = client.request(Method::GET, "/api/v2/tokens/me").send_empty().unwrap();
    assert_eq!(response.status(), 200);
    // The next call does not attempt another renewal.
    let before = Instant::now();
    client.request(Method::GET, "/api/v2/tokens/me").send_empty().unwrap();
    assert!(before.elapsed() < Duration::from_millis(900), "{:?}", before.elapsed());
}
