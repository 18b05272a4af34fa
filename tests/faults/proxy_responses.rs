//! What proxies respond to CONNECT: whether the call goes on, is retried or fails, and what the error says.

use std::time::Duration;

use genesys_cloud::{Client, ClientBuilder, Error, Method};

use super::proxy::established;
use crate::support::certificates::{Authority, Validity};
use crate::support::clients::{PROMPT, SHORT_TIMEOUT, anonymous_builder, with_short_timeouts};
use crate::support::leaks::{PROXY_PASSWORD, PROXY_USER, TOKEN};
use crate::support::response::{ok_json, status, token_info};
use crate::support::{Server, Step, cases, error_of, timed};

/// The target of CONNECT. No server listens there.
const API: &str = "http://127.0.0.1:9";

fn through(proxy: &str) -> ClientBuilder {
    anonymous_builder().base_url(API).access_token(TOKEN).proxy(proxy)
}

/// Returns a request that is not repeated once it was sent.
fn post(client: &Client) -> Result<(), Error> {
    let request = client.request(Method::POST, "/api/v2/groups");
    request.body_text("a group".to_owned()).send_empty().map(drop)
}

fn opens_a_tunnel(response: &[Step]) {
    let mut steps = vec![Step::Read];
    steps.extend_from_slice(response);
    steps.extend([Step::Read, Step::Send(ok_json("{}")), Step::UntilPeerCloses]);
    let proxy = Server::each(steps);
    post(&through(&proxy.url()).build().unwrap()).unwrap();
    assert_eq!(proxy.connections(), 1);
    assert_eq!(proxy.requests()[1].line(), "POST /api/v2/groups HTTP/1.1");
}

fn send(text: &str) -> Step {
    Step::Send(text.as_bytes().to_vec())
}

