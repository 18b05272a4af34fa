//! A server that sends nothing, or sends or reads slowly, does not delay a call beyond its timeout.

use std::io::Read;
use std::net::{SocketAddr, TcpListener};
use std::thread;
use std::time::Duration;

use genesys_cloud::error::Phase;
use genesys_cloud::models::{IdleTokenTimeout, InactivityTimeoutGroupBundle};
use genesys_cloud::{Error, Method, RetryPolicy};
use socket2::{Domain, Socket, Type};

use super::operation::{DeleteMe, DeleteUser, GetMe, GetTimeout, HeadMe, Operation, PutTimeout};
use crate::support::clients::{
    PROMPT, SHORT_TIMEOUT, anonymous_builder, credentials_builder, quick, with_short_timeouts,
};
use crate::support::leaks::TOKEN;
use crate::support::response::{ok_json, token_info};
use crate::support::{Server, Step, builder, cases, error_of, timed};

/// The most time that a machine under load adds to a timeout.
const SLACK: Duration = Duration::from_millis(1500);

const HEADERS: &str = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";
const CHUNKS: &str = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

fn send(text: &str) -> Step {
    Step::Send(text.into())
}

/// Sends a byte every 40 ms: a read never times out, and the response is not complete within the timeout of an attempt.
fn drip(text: &str) -> Step {
    Step::Drip(text.repeat(200).into_bytes(), Duration::from_millis(40))
}

fn times_out(steps: Vec<Step>) {
    let server = Server::each(steps);
    let client = with_short_timeouts(builder(&server));
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    assert!(error.is_timeout());
    assert!(elapsed >= Duration::from_millis(290), "{elapsed:?} is too early");
    assert!(elapsed < SHORT_TIMEOUT + SLACK, "{elapsed:?} is too late");
    assert!(server.connections() <= 4);
}

#[test]
fn a_body_that_is_not_read_times_out_while_sending() {
    let server = Server::each(vec![Step::Stall]);
    let client = with_short_timeouts(builder(&server));
    let mut body = IdleTokenTimeout::default();
    // More than the buffers of both sockets hold.
    body.additional_properties
        .insert("padding".to_owned(), "x".repeat(32 << 20).into());
    let error = error_of(client.tokens().put_tokens_timeout().body(body).send());
    let Error::Timeout(timeout) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(timeout.phase(), Phase::Send, "{error}");
}

cases! { times_out:
    the_request_is_not_read => vec![Step::Stall];
    no_response => vec![Step::Read, Step::Stall];
    a_stall_in_the_status_line => vec![Step::Read, send("HTTP/1.1 20"), Step::Stall];
    a_stall_in_the_headers => vec![Step::Read, send("HTTP/1.1 200 OK\r\nContent-"), Step::Stall];
    a_stall_before_the_body => vec![Step::Read, send(HEADERS), Step::Stall];
    a_stall_in_the_body => vec![Step::Read, send(HEADERS), send("{\"a\":"), Step::Stall];
    a_stall_before_the_chunks => vec![Step::Read, send(CHUNKS), Step::Stall];
    a_stall_in_a_chunk => vec![Step::Read, send(CHUNKS), send("ff\r\n{"), Step::Stall];
    a_stall_between_chunks => vec![Step::Read, send(CHUNKS), send("2\r\n{}\r\n"), Step::Stall];
    a_stall_before_the_last_line_of_chunks => vec![Step::Read, send(CHUNKS), send("2\r\n{}\r\n0\r\n"), Step::Stall];
    a_stall_after_a_100_continue => vec![Step::Read, send("HTTP/1.1 100 Continue\r\n\r\n"), Step::Stall];
    a_stall_in_a_body_that_ends_with_the_connection => vec![Step::Read, send("HTTP/1.1 200 OK\r\n\r\n{}"), Step::Stall];
    a_dripping_status_line => vec![Step::Read, send("HTTP/1.1 200 "), drip("O")];
    dripping_headers => vec![Step::Read, send("HTTP/1.1 200 OK\r\n"), drip("X-A: b\r\n")];
    a_dripping_body => vec![Step::Read, send(HEADERS), drip("{\"a\":1,")];
    dripping_chunks => vec![Step::Read, send(CHUNKS), drip("1\r\n \r\n")];
    a_dripping_chunk_size => vec![Step::Read, send(CHUNKS), drip("0")];
    dripping_continues => vec![Step::Read, drip("HTTP/1.1 100 Continue\r\n\r\n")];
    dripping_early_hints => vec![Step::Read, drip("HTTP/1.1 103 Early Hints\r\n\r\n")];
}

