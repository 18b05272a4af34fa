//! `shutdown` and `sign_out`: every wait of a client ends at once.

use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use genesys_cloud::error::TransportError;
use genesys_cloud::{Client, Credentials, Error, Method, RetryPolicy};

use crate::support::clients::PROMPT;
use crate::support::leaks::FIRST_TOKEN;
use crate::support::response::{error_response, error_response_with, head, no_content, token_info, token_response};
use crate::support::{Server, Step, builder, cases, client, client_with_credentials, credentials_builder, error_of};

/// Makes a call in another thread, shuts the client down once the server has received so many requests, and returns the error.
fn shut_down_during_a_call(server: &Server, client: &Client, requests: usize) -> TransportError {
    let started = Instant::now();
    let error = thread::scope(|scope| {
        let call = scope.spawn(|| client.tokens().get_tokens_me().send());
        server.wait_for_requests(requests);
        client.shutdown();
        error_of(call.join().unwrap())
    });
    assert!(started.elapsed() < PROMPT, "{:?}", started.elapsed());
    let Error::Transport(error) = error else {
        panic!("{error:?}");
    };
    assert!(error.is_shutdown(), "{error}");
    assert!(!Error::Transport(error.clone()).is_retryable());
    error
}

/// Returns a client that would wait for minutes.
fn patient(server: &Server) -> Client {
    builder(server)
        .timeout(Duration::from_secs(300))
        .attempt_timeout(Duration::from_secs(120))
        .retry(RetryPolicy::default().with_max_retry_after(Duration::from_secs(120)))
        .build()
        .unwrap()
}

fn ends_at_once(steps: Vec<Step>, is_sent: bool) {
    let server = Server::each(steps);
    let client = patient(&server);
    let error = shut_down_during_a_call(&server, &client, 1);
    assert_eq!(error.is_sent(), is_sent, "{error}");
    // A call that was woken is not retried.
    assert_eq!(server.requests().len(), 1);
}

cases! { ends_at_once:
    a_response_that_does_not_come => vec![Step::Read, Step::Stall], true;
    a_body_that_stalls => vec![Step::Read, Step::Send(head(200, &[("Content-Length", "10")])), Step::Send(b"\r\n".to_vec()), Step::Stall], true;
    a_response_that_drips => vec![Step::Read, Step::Drip(token_info("slow"), Duration::from_millis(50))], true;
}

#[test]
fn a_wait_before_a_retry_ends_at_once() {
    let wait = [("Retry-After", "60")];
    let rejected = Server::always(error_response_with(429, "too.many.requests", &wait));
    assert!(
        !is_sent_after_a_wait(&rejected),
        "the platform has not processed the request"
    );
    let lost = Server::always(error_response_with(504, "gateway.timeout", &wait));
    assert!(
        is_sent_after_a_wait(&lost),
        "the platform may have processed the request"
    );
}

/// Shuts a client down while it waits before a retry. Returns whether the error says that the request was sent.
fn is_sent_after_a_wait(server: &Server) -> bool {
    let (begun, has_begun) = mpsc::channel();
    let client = builder(server)
        .timeout(Duration::from_secs(300))
        .on_attempt(move |attempt| begun.send(attempt.wait().is_some()).unwrap())
        .build()
        .unwrap();
    let started = Instant::now();
    let error = thread::scope(|scope| {
        let call = scope.spawn(|| client.tokens().delete_token("7f0c").send());
        assert!(has_begun.recv().unwrap(), "the client does not wait");
        client.shutdown();
        error_of(call.join().unwrap())
    });
    assert!(started.elapsed() < PROMPT, "{:?}", started.elapsed());
    assert_eq!(server.requests().len(), 1);
    let Error::Transport(error) = error else {
        panic!("{error:?}");
    };
    assert!(error.is_shutdown(), "{error}");
    error.is_sent()
}

#[test]
fn threads_that_wait_for_a_token_end_at_once() {
    let login = Server::each(vec![Step::Read, Step::Stall]);
    let api = Server::unused();
    let client = credentials_builder(&login, &api)
        .timeout(Duration::from_secs(300))
        .attempt_timeout(Duration::from_secs(120))
        .build()
        .unwrap();
    let started = Instant::now();
    thread::scope(|scope| {
        let calls: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| client.tokens().get_tokens_me().send()))
            .collect();
        login.wait_for_requests(1);
        client.shutdown();
        for call in calls {
            let error = error_of(call.join().unwrap());
            assert!(
                matches!(&error, Error::Transport(error) if error.is_shutdown()),
                "{error}"
            );
        }
    });
    assert!(started.elapsed() < PROMPT, "{:?}", started.elapsed());
    assert_eq!(login.requests().len(), 1);
}

