//! All threads share one token, which the client requests once.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use genesys_cloud::{Error, RetryPolicy};

use crate::support::clients::{SHORT_TIMEOUT, with_short_timeouts};
use crate::support::leaks::FIRST_TOKEN;
use crate::support::response::{error_response_with, token_info, token_refusal, token_response};
use crate::support::{Server, Step, client_with_credentials, credentials_builder, error_of, in_threads, timed};

const THREADS: usize = 32;

/// Long enough for all threads to wait for the response.
const SLOW: Duration = Duration::from_millis(700);

#[test]
fn all_threads_share_one_token_request() {
    let server = Server::serve(|request| {
        if request.is_token_request() {
            vec![Step::Pause(SLOW), Step::Send(token_response(FIRST_TOKEN))]
        } else {
            vec![Step::Send(token_info("here"))]
        }
    });
    let client = client_with_credentials(&server);
    let outcomes = in_threads(THREADS, || client.clone().tokens().get_tokens_me().send());
    assert!(outcomes.iter().all(Result::is_ok));
    assert_eq!(server.token_requests(), 1);
    assert!(
        server
            .api_requests()
            .iter()
            .all(|request| request.bearer() == Some(FIRST_TOKEN))
    );
}

#[test]
fn all_threads_share_one_failed_token_request() {
    let server = Server::serve(|_| vec![Step::Pause(SLOW), Step::Send(token_refusal(400, "invalid_client"))]);
    let client = client_with_credentials(&server);
    let outcomes = in_threads(THREADS, || client.tokens().get_tokens_me().send());
    for outcome in outcomes {
        let error = error_of(outcome);
        assert!(matches!(error, Error::Auth(_)), "{error:?}");
        assert_eq!((error.status(), error.code()), (Some(400), Some("invalid_client")));
    }
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn all_threads_share_one_token_request_without_a_response() {
    let server = Server::serve(|_| vec![Step::Pause(SLOW), Step::Reset]);
    let client = credentials_builder(&server, &server)
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    for outcome in in_threads(THREADS, || client.tokens().get_tokens_me().send()) {
        let error = error_of(outcome);
        assert!(matches!(error, Error::Transport(_)), "{error:?}");
    }
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn each_waiting_thread_has_its_own_deadline() {
    let server = Server::each(vec![Step::Read, Step::Stall]);
    let client = with_short_timeouts(credentials_builder(&server, &server));
    let (outcomes, elapsed) = timed(|| in_threads(THREADS, || client.tokens().get_tokens_me().send()));
    for outcome in outcomes {
        let error = error_of(outcome);
        assert!(error.is_timeout(), "{error:?}");
    }
    assert!(elapsed < SHORT_TIMEOUT + Duration::from_secs(2), "{elapsed:?}");
}

#[test]
fn the_next_call_retries_a_failed_fetch() {
    let server = Server::responses([
        token_refusal(400, "invalid_client"),
        token_response(FIRST_TOKEN),
        token_info("here"),
    ]);
    let client = client_with_credentials(&server);
    error_of(client.tokens().get_tokens_me().send());
    client.tokens().get_tokens_me().send().unwrap();
}

#[test]
fn a_clone_and_its_original_share_the_token() {
    let server = Server::responses([token_response(FIRST_TOKEN), token_info("clone"), token_info("original")]);
    let client = client_with_credentials(&server);
    client.clone().tokens().get_tokens_me().send().unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    assert_eq!(server.token_requests(), 1);
}

/// The request was ended by the limit of an attempt, so the other threads would fail in the same way.
#[test]
fn all_threads_share_one_token_request_that_times_out() {
    let login = Server::each(vec![Step::Read, Step::Stall]);
    let client = credentials_builder(&login, &Server::unused())
        .attempt_timeout(Duration::from_millis(300))
        .timeout(Duration::from_secs(20))
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    let (outcomes, elapsed) = timed(|| in_threads(THREADS, || client.tokens().get_tokens_me().send()));
    for outcome in outcomes {
        let error = error_of(outcome);
        assert!(error.is_timeout(), "{error:?}");
    }
    // A thread that starts after the request for a token has ended sends another one.
    assert!((1..=3).contains(&login.token_requests()), "{}", login.token_requests());
    assert!(elapsed < Duration::from_secs(10), "{elapsed:?}");
}

#[test]
fn a_thread_with_more_time_waits_for_a_rate_limit_that_another_thread_has_no_time_for() {
    let issued = AtomicUsize::new(0);
    let server = Server::serve(move |request| {
        if !request.is_token_request() {
            return vec![Step::Send(token_info("here"))];
        }
        if issued.fetch_add(1, Ordering::SeqCst) == 0 {
            let refusal = error_response_with(429, "too.many.requests", &[("Retry-After", "1")]);
            // The thread that sent this request has less than one second left.
            vec![Step::Pause(Duration::from_millis(1500)), Step::Send(refusal)]
        } else {
            vec![Step::Send(token_response(FIRST_TOKEN))]
        }
    });
    let client = credentials_builder(&server, &server)
        .timeout(Duration::from_millis(2300))
        .build()
        .unwrap();
    thread::scope(|scope| {
        let fetching = scope.spawn(|| error_of(client.tokens().get_tokens_me().send()));
        server.wait_for_requests(1);
        // A call that begins a second later, and so ends a second later.
        thread::sleep(Duration::from_secs(1));
        let waiting: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| client.tokens().get_tokens_me().send()))
            .collect();
        let error = fetching.join().unwrap();
        assert_eq!((error.status(), error.attempts()), (Some(429), 1));
        for thread in waiting {
            thread.join().unwrap().unwrap();
        }
    });
    assert_eq!(server.token_requests(), 2);
    assert!(server.gaps()[0] >= Duration::from_millis(2500), "{:?}", server.gaps());
}
