//! Proxies. All requests go through a tunnel, so that the proxy does not receive the token and no other server receives the
//! password of the proxy.

use std::time::Duration;

use genesys_cloud::{Client, ClientBuilder, Error};

use crate::support::certificates::{Authority, Validity};
use crate::support::clients::{PROMPT, SHORT_TIMEOUT, quick, refusing_port, with_short_timeouts};
use crate::support::leaks::{CLIENT_ID, CLIENT_SECRET, FIRST_TOKEN, PROXY_BASIC, PROXY_PASSWORD, PROXY_USER, TOKEN};
use crate::support::response::{error_response, status, token_info, token_response};
use crate::support::{Server, Step, cases, error_of, leaks, timed};

/// An API address on which no server listens: a request succeeds only if it goes through the proxy.
pub(super) const API: &str = "http://127.0.0.1:9";

fn through(proxy: &str) -> ClientBuilder {
    Client::builder()
        .base_url(API)
        .access_token(TOKEN)
        .proxy(proxy)
        .timeout(Duration::from_secs(20))
        .attempt_timeout(Duration::from_secs(10))
        .retry(quick())
}

pub(super) fn established() -> Step {
    Step::Send(b"HTTP/1.1 200 Connection established\r\n\r\n".to_vec())
}

/// Returns a proxy that sends the response of the API itself.
pub(super) fn tunnel() -> Server {
    Server::each(vec![
        Step::Read,
        established(),
        Step::Read,
        Step::Send(token_info("behind")),
        Step::UntilPeerCloses,
    ])
}

pub(super) fn with_password(server: &Server) -> String {
    format!("http://{PROXY_USER}:{PROXY_PASSWORD}@{}", server.address())
}

#[test]
fn the_request_goes_through_a_tunnel() {
    let proxy = tunnel();
    let client = through(&proxy.url()).build().unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    let requests = proxy.requests();
    assert_eq!(requests[0].line(), "CONNECT 127.0.0.1:9 HTTP/1.1");
    assert!(!requests[0].text().contains(TOKEN), "the proxy received the token");
    assert_eq!(requests[0].header("proxy-authorization"), None);
    assert_eq!(requests[1].line(), "GET /api/v2/tokens/me HTTP/1.1");
    assert_eq!(requests[1].bearer(), Some(TOKEN));
}

#[test]
fn the_tunnel_is_reused() {
    let proxy = Server::each(vec![
        Step::Read,
        established(),
        Step::Read,
        Step::Send(token_info("one")),
        Step::Read,
        Step::Send(token_info("two")),
        Step::UntilPeerCloses,
    ]);
    let client = through(&proxy.url()).build().unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    assert_eq!(proxy.connections(), 1);
}

#[test]
fn the_password_is_sent_to_the_proxy_only() {
    let proxy = tunnel();
    let client = through(&with_password(&proxy)).build().unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    let requests = proxy.requests();
    assert_eq!(
        requests[0].header("proxy-authorization"),
        Some(format!("Basic {PROXY_BASIC}").as_str())
    );
    assert!(!requests[1].text().to_ascii_lowercase().contains("proxy"));
    assert!(!requests[1].text().contains(PROXY_BASIC));
}

#[test]
fn the_token_is_fetched_through_the_tunnel() {
    let proxy = Server::each(vec![
        Step::Read,
        established(),
        Step::Read,
        Step::Send(token_response(FIRST_TOKEN)),
        Step::Read,
        Step::Send(token_info("behind")),
        Step::UntilPeerCloses,
    ]);
    let client = Client::builder()
        .base_url(API)
        .login_url(API)
        .client_credentials(CLIENT_ID, CLIENT_SECRET)
        .proxy(proxy.url())
        .retry(quick())
        .build()
        .unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    assert_eq!(proxy.token_requests(), 1);
}

#[test]
fn the_certificate_of_the_api_is_checked_inside_the_tunnel() {
    let authority = Authority::new();
    let tls = authority.server(&["api.example"], Validity::Now);
    let proxy = Server::each(vec![
        Step::Read,
        established(),
        Step::Tls(tls),
        Step::Read,
        Step::Send(token_info("behind")),
        Step::UntilPeerCloses,
    ]);
    let secure = || through(&with_password(&proxy)).base_url("https://api.example");
    let trusting = secure().root_certificates_pem(authority.pem()).build().unwrap();
    trusting.tokens().get_tokens_me().send().unwrap();
    assert_eq!(proxy.requests()[0].line(), "CONNECT api.example:443 HTTP/1.1");
    assert_eq!(proxy.requests()[1].bearer(), Some(TOKEN));

    let strict = secure().root_certificates_pem(Authority::new().pem()).build().unwrap();
    let error = error_of(strict.tokens().get_tokens_me().send());
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    // The proxy received CONNECT, and no request in the tunnel.
    assert_eq!((proxy.requests().len(), proxy.connections()), (3, 2));
}

