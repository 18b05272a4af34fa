//! The time limits of an attempt and of a call, and how a retry uses the rest of the time.

mod slow_servers;
mod unneeded_bodies;
mod uploads;

use std::net::TcpListener;
use std::time::Duration;

use genesys_cloud::RetryPolicy;
use socket2::{Domain, Socket, Type};

use crate::support::clients::{PROMPT, SHORT_TIMEOUT, anonymous_builder, quick, with_short_timeouts};
use crate::support::leaks::TOKEN;
use crate::support::response::{error_response, ok_json, token_info};
use crate::support::{Server, Step, builder, error_of, timed};

/// The most time that a machine under load adds to a timeout.
const SLACK: Duration = Duration::from_millis(1500);

const HEADERS: &str = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";

fn send(text: &str) -> Step {
    Step::Send(text.into())
}

/// Sends a byte every 40 ms: a read never times out, and the response is not complete within the timeout of an attempt.
fn drip(text: &str) -> Step {
    Step::Drip(text.repeat(200).into_bytes(), Duration::from_millis(40))
}

#[test]
fn a_retry_has_the_rest_of_the_time_of_the_call() {
    let server = Server::script([
        vec![
            Step::Read,
            Step::Pause(Duration::from_millis(1500)),
            Step::Send(error_response(503, "busy")),
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
