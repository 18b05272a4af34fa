//! A token is renewed a little before it expires, and what goes wrong then does not matter: the old one is still good.
//!
//! The clock of a token cannot be turned from outside, so these tests let it run: three seconds each.

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
/// In the last tenth of the life of a token: time to renew it.
const LATE: Duration = Duration::from_millis(2750);

/// The first token lives for three seconds; every further token request is answered with `renewal`.
fn cloud(renewal: Vec<Step>) -> Server {
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

/// Makes `calls` in the short time in which the first token is late and not dead.
///
/// A machine that is too busy to hit it gets another chance: what happens afterwards is another story.
fn in_time(renewal: &[Step], calls: impl Fn(&Client)) -> Server {
    for _ in 0..5 {
        let server = cloud(renewal.to_vec());
        let client = client_with_credentials(&server);
        let before = Instant::now();
        client.tokens().get_tokens_me().send().unwrap();
        thread::sleep(LATE);
        calls(&client);
        if before.elapsed() < LIFETIME {
            return server;
        }
    }
    panic!("this machine never hit the last quarter of a second of a token");
}

fn call(client: &Client) {
    // Whether it succeeds is looked at in the requests: only those of a test that was in time count.
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
    let server = in_time(renewal, |client| {
        call(client);
        call(client);
    });
    assert_eq!(bearers(&server), [FIRST_TOKEN; 3]);
    // Once is enough: the endpoint that just failed is not asked again for each call.
    assert_eq!(server.token_requests(), 2);
}

cases! { keeps_the_old_token:
    a_renewal_that_is_refused => &[Step::Send(token_refusal(400, "invalid_client"))];
    a_renewal_with_503 => &[Step::Send(error_response(503, "busy"))];
    a_renewal_with_html => &[Step::Send(status(200, &[], "<html>"))];
    a_renewal_that_is_reset => &[Step::Reset];
}

#[test]
fn an_early_renewal_brings_the_next_token() {
    let server = in_time(&[Step::Send(token_response(SECOND_TOKEN))], |client| {
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
    let server = in_time(&renewal, |client| {
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
fn a_late_token_is_revoked_itself() {
    let server = in_time(&[Step::Send(token_response(SECOND_TOKEN))], |client| {
        client.tokens().delete_tokens_me().send().unwrap();
    });
    // Renewed, it would stay valid, and the new one would be revoked.
    assert_eq!(bearers(&server), [FIRST_TOKEN; 2]);
    assert_eq!(server.token_requests(), 1);
}

/// The first token lives for three seconds. The first renewal is answered with `renewal`, further ones with the second token.
fn recovering_cloud(renewal: Vec<Step>, api: impl Fn(&Recorded) -> Vec<u8> + Send + Sync + 'static) -> Server {
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

/// Begins a renewal in the last tenth of the first token, and makes `others` calls at the moment that `begin` waits for.
/// Every call succeeds.
fn all_succeed(server: &Server, others: usize, begin: impl Fn()) {
    let client = credentials_builder(server, server)
        .attempt_timeout(Duration::from_secs(1))
        .build()
        .unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    thread::sleep(LATE);
    thread::scope(|scope| {
        let renewing = scope.spawn(|| client.tokens().get_tokens_me().send());
        begin();
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
fn an_early_renewal_that_hangs_beyond_the_life_of_the_token_is_followed_by_a_fetch() {
    let server = recovering_cloud(vec![Step::UntilPeerCloses], |_| token_info("here"));
    all_succeed(&server, 8, || {
        server.wait_for_requests(3);
        // From here on, the first token is dead, and the renewal is still under way.
        thread::sleep(LIFETIME.saturating_sub(LATE));
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
    let server = recovering_cloud(renewal, move |request| {
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
