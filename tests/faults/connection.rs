//! Broken connections, in each stage of a request. The request is retried if that is safe; otherwise the call returns a
//! `Transport` error.

use genesys_cloud::models::{IdleTokenTimeout, InactivityTimeoutGroupBundle};
use genesys_cloud::{Client, Error, Method, RetryPolicy};

use super::operation::{DeleteMe, DeleteUser, GetMe, GetTimeout, HeadMe, Operation, PutTimeout};
use crate::support::certificates::{Authority, Validity};
use crate::support::clients::{PROMPT, anonymous_builder, refusing_port};
use crate::support::leaks::TOKEN;
use crate::support::response::{error_response, ok_json, until_close};
use crate::support::{Server, Step, builder, cases, client, error_of, timed};

/// How a connection ends.
#[derive(Clone, Copy)]
enum End {
    Fin,
    Reset,
}
use End::{Fin, Reset};

/// Reads a request, sends the beginning of a response, and closes the connection.
fn breaks_after(beginning: &str, end: End) -> Vec<Step> {
    let end = match end {
        End::Fin => Step::Fin,
        End::Reset => Step::Reset,
    };
    vec![Step::Read, Step::Send(beginning.into()), end]
}

const NOTHING: &str = "";
const STATUS_LINE: &str = "HTTP/1.1 20";
const HEADERS: &str = "HTTP/1.1 200 OK\r\nContent-Type: applica";
const LENGTH: &str = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"organization\":";
const CHUNKS: &str = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n";
const CHUNK: &str = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{}";

/// Checks that the call returns the error without retries, and succeeds at the second attempt with retries.
fn is_a_lost_response(beginning: &str, end: End) {
    let server = Server::each(breaks_after(beginning, end));
    let once = builder(&server).retry(RetryPolicy::none()).build().unwrap();
    let error = error_of(once.tokens().get_tokens_me().send());
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!(error.attempts(), 1);
    assert!(error.is_retryable());
    assert!(!error.is_timeout());
    assert_eq!(server.requests().len(), 1);

    let server = Server::script([
        breaks_after(beginning, end),
        vec![Step::Read, Step::Send(ok_json("{}")), Step::UntilPeerCloses],
    ]);
    client(&server).tokens().get_tokens_me().send().unwrap();
    assert_eq!(server.requests().len(), 2);
}

cases! { is_a_lost_response:
    closed_before_the_response => NOTHING, Fin;
    reset_before_the_response => NOTHING, Reset;
    closed_in_the_status_line => STATUS_LINE, Fin;
    reset_in_the_status_line => STATUS_LINE, Reset;
    closed_in_the_headers => HEADERS, Fin;
    reset_in_the_headers => HEADERS, Reset;
    closed_in_the_body => LENGTH, Fin;
    reset_in_the_body => LENGTH, Reset;
    closed_between_chunks => CHUNKS, Fin;
    reset_between_chunks => CHUNKS, Reset;
    closed_in_a_chunk => CHUNK, Fin;
    reset_in_a_chunk => CHUNK, Reset;
}

fn is_retried_after_a_reset(operation: Operation) {
    let server = Server::script([
        breaks_after(NOTHING, Reset),
        vec![Step::Read, Step::Send(operation.success()), Step::UntilPeerCloses],
    ]);
    operation.run(&client(&server)).unwrap();
    let lines = server.lines();
    assert_eq!(lines, [operation.line(), operation.line()]);
}

cases! { is_retried_after_a_reset:
    a_reset_of_get_me => GetMe;
    a_reset_of_head_me => HeadMe;
    a_reset_of_delete_me => DeleteMe;
    a_reset_of_delete_user => DeleteUser;
    a_reset_of_get_timeout => GetTimeout;
    a_reset_of_put_timeout => PutTimeout;
}

#[test]
fn repeated_resets_are_retried_up_to_the_limit_of_the_policy() {
    let server = Server::each(breaks_after(NOTHING, Reset));
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!(error.attempts(), 4);
    assert_eq!(server.requests().len(), 4);
    assert_eq!(error.status(), None);
}

#[test]
fn the_last_of_several_different_faults_is_the_error() {
    let server = Server::script([
        breaks_after(NOTHING, Reset),
        breaks_after(NOTHING, Fin),
        breaks_after(HEADERS, Fin),
        vec![
            Step::Read,
            Step::Send(crate::support::error_response(404, "not.found")),
            Step::Fin,
        ],
    ]);
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert_eq!((error.status(), error.attempts()), (Some(404), 4));
}

