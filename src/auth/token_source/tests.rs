//! Early renewal of a token, over real sockets. The tests turn the clock of the client.
#![cfg(feature = "sandbox")]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use serde_json::json;
use ureq::http::Method;

use super::{TokenCache, TokenSource};
use crate::auth::{AccessToken, Credentials, Token};
use crate::sandbox::{Reply, Sandbox};
use crate::{Client, Error};

const HOUR: Duration = Duration::from_secs(3600);
/// In the last minute of the lifetime of a token, in which it is renewed.
const RENEWAL_DUE: Duration = Duration::from_secs(570);

/// Returns a sandbox whose tokens live for ten minutes, and a client that has one of them.
fn sandbox_and_client() -> (Sandbox, Client) {
    let sandbox = Sandbox::start().unwrap();
    sandbox.token_lifetime(600);
    // The clock is turned during calls, which must not end them.
    let client = sandbox.client_builder().timeout(HOUR).build().unwrap();
    call(&client).unwrap();
    (sandbox, client)
}

fn turn(client: &Client, time: Duration) {
    client.inner.transport.clock.turn(time);
}

fn call(client: &Client) -> Result<(), Error> {
    client.request(Method::GET, "/api/v2/tokens/me").send_empty().map(drop)
}

fn cache(client: &Client) -> &TokenCache {
    match &*client.inner.tokens {
        TokenSource::Renewable(renewable) => &renewable.cache,
        _ => panic!("the client requests no tokens"),
    }
}

fn cached(client: &Client) -> Arc<Token> {
    cache(client).cached().unwrap()
}

fn token_requests(sandbox: &Sandbox) -> usize {
    let requests = sandbox.requests();
    requests.iter().filter(|request| request.path == "/oauth/token").count()
}

/// Makes the token endpoint respond with `reply` once the test sends on the second channel. The first channel has a message for each
/// request.
fn hold_renewals(sandbox: &Sandbox, reply: Reply) -> (mpsc::Receiver<()>, mpsc::Sender<()>) {
    let (begun, has_begun) = mpsc::channel();
    let (end, may_end) = mpsc::channel();
    let may_end = Mutex::new(may_end);
    let respond = move |_: &_| {
        begun.send(()).unwrap();
        may_end.lock().unwrap().recv().unwrap();
        reply.clone()
    };
    sandbox.on(Method::POST, "/oauth/token", respond).without_token();
    (has_begun, end)
}

/// Makes the token endpoint issue this token from now on.
fn issue(sandbox: &Sandbox, token: &str) {
    let body = json!({"access_token": token, "token_type": "bearer", "expires_in": 600});
    sandbox.respond(Method::POST, "/oauth/token", 200, body).without_token();
}

#[test]
fn a_token_is_renewed_in_the_last_minute_of_its_lifetime() {
    let (sandbox, client) = sandbox_and_client();
    let first = cached(&client);
    turn(&client, Duration::from_secs(530));
    call(&client).unwrap();
    assert!(Arc::ptr_eq(&cached(&client), &first));
    turn(&client, Duration::from_secs(20));
    call(&client).unwrap();
    call(&client).unwrap();
    assert_ne!(cached(&client).header(), first.header());
    assert_eq!(token_requests(&sandbox), 2);
}

#[test]
fn the_lifetime_of_a_token_begins_when_the_client_receives_it() {
    let (sandbox, client) = sandbox_and_client();
    for fetches in [2, 3] {
        turn(&client, HOUR);
        let before = client.inner.transport.clock.date();
        call(&client).unwrap();
        call(&client).unwrap();
        assert_eq!(token_requests(&sandbox), fetches);
        let expires_at = client.access_token().unwrap().expires_at().unwrap();
        assert!(expires_at >= before + Duration::from_secs(600), "{expires_at}");
    }
}

#[test]
fn a_token_of_a_provider_is_renewed_in_the_last_minute_of_its_lifetime() {
    let sandbox = Sandbox::start().unwrap();
    let token = sandbox.issue_token();
    let calls = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&calls);
    let provider = move || {
        counter.fetch_add(1, Ordering::SeqCst);
        Ok(AccessToken::new(token.clone()).expires_in(Duration::from_secs(600)))
    };
    let builder = sandbox.client_builder().credentials(Credentials::provider(provider));
    let client = builder.build().unwrap();
    for (time, expected) in [(0, 1), (530, 1), (20, 2), (530, 2), (20, 3)] {
        turn(&client, Duration::from_secs(time));
        call(&client).unwrap();
        assert_eq!(calls.load(Ordering::SeqCst), expected);
    }
}

fn keeps_the_old_token(fail_renewal: impl Fn(&Sandbox)) {
    let (sandbox, client) = sandbox_and_client();
    let first = cached(&client);
    fail_renewal(&sandbox);
    turn(&client, RENEWAL_DUE);
    call(&client).unwrap();
    call(&client).unwrap();
    assert!(Arc::ptr_eq(&cached(&client), &first));
    // The second call does not attempt another renewal.
    assert_eq!(token_requests(&sandbox), 2);
}

