//! Which failures are retried, how often, and after which wait.

use std::time::Duration;

use genesys_cloud::models::IdleTokenTimeout;
use genesys_cloud::{Error, Method, RetryPolicy};

use super::operation::{DeleteMe, DeleteUser, GetMe, GetTimeout, HeadMe, Operation, PutTimeout};
use crate::support::clients::quick;
use crate::support::response::{error_response, head, token_info};
use crate::support::{Server, builder, cases, client, error_of, timed};

/// Returns an error response, without a body for HEAD.
fn failure(operation: Operation, code: u16) -> Vec<u8> {
    if operation == HeadMe {
        [head(code, &[]), b"\r\n".to_vec()].concat()
    } else {
        error_response(code, "busy")
    }
}

fn then_succeeds(operation: Operation, code: u16) {
    let server = Server::responses([failure(operation, code), failure(operation, code), operation.success()]);
    operation.run(&client(&server)).unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    // All attempts send the same bytes.
    assert!(requests.windows(2).all(|pair| pair[0].text() == pair[1].text()));
    assert_eq!(requests[0].line(), operation.line());
}

cases! { then_succeeds:
    get_me_after_429 => GetMe, 429;
    get_me_after_502 => GetMe, 502;
    get_me_after_503 => GetMe, 503;
    get_me_after_504 => GetMe, 504;
    head_me_after_429 => HeadMe, 429;
    head_me_after_503 => HeadMe, 503;
    delete_me_after_429 => DeleteMe, 429;
    delete_me_after_503 => DeleteMe, 503;
    delete_user_after_429 => DeleteUser, 429;
    delete_user_after_502 => DeleteUser, 502;
    get_timeout_after_504 => GetTimeout, 504;
    put_timeout_after_429 => PutTimeout, 429;
    put_timeout_after_503 => PutTimeout, 503;
    get_me_after_408 => GetMe, 408;
    delete_user_after_408 => DeleteUser, 408;
    put_timeout_after_425 => PutTimeout, 425;
}

/// Checks the same failure of a POST, which the server may have processed, unless the status says otherwise.
fn is_sent_this_often_as_post(code: u16, expected: usize) {
    let server = Server::always(error_response(code, "busy"));
    let client = client(&server);
    let error = error_of(client.request(Method::POST, "/api/v2/users/search").send_empty());
    assert_eq!(error.status(), Some(code));
    assert!(error.is_retryable());
    assert_eq!(server.requests().len(), expected);
}

cases! { is_sent_this_often_as_post:
    a_post_is_retried_after_429 => 429, 4;
    a_post_is_retried_once_after_421 => 421, 2;
    a_post_is_not_retried_after_408 => 408, 1;
    a_post_is_not_retried_after_425 => 425, 1;
    a_post_is_not_retried_after_502 => 502, 1;
    a_post_is_not_retried_after_503 => 503, 1;
    a_post_is_not_retried_after_504 => 504, 1;
}

#[test]
fn a_response_that_is_not_http_is_retried_once() {
    let server = Server::always(b"SSH-2.0-OpenSSH_9.2\r\n\r\n".to_vec());
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert!(!error.is_retryable());
    assert_eq!(server.requests().len(), 2);
}

/// The window of a rate limit is a minute: the server would also reject retries within a second.
#[test]
fn a_429_without_a_wait_is_retried_after_a_second_or_more() {
    let server = Server::responses([error_response(429, "too.many.requests"), token_info("here")]);
    let client = builder(&server).retry(RetryPolicy::default()).build().unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    assert!(server.gaps()[0] >= Duration::from_secs(1), "{:?}", server.gaps());
}

fn makes_this_many_requests(policy: RetryPolicy, expected: usize) {
    let server = Server::always(error_response(503, "busy"));
    let client = builder(&server).retry(policy).build().unwrap();
    let error = error_of(client.tokens().get_tokens_me().send());
    assert_eq!(server.requests().len(), expected);
    assert_eq!(error.attempts() as usize, expected);
    assert_eq!(error.status(), Some(503));
    assert!(error.is_retryable(), "a caller may retry later");
}

cases! { makes_this_many_requests:
    the_policy_none_makes_one_request => RetryPolicy::none(), 1;
    zero_retries_make_one_request => quick().with_max_retries(0), 1;
    one_retry_makes_two_requests => quick().with_max_retries(1), 2;
    the_default_makes_four_requests => quick(), 4;
    seven_retries_make_eight_requests => quick().with_max_retries(7), 8;
    no_delay => quick().with_base_delay(Duration::ZERO).with_max_delay(Duration::ZERO), 4;
}

