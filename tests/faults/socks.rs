//! SOCKS5 (RFC 1928, RFC 1929). The proxy looks up the host.

use std::time::Duration;

use genesys_cloud::{ClientBuilder, Error};

use crate::support::certificates::{Authority, Validity};
use crate::support::clients::{SHORT_TIMEOUT, anonymous_builder, with_short_timeouts};
use crate::support::leaks::{PROXY_PASSWORD, PROXY_USER, TOKEN};
use crate::support::response::token_info;
use crate::support::{Server, Step, cases, error_of, timed};

const NO_AUTHENTICATION: &[u8] = &[5, 0];
const USER_AND_PASSWORD: &[u8] = &[5, 2];
/// Succeeded, from 127.0.0.1:1080.
const CONNECTED: &[u8] = &[5, 0, 0, 1, 127, 0, 0, 1, 4, 56];

fn send(bytes: &[u8]) -> Step {
    Step::Send(bytes.to_vec())
}

/// Returns the steps of a proxy without credentials, until it is connected.
fn tunnel(reply: &[u8]) -> Vec<Step> {
    vec![Step::ReadRaw, send(NO_AUTHENTICATION), Step::ReadRaw, send(reply)]
}

fn responding(mut steps: Vec<Step>) -> Server {
    steps.extend([Step::Read, Step::Send(token_info("behind")), Step::UntilPeerCloses]);
    Server::each(steps)
}

fn through(proxy: &Server, api: &str) -> ClientBuilder {
    anonymous_builder()
        .base_url(api)
        .allow_plain_http(true)
        .access_token(TOKEN)
        .proxy(format!("socks5://{}", proxy.address()))
}

fn asks_for(api: &str, address: &[u8]) {
    let proxy = responding(tunnel(CONNECTED));
    let client = through(&proxy, api).build().unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    let mut expected = vec![5, 1, 0, 5, 1, 0];
    expected.extend_from_slice(address);
    assert_eq!(proxy.raw(), expected);
    assert_eq!(proxy.request().bearer(), Some(TOKEN));
}

cases! { asks_for:
    a_host_that_the_proxy_looks_up => "http://api.example:8080", b"\x03\x0bapi.example\x1f\x90";
    an_ipv4_address => "http://192.0.2.7", &[1, 192, 0, 2, 7, 0, 80];
    an_ipv6_address => "http://[2001:db8::7]:8080", &[4, 0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0x1f, 0x90];
}

fn is_accepted(reply: &[u8]) {
    let proxy = responding(tunnel(reply));
    let client = through(&proxy, "http://api.example").build().unwrap();
    client.tokens().get_tokens_me().send().unwrap();
}

cases! { is_accepted:
    a_reply_with_an_ipv6_address => &[5, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 4, 56];
    a_reply_with_a_host_name => b"\x05\x00\x00\x03\x05proxy\x04\x38";
    a_reply_with_an_empty_host_name => &[5, 0, 0, 3, 0, 4, 56];
}

#[test]
fn a_reply_that_arrives_byte_by_byte_is_accepted() {
    let proxy = responding(vec![
        Step::ReadRaw,
        Step::Drip(NO_AUTHENTICATION.to_vec(), Duration::from_millis(1)),
        Step::ReadRaw,
        Step::Drip(CONNECTED.to_vec(), Duration::from_millis(1)),
    ]);
    let client = through(&proxy, "http://api.example").build().unwrap();
    client.tokens().get_tokens_me().send().unwrap();
}

#[test]
fn user_and_password_are_sent_if_the_proxy_asks_for_them() {
    let with_password = |proxy: &Server| {
        let url = format!("socks5h://{PROXY_USER}:{PROXY_PASSWORD}@{}", proxy.address());
        through(proxy, "http://api.example").proxy(url).build().unwrap()
    };
    let proxy = responding(vec![
        Step::ReadRaw,
        send(USER_AND_PASSWORD),
        Step::ReadRaw,
        send(&[1, 0]),
        Step::ReadRaw,
        send(CONNECTED),
    ]);
    with_password(&proxy).tokens().get_tokens_me().send().unwrap();
    let raw = proxy.raw();
    assert_eq!(raw[..4], [5, 2, 0, 2]);
    let mut login = vec![1, u8::try_from(PROXY_USER.len()).unwrap()];
    login.extend_from_slice(PROXY_USER.as_bytes());
    login.push(u8::try_from(PROXY_PASSWORD.len()).unwrap());
    login.extend_from_slice(PROXY_PASSWORD.as_bytes());
    assert_eq!(raw[4..4 + login.len()], login);
    assert!(!proxy.request().text().contains(PROXY_PASSWORD));

    let proxy = responding(tunnel(CONNECTED));
    with_password(&proxy).tokens().get_tokens_me().send().unwrap();
    assert!(!String::from_utf8_lossy(&proxy.raw()).contains(PROXY_PASSWORD));

    let proxy = Server::each(vec![
        Step::ReadRaw,
        send(USER_AND_PASSWORD),
        Step::ReadRaw,
        send(&[1, 1]),
        Step::UntilPeerCloses,
    ]);
    let error = error_of(with_password(&proxy).tokens().get_tokens_me().send());
    assert_eq!(error.attempts(), 1);
    assert!(
        error.to_string().contains("the proxy rejected user and password"),
        "{error}"
    );
}

