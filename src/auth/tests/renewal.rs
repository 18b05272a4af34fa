//! A renewal that goes wrong while the token is still good, over real sockets.
#![cfg(feature = "sandbox")]

use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ureq::http::Method;

use crate::Client;
use crate::auth::{Authority, Token};
use crate::request::Request;
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
    let Authority::Renewable(renewable) = &client.inner().authority else {
        panic!("credentials that can be renewed");
    };
    let now = Instant::now();
    let aging = Token::aged(&sandbox.issue_token(), now, now + Duration::from_secs(600));
    renewable.cache.put(Arc::new(aging));

    let answer = client.run(Request::new(Method::GET, "/api/v2/tokens/me")).unwrap();
    assert_eq!(answer.empty().unwrap().status(), 200);
    // The failure is remembered, so the next call does not try again.
    let before = Instant::now();
    client.run(Request::new(Method::GET, "/api/v2/tokens/me")).unwrap();
    assert!(before.elapsed() < Duration::from_millis(900), "{:?}", before.elapsed());
}
