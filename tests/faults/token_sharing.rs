//! One token for all threads: fetched once, renewed once on a 401, and never in a loop.

use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use genesys_cloud::{Client, Error, RetryPolicy};

use super::operation::{DeleteUser, GetMe, GetTimeout, HeadMe, Operation, PutTimeout};
use crate::support::clients::{SHORT_TIMEOUT, with_short_timeouts};
use crate::support::leaks::{FIRST_TOKEN, SECOND_TOKEN};
use crate::support::response::{
    error_response, error_response_with, head, status, token_info, token_refusal, token_response,
};
use crate::support::{
    Recorded, Server, Step, builder, cases, client, client_with_credentials, credentials_builder, error_of, timed,
};

const THREADS: usize = 32;

/// The token endpoint issues the first token, then the second for ever. The API answers as `api` says.
fn cloud(api: impl Fn(&Recorded) -> Vec<Step> + Send + Sync + 'static) -> Server {
    let issued = AtomicUsize::new(0);
    Server::serve(move |request| {
        if request.is_token_request() {
            let token = [FIRST_TOKEN, SECOND_TOKEN][issued.fetch_add(1, Ordering::SeqCst).min(1)];
            vec![Step::Send(token_response(token))]
        } else {
            api(request)
        }
    })
}

/// 401 to the first token, success to the second.
fn first_token_is_dead(operation: Operation) -> impl Fn(&Recorded) -> Vec<Step> + Send + Sync + 'static {
    move |request| {
        vec![Step::Send(match request.bearer() {
            Some(SECOND_TOKEN) => operation.success(),
            _ if operation == HeadMe => [head(401, &[]), b"\r\n".to_vec()].concat(),
            _ => error_response(401, "bad.credentials"),
        })]
    }
}

fn is_replayed_after_401(operation: Operation) {
    let server = cloud(first_token_is_dead(operation));
    operation.run(&client_with_credentials(&server)).unwrap();
    let requests = server.api_requests();
    let bearers: Vec<_> = requests.iter().map(Recorded::bearer).collect();
    assert_eq!(bearers, [Some(FIRST_TOKEN), Some(SECOND_TOKEN)]);
    assert_eq!(requests[0].body, requests[1].body);
    assert_eq!(requests[0].line(), requests[1].line());
    assert_eq!(server.token_requests(), 2);
}

cases! { is_replayed_after_401:
    get_me => GetMe;
    head_me => HeadMe;
    delete_user => DeleteUser;
    get_timeout => GetTimeout;
    put_timeout => PutTimeout;
}

#[test]
fn the_renewed_token_is_kept() {
    let server = cloud(first_token_is_dead(GetMe));
    let client = client_with_credentials(&server);
    for _ in 0..3 {
        client.clone().tokens().get_tokens_me().send().unwrap();
    }
    assert_eq!(server.token_requests(), 2);
    assert_eq!(server.api_requests().len(), 4);
}

#[test]
fn a_second_401_is_the_error() {
    let server = cloud(|_| vec![Step::Send(error_response(401, "bad.credentials"))]);
    let error = error_of(client_with_credentials(&server).tokens().get_tokens_me().send());
    assert!(matches!(error, Error::Api(_)), "{error:?}");
    assert_eq!((error.status(), error.code()), (Some(401), Some("bad.credentials")));
    assert_eq!(server.token_requests(), 2);
    assert_eq!(server.api_requests().len(), 2);
}

#[test]
fn a_permanent_401_costs_each_call_the_same() {
    let server = cloud(|_| vec![Step::Send(error_response(401, "bad.credentials"))]);
    let client = client_with_credentials(&server);
    for _ in 0..3 {
        error_of(client.tokens().get_tokens_me().send());
    }
    assert!(server.api_requests().len() <= 6, "{:?}", server.lines());
    assert!(server.token_requests() <= 6, "{:?}", server.lines());
}

#[test]
fn a_401_is_renewed_without_retries_too() {
    let server = cloud(first_token_is_dead(GetMe));
    let client = credentials_builder(&server, &server)
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    assert_eq!(server.token_requests(), 2);
}

#[test]
fn a_403_renews_nothing() {
    let server = cloud(|_| vec![Step::Send(error_response(403, "missing.any.permissions"))]);
    let error = error_of(client_with_credentials(&server).tokens().get_tokens_me().send());
    assert_eq!(error.status(), Some(403));
    assert_eq!((server.token_requests(), server.api_requests().len()), (1, 1));
}

#[test]
fn a_static_token_is_never_renewed() {
    let server = Server::always(error_response(401, "bad.credentials"));
    let client = client(&server);
    let error = error_of(client.tokens().get_tokens_me().send());
    assert_eq!((error.status(), error.attempts()), (Some(401), 1));
    server.request();
}

#[test]
fn a_static_token_is_sent_again_after_a_401() {
    let server = Server::responses([error_response(401, "bad.credentials"), token_info("here")]);
    let client = builder(&server).build().unwrap();
    error_of(client.tokens().get_tokens_me().send());
    client.tokens().get_tokens_me().send().unwrap();
}

#[test]
fn a_renewal_that_fails_is_the_error() {
    let server = Server::responses([
        token_response(FIRST_TOKEN),
        error_response(401, "bad.credentials"),
        token_refusal(400, "invalid_client"),
    ]);
    let error = error_of(client_with_credentials(&server).tokens().get_tokens_me().send());
    assert!(matches!(error, Error::Auth(_) | Error::Api(_)), "{error:?}");
    assert!(matches!(error.status(), Some(400 | 401)));
}

