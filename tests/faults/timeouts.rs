//! A server that says nothing, or next to nothing, does not hold a call beyond its timeout.

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
use crate::support::response::ok_json;
use crate::support::{Server, Step, builder, cases, error_of, timed};

/// What a loaded machine may add to a timeout.
const SLACK: Duration = Duration::from_millis(1500);

const HEADERS: &str = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";
const CHUNKS: &str = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

fn send(text: &str) -> Step {
    Step::Send(text.into())
}

/// Ten bytes a second and more: never still for an attempt's timeout, never done within it.
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
fn a_body_that_nobody_reads_is_named_as_sending() {
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
    nobody_reads => vec![Step::Stall];
    nobody_answers => vec![Step::Read, Step::Stall];
    silence_in_the_status_line => vec![Step::Read, send("HTTP/1.1 20"), Step::Stall];
    silence_in_the_headers => vec![Step::Read, send("HTTP/1.1 200 OK\r\nContent-"), Step::Stall];
    silence_before_the_body => vec![Step::Read, send(HEADERS), Step::Stall];
    silence_in_the_body => vec![Step::Read, send(HEADERS), send("{\"a\":"), Step::Stall];
    silence_before_the_chunks => vec![Step::Read, send(CHUNKS), Step::Stall];
    silence_in_a_chunk => vec![Step::Read, send(CHUNKS), send("ff\r\n{"), Step::Stall];
    silence_between_chunks => vec![Step::Read, send(CHUNKS), send("2\r\n{}\r\n"), Step::Stall];
    silence_before_the_last_line_of_chunks => vec![Step::Read, send(CHUNKS), send("2\r\n{}\r\n0\r\n"), Step::Stall];
    silence_after_a_continue => vec![Step::Read, send("HTTP/1.1 100 Continue\r\n\r\n"), Step::Stall];
    silence_where_the_close_should_end_the_body => vec![Step::Read, send("HTTP/1.1 200 OK\r\n\r\n{}"), Step::Stall];
    a_dripping_status_line => vec![Step::Read, send("HTTP/1.1 200 "), drip("O")];
    dripping_headers => vec![Step::Read, send("HTTP/1.1 200 OK\r\n"), drip("X-A: b\r\n")];
    a_dripping_body => vec![Step::Read, send(HEADERS), drip("{\"a\":1,")];
    dripping_chunks => vec![Step::Read, send(CHUNKS), drip("1\r\n \r\n")];
    a_dripping_chunk_size => vec![Step::Read, send(CHUNKS), drip("0")];
    dripping_continues => vec![Step::Read, drip("HTTP/1.1 100 Continue\r\n\r\n")];
    dripping_early_hints => vec![Step::Read, drip("HTTP/1.1 103 Early Hints\r\n\r\n")];
}

/// Larger than all the buffers on its way.
fn a_large_body() -> IdleTokenTimeout {
    let bundle = InactivityTimeoutGroupBundle::default().with_groups(vec!["g".repeat(16 << 20)]);
    IdleTokenTimeout::default().with_inactivity_timeout_group_bundles(vec![bundle])
}

#[test]
fn a_large_body_that_nobody_reads_ends_in_time() {
    let server = Server::each(vec![Step::Stall]);
    let client = with_short_timeouts(builder(&server));
    let request = client.tokens().put_tokens_timeout().body(a_large_body());
    let (error, elapsed) = timed(|| error_of(request.send()));
    assert!(error.is_timeout(), "{error:?}");
    assert!(elapsed < SHORT_TIMEOUT + PROMPT, "{elapsed:?} is too late");
}

