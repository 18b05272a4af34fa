//! A verdict of TLS is a `Transport` error. The client does not retry, and sends no byte of HTTP.

use std::sync::Arc;

use genesys_cloud::{ClientBuilder, Error};
use rustls::ServerConfig;

use crate::support::certificates::{Authority, Validity};
use crate::support::clients::{PROMPT, anonymous_builder};
use crate::support::leaks::{CLIENT_ID, CLIENT_SECRET, FIRST_TOKEN, TOKEN};
use crate::support::response::{token_info, token_response};
use crate::support::{Server, Step, cases, error_of, timed};

fn url(server: &Server, host: &str) -> String {
    format!("https://{host}:{}", server.port())
}

/// Returns a client that trusts `authority` only.
fn trusting(authority: &Authority, server: &Server, host: &str) -> ClientBuilder {
    anonymous_builder()
        .base_url(url(server, host))
        .access_token(TOKEN)
        .root_certificates_pem(authority.pem())
}

fn responding(tls: Arc<ServerConfig>) -> Server {
    Server::each(vec![
        Step::Tls(tls),
        Step::Read,
        Step::Send(token_info("here")),
        Step::UntilPeerCloses,
    ])
}

fn is_trusted(names: &[&str], host: &str) {
    let authority = Authority::new();
    let server = responding(authority.server(names, Validity::Now));
    let client = trusting(&authority, &server, host).build().unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    assert_eq!(server.request().bearer(), Some(TOKEN));
}

cases! { is_trusted:
    a_certificate_for_the_address => &["127.0.0.1"], "127.0.0.1";
    a_certificate_for_the_name => &["localhost"], "localhost";
    a_certificate_for_several_names => &["other.example", "127.0.0.1"], "127.0.0.1";
}

/// Checks that the handshake fails once, and that the client sends no part of the request.
fn is_refused_at_once(server: &Server, builder: ClientBuilder) {
    let client = builder.build().unwrap();
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!(error.attempts(), 1);
    assert!(!error.is_retryable());
    assert!(!error.is_timeout());
    assert!(elapsed < PROMPT, "{elapsed:?}");
    assert_eq!(server.connections(), 1, "retried");
    assert_eq!(server.requests().len(), 0, "a request was sent");
}

fn certificate_is_refused(names: &[&str], host: &str, validity: Validity) {
    let authority = Authority::new();
    let server = responding(authority.server(names, validity));
    is_refused_at_once(&server, trusting(&authority, &server, host));
}

const LOOPBACK: &[&str] = &["127.0.0.1", "localhost"];

cases! { certificate_is_refused:
    another_name => &["other.example"], "localhost", Validity::Now;
    another_address => &["127.0.0.2"], "127.0.0.1", Validity::Now;
    a_name_for_an_address => &["localhost"], "127.0.0.1", Validity::Now;
    an_expired_certificate => LOOPBACK, "127.0.0.1", Validity::Expired;
    a_certificate_that_is_not_yet_valid => LOOPBACK, "127.0.0.1", Validity::NotYet;
}

#[test]
fn a_certificate_of_another_authority_is_refused() {
    let server = responding(Authority::new().server(LOOPBACK, Validity::Now));
    is_refused_at_once(&server, trusting(&Authority::new(), &server, "127.0.0.1"));
}

#[test]
fn a_certificate_of_an_unknown_authority_is_refused_by_default() {
    let server = responding(Authority::new().server(LOOPBACK, Validity::Now));
    let builder = anonymous_builder()
        .base_url(url(&server, "127.0.0.1"))
        .access_token(TOKEN);
    is_refused_at_once(&server, builder);
}