cases! { opens_a_tunnel:
    status_200 => &[established()];
    status_200_without_a_reason => &[send("HTTP/1.0 200\r\n\r\n")];
    status_201 => &[send("HTTP/1.1 201 Created\r\n\r\n")];
    status_204 => &[send("HTTP/1.1 204 No Content\r\n\r\n")];
    status_100_first => &[send("HTTP/1.1 100 Continue\r\n\r\n"), established()];
    several_informational_responses_at_once => &[send(
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
    )];
    twenty_five_headers => &[send(&format!("HTTP/1.1 200 OK\r\n{}\r\n", "X-Name: value\r\n".repeat(25)))];
    a_length_that_is_ignored => &[send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")];
    a_response_that_arrives_byte_by_byte => &[
        Step::Drip(b"HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\n".to_vec(), Duration::from_millis(1)),
    ];
}

/// Returns the error of a POST that the proxy refuses, so that the client sends nothing to the host.
fn failure(proxy: &Server, builder: ClientBuilder) -> Error {
    let client = builder.build().unwrap();
    let (error, elapsed) = timed(|| error_of(post(&client)));
    let Error::Transport(failure) = &error else {
        panic!("{error:?}")
    };
    assert!(failure.is_connect() && !failure.is_sent(), "{error:?}");
    assert!(elapsed < PROMPT, "{elapsed:?}");
    let requests = proxy.requests();
    assert!(requests.iter().all(|request| request.method() == "CONNECT"));
    assert!(requests.iter().all(|request| !request.text().contains(TOKEN)));
    error
}

fn refusing(response: Vec<u8>) -> Server {
    Server::each(vec![Step::Read, Step::Send(response), Step::UntilPeerCloses])
}

fn is_retried(code: u16) {
    let proxy = refusing(status(code, &[], "<html>later</html>"));
    let error = failure(&proxy, through(&proxy.url()));
    assert_eq!((error.attempts(), proxy.connections()), (4, 4));
    assert!(error.is_retryable());
    assert!(error.to_string().contains(&format!("({code} ")), "{error}");
}

cases! { is_retried:
    status_408_is_retried => 408;
    status_429_is_retried => 429;
    status_502_is_retried => 502;
    status_503_is_retried => 503;
    status_504_is_retried => 504;
}

#[test]
fn the_next_connection_of_a_retried_request_may_succeed() {
    let proxy = Server::script([
        vec![Step::Read, Step::Send(status(503, &[], "")), Step::UntilPeerCloses],
        vec![Step::Read, Step::Fin],
        vec![
            Step::Read,
            established(),
            Step::Read,
            Step::Send(ok_json("{}")),
            Step::UntilPeerCloses,
        ],
    ]);
    post(&through(&proxy.url()).build().unwrap()).unwrap();
    assert_eq!(proxy.connections(), 3);
}

#[test]
fn the_wait_that_a_proxy_asks_for_is_obeyed() {
    let limited = status(429, &[("Retry-After", "1")], "");
    let proxy = Server::script([
        vec![Step::Read, Step::Send(limited), Step::UntilPeerCloses],
        vec![
            Step::Read,
            established(),
            Step::Read,
            Step::Send(ok_json("{}")),
            Step::UntilPeerCloses,
        ],
    ]);
    post(&through(&proxy.url()).build().unwrap()).unwrap();
    assert!(proxy.gaps()[0] >= Duration::from_secs(1), "{:?}", proxy.gaps());

    let proxy = refusing(status(503, &[("Retry-After", "3600")], ""));
    let error = failure(&proxy, through(&proxy.url()));
    assert_eq!(
        (error.attempts(), error.retry_after()),
        (1, Some(Duration::from_secs(3600)))
    );
}

fn is_final(response: Vec<u8>, what: &str) {
    let proxy = refusing(response);
    let error = failure(&proxy, through(&proxy.url()));
    assert_eq!((error.attempts(), proxy.connections()), (1, 1), "retried");
    assert!(!error.is_retryable());
    let expected = format!(
        "cannot connect through the proxy {} (from ClientBuilder::proxy) to {API}: {what}",
        proxy.url()
    );
    assert!(error.to_string().contains(&expected), "{error}");
}

cases! { is_final:
    status_302_is_final => status(302, &[("Location", "http://127.0.0.1:9/")], ""), "the proxy redirects (302 Found); ";
    status_400_is_final => status(400, &[], ""), "the proxy does not connect to the host (400 Bad Request); ";
    status_403_is_final => status(403, &[], "<html>blocked</html>"), "the proxy does not connect to the host (403 Forbidden); ";
    status_405_is_final => status(405, &[], ""), "the proxy does not connect to the host (405 Method Not Allowed); ";
    garbage_is_final => b"garbage\r\n\r\n".to_vec(), "the response of the proxy is not HTTP; check ClientBuilder::proxy";
    an_html_page_is_final => b"<html><body>Proxy</body></html>".to_vec(), "the response of the proxy is not HTTP; check ClientBuilder::proxy";
    another_protocol_is_final => b"SSH-2.0-OpenSSH_9.9\r\n".to_vec(), "the response of the proxy is not HTTP; check ClientBuilder::proxy";
    too_many_headers_are_final =>
        format!("HTTP/1.1 200 OK\r\n{}\r\n", "X-Name: value\r\n".repeat(200)).into_bytes(), "the response of the proxy has too many headers";
    endless_headers_are_final =>
        format!("HTTP/1.1 200 OK\r\nX-Name: {}", "v".repeat(100_000)).into_bytes(), "the response of the proxy has too many headers";
    a_body_after_200_is_final =>
        [b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), token_info("of the proxy")].concat(), "the response of the proxy to CONNECT has a body";
}

#[test]
fn status_407_names_the_schemes_that_the_proxy_offers() {
    let challenges = |values: &[&str]| {
        let headers: Vec<_> = values.iter().map(|value| ("Proxy-Authenticate", *value)).collect();
        status(407, &headers, "")
    };
    for (response, what) in [
        (
            challenges(&[]),
            "the proxy requires credentials; add user and password to ClientBuilder::proxy, percent-encoded",
        ),
        (
            challenges(&["Negotiate", "NTLM", "Basic realm=\"corp\""]),
            "the proxy requires credentials (Basic, NTLM, Negotiate); add user and password to ClientBuilder::proxy, percent-encoded",
        ),
        (
            challenges(&["basic realm=\"a\", digest nonce=\"b\""]),
            "the proxy requires credentials (Basic, Digest); add user and password to ClientBuilder::proxy, percent-encoded",
        ),
        (
            challenges(&["Negotiate, NTLM", "Unknown"]),
            "the proxy requires credentials (NTLM, Negotiate); only Basic is supported: use a proxy that offers it",
        ),
    ] {
        is_final(response, what);
    }
}

