//! The text of errors without a response, and how errors are printed.

use std::error::Error as _;
use std::time::Duration;

use genesys_cloud::error::Phase;
use genesys_cloud::{ClientBuilder, Error, RetryPolicy};

use crate::support::clients::{refusing_port, with_short_timeouts};
use crate::support::leaks::{CLIENT_ID, CLIENT_SECRET, TOKEN};
use crate::support::response::error_response_with;
use crate::support::{Server, Step, anonymous, builder, cases, client, credentials_builder, error_of};

fn error_without_retries(builder: ClientBuilder) -> Error {
    let client = builder.retry(RetryPolicy::none()).build().unwrap();
    error_of(client.tokens().get_tokens_me().send())
}

fn error_names(builder: ClientBuilder, origin: &str) {
    let error = error_without_retries(builder);
    assert!(matches!(error, Error::Transport(_) | Error::Timeout(_)), "{error:?}");
    assert_eq!(error.status(), None);
    assert!(error.to_string().contains(&format!(" ({origin})")), "{error}");
}

#[test]
fn a_name_that_cannot_be_looked_up_is_named() {
    // RFC 6761: `invalid` is never resolved.
    let builder = anonymous()
        .base_url("https://api.mypurecloud.invalid")
        .access_token(TOKEN);
    error_names(builder, "https://api.mypurecloud.invalid:443");
}

#[test]
fn a_host_that_refuses_the_connection_is_named() {
    let (_port, address) = refusing_port();
    let origin = format!("http://{address}");
    error_names(anonymous().base_url(&origin).access_token(TOKEN), &origin);
}

#[test]
fn the_token_endpoint_is_named_if_it_cannot_be_reached() {
    let (_port, address) = refusing_port();
    let login = format!("http://{address}");
    let api = Server::unused();
    let builder = anonymous().base_url(api.url()).login_url(format!("{login}/prefix"));
    error_names(builder.client_credentials(CLIENT_ID, CLIENT_SECRET), &login);
}

fn is_named(steps: Vec<Step>) {
    let server = Server::each(steps);
    let builder = builder(&server).timeout(Duration::from_millis(500));
    error_names(builder, &server.url());
}

cases! { is_named:
    a_host_that_does_not_respond => vec![Step::Read, Step::Stall];
    a_host_that_resets_the_connection => vec![Step::Read, Step::Reset];
    a_host_that_does_not_speak_http => vec![Step::Read, Step::Send(b"SSH-2.0-OpenSSH_9.9\r\n".to_vec()), Step::Fin];
}

#[test]
fn a_host_without_tls_is_named() {
    let server = Server::each(vec![
        Step::ReadRaw,
        Step::Send(b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec()),
    ]);
    let origin = server.url().replace("http://", "https://");
    error_names(anonymous().base_url(&origin).access_token(TOKEN), &origin);
}

#[test]
fn the_error_of_a_thread_that_waits_for_a_token_names_the_token_endpoint() {
    let login = Server::each(vec![Step::Read, Step::Stall]);
    let client = with_short_timeouts(credentials_builder(&login, &Server::unused()));
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| error_of(client.tokens().get_tokens_me().send())))
            .collect();
        for thread in threads {
            let error = thread.join().unwrap();
            assert!(error.to_string().contains(&format!(" ({})", login.url())), "{error}");
        }
    });
}

#[test]
fn the_cause_is_printed_once_in_the_chain_of_a_lost_connection() {
    let (_port, address) = refusing_port();
    let error = error_without_retries(anonymous().base_url(format!("http://{address}")).access_token(TOKEN));
    let Error::Transport(transport) = &error else {
        panic!("{error:?}");
    };
    let cause = transport.io_error().unwrap().to_string();
    assert_eq!(error.to_string().matches(&cause).count(), 1, "{error}");
    let mut printed = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        printed = format!("{printed}: {error}");
        source = error.source();
    }
    assert_eq!(printed.matches(&cause).count(), 1, "{printed}");
}

#[test]
fn a_main_that_returns_an_error_prints_one_line() {
    let server = Server::always(crate::support::error_response(404, "not.found"));
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    // `main` prints `Error: {error:?}`.
    assert_eq!(format!("{error:?}"), error.to_string());
    assert_eq!(format!("{error:?}").lines().count(), 1);
    assert!(format!("{error:#?}").starts_with("Api(\n    ApiError {"), "{error:#?}");
}

#[test]
fn a_message_with_a_full_stop_is_followed_by_a_comma() {
    let server = Server::always(error_response_with(429, "too.many", &[("Retry-After", "3600")]));
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    // The message of `error_response_with` ends with a full stop.
    let expected = "429 too.many: This is what went wrong: too.many; the server asks to wait 1 h, more than RetryPolicy::with_max_retry_after (60 s), so the call ended (";
    assert!(error.to_string().contains(expected), "{error}");
}

#[test]
fn a_call_without_time_does_not_name_the_token() {
    let server = Server::unused();
    let error = error_without_retries(builder(&server).timeout(Duration::from_nanos(1)));
    let Error::Timeout(timeout) = &error else {
        panic!("{error:?}");
    };
    assert_eq!((timeout.phase(), timeout.is_whole_call()), (Phase::Connect, true));
    assert_eq!(error.attempts(), 0);
    assert!(!error.to_string().contains("token to"), "{error}");
    assert!(!error.to_string().contains("another thread"), "{error}");
}
