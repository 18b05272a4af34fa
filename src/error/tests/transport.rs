//! Messages of calls without a response: what failed, to which host or proxy, and what to check.

use std::sync::Arc;
use std::time::Duration;

use ureq::http::{Method, StatusCode};

use super::{
    CallContext, PATH, Phase, Problem, ProxyName, ProxyRefusal, Stage, TimeLimit, TimeoutError, TlsProblem,
    TransportError, io,
};
use crate::proxy::ProxyParts;
use crate::retry::Repeat;

#[test]
fn an_error_without_a_response_names_scheme_host_and_port() {
    for (uri, origin) in [
        (
            "https://api.mypurecloud.ie/api/v2/tokens/me",
            "https://api.mypurecloud.ie:443",
        ),
        ("http://127.0.0.1:8080/x?secret=1", "http://127.0.0.1:8080"),
        ("http://localhost", "http://localhost:80"),
        ("https://[::1]:8443/", "https://[::1]:8443"),
    ] {
        let context = || CallContext::new(&Method::GET, PATH, 1).with_origin(&uri.parse().unwrap(), None);
        let io = io::Error::new(io::ErrorKind::NotConnected, "the reason");
        let error = TransportError::new(context(), Stage::Tls, Problem::Io, Some(io));
        assert_eq!(
            error.to_string(),
            format!(
                "GET {PATH}: the connection broke during the TLS handshake ({origin}): the reason; \
                 check port and firewall, and whether the network needs a proxy"
            )
        );
        let limit = TimeLimit::Connect(Duration::from_secs(5));
        let error = TimeoutError::new(context(), Phase::Connect, limit);
        assert_eq!(
            error.to_string(),
            format!(
                "GET {PATH}: timed out while connecting ({origin}): the time limit for connecting (ClientBuilder::connect_timeout) is 5 s; \
                 check network, firewall and proxy"
            )
        );
    }
}

#[test]
fn a_timeout_names_its_phase_and_its_limit() {
    let context = || CallContext::new(&Method::GET, PATH, 1);
    let half = Duration::from_millis(1500);
    let error = TimeoutError::new(context(), Phase::Body, TimeLimit::Attempt(half));
    assert_eq!(
        error.to_string(),
        "GET /api/v2/tokens/{userId}: timed out while reading the response body: the time limit of an attempt (ClientBuilder::attempt_timeout) is 1.5 s; \
         if the operation is slow, set a longer limit"
    );
    assert!(!error.is_whole_call());
    let phases = [
        (
            Phase::Token,
            "waiting for another thread to request the token",
            "call again later",
        ),
        (
            Phase::Resolve,
            "looking up the host name",
            "check the DNS of the network, and the region",
        ),
        (Phase::Connect, "connecting", "check network, firewall and proxy"),
        (
            Phase::Send,
            "sending the request",
            "if the operation is slow, set a longer limit",
        ),
        (
            Phase::Response,
            "waiting for the response",
            "if the operation is slow, set a longer limit",
        ),
        (
            Phase::SignIn,
            "waiting for the user to sign in with the browser",
            "start another sign-in",
        ),
    ];
    for (phase, text, advice) in phases {
        let error = TimeoutError::new(context(), phase, TimeLimit::Call(half));
        assert_eq!(error.phase(), phase);
        assert!(error.is_whole_call());
        assert_eq!(
            error.to_string(),
            format!(
                "GET {PATH}: timed out while {text}: the time limit of the call (ClientBuilder::timeout) is 1.5 s; {advice}"
            )
        );
    }
}

#[test]
fn a_change_that_timed_out_after_it_was_sent_may_have_been_processed() {
    let advice = |method, phase| {
        let limit = TimeLimit::Attempt(Duration::from_secs(15));
        let error = TimeoutError::new(CallContext::new(&method, PATH, 1), phase, limit).to_string();
        error.split_once("is 15 s; ").unwrap().1.to_owned()
    };
    let slow = "if the operation is slow, set a longer limit";
    for method in [Method::PUT, Method::DELETE] {
        for phase in [Phase::Response, Phase::Body] {
            assert_eq!(
                advice(method.clone(), phase),
                format!("it may have been processed; {slow}")
            );
        }
        assert_eq!(advice(method, Phase::Send), slow);
    }
    assert_eq!(advice(Method::GET, Phase::Response), slow);
}