#[test]
fn a_request_that_the_server_does_not_read_ends_at_once() {
    let server = Server::each(vec![Step::Stall]);
    let client = patient(&server);
    let (begun, has_begun) = mpsc::channel();
    let started = Instant::now();
    thread::scope(|scope| {
        let client = &client;
        let call = scope.spawn(move || {
            let request = client
                .request(Method::PUT, "/api/v2/tokens/timeout")
                .body_text("x".repeat(32 << 20));
            begun.send(()).unwrap();
            request.send_empty()
        });
        has_begun.recv().unwrap();
        while server.connections() == 0 {
            thread::yield_now();
        }
        client.shutdown();
        let error = error_of(call.join().unwrap());
        assert!(
            matches!(&error, Error::Transport(error) if error.is_shutdown()),
            "{error}"
        );
    });
    assert!(started.elapsed() < PROMPT, "{:?}", started.elapsed());
}

#[test]
fn later_calls_of_clones_and_derived_clients_send_nothing() {
    let server = Server::always(token_info("here"));
    let first = client(&server);
    let derived = first.with_timeout(PROMPT);
    let other = first.with_access_token("token-of-another").unwrap();
    let clone = first.clone();
    clone.shutdown();
    for client in [&first, &derived, &other, &clone] {
        let error = error_of(client.tokens().get_tokens_me().send());
        assert!(
            matches!(&error, Error::Transport(error) if error.is_shutdown() && !error.is_sent()),
            "{error}"
        );
        assert_eq!(
            error.to_string().split(" (").next(),
            Some("GET /api/v2/tokens/me: the client was shut down")
        );
    }
    assert!(server.requests().is_empty());
}

#[test]
fn a_provider_is_not_called_after_a_shutdown() {
    let server = Server::responses([]);
    let client = builder(&server)
        .credentials(Credentials::provider(|| panic!("called")))
        .build()
        .unwrap();
    client.shutdown();
    let error = error_of(client.tokens().get_tokens_me().send());
    assert!(
        matches!(&error, Error::Transport(error) if error.is_shutdown() && !error.is_sent()),
        "{error}"
    );
    assert_eq!(error.to_string(), "token provider: the client was shut down");
}

#[test]
fn a_provider_that_fails_because_of_a_shutdown_ends_the_call_as_one() {
    let server = Server::responses([]);
    let (calls, called) = mpsc::channel();
    let (end, ended) = mpsc::channel::<()>();
    let ended = Mutex::new(ended);
    let client = builder(&server)
        .credentials(Credentials::provider(move || {
            calls.send(()).unwrap();
            ended.lock().unwrap().recv()?;
            unreachable!("nothing is sent")
        }))
        .build()
        .unwrap();
    thread::scope(|scope| {
        let call = scope.spawn(|| error_of(client.tokens().get_tokens_me().send()));
        called.recv().unwrap();
        client.shutdown();
        drop(end);
        let error = call.join().unwrap();
        assert!(
            matches!(&error, Error::Transport(error) if error.is_shutdown()),
            "{error}"
        );
    });
}

#[test]
fn another_client_goes_on() {
    let server = Server::always(token_info("here"));
    let (first, second) = (client(&server), client(&server));
    first.shutdown();
    second.tokens().get_tokens_me().send().unwrap();
}

#[test]
fn idle_connections_are_closed() {
    let server = Server::always(token_info("here"));
    let client = client(&server);
    client.tokens().get_tokens_me().send().unwrap();
    client.shutdown();
    server.wait_for_all_closed();
}

#[test]
fn signing_out_revokes_the_token_and_forgets_it() {
    let server = Server::serve(|request| {
        vec![Step::Send(if request.is_token_request() {
            token_response(FIRST_TOKEN)
        } else {
            no_content()
        })]
    });
    let client = client_with_credentials(&server);
    // Without a token there is nothing to revoke.
    client.sign_out().unwrap();
    assert!(server.requests().is_empty());
    client.tokens().delete_token("7f0c").send().unwrap();
    client.sign_out().unwrap();
    client.sign_out().unwrap();
    assert_eq!(
        server.lines(),
        [
            "POST /oauth/token HTTP/1.1",
            "DELETE /api/v2/tokens/7f0c HTTP/1.1",
            "DELETE /api/v2/tokens/me HTTP/1.1"
        ]
    );
}

#[test]
fn a_sign_out_that_fails_is_an_error() {
    let server = Server::always(error_response(403, "not.authorized"));
    let error = client(&server).sign_out().unwrap_err();
    assert_eq!(error.status(), Some(403));
}
