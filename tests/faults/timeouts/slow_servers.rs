//! A server that sends nothing, or sends slowly, does not delay a call beyond its timeout.

use genesys_cloud::Error;

use super::super::operation::{DeleteMe, DeleteUser, GetMe, GetTimeout, HeadMe, Operation, PutTimeout};
use super::*;
use crate::support::{cases, credentials_builder};

const CHUNKS: &str = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

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
