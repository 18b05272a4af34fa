//! TLS that does not hold is a `Transport` error at once: not retried, and not one byte of HTTP sent.

use std::sync::Arc;
use std::time::Duration;

use genesys_cloud::{ClientBuilder, Error};
use rustls::ServerConfig;

use crate::support::certificates::{Authority, Validity};
use crate::support::clients::{PROMPT, SHORT_TIMEOUT, anonymous_builder, with_short_timeouts};
use crate::support::leaks::{CLIENT_ID, CLIENT_SECRET, FIRST_TOKEN, TOKEN};
use crate::support::response::{token_info, token_response, until_close};
use crate::support::{Server, Step, cases, error_of, timed};

fn url(server: &Server, host: &str) -> String {
    format!("https://{host}:{}", server.port())
}

/// A client that trusts `authority` and nobody else.
fn trusting(authority: &Authority, server: &Server, host: &str) -> ClientBuilder {
    anonymous_builder()
        .base_url(url(server, host))
        .access_token(TOKEN)
        .root_certificates_pem(authority.pem())
}

fn answering(tls: Arc<ServerConfig>) -> Server {
    Server::each(vec![
        Step::Tls(tls),
        Step::Read,
        Step::Send(token_info("here")),
        Step::UntilPeerCloses,
    ])
}

fn is_trusted(names: &[&str], host: &str) {
    let authority = Authority::new();
    let server = answering(authority.server(names, Validity::Now));
    let client = trusting(&authority, &server, host).build().unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    assert_eq!(server.request().bearer(), Some(TOKEN));
}

cases! { is_trusted:
    a_certificate_for_the_address => &["127.0.0.1"], "127.0.0.1";
    a_certificate_for_the_name => &["localhost"], "localhost";
    a_certificate_for_several_names => &["other.example", "127.0.0.1"], "127.0.0.1";
}

/// The handshake fails, once, and nothing of the request gets out.
fn is_refused_at_once(server: &Server, builder: ClientBuilder) {
    let client = builder.build().unwrap();
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!(error.attempts(), 1);
    assert!(!error.is_retryable());
    assert!(!error.is_timeout());
    assert!(elapsed < PROMPT, "{elapsed:?}");
    assert_eq!(server.connections(), 1, "not retried");
    assert_eq!(server.requests().len(), 0, "nothing sent");
}

fn certificate_is_refused(names: &[&str], host: &str, validity: Validity) {
    let authority = Authority::new();
    let server = answering(authority.server(names, validity));
    is_refused_at_once(&server, trusting(&authority, &server, host));
}

const LOOPBACK: &[&str] = &["127.0.0.1", "localhost"];

cases! { certificate_is_refused:
    another_name => &["other.example"], "localhost", Validity::Now;
    another_address => &["127.0.0.2"], "127.0.0.1", Validity::Now;
    a_name_for_an_address => &["localhost"], "127.0.0.1", Validity::Now;
    an_expired_certificate => LOOPBACK, "127.0.0.1", Validity::Expired;
    a_certificate_of_tomorrow => LOOPBACK, "127.0.0.1", Validity::NotYet;
}

#[test]
fn another_authority() {
    let server = answering(Authority::new().server(LOOPBACK, Validity::Now));
    is_refused_at_once(&server, trusting(&Authority::new(), &server, "127.0.0.1"));
}

#[test]
fn an_unknown_authority_beside_the_usual_ones() {
    let server = answering(Authority::new().server(LOOPBACK, Validity::Now));
    let builder = anonymous_builder()
        .base_url(url(&server, "127.0.0.1"))
        .access_token(TOKEN);
    is_refused_at_once(&server, builder);
}

