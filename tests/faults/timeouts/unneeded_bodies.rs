//! A body that the client does not need does not delay a call: of an operation without a result, before a retry, or above the limit.

use genesys_cloud::Error;

use super::*;
use crate::support::cases;

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

#[test]
fn a_void_operation_does_not_wait_for_the_end_of_the_connection() {
    let server = Server::each(vec![Step::Read, send("HTTP/1.1 200 OK\r\n\r\n"), Step::Stall]);
    let client = builder(&server).build().unwrap();
    let (outcome, elapsed) = timed(|| client.tokens().delete_token("user-1").send());
    outcome.unwrap();
    assert!(elapsed < PROMPT, "{elapsed:?} is too late");
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