#[test]
fn plain_http_instead_of_a_handshake_is_an_error() {
    let server = Server::each(vec![
        Step::ReadRaw,
        Step::Send(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".to_vec()),
        Step::UntilPeerCloses,
    ]);
    is_refused_at_once(&server, trusting(&Authority::new(), &server, "127.0.0.1"));
    let raw = server.raw();
    // 22 is a handshake record. It contains the host name, and no other part of the request.
    assert_eq!(raw[0], 22);
    let text = String::from_utf8_lossy(&raw);
    assert!(!text.contains("HTTP/1") && !text.contains("tokens") && !text.contains(TOKEN));
}

#[test]
fn garbage_instead_of_a_handshake_is_an_error() {
    let server = Server::each(vec![Step::ReadRaw, Step::Send(vec![0xff; 100]), Step::UntilPeerCloses]);
    is_refused_at_once(&server, trusting(&Authority::new(), &server, "127.0.0.1"));
}

#[test]
fn an_alert_instead_of_a_handshake_is_an_error() {
    // A fatal handshake_failure (RFC 8446, section 6).
    let server = Server::each(vec![
        Step::ReadRaw,
        Step::Send(vec![21, 3, 3, 0, 2, 2, 40]),
        Step::UntilPeerCloses,
    ]);
    is_refused_at_once(&server, trusting(&Authority::new(), &server, "127.0.0.1"));
}

#[test]
fn the_secret_is_not_sent_to_a_token_endpoint_without_valid_tls() {
    let login = responding(Authority::new().server(LOOPBACK, Validity::Now));
    let api = Server::unused();
    let builder = anonymous_builder()
        .base_url(url(&api, "127.0.0.1"))
        .login_url(url(&login, "127.0.0.1"))
        .client_credentials(CLIENT_ID, CLIENT_SECRET)
        .root_certificates_pem(Authority::new().pem());
    is_refused_at_once(&login, builder);
}

#[test]
fn root_certificates_apply_to_the_token_endpoint() {
    let authority = Authority::new();
    let login = Server::each(vec![
        Step::Tls(authority.server(LOOPBACK, Validity::Now)),
        Step::Read,
        Step::Send(token_response(FIRST_TOKEN)),
        Step::UntilPeerCloses,
    ]);
    let api = responding(authority.server(LOOPBACK, Validity::Now));
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
fn a_client_certificate_is_sent_to_a_server_with_client_auth() {
    let authority = Authority::new();
    let server = responding(authority.server_with_client_auth());
    let identity = authority.issue(&["client.example"], Validity::Now);
    let client = trusting(&authority, &server, "127.0.0.1")
        .client_certificate_pem(identity.chain, identity.key)
        .build()
        .unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    server.request();
}

#[test]
fn the_certificate_of_a_server_with_client_auth_is_checked() {
    let authority = Authority::new();
    let server = responding(authority.server_with_client_auth());
    let identity = authority.issue(&["client.example"], Validity::Now);
    let builder =
        trusting(&Authority::new(), &server, "127.0.0.1").client_certificate_pem(identity.chain, identity.key);
    is_refused_at_once(&server, builder);
}

#[test]
fn a_missing_client_certificate_is_an_error() {
    let authority = Authority::new();
    let server = responding(authority.server_with_client_auth());
    let client = trusting(&authority, &server, "127.0.0.1").build().unwrap();
    let error = error_of(client.tokens().get_tokens_me().send());
    // With TLS 1.3, the alert of the server comes after the client has sent its request.
    let Error::Transport(failure) = &error else {
        panic!("{error:?}")
    };
    assert!(failure.is_tls() && !error.is_retryable(), "{error:?}");
    assert!(
        error
            .to_string()
            .ends_with("; check ClientBuilder::client_certificate_pem"),
        "{error}"
    );
    assert_eq!((server.requests().len(), error.attempts()), (0, 1));
}

#[test]
fn added_root_certificates_are_trusted_beside_the_others() {
    let (first, second, third) = (Authority::new(), Authority::new(), Authority::new());
    for authority in [&first, &second, &third] {
        let server = responding(authority.server(LOOPBACK, Validity::Now));
        let client = trusting(&first, &server, "127.0.0.1")
            .add_root_certificates_pem(second.pem())
            .add_root_certificates_pem(third.pem())
            .build()
            .unwrap();
        client.tokens().get_tokens_me().send().unwrap();
    }
    let server = responding(Authority::new().server(LOOPBACK, Validity::Now));
    is_refused_at_once(
        &server,
        trusting(&first, &server, "127.0.0.1").add_root_certificates_pem(second.pem()),
    );
}

#[test]
fn root_certificates_are_added_to_those_of_mozilla() {
    let authority = Authority::new();
    let server = responding(authority.server(LOOPBACK, Validity::Now));
    let client = anonymous_builder()
        .base_url(url(&server, "localhost"))
        .access_token(TOKEN)
        .add_root_certificates_pem(authority.pem())
        .build()
        .unwrap();
    client.tokens().get_tokens_me().send().unwrap();
}

fn has_advice(server: &Server, builder: ClientBuilder, what: &str, advice: &str) {
    let client = builder.build().unwrap();
    let text = error_of(client.tokens().get_tokens_me().send()).to_string();
    assert!(
        text.contains(&format!(": {what} (https://127.0.0.1:{})", server.port())),
        "{text}"
    );
    assert!(text.ends_with(&format!("; {advice}")), "{text}");
}

#[test]
fn an_untrusted_certificate_names_the_setting_that_trusts_it() {
    let server = responding(Authority::new().server(LOOPBACK, Validity::Now));
    has_advice(
        &server,
        trusting(&Authority::new(), &server, "127.0.0.1"),
        "the certificate is not trusted",
        "if a proxy or gateway inspects TLS, add its root certificate with ClientBuilder::add_root_certificates_pem, or use \
         ClientBuilder::system_certificates (feature platform-verifier)",
    );
}

#[test]
fn a_server_without_tls_is_said_to_have_none() {
    let server = Server::each(vec![
        Step::ReadRaw,
        Step::Send(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".to_vec()),
        Step::UntilPeerCloses,
    ]);
    has_advice(
        &server,
        trusting(&Authority::new(), &server, "127.0.0.1"),
        "the server does not speak TLS",
        "check the port, or use http:// for a server without TLS",
    );
}

#[test]
fn the_certificate_of_an_authority_is_not_one_of_a_server() {
    let authority = Authority::new();
    let server = responding(authority.self_signed_server());
    has_advice(
        &server,
        trusting(&authority, &server, "127.0.0.1"),
        "the certificate belongs to an authority (CA), and a server must not use it",
        "it may be self-signed: let the server use one that the authority has issued, and trust the authority with \
             ClientBuilder::add_root_certificates_pem",
    );
}

fn is_refused_at_build(builder: ClientBuilder) {
    let error = error_of(builder.build());
    assert!(matches!(error, Error::Config(_)), "{error:?}");
    assert_eq!(error.attempts(), 0);
    // The label of a block may be named, and nothing of its content.
    let text = error.to_string();
    assert!(!text.contains("BEGIN PRIVATE") && !text.contains("MI"), "{error}");
}

fn offline() -> ClientBuilder {
    anonymous_builder().access_token(TOKEN)
}

fn identity() -> (String, String) {
    let identity = Authority::new().issue(&["client.example"], Validity::Now);
    (identity.chain, identity.key)
}

cases! { is_refused_at_build:
    empty_added_roots => offline().add_root_certificates_pem("");
    added_roots_that_are_not_pem => offline().add_root_certificates_pem("not a certificate");
    roots_for_a_client_without_tls => offline().base_url("http://127.0.0.1:9").root_certificates_pem("not a certificate");
    empty_roots => offline().root_certificates_pem("");
    roots_that_are_not_pem => offline().root_certificates_pem("not a certificate");
    roots_that_are_a_key => offline().root_certificates_pem(identity().1);
    garbage_in_pem =>
        offline().root_certificates_pem("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    a_key_of_another_certificate => offline().client_certificate_pem(identity().0, identity().1);
    a_certificate_for_a_key => offline().client_certificate_pem(identity().0, identity().0);
    a_key_for_a_certificate => offline().client_certificate_pem(identity().1, identity().1);
    an_empty_client_certificate => offline().client_certificate_pem("", "");
    an_empty_key => offline().client_certificate_pem(identity().0, "");
    a_key_of_garbage =>
        offline().client_certificate_pem(identity().0, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
}