const HOST: &str = "https://api.mypurecloud.ie/api/v2/tokens/me";

/// Returns a message after `{method} /api/v2/tokens/{userId}: `, without a reason of the system.
fn message(method: &Method, at: Stage, problem: Problem, proxy: Option<&str>) -> String {
    let context = CallContext::new(method, PATH, 1).with_origin(&HOST.parse().unwrap(), None);
    let proxy = proxy.map(|setting| {
        Arc::new(ProxyName {
            url: "http://proxy.corp:3128".to_owned(),
            setting: setting.to_owned().into(),
            has_exceptions: setting == "https_proxy",
            parts: (setting == "GENESYSCLOUD_PROXY_HOST").then(|| ProxyParts {
                protocol: "GENESYSCLOUD_PROXY_PROTOCOL".into(),
                user: "GENESYSCLOUD_PROXY_AUTH_USERNAME".into(),
                password: "GENESYSCLOUD_PROXY_AUTH_PASSWORD".into(),
            }),
        })
    });
    let error = TransportError::new(context, at, problem, None).with_proxy(proxy);
    let text = error.to_string();
    text.strip_prefix(&format!("{method} {PATH}: ")).unwrap().to_owned()
}

#[test]
fn a_failed_connection_names_the_host_and_what_to_check() {
    for (at, problem, expected) in [
        (
            Stage::Lookup,
            Problem::Io,
            "the host name cannot be looked up (https://api.mypurecloud.ie:443); \
             check the region, ClientBuilder::base_url and the DNS of the network",
        ),
        (
            Stage::Tcp,
            Problem::Io,
            "the host cannot be reached (https://api.mypurecloud.ie:443); \
             check host, port and firewall, and whether the network needs a proxy",
        ),
        (
            Stage::Tls,
            Problem::Closed,
            "the connection was closed during the TLS handshake (https://api.mypurecloud.ie:443); \
             check port and firewall, and whether the network needs a proxy",
        ),
        (
            Stage::Tls,
            Problem::Tls(TlsProblem::NotTrusted),
            "the certificate is not trusted (https://api.mypurecloud.ie:443); \
             if a proxy or gateway inspects TLS, add its root certificate with ClientBuilder::add_root_certificates_pem, or use \
             ClientBuilder::system_certificates (feature platform-verifier)",
        ),
        (
            Stage::Tls,
            Problem::Tls(TlsProblem::NotTls),
            "the server does not speak TLS (https://api.mypurecloud.ie:443); \
             check the port, or use http:// for a server without TLS",
        ),
        (
            Stage::Tls,
            Problem::Tls(TlsProblem::Certificate),
            "the certificate is not valid for a server (https://api.mypurecloud.ie:443); \
             let the server use another certificate",
        ),
        (
            Stage::Tls,
            Problem::Tls(TlsProblem::Authority),
            "the certificate belongs to an authority (CA), and a server must not use it (https://api.mypurecloud.ie:443); \
             it may be self-signed: let the server use one that the authority has issued, and trust the authority with \
             ClientBuilder::add_root_certificates_pem",
        ),
        (
            Stage::Response,
            Problem::InvalidResponse,
            "the response is not valid HTTP/1.1 (https://api.mypurecloud.ie:443); \
             check the port, and the proxy or gateway before the API",
        ),
    ] {
        // A proxy is not at fault if it has opened the connection.
        let proxy = (at == Stage::Tls).then_some("https_proxy");
        assert_eq!(message(&Method::GET, at, problem, proxy), expected);
    }
}