#[test]
fn a_refused_renewal_keeps_the_old_token() {
    keeps_the_old_token(|sandbox| {
        let body = json!({"error": "invalid_client"});
        sandbox.respond(Method::POST, "/oauth/token", 400, body).without_token();
    });
}

#[test]
fn a_renewal_that_returns_503_keeps_the_old_token() {
    keeps_the_old_token(|sandbox| sandbox.at(Method::POST, "/oauth/token").fail_next(1, 503));
}

#[test]
fn a_renewal_that_returns_html_keeps_the_old_token() {
    keeps_the_old_token(|sandbox| {
        let page = Reply::empty(200).body("text/html", "<html>");
        let rule = sandbox.on(Method::POST, "/oauth/token", move |_| page.clone());
        rule.without_token();
    });
}

#[test]
fn a_renewal_whose_connection_breaks_keeps_the_old_token() {
    keeps_the_old_token(|sandbox| sandbox.at(Method::POST, "/oauth/token").drop_next(1));
}

#[test]
fn a_call_with_a_valid_token_succeeds_if_the_token_endpoint_does_not_respond() {
    let (sandbox, client) = sandbox_and_client();
    sandbox.at(Method::POST, "/oauth/token").stall_next(1, HOUR);
    turn(&client, RENEWAL_DUE);
    // Less than the limit of an attempt, so that the renewal could use all of it.
    let client = client.with_timeout(Duration::from_secs(2));
    call(&client).unwrap();
    // The next call does not attempt another renewal.
    call(&client).unwrap();
    assert_eq!(sandbox.requests().len(), 5);
}

#[test]
fn an_early_renewal_is_made_by_one_call_while_the_others_use_the_old_token() {
    let (sandbox, client) = sandbox_and_client();
    let first = cached(&client);
    turn(&client, RENEWAL_DUE);
    let second = sandbox.issue_token();
    let reply = json!({"access_token": second, "expires_in": 600});
    let (has_begun, end) = hold_renewals(&sandbox, Reply::json(200, reply));
    thread::scope(|scope| {
        let renewing = scope.spawn(|| call(&client));
        has_begun.recv().unwrap();
        let others: Vec<_> = (0..8).map(|_| scope.spawn(|| call(&client))).collect();
        for other in others {
            other.join().unwrap().unwrap();
        }
        assert!(Arc::ptr_eq(&cached(&client), &first));
        end.send(()).unwrap();
        renewing.join().unwrap().unwrap();
    });
    assert_eq!(cached(&client).expose_secret(), second);
    assert_eq!(token_requests(&sandbox), 2);
}

#[test]
fn a_token_that_is_due_for_renewal_is_revoked_without_being_renewed() {
    let (sandbox, client) = sandbox_and_client();
    let first = cached(&client);
    turn(&client, RENEWAL_DUE);
    // If the client renewed the token first, the old token would stay valid, and the call would revoke the new one.
    client
        .request(Method::DELETE, "/api/v2/tokens/me")
        .send_empty()
        .unwrap();
    assert_eq!(token_requests(&sandbox), 1);
    let revoked = client.with_access_token(first.expose_secret()).unwrap();
    assert_eq!(call(&revoked).unwrap_err().status(), Some(401));
}

/// Lets an early renewal fail after `meanwhile` has made the token unusable, and eight other calls wait. Checks that all calls succeed
/// with the token of one more request.
fn is_followed_by_a_fetch(meanwhile: impl Fn(&Sandbox, &Client)) {
    let (sandbox, client) = sandbox_and_client();
    turn(&client, RENEWAL_DUE);
    let (has_begun, end) = hold_renewals(&sandbox, Reply::empty(503));
    thread::scope(|scope| {
        let renewing = scope.spawn(|| call(&client));
        has_begun.recv().unwrap();
        meanwhile(&sandbox, &client);
        let second = sandbox.issue_token();
        issue(&sandbox, &second);
        let others: Vec<_> = (0..8).map(|_| scope.spawn(|| call(&client))).collect();
        cache(&client).wait_for_waiting(8);
        end.send(()).unwrap();
        renewing.join().unwrap().unwrap();
        for other in others {
            other.join().unwrap().unwrap();
        }
        assert_eq!(cached(&client).expose_secret(), second);
    });
    assert_eq!(token_requests(&sandbox), 3);
}

#[test]
fn an_early_renewal_that_outlasts_the_token_is_followed_by_a_fetch() {
    is_followed_by_a_fetch(|_, client| turn(client, Duration::from_secs(60)));
}

#[test]
fn calls_with_a_401_do_not_share_the_failure_of_an_early_renewal() {
    is_followed_by_a_fetch(|sandbox, _| sandbox.expire_tokens());
}
