//! A call with an endless response fails early: the client stops reading and closes the connection.

use std::time::Duration;

use genesys_cloud::{Error, RetryPolicy};

use super::operation::{DeleteUser, GetMe};
use crate::support::clients::{credentials_builder, with_short_timeouts};
use crate::support::{FLOOD_LIMIT, Server, Step, builder, cases, client, error_of, timed};

/// A client that stops at its limit reads far less than this.
const MOST_READ: u64 = FLOOD_LIMIT / 2;
/// The most time that such a call takes on a machine under load.
const PROMPT: Duration = Duration::from_secs(10);

fn flood(beginning: &str, repeated: &str) -> Vec<Step> {
    vec![
        Step::Read,
        Step::Send(beginning.into()),
        Step::Flood(repeated.into()),
        Step::Fin,
    ]
}

/// Makes one attempt, with a short timeout, and returns its error.
fn error_within_short_timeout(steps: Vec<Step>) -> Error {
    error_of_attempt(steps, Duration::from_millis(600))
}

/// Makes one attempt, with a long timeout, so that the number of bytes ends it.
fn error_at_size_limit(steps: Vec<Step>) -> Error {
    error_of_attempt(steps, Duration::from_secs(60))
}

fn error_of_attempt(steps: Vec<Step>, timeout: Duration) -> Error {
    let server = Server::each(steps);
    let client = builder(&server)
        .retry(RetryPolicy::none())
        .max_response_bytes(1 << 20)
        .timeout(timeout)
        .build()
        .unwrap();
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(elapsed < PROMPT, "{elapsed:?}");
    drop(client);
    server.wait_for_all_closed();
    assert!(server.flooded() < MOST_READ, "{} bytes were read", server.flooded());
    assert_eq!(server.connections(), 1);
    error
}

fn is_too_large(beginning: &str, repeated: &str) {
    let error = error_at_size_limit(flood(beginning, repeated));
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

fn is_never_a_response(beginning: &str, repeated: &str) {
    let error = error_within_short_timeout(flood(beginning, repeated));
    assert!(
        matches!(error, Error::Transport(_) | Error::Timeout(_) | Error::TooLarge(_)),
        "{error:?}"
    );
}

cases! { is_never_a_response:
    a_status_line => "HTTP/1.1 200 ", "OK";
    headers => "HTTP/1.1 200 OK\r\n", "X-More: data\r\n";
    one_header => "HTTP/1.1 200 OK\r\nX-Long: ", "data";
    one_header_name => "HTTP/1.1 200 OK\r\n", "data";
    // Each chunk takes a little time: the timeout ends the attempt before the size limit does.
    tiny_chunks => "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n";
    empty_lines => "", "\r\n";
    zeros => "", "\0";
    continues => "", "HTTP/1.1 100 Continue\r\n\r\n";
    early_hints => "", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
    processing => "", "HTTP/1.1 102 Processing\r\n\r\n";
    a_chunk_size => "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "0";
    a_chunk_extension => "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;", "ext";
    trailers => "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n", "X-More: data\r\n";
}

#[test]
fn an_endless_error_body_keeps_its_status() {
    let error = error_at_size_limit(flood("HTTP/1.1 500 Oh\r\nContent-Type: text/html\r\n\r\n", "<p>"));
    let Error::Api(api) = &error else {
        panic!("the status is known: {error:?}")
    };
    assert_eq!(api.status(), 500);
    assert_eq!(api.raw_body().len(), 64 << 10);
}

#[test]
fn a_redirect_with_an_endless_body_keeps_its_status() {
    let error = error_at_size_limit(flood("HTTP/1.1 302 Elsewhere\r\nLocation: /\r\n\r\n", "<p>"));
    assert_eq!(error.status(), Some(302));
}

/// Checks that a call that does not need the body stops reading early.
fn does_not_read_the_rest(server: &Server) {
    let client = builder(server).retry(RetryPolicy::none()).build().unwrap();
    client.tokens().delete_token("user-1").send().unwrap();
    drop(client);
    server.wait_for_all_closed();
    assert!(server.flooded() < MOST_READ, "{} bytes were read", server.flooded());
}

#[test]
fn a_void_operation_does_not_read_an_endless_body() {
    let server = Server::each(flood("HTTP/1.1 200 OK\r\n\r\n", "data"));
    does_not_read_the_rest(&server);
}

#[test]
fn a_void_operation_does_not_read_endless_chunks() {
    let chunk = format!("4000\r\n{}\r\n", "a".repeat(0x4000));
    let server = Server::each(flood("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", &chunk));
    does_not_read_the_rest(&server);
}

#[test]
fn a_head_request_does_not_read_an_endless_body() {
    let server = Server::each(flood("HTTP/1.1 200 OK\r\n\r\n", "data"));
    let client = builder(&server).retry(RetryPolicy::none()).build().unwrap();
    client.tokens().head_tokens_me().send().unwrap();
    drop(client);
    server.wait_for_all_closed();
    assert!(server.flooded() < MOST_READ, "{} bytes were read", server.flooded());
}

fn of_the_token_endpoint_is_refused(beginning: &str, repeated: &str) {
    let login = Server::each(flood(beginning, repeated));
    let api = Server::unused();
    let client = with_short_timeouts(credentials_builder(&login, &api).retry(RetryPolicy::none()));
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(elapsed < PROMPT, "{elapsed:?}");
    assert!(!matches!(error, Error::Config(_) | Error::Decode(_)), "{error:?}");
    drop(client);
    login.wait_for_all_closed();
    assert!(login.flooded() < MOST_READ, "{} bytes were read", login.flooded());
}

cases! { of_the_token_endpoint_is_refused:
    an_endless_token => "HTTP/1.1 200 OK\r\n\r\n{\"access_token\":\"", "data";
    an_endless_error => "HTTP/1.1 400 Oh\r\n\r\n{\"error\":\"", "data";
    endless_headers_of_the_token_endpoint => "HTTP/1.1 200 OK\r\n", "X-More: data\r\n";
}

/// Returns a response with this many headers, and with a body of many lines.
fn with_headers(count: usize) -> Vec<u8> {
    let body = format!("{{{}}}", "\n".repeat(1000));
    let headers = "X-Name: value\r\n".repeat(count - 1);
    format!(
        "HTTP/1.1 200 OK\r\n{headers}Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

#[test]
fn too_many_headers_are_not_asked_for_again() {
    for operation in [GetMe, DeleteUser] {
        let server = Server::each(vec![Step::Read, Step::Send(with_headers(129)), Step::UntilPeerCloses]);
        let error = error_of(operation.run(&client(&server)));
        assert!(matches!(error, Error::TooLarge(_)), "{error:?}");
        assert!(
            error.to_string().contains("the response has more than 128 headers"),
            "{error}"
        );
        assert!(!error.is_retryable());
        assert_eq!((error.attempts(), server.requests().len()), (1, 1));
    }
}

#[test]
fn as_many_headers_as_are_allowed_are_read() {
    let server = Server::responses([with_headers(128)]);
    GetMe.run(&client(&server)).unwrap();
}