#[test]
fn a_failed_proxy_is_named_with_its_setting_and_the_host() {
    let status = |status| Problem::Proxy(ProxyRefusal::Status(status, None));
    let required = |schemes| Problem::Proxy(ProxyRefusal::CredentialsRequired(schemes));
    for (at, setting, problem, expected) in [
        (
            Stage::Lookup,
            "https_proxy",
            Problem::Io,
            "the host name of the proxy cannot be looked up; check https_proxy, or exempt the host with no_proxy",
        ),
        (
            Stage::Tcp,
            "proxy",
            Problem::Io,
            "the proxy cannot be reached; check proxy",
        ),
        (
            Stage::Proxy,
            "GENESYSCLOUD_PROXY_HOST",
            Problem::Closed,
            "the proxy closed the connection; check GENESYSCLOUD_PROXY_HOST",
        ),
        (
            Stage::Proxy,
            "https_proxy",
            status(StatusCode::FORBIDDEN),
            "the proxy does not connect to the host (403 Forbidden); the proxy must allow the host, or exempt the host with no_proxy",
        ),
        (
            Stage::Proxy,
            "proxy",
            status(StatusCode::BAD_GATEWAY),
            "the proxy cannot connect to the host now (502 Bad Gateway); check whether the proxy can reach the host",
        ),
        (
            Stage::Proxy,
            "proxy",
            status(StatusCode::FOUND),
            "the proxy redirects (302 Found); check proxy, or sign in to the network",
        ),
        (
            Stage::Proxy,
            "proxy",
            required(vec!["Basic", "NTLM"]),
            "the proxy requires credentials (Basic, NTLM); add user and password to proxy, percent-encoded",
        ),
        (
            Stage::Proxy,
            "proxy",
            required(vec!["Negotiate"]),
            "the proxy requires credentials (Negotiate); only Basic is supported: use a proxy that offers it",
        ),
        (
            Stage::Proxy,
            "proxy",
            Problem::Proxy(ProxyRefusal::CredentialsRefused),
            "the proxy rejected user and password; check user and password in proxy, percent-encoded",
        ),
        (
            Stage::Proxy,
            "proxy",
            Problem::Tls(TlsProblem::NotTls),
            "the proxy does not speak TLS; use http:// in proxy",
        ),
        // A proxy that is not set as a URL.
        (
            Stage::Proxy,
            "GENESYSCLOUD_PROXY_HOST",
            required(vec!["Basic"]),
            "the proxy requires credentials (Basic); set GENESYSCLOUD_PROXY_AUTH_USERNAME and GENESYSCLOUD_PROXY_AUTH_PASSWORD",
        ),
        (
            Stage::Proxy,
            "GENESYSCLOUD_PROXY_HOST",
            Problem::Proxy(ProxyRefusal::CredentialsRefused),
            "the proxy rejected user and password; check GENESYSCLOUD_PROXY_AUTH_USERNAME and GENESYSCLOUD_PROXY_AUTH_PASSWORD",
        ),
        (
            Stage::Proxy,
            "GENESYSCLOUD_PROXY_HOST",
            Problem::Tls(TlsProblem::NotTls),
            "the proxy does not speak TLS; set GENESYSCLOUD_PROXY_PROTOCOL to http",
        ),
    ] {
        let start = format!(
            "cannot connect through the proxy http://proxy.corp:3128 (from {setting}) to https://api.mypurecloud.ie:443: "
        );
        assert_eq!(message(&Method::GET, at, problem, Some(setting)), start + expected);
    }
}

#[test]
fn only_a_request_that_must_not_be_repeated_blindly_says_so() {
    let lost = "the connection was closed before the response was complete (https://api.mypurecloud.ie:443)";
    for method in [Method::GET, Method::PUT, Method::DELETE] {
        let shown = message(&method, Stage::Response, Problem::Closed, None);
        assert_eq!(shown, format!("{lost}; call again later"));
    }
    let warning = "; it was sent and may have been processed, so check before you repeat it";
    for method in [Method::POST, Method::PATCH] {
        let shown = message(&method, Stage::Response, Problem::Closed, None);
        assert_eq!(shown, format!("{lost}{warning}"));
        assert!(!message(&method, Stage::Tls, Problem::Io, None).contains("processed"));

        let context = || CallContext::new(&method, PATH, 1);
        let limit = TimeLimit::Attempt(Duration::from_secs(15));
        let late = TimeoutError::new(context(), Phase::Response, limit).to_string();
        assert!(
            late.ends_with(&format!("(ClientBuilder::attempt_timeout) is 15 s{warning}")),
            "{late}"
        );
        let early = TimeoutError::new(context(), Phase::Connect, limit).to_string();
        assert!(
            early.ends_with("(ClientBuilder::attempt_timeout) is 15 s; check network, firewall and proxy"),
            "{early}"
        );

        // For example a POST that only reads.
        let limit = || TimeoutError::new(context().with_repeat(Repeat::Any), Phase::Response, limit);
        assert!(!limit().to_string().contains("processed"), "{}", limit());
    }
}
