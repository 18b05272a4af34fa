//! All threads share one token, which the client requests once, and renews once after a 401.

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

/// Returns a token endpoint that issues the first token once and then the second, and an API that runs the steps of `api`.
fn token_endpoint_and_api(api: impl Fn(&Recorded) -> Vec<Step> + Send + Sync + 'static) -> Server {
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

/// Returns an API that responds with 401 to the first token and with success to the second.
fn refuse_first_token(operation: Operation) -> impl Fn(&Recorded) -> Vec<Step> + Send + Sync + 'static {
    move |request| {
        vec![Step::Send(match request.bearer() {
            Some(SECOND_TOKEN) => operation.success(),
            _ if operation == HeadMe => [head(401, &[]), b"\r\n".to_vec()].concat(),
            _ => error_response(401, "bad.credentials"),
        })]
    }
}

fn replays_the_request_with_a_new_token(operation: Operation) {
    let server = token_endpoint_and_api(refuse_first_token(operation));
    operation.run(&client_with_credentials(&server)).unwrap();
    let requests = server.api_requests();
    let bearers: Vec<_> = requests.iter().map(Recorded::bearer).collect();
    assert_eq!(bearers, [Some(FIRST_TOKEN), Some(SECOND_TOKEN)]);
    assert_eq!(requests[0].body, requests[1].body);
    assert_eq!(requests[0].line(), requests[1].line());
    assert_eq!(server.token_requests(), 2);
}

cases! { replays_the_request_with_a_new_token:
    a_401_of_get_me => GetMe;
    a_401_of_head_me => HeadMe;
    a_401_of_delete_user => DeleteUser;
    a_401_of_get_timeout => GetTimeout;
    a_401_of_put_timeout => PutTimeout;
}

#[test]
fn the_renewed_token_is_kept() {
    let server = token_endpoint_and_api(refuse_first_token(GetMe));
    let client = client_with_credentials(&server);
    for _ in 0..3 {
        client.clone().tokens().get_tokens_me().send().unwrap();
    }
    assert_eq!(server.token_requests(), 2);
    assert_eq!(server.api_requests().len(), 4);
}

#[test]
fn a_second_401_is_the_error() {
    let server = token_endpoint_and_api(|_| vec![Step::Send(error_response(401, "bad.credentials"))]);
    let error = error_of(client_with_credentials(&server).tokens().get_tokens_me().send());
    assert!(matches!(error, Error::Api(_)), "{error:?}");
    assert_eq!((error.status(), error.code()), (Some(401), Some("bad.credentials")));
    assert_eq!(server.token_requests(), 2);
    assert_eq!(server.api_requests().len(), 2);
}

#[test]
fn a_permanent_401_replaces_the_token_once() {
    let server = token_endpoint_and_api(|_| vec![Step::Send(error_response(401, "bad.credentials"))]);
    let client = client_with_credentials(&server);
    for _ in 0..20 {
        let error = error_of(client.tokens().get_tokens_me().send());
        assert_eq!(error.code(), Some("bad.credentials"));
    }
    assert_eq!((server.token_requests(), server.api_requests().len()), (2, 21));
}

#[test]
fn a_permanent_401_on_all_threads_replaces_the_token_once() {
    let server = token_endpoint_and_api(|_| vec![Step::Send(error_response(401, "bad.credentials"))]);
    let client = client_with_credentials(&server);
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| error_of(client.tokens().get_tokens_me().send()));
        }
    });
    assert_eq!(server.token_requests(), 2);
}

#[test]
fn after_a_success_a_revoked_token_is_replaced_again() {
    let issued = AtomicUsize::new(0);
    // Each token is accepted once.
    let server = Server::serve(move |request| {
        let number = issued.load(Ordering::SeqCst);
        vec![Step::Send(if request.is_token_request() {
            issued.fetch_add(1, Ordering::SeqCst);
            token_response(&format!("token-of-fetch-{number}"))
        } else if request.bearer() == Some(&*format!("token-of-fetch-{}", number - 1)) && number > 0 {
            issued.fetch_add(1, Ordering::SeqCst);
            token_info("here")
        } else {
            error_response(401, "bad.credentials")
        })]
    });
    let client = client_with_credentials(&server);
    for _ in 0..3 {
        client.tokens().get_tokens_me().send().unwrap();
    }
    assert_eq!(server.token_requests(), 3);
}

