//! A server that does not read the body of a request, or reads it slowly, does not delay a call beyond its timeout.

use std::io::Read;
use std::net::SocketAddr;
use std::thread;

use genesys_cloud::error::Phase;
use genesys_cloud::models::{IdleTokenTimeout, InactivityTimeoutGroupBundle};
use genesys_cloud::{Error, Method};

use super::*;

/// Returns a body that is larger than all buffers between client and server.
fn large_body() -> IdleTokenTimeout {
    let bundle = InactivityTimeoutGroupBundle::default().with_groups(vec!["g".repeat(16 << 20)]);
    IdleTokenTimeout::default().with_inactivity_timeout_group_bundles(vec![bundle])
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
    let refusal = error_response(413, "request.entity.too.large");
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