/// Reads a little now and then: enough for each part of a write to succeed, and far too little for all of it.
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
fn a_large_body_that_is_read_slowly_ends_in_time() {
    let limit = Duration::from_millis(1500);
    let client = anonymous_builder()
        .base_url(format!("http://{}", slow_reader()))
        .access_token(TOKEN)
        .attempt_timeout(limit)
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    // As text: writing a model of this size takes a while, too.
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
fn a_large_body_that_is_refused_half_way_does_not_hang() {
    let refusal = crate::support::error_response(413, "request.entity.too.large");
    let server = Server::each(vec![Step::ReadRaw, Step::Send(refusal), Step::Fin]);
    let client = with_short_timeouts(builder(&server));
    let request = client.tokens().put_tokens_timeout().body(a_large_body());
    let (error, elapsed) = timed(|| error_of(request.send()));
    // The answer is there, behind a connection that breaks: who wins is a race.
    assert!(
        matches!(error, Error::Api(_) | Error::Transport(_) | Error::Timeout(_)),
        "{error:?}"
    );
    assert!(elapsed < SHORT_TIMEOUT + PROMPT, "{elapsed:?} is too late");
    assert!(server.connections() <= 4);
}

fn is_not_held(operation: Operation) {
    let server = Server::each(vec![Step::Read, Step::Stall]);
    let client = with_short_timeouts(builder(&server));
    let (error, elapsed) = timed(|| error_of(operation.run(&client)));
    assert!(error.is_timeout(), "{error:?}");
    assert!(elapsed < SHORT_TIMEOUT + SLACK, "{elapsed:?} is too late");
}

cases! { is_not_held:
    silence_to_get_me => GetMe;
    silence_to_head_me => HeadMe;
    silence_to_delete_me => DeleteMe;
    silence_to_delete_user => DeleteUser;
    silence_to_get_timeout => GetTimeout;
    silence_to_put_timeout => PutTimeout;
}

/// The status is known, the body never comes: the status is what the caller needs.
fn ends_though_the_body_stalls(code: u16) {
    let answer = format!("HTTP/1.1 {code} Stalled\r\nContent-Length: 1000\r\n\r\n{{\"message\":");
    let server = Server::each(vec![Step::Read, send(&answer), Step::Stall]);
    let client = with_short_timeouts(builder(&server).retry(RetryPolicy::none()));
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(matches!(error, Error::Api(_)), "{error:?}");
    assert_eq!(error.status(), Some(code));
    assert!(elapsed < SHORT_TIMEOUT + SLACK, "{elapsed:?} is too late");
    server.wait_for_requests(1);
    server.request();
}

cases! { ends_though_the_body_stalls:
    a_stalled_body_of_400 => 400;
    a_stalled_body_of_503 => 503;
    a_stalled_body_of_302 => 302;
}

#[test]
fn dripping_error_bodies_do_not_add_up() {
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
    // 200 is success; whether the body that nobody wants is given up on or reported is for the client to say.
    assert!(outcome.is_ok() || error_of(outcome).is_timeout());
    assert!(elapsed < SHORT_TIMEOUT + SLACK, "{elapsed:?} is too late");
}

/// What a loaded machine may add to a quarter of a second. One attempt has 10 s.
const MOMENT: Duration = Duration::from_secs(2);

fn is_not_waited_for_by_a_void_operation(body: Step) {
    let server = Server::each(vec![Step::Read, send(HEADERS), body]);
    let client = builder(&server).build().unwrap();
    let (outcome, elapsed) = timed(|| client.tokens().delete_token("user-1").send());
    outcome.unwrap();
    assert!(elapsed < MOMENT, "{elapsed:?} is too late");
    // What is left of the body must not become part of the next response.
    client.tokens().delete_token("user-2").send().unwrap();
    assert_eq!(server.connections(), 2);
}

cases! { is_not_waited_for_by_a_void_operation:
    a_body_that_stalls => Step::Stall;
    a_body_that_drips => Step::Drip(b"{\"a\":1,".repeat(200), Duration::from_millis(40));
}

fn is_not_waited_for_by_a_retry(head: &str, body: Step) {
    let server = Server::script([
        vec![Step::Read, send(head), body],
        vec![Step::Read, Step::Send(ok_json("{}")), Step::UntilPeerCloses],
    ]);
    let client = builder(&server).build().unwrap();
    let (outcome, elapsed) = timed(|| client.tokens().get_tokens_me().send());
    outcome.unwrap();
    assert!(elapsed < MOMENT, "{elapsed:?} is too late");
}

const BUSY: &str = "HTTP/1.1 503 Busy\r\nContent-Length: 1000\r\n\r\n";
const BUSY_IN_CHUNKS: &str = "HTTP/1.1 503 Busy\r\nTransfer-Encoding: chunked\r\n\r\n";
const BUSY_UNTIL_CLOSE: &str = "HTTP/1.1 503 Busy\r\n\r\n";
const LIMITED: &str = "HTTP/1.1 429 Slow down\r\nContent-Length: 1000\r\n\r\n{";

cases! { is_not_waited_for_by_a_retry:
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
fn a_length_above_the_limit_is_enough() {
    // Nobody has to wait for a body that is too large by its own account.
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
fn a_retry_has_what_the_attempts_before_it_left() {
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
    // The server may be slower to read it than the client to give up.
    server.wait_for_requests(1);
    server.request();
}

#[test]
fn a_silent_attempt_is_followed_by_another() {
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
fn the_whole_call_ends_though_the_policy_would_go_on() {
    let server = Server::each(vec![Step::Read, Step::Stall]);
    let client = with_short_timeouts(builder(&server).retry(quick().with_max_retries(1000)));
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(error.is_timeout(), "{error:?}");
    assert!(error.attempts() >= 1);
    assert!(elapsed < SHORT_TIMEOUT + SLACK, "{elapsed:?} is too late");
}

#[test]
fn the_timeout_of_a_call_binds_a_single_attempt_too() {
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
fn a_full_backlog_does_not_hold_a_call() {
    // Nobody accepts here, and once the queue is full the kernel lets nobody in either.
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

fn holds_nobody(steps: Vec<Step>) {
    let login = Server::each(steps);
    let api = Server::unused();
    let client = with_short_timeouts(credentials_builder(&login, &api));
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(error.is_timeout(), "{error:?}");
    assert!(elapsed < SHORT_TIMEOUT + SLACK, "{elapsed:?} is too late");
}

cases! { holds_nobody:
    a_token_endpoint_that_never_answers => vec![Step::Read, Step::Stall];
    a_token_endpoint_that_never_reads => vec![Step::Stall];
    a_token_endpoint_that_stalls_in_the_body => vec![Step::Read, send(HEADERS), send("{\"access_"), Step::Stall];
    a_token_endpoint_that_drips => vec![Step::Read, send(HEADERS), drip("{\"a\":1,")];
}