/// Returns a body that is larger than all buffers between client and server.
fn large_body() -> IdleTokenTimeout {
    let bundle = InactivityTimeoutGroupBundle::default().with_groups(vec!["g".repeat(16 << 20)]);
    IdleTokenTimeout::default().with_inactivity_timeout_group_bundles(vec![bundle])
}

#[test]
fn a_large_body_that_is_not_read_times_out() {
    let server = Server::each(vec![Step::Stall]);
    let client = with_short_timeouts(builder(&server));
    let request = client.tokens().put_tokens_timeout().body(large_body());
    let (error, elapsed) = timed(|| error_of(request.send()));
    assert!(error.is_timeout(), "{error:?}");
    assert!(elapsed < SHORT_TIMEOUT + PROMPT, "{elapsed:?} is too late");
}

/// Starts a server that reads slowly: each part of a write succeeds, and the whole does not finish within the timeout.
fn slow_reader() -> SocketAddr {
    let listener = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    listener.set_recv_buffer_size(16 << 10).unwrap();
    listener
        .bind(&"127.0.0.1:0".parse::<SocketAddr>().unwrap().into())
        .unwrap();
    listener.listen(8).unwrap();
    let listener = TcpListener::from(listener);
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            thread::spawn(move || {
                while let Ok(1..) = stream.read(&mut [0; 2 << 10]) {
                    thread::sleep(Duration::from_millis(20));
                }
            });
        }
    });
    address
}

#[test]
fn a_large_body_that_is_read_slowly_times_out() {
    let limit = Duration::from_millis(1500);
    let client = anonymous_builder()
        .base_url(format!("http://{}", slow_reader()))
        .access_token(TOKEN)
        .attempt_timeout(limit)
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    // The body is text, since serializing a model of this size would also take time.
    let request = client
        .request(Method::PUT, "/api/v2/tokens/timeout")
        .body_text("x".repeat(16 << 20));
    let (error, elapsed) = timed(|| error_of(request.send_empty()));
    let Error::Timeout(timeout) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(timeout.phase(), Phase::Send, "{error}");
    assert!(elapsed < limit + Duration::from_secs(1), "{elapsed:?} is too late");
}

#[test]
fn a_response_before_the_end_of_a_large_body_does_not_hang() {
    let refusal = crate::support::error_response(413, "request.entity.too.large");
    let server = Server::each(vec![Step::ReadRaw, Step::Send(refusal), Step::Fin]);
    let client = with_short_timeouts(builder(&server));
    let request = client.tokens().put_tokens_timeout().body(large_body());
    let (error, elapsed) = timed(|| error_of(request.send()));
    // The response arrives at about the same time as the reset, so either may be seen.
    assert!(
        matches!(error, Error::Api(_) | Error::Transport(_) | Error::Timeout(_)),
        "{error:?}"
    );
    assert!(elapsed < SHORT_TIMEOUT + PROMPT, "{elapsed:?} is too late");
    assert!(server.connections() <= 4);
}

fn times_out_without_a_response(operation: Operation) {
    let server = Server::each(vec![Step::Read, Step::Stall]);
    let client = with_short_timeouts(builder(&server));
    let (error, elapsed) = timed(|| error_of(operation.run(&client)));
    assert!(error.is_timeout(), "{error:?}");
    assert!(elapsed < SHORT_TIMEOUT + SLACK, "{elapsed:?} is too late");
}

cases! { times_out_without_a_response:
    no_response_to_get_me => GetMe;
    no_response_to_head_me => HeadMe;
    no_response_to_delete_me => DeleteMe;
    no_response_to_delete_user => DeleteUser;
    no_response_to_get_timeout => GetTimeout;
    no_response_to_put_timeout => PutTimeout;
}

/// Checks that the error has the status of a response whose body stalls.
fn keeps_its_status(code: u16) {
    let response = format!("HTTP/1.1 {code} Stalled\r\nContent-Length: 1000\r\n\r\n{{\"message\":");
    let server = Server::each(vec![Step::Read, send(&response), Step::Stall]);
    let client = with_short_timeouts(builder(&server).retry(RetryPolicy::none()));
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(matches!(error, Error::Api(_)), "{error:?}");
    assert_eq!(error.status(), Some(code));
    assert!(elapsed < SHORT_TIMEOUT + SLACK, "{elapsed:?} is too late");
    server.wait_for_requests(1);
    server.request();
}

cases! { keeps_its_status:
    a_stalled_body_of_400 => 400;
    a_stalled_body_of_503 => 503;
    a_stalled_body_of_302 => 302;
}