/// Checks a proxy that refuses to connect: the client does not return its response as a response of the API, and sends no token.
fn is_a_transport_error(response: Vec<u8>) {
    let proxy = Server::each(vec![Step::Read, Step::Send(response), Step::UntilPeerCloses]);
    let client = through(&with_password(&proxy)).build().unwrap();
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert!(elapsed < PROMPT, "{elapsed:?}");
    let requests = proxy.requests();
    assert!((1..=4).contains(&requests.len()));
    assert!(requests.iter().all(|request| request.method() == "CONNECT"));
    assert!(requests.iter().all(|request| !request.text().contains(TOKEN)));
}

cases! { is_a_transport_error:
    status_407 => status(407, &[("Proxy-Authenticate", "Basic realm=\"proxy\"")], "");
    status_407_that_echoes_the_password =>
        status(407, &[("Proxy-Authenticate", &format!("Basic realm=\"{PROXY_PASSWORD} {PROXY_BASIC}\""))], PROXY_PASSWORD);
    status_403 => status(403, &[], "<html>blocked</html>");
    status_502 => status(502, &[], "<html>no such host</html>");
    status_503_with_an_error_body => error_response(503, "busy");
    status_302 => status(302, &[("Location", "http://127.0.0.1:9/")], "");
    garbage => b"garbage\r\n\r\n".to_vec();
}

#[test]
fn the_error_for_status_407_names_the_proxy() {
    let proxy = Server::each(vec![
        Step::Read,
        Step::Send(status(407, &[], "")),
        Step::UntilPeerCloses,
    ]);
    let client = through(&proxy.url()).build().unwrap();
    let text = error_of(client.tokens().get_tokens_me().send()).to_string();
    assert!(text.contains("proxy"), "{text}");
}

#[test]
fn a_proxy_that_refuses_the_connection() {
    let (_port, address) = refusing_port();
    let proxy = format!("http://{PROXY_USER}:{PROXY_PASSWORD}@{address}");
    let client = through(&proxy).build().unwrap();
    let error = error_of(client.tokens().get_tokens_me().send());
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

fn times_out(steps: Vec<Step>) {
    let proxy = Server::each(steps);
    let client = with_short_timeouts(through(&with_password(&proxy)));
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(error.is_timeout(), "{error:?}");
    assert!(elapsed < SHORT_TIMEOUT + Duration::from_secs(2), "{elapsed:?}");
}

cases! { times_out:
    a_proxy_that_does_not_respond => vec![Step::Read, Step::Stall];
    a_proxy_that_does_not_read => vec![Step::Stall];
    a_proxy_that_stalls_in_its_response => vec![Step::Read, Step::Send(b"HTTP/1.1 200 C".to_vec()), Step::Stall];
    a_proxy_that_drips => vec![Step::Read, Step::Send(b"HTTP/1.1 200 Connection established\r\n".to_vec()), Step::Drip(b"X-A: b\r\n".repeat(60), Duration::from_millis(40))];
    a_tunnel_that_stalls => vec![Step::Read, established(), Step::Read, Step::Stall];
}

fn is_a_broken_connection(end: Step) {
    let proxy = Server::each(vec![Step::Read, end]);
    let client = through(&with_password(&proxy)).build().unwrap();
    let error = error_of(client.tokens().get_tokens_me().send());
    let Error::Transport(failure) = &error else {
        panic!("{error:?}")
    };
    assert!(failure.is_connect() && !failure.is_sent(), "{error:?}");
    assert!(!error.to_string().contains("refused"), "{error}");
    assert_eq!(error.attempts(), 4, "{error:?}");
}

cases! { is_a_broken_connection:
    a_proxy_that_closes => Step::Fin;
    a_proxy_that_resets => Step::Reset;
}

fn is_refused_at_build(proxy: &str) {
    let error = error_of(through(proxy).build());
    assert!(matches!(error, Error::Config(_)), "{error:?}");
    assert!(
        error.to_string().contains("proxy"),
        "the setting is missing in: {error}"
    );
}

cases! { is_refused_at_build:
    an_empty_url => "";
    a_url_without_a_host => "http://";
    an_unknown_scheme => &format!("gopher://{PROXY_USER}:{PROXY_PASSWORD}@127.0.0.1:1");
    an_invalid_port => &format!("http://{PROXY_USER}:{PROXY_PASSWORD}@127.0.0.1:99999");
    a_space_in_the_url => &format!("http://{PROXY_USER}:{PROXY_PASSWORD}@127.0.0.1 :80");
    a_password_that_is_not_utf8 => &format!("http://{PROXY_USER}:{PROXY_PASSWORD}%ff@127.0.0.1:80");
    a_password_with_a_line_end => &format!("http://{PROXY_USER}:{PROXY_PASSWORD}\r\nX: y@127.0.0.1:80");
}

#[test]
fn debug_does_not_contain_the_password() {
    let builder = through(&format!("http://{PROXY_USER}:{PROXY_PASSWORD}@127.0.0.1:1"));
    leaks::assert_debug_is_clean("ClientBuilder", &builder);
    let client = builder.build().unwrap();
    leaks::assert_debug_is_clean("Client", &client);
    leaks::assert_debug_is_clean("TokensApi", &client.tokens());
    leaks::assert_debug_is_clean("GetTokensMe", &client.tokens().get_tokens_me());
}