#[test]
fn after_503_and_401_the_call_still_succeeds() {
    let answers = AtomicUsize::new(0);
    let server = cloud(move |_| {
        let number = answers.fetch_add(1, Ordering::SeqCst);
        let answer = [
            error_response(503, "busy"),
            error_response(401, "bad.credentials"),
            error_response(503, "busy"),
        ]
        .get(number)
        .cloned()
        .unwrap_or_else(|| token_info("here"));
        vec![Step::Send(answer)]
    });
    client_with_credentials(&server)
        .tokens()
        .get_tokens_me()
        .send()
        .unwrap();
    assert_eq!((server.token_requests(), server.api_requests().len()), (2, 4));
}

/// All of them at once.
fn all_threads<T: Send>(client: &Client, call: impl Fn(&Client) -> T + Sync) -> Vec<T> {
    let start = Barrier::new(THREADS);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|_| {
                scope.spawn(|| {
                    start.wait();
                    call(client)
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

/// Slow enough for all threads to be waiting when the answer comes.
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
    let outcomes = all_threads(&client_with_credentials(&server), |client| {
        client.clone().tokens().get_tokens_me().send()
    });
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
    let outcomes = all_threads(&client_with_credentials(&server), |client| {
        client.tokens().get_tokens_me().send()
    });
    for outcome in outcomes {
        let error = error_of(outcome);
        assert!(matches!(error, Error::Auth(_)), "{error:?}");
        assert_eq!((error.status(), error.code()), (Some(400), Some("invalid_client")));
    }
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn all_threads_share_one_token_request_that_gets_no_answer() {
    let server = Server::serve(|_| vec![Step::Pause(SLOW), Step::Reset]);
    let client = credentials_builder(&server, &server)
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    for outcome in all_threads(&client, |client| client.tokens().get_tokens_me().send()) {
        let error = error_of(outcome);
        assert!(matches!(error, Error::Transport(_)), "{error:?}");
    }
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn all_threads_share_one_renewal() {
    let server = cloud(move |request| {
        if request.bearer() == Some(SECOND_TOKEN) {
            vec![Step::Send(token_info("here"))]
        } else {
            // The token request and one 401 for each thread: all of them learn of it at once.
            vec![
                Step::UntilRequests(1 + THREADS),
                Step::Send(error_response(401, "bad.credentials")),
            ]
        }
    });
    let client = client_with_credentials(&server);
    let outcomes = all_threads(&client, |client| client.tokens().get_tokens_me().send());
    assert!(outcomes.iter().all(Result::is_ok));
    assert_eq!(server.token_requests(), 2);
    assert_eq!(server.api_requests().len(), 2 * THREADS);
}

#[test]
fn a_late_401_to_the_old_token_does_not_cost_another_renewal() {
    // The slow call learns of the 401 when the quick one has long renewed the token.
    let gate = crate::support::Gate::default();
    let held = gate.clone();
    let server = cloud(move |request| {
        let refusal = error_response(401, "bad.credentials");
        match (request.bearer(), request.target()) {
            (Some(SECOND_TOKEN), _) => vec![Step::Send(token_info("here"))],
            (_, "/api/v2/tokens/timeout") => vec![Step::Hold(held.clone()), Step::Send(refusal)],
            _ => vec![Step::Send(refusal)],
        }
    });
    let client = client_with_credentials(&server);
    thread::scope(|scope| {
        let slow = scope.spawn(|| client.tokens().get_tokens_timeout().send());
        server.wait_for_requests(2);
        client.tokens().get_tokens_me().send().unwrap();
        server.open(&gate);
        slow.join().unwrap().unwrap();
    });
    assert_eq!(server.token_requests(), 2);
}

#[test]
fn each_waiter_keeps_its_own_deadline() {
    let server = Server::each(vec![Step::Read, Step::Stall]);
    let patient = credentials_builder(&server, &server);
    let client = with_short_timeouts(patient);
    let (outcomes, elapsed) = timed(|| all_threads(&client, |client| client.tokens().get_tokens_me().send()));
    for outcome in outcomes {
        let error = error_of(outcome);
        assert!(error.is_timeout(), "{error:?}");
    }
    assert!(elapsed < SHORT_TIMEOUT + Duration::from_secs(2), "{elapsed:?}");
}

#[test]
fn a_failed_fetch_is_tried_again_by_the_next_call() {
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
    let server = cloud(|_| vec![Step::Send(token_info("here"))]);
    let client = client_with_credentials(&server);
    client.clone().tokens().get_tokens_me().send().unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    assert_eq!(server.token_requests(), 1);
}

#[test]
fn a_html_401_is_renewed_too() {
    let server = cloud(|request| {
        vec![Step::Send(match request.bearer() {
            Some(SECOND_TOKEN) => token_info("here"),
            _ => status(401, &[], "<html>"),
        })]
    });
    client_with_credentials(&server)
        .tokens()
        .get_tokens_me()
        .send()
        .unwrap();
}

/// The limit of one request ended it, not that of the call: the others have nothing to gain by trying as well.
#[test]
fn all_threads_share_one_token_request_that_is_never_answered() {
    let login = Server::each(vec![Step::Read, Step::Stall]);
    let client = credentials_builder(&login, &Server::unused())
        .attempt_timeout(Duration::from_millis(300))
        .timeout(Duration::from_secs(20))
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    let begin = Barrier::new(THREADS);
    let ((), elapsed) = timed(|| {
        thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    begin.wait();
                    let error = error_of(client.tokens().get_tokens_me().send());
                    assert!(error.is_timeout(), "{error:?}");
                });
            }
        });
    });
    // A thread that comes late finds nobody at it and tries for itself.
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
            // The thread that sent this has less than the second left that it would have to wait.
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