fn does_not_replace_the_token(response: Vec<u8>) {
    let server = token_endpoint_and_api(move |_| vec![Step::Send(response.clone())]);
    let error = error_of(client_with_credentials(&server).tokens().get_tokens_me().send());
    assert_eq!(error.status(), Some(401));
    assert_eq!((server.token_requests(), server.api_requests().len()), (1, 1));
}

cases! { does_not_replace_the_token:
    a_401_in_html => status(401, &[("Content-Type", "text/html")], "<html><title>Sign in</title></html>");
    a_401_for_another_scheme => status(401, &[("WWW-Authenticate", "Basic realm=\"gateway\"")], "");
}

#[test]
fn a_401_renews_the_token_without_retries_too() {
    let server = token_endpoint_and_api(refuse_first_token(GetMe));
    let client = credentials_builder(&server, &server)
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    assert_eq!(server.token_requests(), 2);
}

#[test]
fn a_403_does_not_renew_the_token() {
    let server = token_endpoint_and_api(|_| vec![Step::Send(error_response(403, "missing.any.permissions"))]);
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
fn a_call_succeeds_after_503_and_401() {
    let requests = AtomicUsize::new(0);
    let server = token_endpoint_and_api(move |_| {
        let number = requests.fetch_add(1, Ordering::SeqCst);
        let response = [
            error_response(503, "busy"),
            error_response(401, "bad.credentials"),
            error_response(503, "busy"),
        ]
        .get(number)
        .cloned()
        .unwrap_or_else(|| token_info("here"));
        vec![Step::Send(response)]
    });
    client_with_credentials(&server)
        .tokens()
        .get_tokens_me()
        .send()
        .unwrap();
    assert_eq!((server.token_requests(), server.api_requests().len()), (2, 4));
}

/// Makes a call in each of the threads at the same time.
fn in_all_threads<T: Send>(client: &Client, call: impl Fn(&Client) -> T + Sync) -> Vec<T> {
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
    let outcomes = in_all_threads(&client_with_credentials(&server), |client| {
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
    let outcomes = in_all_threads(&client_with_credentials(&server), |client| {
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
fn all_threads_share_one_token_request_without_a_response() {
    let server = Server::serve(|_| vec![Step::Pause(SLOW), Step::Reset]);
    let client = credentials_builder(&server, &server)
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    for outcome in in_all_threads(&client, |client| client.tokens().get_tokens_me().send()) {
        let error = error_of(outcome);
        assert!(matches!(error, Error::Transport(_)), "{error:?}");
    }
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn all_threads_share_one_renewal() {
    let server = token_endpoint_and_api(move |request| {
        if request.bearer() == Some(SECOND_TOKEN) {
            vec![Step::Send(token_info("here"))]
        } else {
            // The token request, and one request of each thread: all of them receive the 401 at the same time.
            vec![
                Step::UntilRequests(1 + THREADS),
                Step::Send(error_response(401, "bad.credentials")),
            ]
        }
    });
    let client = client_with_credentials(&server);
    let outcomes = in_all_threads(&client, |client| client.tokens().get_tokens_me().send());
    assert!(outcomes.iter().all(Result::is_ok));
    assert_eq!(server.token_requests(), 2);
    assert_eq!(server.api_requests().len(), 2 * THREADS);
}

#[test]
fn a_late_401_for_the_old_token_does_not_renew_again() {
    // The slow call receives its 401 after the other call has renewed the token.
    let gate = crate::support::Gate::default();
    let held = gate.clone();
    let server = token_endpoint_and_api(move |request| {
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
fn each_waiting_thread_has_its_own_deadline() {
    let server = Server::each(vec![Step::Read, Step::Stall]);
    let client = with_short_timeouts(credentials_builder(&server, &server));
    let (outcomes, elapsed) = timed(|| in_all_threads(&client, |client| client.tokens().get_tokens_me().send()));
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
    let server = token_endpoint_and_api(|_| vec![Step::Send(token_info("here"))]);
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