#[test]
fn a_refused_connection() {
    let (_port, address) = refusing_port();
    let client = anonymous_builder()
        .base_url(format!("http://{address}"))
        .access_token(TOKEN)
        .build()
        .unwrap();
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!(error.attempts(), 4);
    assert!(error.is_retryable());
    assert!(elapsed < PROMPT, "{elapsed:?}");
}

#[test]
fn a_connection_closed_without_reading() {
    let server = Server::each(vec![Step::Fin]);
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!(error.attempts(), 4);
}

#[test]
fn a_connection_reset_without_reading() {
    let server = Server::each(vec![Step::Reset]);
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!(error.attempts(), 4);
}

#[test]
fn a_host_name_that_does_not_exist() {
    // RFC 6761: `invalid` is never resolved.
    let client = anonymous_builder()
        .base_url("https://genesys.invalid")
        .access_token(TOKEN)
        .build()
        .unwrap();
    let error = error_of(client.tokens().get_tokens_me().send());
    assert!(matches!(error, Error::Transport(_) | Error::Timeout(_)), "{error:?}");
}

/// Checks only that the number of attempts is one that the retry policy allows.
fn is_not_a_valid_response(bytes: &[u8]) {
    let server = Server::each(vec![Step::Read, Step::Send(bytes.to_vec()), Step::Fin]);
    let (error, elapsed) = timed(|| error_of(client(&server).tokens().get_tokens_me().send()));
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert!((1..=4).contains(&server.requests().len()));
    assert!(elapsed < PROMPT, "{elapsed:?}");
}

cases! { is_not_a_valid_response:
    another_protocol => b"SSH-2.0-OpenSSH_9.9\r\n";
    no_status_line => b"<html>HTTP/0.9 says hello</html>";
    a_preface_of_http2 => b"\x00\x00\x12\x04\x00\x00\x00\x00\x00";
    a_future_version => b"HTTP/9.7 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    a_status_of_two_digits => b"HTTP/1.1 20 OK\r\nContent-Length: 2\r\n\r\n{}";
    a_status_of_letters => b"HTTP/1.1 OK 200\r\nContent-Length: 2\r\n\r\n{}";
    a_status_of_zero => b"HTTP/1.1 000 OK\r\nContent-Length: 2\r\n\r\n{}";
    a_header_without_a_colon => b"HTTP/1.1 200 OK\r\nno colon here\r\nContent-Length: 2\r\n\r\n{}";
    a_header_with_nul => b"HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 2\r\n\r\n{}";
    a_header_name_with_a_space => b"HTTP/1.1 200 OK\r\nBad Name: x\r\nContent-Length: 2\r\n\r\n{}";
    a_length_that_is_a_word => b"HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\n{}";
    a_negative_length => b"HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\n{}";
    a_length_beyond_64_bits => b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n{}";
    two_lengths_that_differ => b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 29\r\n\r\n{}";
    a_chunk_size_that_is_a_word => b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n";
    a_chunk_size_beyond_64_bits => b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}";
    a_chunk_without_a_line_end => b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}XX0\r\n\r\n";
}

/// Checks that an unusual but valid response is a success.
fn is_a_valid_response(bytes: &[u8]) {
    let server = Server::each(vec![Step::Read, Step::Send(bytes.to_vec()), Step::Fin]);
    let info = client(&server).tokens().get_tokens_me().send().unwrap();
    assert_eq!(info.organization.unwrap().name.as_deref(), Some("x"));
    server.request();
}