#[test]
fn https_goes_through_the_proxy() {
    let authority = Authority::new();
    let mut steps = tunnel(CONNECTED);
    steps.push(Step::Tls(authority.server(&["api.example"], Validity::Now)));
    let proxy = responding(steps);
    let client = through(&proxy, "https://api.example")
        .root_certificates_pem(authority.pem())
        .build()
        .unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    assert!(proxy.raw().ends_with(b"\x03\x0bapi.example\x01\xbb"));
}

/// Runs the script for each attempt. The error names the proxy.
fn fails(steps: Vec<Step>, attempts: u32, what: &str) {
    let proxy = Server::each(steps);
    let client = through(&proxy, "http://api.example").build().unwrap();
    let error = error_of(client.tokens().get_tokens_me().send());
    let Error::Transport(failure) = &error else {
        panic!("{error:?}")
    };
    assert!(failure.is_connect() && !failure.is_sent(), "{error:?}");
    assert_eq!((error.attempts(), error.is_retryable()), (attempts, attempts > 1));
    let expected = format!(
        "cannot connect through the proxy socks5://{} (from ClientBuilder::proxy) to http://api.example:80: {what}",
        proxy.address()
    );
    assert!(error.to_string().contains(&expected), "{error}");
}

fn refusing(code: u8) -> Vec<Step> {
    let mut steps = tunnel(&[5, code, 0, 1, 0, 0, 0, 0, 0, 0]);
    steps.push(Step::UntilPeerCloses);
    steps
}

cases! { fails:
    a_general_failure => refusing(1), 4, "the proxy failed with the reply code 1";
    a_connection_that_the_rules_do_not_allow => refusing(2), 1, "the rules of the proxy do not allow the connection";
    an_unreachable_network => refusing(3), 4, "the proxy cannot reach the network";
    an_unreachable_host => refusing(4), 4, "the proxy cannot reach the host";
    a_refused_connection => refusing(5), 4, "the host refused the connection of the proxy";
    a_connection_that_timed_out => refusing(6), 4, "the connection of the proxy to the host timed out";
    an_unsupported_command => refusing(7), 1, "the proxy failed with the reply code 7";
    a_proxy_that_requires_credentials =>
        vec![Step::ReadRaw, send(&[5, 255]), Step::UntilPeerCloses], 1, "the proxy requires credentials; add user and password to ClientBuilder::proxy";
    an_http_proxy => vec![Step::ReadRaw, send(b"HTTP/1.1 400 Bad Request\r\n\r\n"), Step::UntilPeerCloses], 1, "the response of the proxy is not SOCKS5";
    a_socks4_proxy => vec![Step::ReadRaw, send(&[0, 91, 0, 0, 0, 0, 0, 0]), Step::UntilPeerCloses], 1, "the response of the proxy is not SOCKS5";
    a_reply_of_another_protocol => tunnel(&[4, 0, 0, 0]), 1, "the response of the proxy is not SOCKS5";
    a_reply_with_an_unknown_address => tunnel(&[5, 0, 0, 9]), 1, "the response of the proxy is not SOCKS5";
    a_proxy_that_closes_at_once => vec![Step::ReadRaw, Step::Fin], 4, "the proxy closed the connection";
    a_proxy_that_closes_in_its_reply => {
        let mut steps = tunnel(&[5, 0, 0, 1, 127]);
        steps.push(Step::Fin);
        steps
    }, 4, "the proxy closed the connection";
}

fn times_out(steps: Vec<Step>) {
    let proxy = Server::each(steps);
    let client = with_short_timeouts(through(&proxy, "http://api.example"));
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(error.is_timeout(), "{error:?}");
    assert!(elapsed < SHORT_TIMEOUT + Duration::from_secs(2), "{elapsed:?}");
    assert!(
        error
            .to_string()
            .contains("while connecting through the proxy socks5://"),
        "{error}"
    );
}

cases! { times_out:
    a_proxy_that_sends_nothing => vec![Step::ReadRaw, Step::Stall];
    a_proxy_that_does_not_reply => vec![Step::ReadRaw, send(NO_AUTHENTICATION), Step::ReadRaw, Step::Stall];
    a_proxy_that_stalls_in_its_reply => {
        let mut steps = tunnel(&[5, 0, 0, 3, 100]);
        steps.push(Step::Stall);
        steps
    };
    a_proxy_that_drips => {
        let mut steps = tunnel(&[5, 0, 0, 3, 200]);
        steps.push(Step::Drip(vec![b'a'; 202], Duration::from_millis(40)));
        steps
    };
}