#[test]
fn the_last_attempt_may_succeed() {
    let server = Server::responses([
        error_response(502, "one"),
        error_response(503, "two"),
        error_response(504, "three"),
        token_info("at last"),
    ]);
    client(&server).tokens().get_tokens_me().send().unwrap();
}

#[test]
fn the_last_response_is_the_error() {
    let server = Server::responses([
        error_response(502, "one"),
        error_response(503, "two"),
        error_response(429, "three"),
        error_response(504, "four"),
    ]);
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert_eq!(
        (error.status(), error.code(), error.attempts()),
        (Some(504), Some("four"), 4)
    );
}

#[test]
fn a_final_response_ends_the_retries() {
    let server = Server::responses([error_response(503, "busy"), error_response(404, "not.found")]);
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert_eq!(
        (error.status(), error.code(), error.attempts()),
        (Some(404), Some("not.found"), 2)
    );
}

#[test]
fn a_final_error_is_not_retryable() {
    let server = Server::always(error_response(404, "not.found"));
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert!(!error.is_retryable());
}

#[test]
fn the_body_is_sent_with_every_attempt() {
    let server = Server::responses([error_response(503, "busy"), PutTimeout.success()]);
    let timeout = IdleTokenTimeout::default().with_idle_token_timeout_seconds(300);
    client(&server)
        .tokens()
        .put_tokens_timeout()
        .body(timeout)
        .send()
        .unwrap();
    for request in server.requests() {
        assert_eq!(request.body, br#"{"idleTokenTimeoutSeconds":300}"#);
    }
}

#[test]
fn the_longest_wait_doubles_with_each_retry() {
    let base = Duration::from_millis(60);
    let slack = Duration::from_millis(400);
    let server = Server::always(error_response(503, "busy"));
    let policy = RetryPolicy::default().with_base_delay(base);
    let client = builder(&server).retry(policy).build().unwrap();
    error_of(client.tokens().get_tokens_me().send());
    // At most the base delay, twice and four times the base delay.
    for (gap, factor) in server.gaps().into_iter().zip([1, 2, 4]) {
        assert!(
            gap <= base * factor + slack,
            "{gap:?} is more than {factor} times the base"
        );
    }
}

#[test]
fn half_of_a_wait_is_random() {
    let base = Duration::from_millis(100);
    let server = Server::always(error_response(503, "busy"));
    let policy = RetryPolicy::default().with_base_delay(base).with_max_retries(1);
    let client = builder(&server).retry(policy).build().unwrap();
    let mut gaps = Vec::new();
    for _ in 0..12 {
        let before = server.requests().len();
        error_of(client.tokens().get_tokens_me().send());
        gaps.push(server.gaps()[before]);
    }
    // The probability that twelve waits of 50 to 100 ms are within 5 ms is about 1e-10.
    let spread = gaps.iter().max().unwrap().abs_diff(*gaps.iter().min().unwrap());
    assert!(spread > Duration::from_millis(5), "no jitter: {gaps:?}");
    assert!(gaps.iter().all(|gap| *gap >= base / 2), "nearly no wait: {gaps:?}");
}

#[test]
fn a_wait_is_capped() {
    let server = Server::always(error_response(503, "busy"));
    let policy = RetryPolicy::default()
        .with_base_delay(Duration::from_secs(3600))
        .with_max_delay(Duration::from_millis(20));
    let client = builder(&server).retry(policy).build().unwrap();
    let (_, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert_eq!(server.requests().len(), 4);
    assert!(elapsed < Duration::from_secs(3), "{elapsed:?}");
}

fn ends_within_its_timeout(policy: RetryPolicy) {
    let timeout = Duration::from_millis(800);
    let server = Server::always(error_response(503, "busy"));
    let client = builder(&server).retry(policy).timeout(timeout).build().unwrap();
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(elapsed < timeout + Duration::from_millis(700), "{elapsed:?}");
    assert!(matches!(error, Error::Api(_) | Error::Timeout(_)), "{error:?}");
    assert!(!server.requests().is_empty());
}

cases! { ends_within_its_timeout:
    many_short_waits => RetryPolicy::default().with_base_delay(Duration::from_millis(100)).with_max_retries(1000);
    one_long_wait => RetryPolicy::default().with_base_delay(Duration::from_secs(60)).with_max_delay(Duration::from_secs(60));
    the_longest_duration => RetryPolicy::default().with_base_delay(Duration::MAX).with_max_delay(Duration::MAX);
    unlimited_retries => RetryPolicy::default()
        .with_max_retries(u32::MAX)
        .with_base_delay(Duration::from_millis(5))
        .with_max_delay(Duration::from_millis(5));
}
