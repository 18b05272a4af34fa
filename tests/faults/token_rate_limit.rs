//! The rate limit of the token endpoint: a 400 that is treated as a 429.

use std::time::Duration;

use genesys_cloud::{Error, RetryPolicy};
use serde_json::json;

use crate::support::clients::PROMPT;
use crate::support::leaks::FIRST_TOKEN;
use crate::support::response::{status, token_info, token_response};
use crate::support::{Server, cases, client_with_credentials, credentials_builder, error_of, timed};

fn refusal(error: &str, description: &str) -> Vec<u8> {
    let body = json!({ "error": error, "error_description": description }).to_string();
    status(400, &[("Content-Type", "application/json")], body)
}

fn limit(description: &str) -> Vec<u8> {
    refusal("invalid_request", description)
}

fn is_retried(description: &str, at_least: Duration) {
    let server = Server::responses([limit(description), token_response(FIRST_TOKEN), token_info("here")]);
    client_with_credentials(&server)
        .tokens()
        .get_tokens_me()
        .send()
        .unwrap();
    let gap = server.gaps()[0];
    assert!(gap >= at_least, "{gap:?} is too early");
    assert!(gap < at_least + PROMPT, "{gap:?} is too late");
}

cases! { is_retried:
    a_rate_limit => "rate limit exceeded; slow down", Duration::ZERO;
    a_rate_limit_in_another_case => "Rate Limit Exceeded;", Duration::ZERO;
    a_rate_limit_of_a_second => "rate limit exceeded; try again in 1 second", Duration::from_secs(1);
    a_rate_limit_of_two_seconds => "Rate limit exceeded; retry after 2s.", Duration::from_secs(2);
}

#[test]
fn a_rate_limit_that_does_not_end_is_the_error() {
    let login = Server::always(limit("rate limit exceeded; slow down"));
    let client = credentials_builder(&login, &Server::unused()).build().unwrap();
    let error = error_of(client.tokens().get_tokens_me().send());
    assert!(matches!(error, Error::Auth(_)), "{error:?}");
    assert_eq!((login.requests().len(), error.attempts()), (4, 4));
    assert!(error.is_retryable());
    assert_eq!((error.status(), error.code()), (Some(400), Some("invalid_request")));
    let text = error.to_string();
    assert!(text.contains("rate limit") && !text.contains("credentials"), "{text}");
}

/// Checks that the call returns an error with the length of a wait that does not fit.
fn is_returned_at_once(description: &str, wait: u64, timeout: Duration) {
    let login = Server::always(limit(description));
    let client = credentials_builder(&login, &Server::unused())
        .timeout(timeout)
        .build()
        .unwrap();
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert_eq!(login.requests().len(), 1);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(wait)));
    assert!(error.is_retryable());
    assert!(elapsed < PROMPT, "{elapsed:?}");
}

cases! { is_returned_at_once:
    a_wait_above_the_limit => "rate limit exceeded; try again in 61 seconds", 61, Duration::from_secs(120);
    a_wait_beyond_the_time_of_the_call => "rate limit exceeded; try again in 30 seconds", 30, Duration::from_secs(10);
}

#[test]
fn without_retries_a_rate_limit_is_an_error_after_one_attempt() {
    let login = Server::always(limit("rate limit exceeded; retry after 1"));
    let client = credentials_builder(&login, &Server::unused())
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    let error = error_of(client.tokens().get_tokens_me().send());
    assert_eq!((login.requests().len(), error.attempts()), (1, 1));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(1)));
}

fn is_final(error: &str, description: &str) {
    let login = Server::always(refusal(error, description));
    let client = credentials_builder(&login, &Server::unused()).build().unwrap();
    let error = error_of(client.tokens().get_tokens_me().send());
    assert_eq!(login.requests().len(), 1);
    assert!(!error.is_retryable());
    assert!(error.to_string().contains("rejected the credentials"), "{error}");
}

cases! { is_final:
    another_invalid_request => "invalid_request", "grant_type is missing";
    another_code => "invalid_client", "rate limit exceeded;";
    a_rate_limit_in_the_middle => "invalid_request", "no rate limit exceeded;";
}
