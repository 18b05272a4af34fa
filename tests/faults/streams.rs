//! Responses that are written to a writer of the program, and requests to a URI of a response.

use std::io::{self, ErrorKind, Write};
use std::time::Duration;

use genesys_cloud::{Client, Error, Method, RetryPolicy};

use crate::support::clients::PROMPT;
use crate::support::response::{chunked, error_response, head, ok_json, token_info};
use crate::support::{Server, Step, builder, cases, client, error_of, timed};

const PATH: &str = "/api/v2/recordings/{recordingId}/media";

fn send_to(client: &Client, writer: &mut impl Write) -> Result<u64, Error> {
    let request = client.request(Method::GET, PATH).path("recordingId", "7f0c");
    request.send_to(writer).map(genesys_cloud::Response::into_body)
}

#[test]
fn a_body_above_the_limit_for_memory_is_written() {
    let body = "x".repeat(1 << 20);
    let server = Server::always(ok_json(&body));
    let client = builder(&server).max_response_bytes(1000).build().unwrap();
    let mut written = Vec::new();
    assert_eq!(send_to(&client, &mut written).unwrap(), 1 << 20);
    assert_eq!(written, body.as_bytes());
    // The connection is reused.
    send_to(&client, &mut io::sink()).unwrap();
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_body_without_a_length_is_written() {
    let server = Server::always(chunked(200, &[], &["one ", "two"]));
    let mut written = Vec::new();
    assert_eq!(send_to(&client(&server), &mut written).unwrap(), 7);
    assert_eq!(written, b"one two");
}

#[test]
fn a_failure_before_the_body_is_retried() {
    let server = Server::responses([error_response(503, "busy"), ok_json("here")]);
    let mut written = Vec::new();
    assert_eq!(send_to(&client(&server), &mut written).unwrap(), 4);
    assert_eq!(written, b"here");
}

#[test]
fn an_error_response_is_not_written() {
    let server = Server::always(error_response(404, "not.found"));
    let mut written = Vec::new();
    let error = send_to(&client(&server), &mut written).unwrap_err();
    assert_eq!((error.status(), error.code()), (Some(404), Some("not.found")));
    assert!(written.is_empty());
}

/// Returns a response whose body of 10 bytes breaks after the first five.
fn broken() -> Vec<Step> {
    let start = [head(200, &[("Content-Length", "10")]), b"\r\n12345".to_vec()].concat();
    vec![Step::Read, Step::Send(start), Step::Fin]
}

#[test]
fn a_request_is_not_retried_once_anything_is_written() {
    let server = Server::script([broken(), broken()]);
    let mut written = Vec::new();
    let error = send_to(&client(&server), &mut written).unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!((error.attempts(), written.as_slice()), (1, &b"12345"[..]));
    assert_eq!(server.requests().len(), 1);
}

/// A writer that accepts so many bytes.
struct Full(usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(io::Error::new(ErrorKind::StorageFull, "the disk is full"));
        }
        let count = bytes.len().min(self.0);
        self.0 -= count;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn is_the_error_of_the_writer(room: usize) {
    let server = Server::always(ok_json("x".repeat(1 << 20)));
    let error = send_to(&client(&server), &mut Full(room)).unwrap_err();
    assert!(!error.is_retryable());
    let Error::Transport(error) = error else {
        panic!("{error:?}");
    };
    assert_eq!(error.io_error().map(io::Error::kind), Some(ErrorKind::StorageFull));
    assert!(
        error.to_string().contains("the response body cannot be written"),
        "{error}"
    );
    // Nothing is repeated, and the connection is closed.
    assert_eq!(server.requests().len(), 1);
    server.wait_for_all_closed();
}

cases! { is_the_error_of_the_writer:
    a_writer_without_room => 0;
    a_writer_that_is_full_in_the_middle => 100_000;
}

#[test]
fn a_body_that_arrives_may_take_longer_than_an_attempt() {
    let part = || [Step::Pause(Duration::from_millis(300)), Step::Send(b"12".to_vec())];
    let start = [head(200, &[("Content-Length", "10")]), b"\r\n".to_vec()].concat();
    let mut steps = vec![Step::Read, Step::Send(start)];
    for _ in 0..5 {
        steps.extend(part());
    }
    let server = Server::script([steps]);
    let client = builder(&server)
        .attempt_timeout(Duration::from_millis(900))
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    assert_eq!(send_to(&client, &mut io::sink()).unwrap(), 10);
}

#[test]
fn a_body_that_stalls_ends_in_a_timeout() {
    let start = [head(200, &[("Content-Length", "10")]), b"\r\n12345".to_vec()].concat();
    let server = Server::each(vec![Step::Read, Step::Send(start), Step::Stall]);
    let client = builder(&server)
        .attempt_timeout(Duration::from_millis(300))
        .build()
        .unwrap();
    let (error, elapsed) = timed(|| send_to(&client, &mut io::sink()).unwrap_err());
    assert!(error.is_timeout() && elapsed < PROMPT, "{error} {elapsed:?}");
    assert_eq!(server.requests().len(), 1);
}

fn is_followed(uri: impl Fn(&Server) -> String, target: &str) {
    let server = Server::always(token_info("here"));
    let client = builder(&server)
        .base_url(format!("{}/gateway", server.url()))
        .build()
        .unwrap();
    client.request_uri(Method::GET, &uri(&server)).send_empty().unwrap();
    assert_eq!(server.request().target(), target);
}

cases! { is_followed:
    a_path => |_| "/api/v2/users/7f0c".to_owned(), "/gateway/api/v2/users/7f0c";
    a_path_with_a_query => |_| "/api/v2/users?pageNumber=2&x=%20".to_owned(), "/gateway/api/v2/users?pageNumber=2&x=%20";
    a_url_below_the_base_url => |server| format!("{}/gateway/api/v2/users?a=b", server.url()), "/gateway/api/v2/users?a=b";
}

/// Checks that the client sends nothing, and that the message does not have the path.
fn is_refused(uri: &str) {
    let server = Server::unused();
    let error = client(&server).request_uri(Method::GET, uri).send_empty().unwrap_err();
    assert!(
        matches!(&error, Error::Config(error) if error.setting() == "uri"),
        "{uri}: {error:?}"
    );
    assert!(!error.to_string().contains("personal"), "{error}");
}

cases! { is_refused:
    another_host => "https://api.mypurecloud.com/api/v2/users/personal";
    another_host_without_a_scheme => "//evil.example/api/v2/users/personal";
    a_user_in_front_of_the_host => "http://127.0.0.1@evil.example/personal";
    another_scheme => "ftp://127.0.0.1/personal";
    no_path => "personal";
    an_empty_uri => "";
    a_dot_segment => "/api/v2/../personal";
    an_encoded_dot_segment => "/api/v2/%2e%2e/personal";
    a_fragment => "/api/v2/users?a=b#personal";
    a_template => "/api/v2/users/{personal}";
    a_space => "/api/v2/users?name=personal data";
}

#[test]
fn errors_do_not_show_the_uri() {
    let server = Server::always(error_response(404, "not.found"));
    let error = error_of(
        client(&server)
            .request_uri(Method::GET, "/api/v2/users/personal")
            .send_empty(),
    );
    let text = error.to_string();
    assert!(
        text.starts_with("GET (request_uri): ") && !text.contains("personal"),
        "{text}"
    );
}

#[test]
fn the_own_token_is_recognized_in_a_uri() {
    let server = Server::responses([token_info("revoked"), token_info("next")]);
    let client = client(&server);
    client
        .request_uri(Method::DELETE, "/api/v2/tokens/me")
        .send_empty()
        .unwrap();
    assert_eq!(server.request().line(), "DELETE /api/v2/tokens/me HTTP/1.1");
}