#[test]
fn plain_http_on_the_port() {
    let server = Server::each(vec![
        Step::ReadRaw,
        Step::Send(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".to_vec()),
        Step::UntilPeerCloses,
    ]);
    is_refused_at_once(&server, trusting(&Authority::new(), &server, "127.0.0.1"));
    let raw = server.raw();
    // 22 is a handshake record. What is in the clear names the host, and nothing else of the request.
    assert_eq!(raw[0], 22);
    let text = String::from_utf8_lossy(&raw);
    assert!(!text.contains("HTTP/1") && !text.contains("tokens") && !text.contains(TOKEN));
}

#[test]
fn garbage_instead_of_a_handshake() {
    let server = Server::each(vec![Step::ReadRaw, Step::Send(vec![0xff; 100]), Step::UntilPeerCloses]);
    is_refused_at_once(&server, trusting(&Authority::new(), &server, "127.0.0.1"));
}

#[test]
fn an_alert_instead_of_a_handshake() {
    // A fatal handshake_failure (RFC 8446, section 6).
    let server = Server::each(vec![
        Step::ReadRaw,
        Step::Send(vec![21, 3, 3, 0, 2, 2, 40]),
        Step::UntilPeerCloses,
    ]);
    is_refused_at_once(&server, trusting(&Authority::new(), &server, "127.0.0.1"));
}

#[test]
fn a_silent_handshake_ends_in_time() {
    let server = Server::each(vec![Step::ReadRaw, Step::Stall]);
    let client = trusting(&Authority::new(), &server, "127.0.0.1")
        .connect_timeout(Duration::from_millis(300))
        .build()
        .unwrap();
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    assert_eq!((server.connections(), error.attempts()), (1, 1), "not retried");
    assert!(elapsed < SHORT_TIMEOUT + Duration::from_secs(2), "{elapsed:?}");
    assert!(!String::from_utf8_lossy(&server.raw()).contains(TOKEN));
}

#[test]
fn a_silent_handshake_is_not_retried_where_one_attempt_has_no_more_time_than_connecting() {
    let server = Server::each(vec![Step::ReadRaw, Step::Stall]);
    let client = with_short_timeouts(trusting(&Authority::new(), &server, "127.0.0.1"));
    let error = error_of(client.tokens().get_tokens_me().send());
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    assert_eq!((server.connections(), error.attempts()), (1, 1), "not retried");
}

#[test]
fn a_dripping_handshake_ends_in_time() {
    // The head of a record of 16 KiB, and then its content byte by byte.
    let server = Server::each(vec![
        Step::ReadRaw,
        Step::Send(vec![22, 3, 3, 0x40, 0]),
        Step::Drip(vec![2; 200], Duration::from_millis(40)),
    ]);
    let client = with_short_timeouts(trusting(&Authority::new(), &server, "127.0.0.1"));
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(!error.is_retryable() || error.is_timeout(), "{error:?}");
    assert!(elapsed < SHORT_TIMEOUT + Duration::from_secs(2), "{elapsed:?}");
}

/// A connection that breaks during the handshake is no refusal of TLS: the policy decides.
fn breaks_during_the_handshake(end: Step) {
    let server = Server::each(vec![Step::ReadRaw, end]);
    let client = trusting(&Authority::new(), &server, "127.0.0.1").build().unwrap();
    let error = error_of(client.tokens().get_tokens_me().send());
    let Error::Transport(failure) = &error else {
        panic!("{error:?}")
    };
    assert!(failure.is_tls() && !failure.is_sent(), "{error:?}");
    assert_eq!((server.connections(), error.attempts()), (1, 1));
    assert!(!String::from_utf8_lossy(&server.raw()).contains(TOKEN));
}

cases! { breaks_during_the_handshake:
    a_close_during_the_handshake => Step::Fin;
    a_reset_during_the_handshake => Step::Reset;
}

#[test]
fn a_body_cut_off_without_a_goodbye_is_not_whole() {
    let authority = Authority::new();
    let half = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}".to_vec();
    let server = Server::each(vec![
        Step::Tls(authority.server(LOOPBACK, Validity::Now)),
        Step::Read,
        Step::Send(half),
        Step::Fin,
    ]);
    let client = trusting(&authority, &server, "127.0.0.1").build().unwrap();
    let error = error_of(client.tokens().get_tokens_me().send());
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

#[test]
fn half_a_body_until_close_without_a_goodbye_is_not_whole() {
    // Anybody on the way can send a FIN, and ureq takes it for the end of a body that only the end of the connection
    // ends. Half a JSON object is none.
    let authority = Authority::new();
    let server = Server::each(vec![
        Step::Tls(authority.server(LOOPBACK, Validity::Now)),
        Step::Read,
        Step::Send(until_close(200, &[], "{\"organization\":null,")),
        Step::Fin,
    ]);
    let client = trusting(&authority, &server, "127.0.0.1").build().unwrap();
    let error = error_of(client.tokens().get_tokens_me().send());
    assert!(matches!(error, Error::Transport(_) | Error::Decode(_)), "{error:?}");
}

#[test]
fn the_token_endpoint_gets_no_secret_over_tls_that_does_not_hold() {
    let login = answering(Authority::new().server(LOOPBACK, Validity::Now));
    let api = Server::unused();
    let builder = anonymous_builder()
        .base_url(url(&api, "127.0.0.1"))
        .login_url(url(&login, "127.0.0.1"))
        .client_credentials(CLIENT_ID, CLIENT_SECRET)
        .root_certificates_pem(Authority::new().pem());
    is_refused_at_once(&login, builder);
}

#[test]
fn the_token_endpoint_is_trusted_like_the_api() {
    let authority = Authority::new();
    let login = Server::each(vec![
        Step::Tls(authority.server(LOOPBACK, Validity::Now)),
        Step::Read,
        Step::Send(token_response(FIRST_TOKEN)),
        Step::UntilPeerCloses,
    ]);
    let api = answering(authority.server(LOOPBACK, Validity::Now));
    let client = anonymous_builder()
        .base_url(url(&api, "127.0.0.1"))
        .login_url(url(&login, "127.0.0.1"))
        .client_credentials(CLIENT_ID, CLIENT_SECRET)
        .root_certificates_pem(authority.pem())
        .build()
        .unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    assert_eq!(api.request().bearer(), Some(FIRST_TOKEN));
}

#[test]
fn a_client_certificate_is_shown_to_a_server_with_client_auth() {
    let authority = Authority::new();
    let server = answering(authority.server_with_client_auth());
    let identity = authority.issue(&["client.example"], Validity::Now);
    let client = trusting(&authority, &server, "127.0.0.1")
        .client_certificate_pem(identity.chain, identity.key)
        .build()
        .unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    server.request();
}

#[test]
fn a_server_with_client_auth_is_still_checked() {
    let authority = Authority::new();
    let server = answering(authority.server_with_client_auth());
    let identity = authority.issue(&["client.example"], Validity::Now);
    let builder =
        trusting(&Authority::new(), &server, "127.0.0.1").client_certificate_pem(identity.chain, identity.key);
    is_refused_at_once(&server, builder);
}

#[test]
fn no_client_certificate_for_a_server_with_client_auth() {
    let authority = Authority::new();
    let server = answering(authority.server_with_client_auth());
    let client = trusting(&authority, &server, "127.0.0.1").build().unwrap();
    let error = error_of(client.tokens().get_tokens_me().send());
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!(server.requests().len(), 0);
}

fn is_refused_at_build(builder: ClientBuilder) {
    let error = error_of(builder.build());
    assert!(matches!(error, Error::Config(_)), "{error:?}");
    assert_eq!(error.attempts(), 0);
    assert!(!error.to_string().contains("PRIVATE"), "{error}");
}

fn offline() -> ClientBuilder {
    anonymous_builder().access_token(TOKEN)
}

fn identity() -> (String, String) {
    let identity = Authority::new().issue(&["client.example"], Validity::Now);
    (identity.chain, identity.key)
}

cases! { is_refused_at_build:
    roots_that_are_empty => offline().root_certificates_pem("");
    roots_that_are_no_pem => offline().root_certificates_pem("not a certificate");
    roots_that_are_a_key => offline().root_certificates_pem(identity().1);
    roots_that_are_garbage_in_a_frame =>
        offline().root_certificates_pem("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    a_key_of_another_certificate => offline().client_certificate_pem(identity().0, identity().1);
    a_certificate_for_a_key => offline().client_certificate_pem(identity().0, identity().0);
    a_key_for_a_certificate => offline().client_certificate_pem(identity().1, identity().1);
    an_empty_client_certificate => offline().client_certificate_pem("", "");
    an_empty_key => offline().client_certificate_pem(identity().0, "");
    a_key_of_garbage =>
        offline().client_certificate_pem(identity().0, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
}
