//! Derived clients: they share connections, and differ in a setting.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use genesys_cloud::{Client, Error, Method, RetryPolicy};

use crate::support::clients::PROMPT;
use crate::support::leaks::FIRST_TOKEN;
use crate::support::response::{error_response, head, token_info, token_response};
use crate::support::{Recorded, Server, Step, builder, client, client_with_credentials, error_of, timed};

/// Responds to the token request with a token, and to other requests as `api` says.
fn with_token_endpoint(api: impl Fn(&Recorded) -> Vec<u8> + Send + Sync + 'static) -> Server {
    Server::serve(move |request| {
        vec![Step::Send(if request.is_token_request() {
            token_response(FIRST_TOKEN)
        } else {
            api(request)
        })]
    })
}

#[test]
fn a_thousand_tokens_are_checked_over_sixteen_connections() {
    let server = Server::serve(|_| vec![Step::Send([head(200, &[]), b"\r\n".to_vec()].concat())]);
    let client = builder(&server).build().unwrap();
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::SeqCst);
                    if number >= 1000 {
                        return;
                    }
                    let other = client.with_access_token(format!("token-of-another-{number}")).unwrap();
                    other.tokens().head_tokens_me().send().unwrap();
                }
            });
        }
    });
    let requests = server.requests();
    let mut tokens: Vec<_> = requests.iter().filter_map(Recorded::bearer).collect();
    tokens.sort_unstable();
    tokens.dedup();
    assert_eq!((requests.len(), tokens.len()), (1000, 1000));
    assert!(server.connections() <= 16, "{}", server.connections());
}

#[test]
fn a_refused_token_of_another_does_not_change_that_of_the_client() {
    let server = with_token_endpoint(|request| match request.bearer() {
        Some(FIRST_TOKEN) => token_info("mine"),
        _ => error_response(401, "bad.credentials"),
    });
    let client = client_with_credentials(&server);
    client.tokens().get_tokens_me().send().unwrap();
    let other = client.with_access_token("token-of-another").unwrap();
    for _ in 0..2 {
        let error = error_of(other.tokens().get_tokens_me().send());
        assert!(matches!(error, Error::Api(_)), "{error:?}");
        assert_eq!((error.status(), error.attempts()), (Some(401), 1));
    }
    client.tokens().get_tokens_me().send().unwrap();
    assert_eq!((server.token_requests(), server.connections()), (1, 1));
}

#[test]
fn each_client_masks_the_token_that_it_sends() {
    let server = Server::serve(|request| {
        let token = request.bearer().unwrap_or_default();
        vec![Step::Send(error_response(400, &format!("quoted {token}")))]
    });
    let client = client(&server);
    let other = client.with_access_token("token-of-another").unwrap();
    for client in [client, other] {
        let error = error_of(client.tokens().get_tokens_me().send());
        assert_eq!(error.code(), Some("quoted ***"));
    }
}

#[test]
fn a_shorter_time_limit_applies_to_the_derived_client_only() {
    let server = Server::each(vec![Step::Read, Step::Stall]);
    let client = builder(&server).build().unwrap();
    let quick = client
        .with_timeout(Duration::from_millis(200))
        .with_retry(RetryPolicy::none());
    let (error, elapsed) = timed(|| error_of(quick.tokens().get_tokens_me().send()));
    assert!(error.is_timeout() && elapsed < PROMPT, "{error} {elapsed:?}");
    let quick = client
        .with_attempt_timeout(Duration::from_millis(200))
        .with_retry(RetryPolicy::none());
    let (error, elapsed) = timed(|| error_of(quick.tokens().get_tokens_me().send()));
    assert!(error.is_timeout() && elapsed < PROMPT, "{error} {elapsed:?}");
}

#[test]
fn a_longer_attempt_is_possible_over_the_same_connection() {
    let server = Server::serve(|_| vec![Step::Pause(Duration::from_millis(400)), Step::Send(token_info("late"))]);
    let client = builder(&server)
        .attempt_timeout(Duration::from_millis(100))
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    assert!(error_of(client.tokens().get_tokens_me().send()).is_timeout());
    let patient = client.with_attempt_timeout(PROMPT);
    patient.tokens().get_tokens_me().send().unwrap();
}

fn values<'a>(requests: &'a [Recorded], name: &str) -> Vec<Option<&'a str>> {
    requests.iter().map(|request| request.header(name)).collect()
}

#[test]
fn a_header_of_the_client_goes_with_each_request_including_the_token_request() {
    let server = with_token_endpoint(|_| token_info("here"));
    let client = crate::support::credentials_builder(&server, &server)
        .header("X-Gateway-Key", "the-key-of-the-gateway")
        .build()
        .unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    let key = Some("the-key-of-the-gateway");
    assert_eq!(values(&server.requests(), "x-gateway-key"), [key, key]);
}

#[test]
fn a_header_of_a_request_replaces_that_of_the_client() {
    let server = Server::always(token_info("here"));
    let client = client(&server).with_header("X-Trace", "of the client").unwrap();
    let request = || client.request(Method::GET, "/api/v2/tokens/me");
    request().send_empty().unwrap();
    request().header("X-Trace", "of the request").send_empty().unwrap();
    assert_eq!(
        values(&server.requests(), "x-trace"),
        [Some("of the client"), Some("of the request")]
    );
}

#[test]
fn the_value_of_a_header_is_masked() {
    let server = Server::always(error_response(403, "key the-key-of-the-gateway is wrong"));
    let client: Client = client(&server).with_header("X-Key", "the-key-of-the-gateway").unwrap();
    let error = error_of(client.tokens().get_tokens_me().send());
    assert_eq!(error.code(), Some("key *** is wrong"));
    assert!(!format!("{error:#?} {client:?}").contains("the-key-of"), "{error:#?}");
}
