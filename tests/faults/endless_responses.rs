//! An answer without end ends in an error, early: the client stops reading, and the server sees it leave.

use std::time::Duration;

use genesys_cloud::{Error, RetryPolicy};

use crate::support::clients::{credentials_builder, with_short_timeouts};
use crate::support::{FLOOD_LIMIT, Server, Step, builder, cases, error_of, timed};

/// A client that stops at its limit has let the server send little more than that.
const MUCH: u64 = FLOOD_LIMIT / 2;
/// What a loaded machine may add.
const SOON: Duration = Duration::from_secs(10);

fn flood(beginning: &str, water: &str) -> Vec<Step> {
    vec![
        Step::Read,
        Step::Send(beginning.into()),
        Step::Flood(water.into()),
        Step::Fin,
    ]
}

/// One attempt against a flood, and what came of it.
fn drown(steps: Vec<Step>) -> Error {
    drown_in(steps, Duration::from_millis(600))
}

/// The same with all the time in the world, so that it is the amount that ends it.
fn drown_slowly(steps: Vec<Step>) -> Error {
    drown_in(steps, Duration::from_secs(60))
}

fn drown_in(steps: Vec<Step>, time: Duration) -> Error {
    let server = Server::each(steps);
    let client = builder(&server)
        .retry(RetryPolicy::none())
        .max_response_bytes(1 << 20)
        .timeout(time)
        .build()
        .unwrap();
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(elapsed < SOON, "{elapsed:?}");
    drop(client);
    server.wait_for_all_closed();
    assert!(server.flooded() < MUCH, "{} bytes were swallowed", server.flooded());
    assert_eq!(server.connections(), 1);
    error
}

fn is_too_large(beginning: &str, water: &str) {
    let error = drown_slowly(flood(beginning, water));
    assert!(matches!(error, Error::TooLarge(_)), "{error:?}");
    assert_eq!(error.status(), Some(200));
    assert!(!error.is_retryable());
}

cases! { is_too_large:
    a_body_until_close => "HTTP/1.1 200 OK\r\n\r\n", " ";
    a_body_with_an_enormous_length => "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n", "[";
    chunks => "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", &format!("4000\r\n{}\r\n", "a".repeat(0x4000));
    one_enormous_chunk => "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffff\r\n", "a";
}

fn never_becomes_an_answer(beginning: &str, water: &str) {
    let error = drown(flood(beginning, water));
    assert!(
        matches!(error, Error::Transport(_) | Error::Timeout(_) | Error::TooLarge(_)),
        "{error:?}"
    );
}

cases! { never_becomes_an_answer:
    a_status_line => "HTTP/1.1 200 ", "OK";
    headers => "HTTP/1.1 200 OK\r\n", "X-More: water\r\n";
    one_header => "HTTP/1.1 200 OK\r\nX-Long: ", "water";
    one_header_name => "HTTP/1.1 200 OK\r\n", "water";
    // Each of them costs a little: the time runs out before the limit is reached.
    tiny_chunks => "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n";
    empty_lines => "", "\r\n";
    zeros => "", "\0";
    continues => "", "HTTP/1.1 100 Continue\r\n\r\n";
    early_hints => "", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
    processing => "", "HTTP/1.1 102 Processing\r\n\r\n";
    a_chunk_size => "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "0";
    a_chunk_extension => "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;", "ext";
    trailers => "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n", "X-More: water\r\n";
}

#[test]
fn an_error_body_without_end_keeps_its_status() {
    let error = drown_slowly(flood("HTTP/1.1 500 Oh\r\nContent-Type: text/html\r\n\r\n", "<p>"));
    let Error::Api(api) = &error else {
        panic!("the status is known: {error:?}")
    };
    assert_eq!(api.status(), 500);
    assert_eq!(api.raw_body().len(), 64 << 10);
}

#[test]
fn a_redirect_with_a_body_without_end_keeps_its_status() {
    let error = drown_slowly(flood("HTTP/1.1 302 Elsewhere\r\nLocation: /\r\n\r\n", "<p>"));
    assert_eq!(error.status(), Some(302));
}

/// All the time in the world: it is the amount that ends it.
fn a_void_operation_leaves_the_rest(server: &Server) {
    let client = builder(server).retry(RetryPolicy::none()).build().unwrap();
    client.tokens().delete_token("user-1").send().unwrap();
    drop(client);
    server.wait_for_all_closed();
    assert!(server.flooded() < MUCH, "{} bytes were swallowed", server.flooded());
}

#[test]
fn a_void_operation_does_not_swallow_a_body_without_end() {
    let server = Server::each(flood("HTTP/1.1 200 OK\r\n\r\n", "water"));
    a_void_operation_leaves_the_rest(&server);
}

#[test]
fn a_void_operation_does_not_swallow_chunks_without_end() {
    let water = format!("4000\r\n{}\r\n", "a".repeat(0x4000));
    let server = Server::each(flood("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", &water));
    a_void_operation_leaves_the_rest(&server);
}

#[test]
fn a_head_does_not_swallow_a_body_without_end() {
    let server = Server::each(flood("HTTP/1.1 200 OK\r\n\r\n", "water"));
    let client = builder(&server).retry(RetryPolicy::none()).build().unwrap();
    client.tokens().head_tokens_me().send().unwrap();
    drop(client);
    server.wait_for_all_closed();
    assert!(server.flooded() < MUCH, "{} bytes were swallowed", server.flooded());
}

fn of_the_token_endpoint_is_refused(beginning: &str, water: &str) {
    let login = Server::each(flood(beginning, water));
    let api = Server::unused();
    let client = with_short_timeouts(credentials_builder(&login, &api).retry(RetryPolicy::none()));
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(elapsed < SOON, "{elapsed:?}");
    assert!(!matches!(error, Error::Config(_) | Error::Decode(_)), "{error:?}");
    drop(client);
    login.wait_for_all_closed();
    assert!(login.flooded() < MUCH, "{} bytes were swallowed", login.flooded());
}

cases! { of_the_token_endpoint_is_refused:
    a_token_without_end => "HTTP/1.1 200 OK\r\n\r\n{\"access_token\":\"", "water";
    a_refusal_without_end => "HTTP/1.1 400 Oh\r\n\r\n{\"error\":\"", "water";
    token_headers_without_end => "HTTP/1.1 200 OK\r\n", "X-More: water\r\n";
}
