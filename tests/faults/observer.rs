//! The function that observes attempts.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use genesys_cloud::{Attempt, RateLimit};

use crate::support::response::{error_response, error_response_with, token_info, token_response};
use crate::support::{Server, Step, builder, cases, credentials_builder, error_of};

/// The parts of an attempt that a test compares.
#[derive(Debug, Clone, PartialEq)]
struct Seen {
    line: String,
    number: u32,
    status: Option<u16>,
    has_error: bool,
    waits: bool,
}

type Log = Arc<Mutex<Vec<Seen>>>;

fn log() -> (Log, impl Fn(&Attempt<'_>) + Send + Sync + 'static) {
    let log = Log::default();
    let observer = {
        let log = Arc::clone(&log);
        move |attempt: &Attempt<'_>| {
            log.lock().unwrap().push(Seen {
                line: format!("{} {}", attempt.method(), attempt.path()),
                number: attempt.number(),
                status: attempt.status(),
                has_error: attempt.error().is_some(),
                waits: attempt.wait().is_some(),
            });
        }
    };
    (log, observer)
}

fn seen(line: &str, number: u32, status: Option<u16>, waits: bool) -> Seen {
    Seen {
        line: line.to_owned(),
        number,
        status,
        has_error: status.is_none(),
        waits,
    }
}

#[test]
fn each_attempt_is_observed_with_its_outcome_and_wait() {
    let server = Server::script([
        vec![Step::Read, Step::Reset],
        vec![Step::Read, Step::Send(error_response(503, "busy"))],
        vec![Step::Read, Step::Send(token_info("here"))],
    ]);
    let (log, observer) = log();
    let client = builder(&server).on_attempt(observer).build().unwrap();
    client.tokens().delete_token("7f0c-secret-id").send().unwrap();
    let line = "DELETE /api/v2/tokens/{userId}";
    assert_eq!(
        *log.lock().unwrap(),
        [
            seen(line, 1, None, true),
            seen(line, 2, Some(503), true),
            seen(line, 3, Some(200), false)
        ]
    );
}

#[test]
fn the_token_request_is_observed() {
    let server = Server::serve(|request| {
        vec![Step::Send(if request.is_token_request() {
            token_response("the-token")
        } else {
            token_info("here")
        })]
    });
    let (log, observer) = log();
    let client = credentials_builder(&server, &server)
        .on_attempt(observer)
        .build()
        .unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    assert_eq!(
        *log.lock().unwrap(),
        [
            seen("POST /oauth/token", 1, Some(200), false),
            seen("GET /api/v2/tokens/me", 1, Some(200), false)
        ]
    );
}

#[test]
fn an_attempt_has_the_rate_limit_and_the_correlation_id() {
    let limit = [
        ("inin-ratelimit-count", "7"),
        ("inin-ratelimit-allowed", "300"),
        ("inin-ratelimit-reset", "41"),
    ];
    let server = Server::always(error_response_with(404, "not.found", &limit));
    let found: Arc<Mutex<Option<(RateLimit, String)>>> = Arc::default();
    let observer = {
        let found = Arc::clone(&found);
        move |attempt: &Attempt<'_>| {
            let limit = attempt.rate_limit().unwrap();
            *found.lock().unwrap() = Some((limit, attempt.correlation_id().unwrap().to_owned()));
        }
    };
    let client = builder(&server).on_attempt(observer).build().unwrap();
    let error = error_of(client.tokens().get_tokens_me().send());
    let (limit, id) = found.lock().unwrap().take().unwrap();
    assert_eq!(
        (limit.count(), limit.allowed(), limit.resets_in()),
        (7, 300, Duration::from_secs(41))
    );
    assert_eq!(id, "5e8a5b0c-correlation");
    let genesys_cloud::Error::Api(error) = error else {
        panic!("{error:?}");
    };
    assert_eq!(error.rate_limit(), Some(limit));
}

/// A panic in the observer reaches the caller. The next call works.
fn a_panic_is_that_of_the_call(path_that_panics: &'static str) {
    let server = Server::serve(|request| {
        vec![Step::Send(if request.is_token_request() {
            token_response("the-token")
        } else {
            token_info("here")
        })]
    });
    let has_panicked = Mutex::new(false);
    let observer = move |attempt: &Attempt<'_>| {
        let mut has_panicked = has_panicked.lock().unwrap_or_else(PoisonError::into_inner);
        if attempt.path() == path_that_panics && !*has_panicked {
            *has_panicked = true;
            panic!("in the observer");
        }
    };
    let client = credentials_builder(&server, &server)
        .on_attempt(observer)
        .build()
        .unwrap();
    let call = || client.tokens().get_tokens_me().send();
    let panicked = catch_unwind(AssertUnwindSafe(call)).unwrap_err();
    assert_eq!(panicked.downcast_ref(), Some(&"in the observer"));
    call().unwrap();
}

cases! { a_panic_is_that_of_the_call:
    after_a_call => "/api/v2/tokens/me";
    after_a_token_request => "/oauth/token";
}