#[test]
fn status_407_for_credentials_refuses_them() {
    let proxy = refusing(status(407, &[("Proxy-Authenticate", "Basic realm=\"corp\"")], ""));
    let url = proxy
        .url()
        .replace("http://", &format!("http://{PROXY_USER}:{PROXY_PASSWORD}@"));
    let error = failure(&proxy, through(&url));
    assert_eq!(error.attempts(), 1);
    let expected =
        "the proxy rejected user and password; check user and password in ClientBuilder::proxy, percent-encoded";
    assert!(error.to_string().ends_with(expected), "{error}");
}

#[test]
fn a_proxy_that_sends_one_byte_at_a_time_times_out() {
    let proxy = Server::each(vec![
        Step::Read,
        Step::Drip(
            b"HTTP/1.1 200 Connection established\r\n".to_vec(),
            Duration::from_millis(40),
        ),
    ]);
    let client = with_short_timeouts(through(&proxy.url()));
    let (error, elapsed) = timed(|| error_of(post(&client)));
    assert!(error.is_timeout(), "{error:?}");
    assert!(elapsed < SHORT_TIMEOUT + Duration::from_secs(2), "{elapsed:?}");
    let expected = format!(
        "timed out while connecting through the proxy {} (from ClientBuilder::proxy) to {API}: ",
        proxy.url()
    );
    assert!(error.to_string().contains(&expected), "{error}");
}

/// TLS with the proxy, and TLS with the host inside of it.
#[test]
fn tls_inside_of_tls() {
    let authority = Authority::new();
    let proxy = Server::each(vec![
        Step::Tls(authority.server(&["127.0.0.1"], Validity::Now)),
        Step::Read,
        established(),
        Step::Tls(authority.server(&["api.example"], Validity::Now)),
        Step::Read,
        Step::Send(token_info("one")),
        Step::Read,
        Step::Send(token_info("two")),
        Step::UntilPeerCloses,
    ]);
    let client = through(&format!("https://{}", proxy.address()))
        .base_url("https://api.example")
        .root_certificates_pem(authority.pem())
        .build()
        .unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    assert_eq!(proxy.connections(), 1);
    assert_eq!(proxy.requests()[0].line(), "CONNECT api.example:443 HTTP/1.1");
}

#[test]
fn the_certificate_of_a_proxy_is_verified() {
    let proxy = Server::each(vec![Step::Tls(Authority::new().server(&["127.0.0.1"], Validity::Now))]);
    let url = format!("https://{}", proxy.address());
    let client = through(&url)
        .root_certificates_pem(Authority::new().pem())
        .build()
        .unwrap();
    let error = error_of(post(&client));
    let Error::Transport(failure) = &error else {
        panic!("{error:?}")
    };
    assert!(failure.is_tls() && !failure.is_sent(), "{error:?}");
    let expected = format!(
        "cannot connect through the proxy {url} (from ClientBuilder::proxy) to {API}: the certificate of the proxy is not trusted"
    );
    assert!(error.to_string().contains(&expected), "{error}");
    assert_eq!((error.attempts(), proxy.requests().len()), (1, 0));
}

#[test]
fn a_proxy_without_tls_is_said_to_have_none() {
    let proxy = Server::each(vec![
        Step::ReadRaw,
        Step::Send(status(400, &[], "")),
        Step::UntilPeerCloses,
    ]);
    let client = through(&format!("https://{}", proxy.address())).build().unwrap();
    let error = error_of(post(&client));
    assert!(
        error.to_string().ends_with("; use http:// in ClientBuilder::proxy"),
        "{error}"
    );
    assert_eq!(error.attempts(), 1);
}
