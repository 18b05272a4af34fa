//! The rate of requests: spaced by the client, and limited by the sandbox.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use genesys_cloud::sandbox::Sandbox;
use genesys_cloud::{Client, RetryPolicy};

/// Makes so many calls in 16 threads. Each of them must succeed.
fn make_calls(client: &Client, count: usize) {
    let failed = AtomicUsize::new(0);
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                while next.fetch_add(1, Ordering::SeqCst) < count {
                    if client.tokens().get_tokens_me().send().is_err() {
                        failed.fetch_add(1, Ordering::SeqCst);
                    }
                }
            });
        }
    });
    assert_eq!(failed.into_inner(), 0, "calls failed");
}

fn rejected(sandbox: &Sandbox) -> usize {
    sandbox
        .requests()
        .iter()
        .filter(|request| request.status == 429)
        .count()
}

#[test]
fn spaced_requests_of_all_threads_are_within_the_limit() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.rate_limit(6_000);
    // A little below the limit, since the time that requests need varies.
    let client = sandbox.client_builder().requests_per_minute(5_400).build().unwrap();
    let before = Instant::now();
    make_calls(&client, 600);
    assert_eq!(rejected(&sandbox), 0);
    // 600 requests at 90 a second.
    assert!(
        before.elapsed() >= Duration::from_millis(6_600),
        "{:?}",
        before.elapsed()
    );
}

#[test]
fn requests_that_are_not_spaced_are_retried_until_they_succeed() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.rate_limit(6_000);
    let client = sandbox.client_builder().retry(RetryPolicy::for_jobs()).build().unwrap();
    make_calls(&client, 600);
    assert!(rejected(&sandbox) > 0);
}

#[test]
fn after_a_429_no_thread_sends_before_the_wait_is_over() {
    let sandbox = Sandbox::start().unwrap();
    let client = sandbox.client_builder().requests_per_minute(6_000).build().unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    sandbox.limit_next(1, Duration::from_secs(1));
    let before = Instant::now();
    make_calls(&client, 32);
    // One is rejected, and those that were already sent succeed. All others are after the wait.
    assert_eq!(rejected(&sandbox), 1);
    assert!(before.elapsed() >= Duration::from_secs(1), "{:?}", before.elapsed());
}

#[test]
fn a_token_has_its_own_limit() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.rate_limit(60);
    let client = sandbox.client_builder().retry(RetryPolicy::none()).build().unwrap();
    let other = client.with_access_token(sandbox.issue_user_token()).unwrap();
    for client in [&client, &other] {
        client.tokens().get_tokens_me().send().unwrap();
    }
    let error = client.tokens().get_tokens_me().send().unwrap_err();
    assert_eq!(error.status(), Some(429));
    assert!(
        error.retry_after().is_some_and(|wait| wait <= Duration::from_secs(1)),
        "{error}"
    );
    sandbox.advance(Duration::from_secs(2));
    client.tokens().get_tokens_me().send().unwrap();
}

#[test]
fn a_client_with_another_token_is_spaced_on_its_own() {
    let sandbox = Sandbox::start().unwrap();
    let client = sandbox.client_builder().requests_per_minute(1).build().unwrap();
    let other = client.with_access_token(sandbox.issue_user_token()).unwrap();
    let before = Instant::now();
    client.tokens().get_tokens_me().send().unwrap();
    other.tokens().get_tokens_me().send().unwrap();
    assert!(before.elapsed() < Duration::from_secs(30), "{:?}", before.elapsed());
    // The next turn comes after a minute, which does not fit: the request is sent at once.
    let quick = client.with_timeout(Duration::from_secs(10));
    quick.tokens().get_tokens_me().send().unwrap();
    assert!(before.elapsed() < Duration::from_secs(30), "{:?}", before.elapsed());
}

#[test]
fn a_rate_out_of_range_is_refused() {
    for rate in [0, 60_001] {
        let sandbox = Sandbox::start().unwrap();
        let error = sandbox.client_builder().requests_per_minute(rate).build().unwrap_err();
        assert!(error.to_string().starts_with("requests_per_minute: "), "{error}");
    }
}