#[test]
fn the_time_of_dripping_error_bodies_is_bounded_by_the_call() {
    let steps = vec![
        Step::Read,
        send("HTTP/1.1 503 Busy\r\nContent-Length: 1000\r\n\r\n"),
        drip("{\"a\":1,"),
    ];
    let server = Server::each(steps);
    let client = with_short_timeouts(builder(&server).retry(quick().with_max_retries(1000)));
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(matches!(error, Error::Api(_) | Error::Timeout(_)), "{error:?}");
    assert!(elapsed < SHORT_TIMEOUT + SLACK, "{elapsed:?} is too late");
}

#[test]
fn a_void_operation_does_not_wait_for_a_body() {
    let server = Server::each(vec![Step::Read, send(HEADERS), Step::Stall]);
    let client = with_short_timeouts(builder(&server).retry(RetryPolicy::none()));
    let (outcome, elapsed) = timed(|| client.tokens().delete_token("user-1").send());
    // The body is not needed: success and a timeout are both correct.
    assert!(outcome.is_ok() || error_of(outcome).is_timeout());
    assert!(elapsed < SHORT_TIMEOUT + SLACK, "{elapsed:?} is too late");
}

/// The most time that a wait of 250 ms takes on a machine under load. One attempt has 10 s.
const BRIEF: Duration = Duration::from_secs(2);

fn is_not_waited_for_in_a_void_operation(body: Step) {
    let server = Server::each(vec![Step::Read, send(HEADERS), body]);
    let client = builder(&server).build().unwrap();
    let (outcome, elapsed) = timed(|| client.tokens().delete_token("user-1").send());
    outcome.unwrap();
    assert!(elapsed < BRIEF, "{elapsed:?} is too late");
    // The rest of the body must not be read as part of the next response.
    client.tokens().delete_token("user-2").send().unwrap();
    assert_eq!(server.connections(), 2);
}

cases! { is_not_waited_for_in_a_void_operation:
    a_body_that_stalls => Step::Stall;
    a_body_that_drips => Step::Drip(b"{\"a\":1,".repeat(200), Duration::from_millis(40));
}

fn is_not_waited_for_before_a_retry(head: &str, body: Step) {
    let server = Server::script([
        vec![Step::Read, send(head), body],
        vec![Step::Read, Step::Send(ok_json("{}")), Step::UntilPeerCloses],
    ]);
    let client = builder(&server).build().unwrap();
    let (outcome, elapsed) = timed(|| client.tokens().get_tokens_me().send());
    outcome.unwrap();
    assert!(elapsed < BRIEF, "{elapsed:?} is too late");
}

const BUSY: &str = "HTTP/1.1 503 Busy\r\nContent-Length: 1000\r\n\r\n";
const BUSY_IN_CHUNKS: &str = "HTTP/1.1 503 Busy\r\nTransfer-Encoding: chunked\r\n\r\n";
const BUSY_UNTIL_CLOSE: &str = "HTTP/1.1 503 Busy\r\n\r\n";
const LIMITED: &str = "HTTP/1.1 429 Slow down\r\nContent-Length: 1000\r\n\r\n{";

cases! { is_not_waited_for_before_a_retry:
    a_body_of_429_that_stalls => LIMITED, Step::Stall;
    a_body_of_503_that_stalls => BUSY, Step::Stall;
    a_body_of_503_in_chunks_that_stalls => BUSY_IN_CHUNKS, Step::Stall;
    a_body_of_503_until_close_that_stalls => BUSY_UNTIL_CLOSE, Step::Stall;
    a_body_of_503_that_drips => BUSY, Step::Drip(b"{\"a\":1,".repeat(200), Duration::from_millis(40));
}

#[test]
fn a_void_operation_does_not_wait_for_the_end_of_the_connection() {
    let server = Server::each(vec![Step::Read, send("HTTP/1.1 200 OK\r\n\r\n"), Step::Stall]);
    let client = builder(&server).build().unwrap();
    let (outcome, elapsed) = timed(|| client.tokens().delete_token("user-1").send());
    outcome.unwrap();
    assert!(elapsed < PROMPT, "{elapsed:?} is too late");
}

#[test]
fn a_content_length_above_the_limit_is_an_error_at_once() {
    // The Content-Length is above the limit, so the client does not read the body.
    let server = Server::each(vec![
        Step::Read,
        send("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n{"),
        Step::Stall,
    ]);
    let client = builder(&server).build().unwrap();
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(matches!(error, Error::TooLarge(_)), "{error:?}");
    assert!(elapsed < PROMPT, "{elapsed:?} is too late");
}