cases! { is_a_valid_response:
    an_http_1_0_response => b"HTTP/1.0 200 OK\r\nContent-Length: 29\r\n\r\n{\"organization\":{\"name\":\"x\"}}";
    without_a_reason => b"HTTP/1.1 200\r\nContent-Length: 29\r\n\r\n{\"organization\":{\"name\":\"x\"}}";
    a_reason_in_latin_1 => b"HTTP/1.1 200 Tr\xe8s bien\r\nContent-Length: 29\r\n\r\n{\"organization\":{\"name\":\"x\"}}";
    a_header_in_latin_1 => b"HTTP/1.1 200 OK\r\nX: \xe8\r\nContent-Length: 29\r\n\r\n{\"organization\":{\"name\":\"x\"}}";
    continue_first => b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 29\r\n\r\n{\"organization\":{\"name\":\"x\"}}";
    early_hints_first => b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 29\r\n\r\n{\"organization\":{\"name\":\"x\"}}";
    processing_first => b"HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 29\r\n\r\n{\"organization\":{\"name\":\"x\"}}";
    until_the_connection_closes => &until_close(200, &[], r#"{"organization":{"name":"x"}}"#);
    chunks_of_one_byte => &crate::support::chunked(200, &[], &r#"{"organization":{"name":"x"}}"#.as_bytes().chunks(1).collect::<Vec<_>>());
    chunk_extensions_and_trailers => b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1d;ext=1\r\n{\"organization\":{\"name\":\"x\"}}\r\n0\r\nTrailer: t\r\n\r\n";
}

/// Sends a body that is larger than all buffers between client and server.
fn upload(client: &Client) -> Error {
    let bundle = InactivityTimeoutGroupBundle::default().with_groups(vec!["g".repeat(16 << 20)]);
    let body = IdleTokenTimeout::default().with_inactivity_timeout_group_bundles(vec![bundle]);
    error_of(client.tokens().put_tokens_timeout().body(body).send())
}

/// Returns the steps of a server that responds before it has read the whole body. Closing then resets the connection while the client
/// is writing.
fn refuses_early() -> Vec<Step> {
    let refusal = error_response(413, "request.entity.too.large");
    vec![Step::ReadRaw, Step::Send(refusal), Step::Fin]
}

/// Linux keeps the data that arrived before a reset. Other systems may drop it, so the client sees no response.
#[cfg(target_os = "linux")]
#[test]
fn an_early_413_to_a_large_body_is_the_response() {
    let server = Server::each(refuses_early());
    let error = upload(&client(&server));
    let Error::Api(api) = &error else { panic!("{error:?}") };
    assert_eq!((api.status(), api.attempts()), (413, 1));
    assert_eq!(api.code(), Some("request.entity.too.large"));
    assert_eq!(server.connections(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn an_early_413_over_tls_is_the_response() {
    let authority = Authority::new();
    let mut steps = refuses_early();
    steps.insert(0, Step::Tls(authority.server(&["127.0.0.1"], Validity::Now)));
    let server = Server::each(steps);
    let client = builder(&server)
        .base_url(format!("https://{}", server.address()))
        .root_certificates_pem(authority.pem())
        .build()
        .unwrap();
    let error = upload(&client);
    assert_eq!((error.status(), error.attempts()), (Some(413), 1), "{error:?}");
    assert_eq!(server.connections(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn the_connection_of_an_early_response_is_not_used_again() {
    let server = Server::script([
        refuses_early(),
        vec![Step::Read, Step::Send(ok_json("{}")), Step::UntilPeerCloses],
    ]);
    let client = client(&server);
    upload(&client);
    client.tokens().get_tokens_me().send().unwrap();
    assert_eq!(server.connections(), 2);
}

#[test]
fn a_large_body_without_any_response_is_a_broken_connection() {
    let server = Server::each(vec![Step::ReadRaw, Step::Reset]);
    let error = upload(&client(&server));
    let Error::Transport(failure) = &error else {
        panic!("{error:?}")
    };
    assert!(failure.is_sent(), "{error:?}");
    assert!(error.to_string().contains("while the request was sent"), "{error}");
    assert_eq!((server.connections(), error.attempts()), (4, 4));
}

/// Every header that the client accepts can be sent.
#[test]
fn the_longest_header_reaches_the_server() {
    let server = Server::responses([ok_json("{}")]);
    let value = "v".repeat((160 << 10) - "X-Name".len());
    let client = client(&server);
    let request = client.request(Method::GET, "/api/v2/tokens/me");
    request.header("X-Name", value.as_str()).send_empty().unwrap();
    assert_eq!(server.request().header("x-name"), Some(value.as_str()));
}

#[test]
fn a_header_that_cannot_be_sent_is_refused_once() {
    let server = Server::unused();
    let client = client(&server);
    let request = client.request(Method::GET, "/api/v2/tokens/me");
    let error = error_of(request.header("X-Name", "v".repeat(160 << 10)).send_empty());
    assert!(matches!(error, Error::Config(_)), "{error:?}");
    assert_eq!(error.attempts(), 0);
}
