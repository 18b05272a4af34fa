//! A token that the API refuses with 401 is replaced once, and the call is repeated with the new token.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use genesys_cloud::{Error, RetryPolicy};

use super::operation::{DeleteUser, GetMe, GetTimeout, HeadMe, Operation, PutTimeout};
use crate::support::leaks::{FIRST_TOKEN, SECOND_TOKEN};
use crate::support::response::{error_response, head, status, token_info, token_refusal, token_response};
use crate::support::{
    Gate, Recorded, Server, Step, builder, cases, client, client_with_credentials, credentials_builder, error_of,
    in_threads,
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
    in_threads(THREADS, || error_of(client.tokens().get_tokens_me().send()));
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
fn a_401_renews_the_token_of_a_client_without_retries() {
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
    let outcomes = in_threads(THREADS, || client.tokens().get_tokens_me().send());
    assert!(outcomes.iter().all(Result::is_ok));
    assert_eq!(server.token_requests(), 2);
    assert_eq!(server.api_requests().len(), 2 * THREADS);
}

#[test]
fn a_late_401_for_the_old_token_does_not_renew_again() {
    // The slow call receives its 401 after the other call has renewed the token.
    let gate = Gate::default();
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