#[test]
fn a_retry_has_the_rest_of_the_time_of_the_call() {
    let server = Server::script([
        vec![
            Step::Read,
            Step::Pause(Duration::from_millis(1500)),
            Step::Send(crate::support::error_response(503, "busy")),
            Step::Fin,
        ],
        vec![Step::Read, Step::Stall],
    ]);
    let client = builder(&server).timeout(Duration::from_secs(2)).build().unwrap();
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(error.attempts(), 2);
    assert!(elapsed < Duration::from_millis(3100), "{elapsed:?} is too late");
}

#[test]
fn one_attempt_ends_at_its_own_timeout() {
    let server = Server::each(vec![Step::Read, Step::Stall]);
    let client = builder(&server)
        .attempt_timeout(Duration::from_millis(200))
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(error.is_timeout());
    assert_eq!(error.attempts(), 1);
    assert!(elapsed >= Duration::from_millis(190) && elapsed < SLACK, "{elapsed:?}");
    // The client may time out before the server has read the request.
    server.wait_for_requests(1);
    server.request();
}

#[test]
fn an_attempt_that_times_out_is_retried() {
    let server = Server::script([
        vec![Step::Read, Step::Stall],
        vec![Step::Read, Step::Send(ok_json("{}")), Step::UntilPeerCloses],
    ]);
    let client = builder(&server)
        .attempt_timeout(Duration::from_millis(400))
        .build()
        .unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn the_timeout_of_a_call_ends_its_retries() {
    let server = Server::each(vec![Step::Read, Step::Stall]);
    let client = with_short_timeouts(builder(&server).retry(quick().with_max_retries(1000)));
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(error.is_timeout(), "{error:?}");
    assert!(error.attempts() >= 1);
    assert!(elapsed < SHORT_TIMEOUT + SLACK, "{elapsed:?} is too late");
}

#[test]
fn the_timeout_of_a_call_limits_a_single_attempt() {
    let server = Server::each(vec![Step::Read, Step::Stall]);
    let client = builder(&server)
        .timeout(Duration::from_millis(300))
        .attempt_timeout(Duration::from_secs(60))
        .build()
        .unwrap();
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(error.is_timeout(), "{error:?}");
    assert!(elapsed < SLACK, "{elapsed:?}");
}

#[test]
fn a_full_backlog_times_out() {
    // No connection is accepted here, and once the backlog is full the kernel drops further ones.
    let listener = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    listener
        .bind(&"127.0.0.1:0".parse::<std::net::SocketAddr>().unwrap().into())
        .unwrap();
    listener.listen(0).unwrap();
    let listener = TcpListener::from(listener);
    let address = listener.local_addr().unwrap();
    let _queue: Vec<_> = (0..4)
        .map(|_| std::net::TcpStream::connect_timeout(&address, Duration::from_millis(50)))
        .collect();
    let client = with_short_timeouts(
        anonymous_builder()
            .base_url(format!("http://{address}"))
            .access_token(TOKEN),
    );
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(error.is_timeout(), "{error:?}");
    assert!(elapsed < SHORT_TIMEOUT + SLACK, "{elapsed:?} is too late");
}

fn times_out_while_fetching_a_token(steps: Vec<Step>) {
    let login = Server::each(steps);
    let api = Server::unused();
    let client = with_short_timeouts(credentials_builder(&login, &api));
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(error.is_timeout(), "{error:?}");
    assert!(elapsed < SHORT_TIMEOUT + SLACK, "{elapsed:?} is too late");
}

cases! { times_out_while_fetching_a_token:
    a_token_endpoint_that_does_not_respond => vec![Step::Read, Step::Stall];
    a_token_endpoint_that_does_not_read => vec![Step::Stall];
    a_token_endpoint_that_stalls_in_the_body => vec![Step::Read, send(HEADERS), send("{\"access_"), Step::Stall];
    a_token_endpoint_that_drips => vec![Step::Read, send(HEADERS), drip("{\"a\":1,")];
}

/// An operation that takes longer than the limit of the first attempt would never succeed otherwise.
#[test]
fn after_a_late_response_the_next_attempt_may_take_twice_as_long() {
    let server = Server::serve(|_| vec![Step::Pause(Duration::from_millis(900)), Step::Send(token_info("slow"))]);
    let client = builder(&server)
        .attempt_timeout(Duration::from_millis(300))
        .build()
        .unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    // 0.3 s, 0.6 s, and the third one has 1.2 s.
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn a_longer_attempt_ends_with_the_call() {
    let server = Server::each(vec![Step::Read, Step::Stall]);
    let client = builder(&server)
        .attempt_timeout(Duration::from_millis(200))
        .timeout(Duration::from_millis(700))
        .build()
        .unwrap();
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(error.is_timeout(), "{error}");
    assert!(elapsed < Duration::from_millis(700) + PROMPT, "{elapsed:?}");
    assert!(server.requests().len() <= 3);
}
