//! A token is renewed shortly before it expires. If that fails, calls go on with the old token, which is still valid.
//!
//! A test cannot set the clock of a token from outside, so the first token of these tests lives for three seconds.

use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use genesys_cloud::Client;

use crate::support::leaks::{FIRST_TOKEN, SECOND_TOKEN};
use crate::support::response::{
    error_response, ok_json, status, token_info, token_json, token_refusal, token_response,
};
use crate::support::{Recorded, Server, Step, cases, client_with_credentials, credentials_builder};

const LIFETIME: Duration = Duration::from_secs(3);
/// In the last tenth of the lifetime of a token, in which it is renewed.
const RENEWAL_DUE: Duration = Duration::from_millis(2750);

/// Returns a server whose first token lives for three seconds. The steps of every further token request are `renewal`.
fn server_with_renewal(renewal: Vec<Step>) -> Server {
    let issued = AtomicUsize::new(0);
    Server::serve(move |request| {
        if !request.is_token_request() {
            vec![Step::Send(token_info("here"))]
        } else if issued.fetch_add(1, Ordering::SeqCst) == 0 {
            vec![Step::Send(ok_json(token_json(FIRST_TOKEN, "3")))]
        } else {
            renewal.clone()
        }
    })
}

/// Makes `calls` in the short time in which the first token is due for renewal and has not expired.
///
/// Starts again if the machine is too busy to finish the calls within that time.
fn run_while_renewal_is_due(renewal: &[Step], calls: impl Fn(&Client)) -> Server {
    for _ in 0..5 {
        let server = server_with_renewal(renewal.to_vec());
        let client = client_with_credentials(&server);
        let before = Instant::now();
        client.tokens().get_tokens_me().send().unwrap();
        thread::sleep(RENEWAL_DUE);
        calls(&client);
        if before.elapsed() < LIFETIME {
            return server;
        }
    }
    panic!("the calls never finished before the token expired");
}

fn call(client: &Client) {
    // The tests check only the recorded requests of a run that finished in time.
    let _ = client.tokens().get_tokens_me().send();
}

fn bearers(server: &Server) -> Vec<String> {
    let requests = server.api_requests();
    requests
        .iter()
        .filter_map(Recorded::bearer)
        .map(str::to_owned)
        .collect()
}

fn keeps_the_old_token(renewal: &[Step]) {
    let server = run_while_renewal_is_due(renewal, |client| {
        call(client);
        call(client);
    });
    assert_eq!(bearers(&server), [FIRST_TOKEN; 3]);
    // The second call does not attempt another renewal.
    assert_eq!(server.token_requests(), 2);
}

cases! { keeps_the_old_token:
    a_refused_renewal => &[Step::Send(token_refusal(400, "invalid_client"))];
    a_renewal_that_returns_503 => &[Step::Send(error_response(503, "busy"))];
    a_renewal_that_returns_html => &[Step::Send(status(200, &[], "<html>"))];
    a_renewal_whose_connection_is_reset => &[Step::Reset];
}

#[test]
fn an_early_renewal_replaces_the_token() {
    let server = run_while_renewal_is_due(&[Step::Send(token_response(SECOND_TOKEN))], |client| {
        call(client);
        call(client);
    });
    assert_eq!(bearers(&server), [FIRST_TOKEN, SECOND_TOKEN, SECOND_TOKEN]);
    assert_eq!(server.token_requests(), 2);
}

#[test]
fn an_early_renewal_is_shared_by_all_threads() {
    let renewal = [
        Step::Pause(Duration::from_millis(50)),
        Step::Send(token_response(SECOND_TOKEN)),
    ];
    let server = run_while_renewal_is_due(&renewal, |client| {
        let start = Barrier::new(8);
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    start.wait();
                    call(client);
                });
            }
        });
    });
    assert_eq!(server.token_requests(), 2);
    assert_eq!(server.api_requests().len(), 9);
}

#[test]
fn a_token_that_is_due_for_renewal_is_revoked_without_being_renewed() {
    let server = run_while_renewal_is_due(&[Step::Send(token_response(SECOND_TOKEN))], |client| {
        client.tokens().delete_tokens_me().send().unwrap();
    });
    // If the client renewed the token first, the old token would stay valid, and the call would revoke the new one.
    assert_eq!(bearers(&server), [FIRST_TOKEN; 2]);
    assert_eq!(server.token_requests(), 1);
}

/// Returns a server whose first token lives for three seconds. The steps of the first renewal are `renewal`; further renewals return
/// the second token.
fn server_that_recovers(renewal: Vec<Step>, api: impl Fn(&Recorded) -> Vec<u8> + Send + Sync + 'static) -> Server {
    let issued = AtomicUsize::new(0);
    Server::serve(move |request| {
        if !request.is_token_request() {
            return vec![Step::Send(api(request))];
        }
        match issued.fetch_add(1, Ordering::SeqCst) {
            0 => vec![Step::Send(ok_json(token_json(FIRST_TOKEN, "3")))],
            1 => renewal.clone(),
            _ => vec![Step::Send(token_response(SECOND_TOKEN))],
        }
    })
}

/// Begins a renewal in the last tenth of the lifetime of the first token, and makes `others` calls once `wait` returns. Checks
/// that every call succeeds.
fn all_succeed(server: &Server, others: usize, wait: impl Fn()) {
    let client = credentials_builder(server, server)
        .attempt_timeout(Duration::from_secs(1))
        .build()
        .unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    thread::sleep(RENEWAL_DUE);
    thread::scope(|scope| {
        let renewing = scope.spawn(|| client.tokens().get_tokens_me().send());
        wait();
        let others: Vec<_> = (0..others)
            .map(|_| scope.spawn(|| client.tokens().get_tokens_me().send()))
            .collect();
        for thread in others {
            thread.join().unwrap().unwrap();
        }
        renewing.join().unwrap().unwrap();
    });
}

#[test]
fn an_early_renewal_that_outlasts_the_token_is_followed_by_a_fetch() {
    let server = server_that_recovers(vec![Step::UntilPeerCloses], |_| token_info("here"));
    all_succeed(&server, 8, || {
        server.wait_for_requests(3);
        // The first token has expired then, and the renewal has not finished.
        thread::sleep(LIFETIME.saturating_sub(RENEWAL_DUE));
    });
    assert_eq!(server.token_requests(), 3);
    assert_eq!(bearers(&server).last().map(String::as_str), Some(SECOND_TOKEN));
}

#[test]
fn threads_with_a_401_do_not_share_the_failure_of_an_early_renewal() {
    // The first call, the renewal, and a 401 for each thread, all of which wait for the renewal then.
    let renewal = vec![
        Step::UntilRequests(3 + 8),
        Step::Pause(Duration::from_millis(200)),
        Step::Send(error_response(503, "busy")),
    ];
    let calls = AtomicUsize::new(0);
    let server = server_that_recovers(renewal, move |request| {
        let is_first = calls.fetch_add(1, Ordering::SeqCst) == 0;
        if is_first || request.bearer() == Some(SECOND_TOKEN) {
            token_info("here")
        } else {
            error_response(401, "bad.credentials")
        }
    });
    all_succeed(&server, 8, || server.wait_for_requests(3));
    assert_eq!(server.token_requests(), 3);
}
