//! A renewal that goes wrong while the token is still good, over real sockets.
#![cfg(feature = "sandbox")]

use std::net::TcpListener;
use std::time::{Duration, Instant};

use ureq::http::Method;

use crate::Client;
use crate::auth::Token;
use crate::sandbox::Sandbox;

#[test]
fn a_silent_token_endpoint_leaves_a_call_with_a_good_token_time_to_be_made() {
    let sandbox = Sandbox::start().unwrap();
    // Connections are accepted by the system, and nobody ever reads from them.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = Client::builder()
        .base_url(sandbox.base_url())
        .login_url(format!("http://{}", silent.local_addr().unwrap()))
        .client_credentials("id", "secret")
        // Less than one request may take: the renewal alone could use up all of it.
        .timeout(Duration::from_secs(2))
        .no_proxy()
        .build()
        .unwrap();
    let tokens = &client.inner.tokens;
    assert!(tokens.can_renew());
    let now = Instant::now();
    let aging = Token::aged(&sandbox.issue_token(), now, now + Duration::from_secs(600));
    tokens.put(aging);

    let response = client.request(Method::GET, "/api/v2/tokens/me").send_empty().unwrap();
    assert_eq!(response.status(), 200);
    // The failure is remembered, so the next call does not try again.
    let before = Instant::now();
    client.request(Method::GET, "/api/v2/tokens/me").send_empty().unwrap();
    assert!(before.elapsed() < Duration::from_millis(900), "{:?}", before.elapsed());
}
