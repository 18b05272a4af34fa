//! The text of a [`TransportError`](super::TransportError): what happened, to what, and what to do.

use std::io;

use super::{Problem, TlsProblem};
use crate::error::{CallContext, ProxyRefusal, Stage};
use crate::proxy::ProxyName;

/// What a message is about.
pub(super) struct Message<'a> {
    at: Stage,
    problem: &'a Problem,
    /// The proxy, if it failed, and not the host behind it.
    proxy: Option<&'a ProxyName>,
    context: &'a CallContext,
}

impl<'a> Message<'a> {
    pub(super) fn new(at: Stage, problem: &'a Problem, proxy: Option<&'a ProxyName>, context: &'a CallContext) -> Self {
        Self {
            at,
            problem,
            // A shutdown is not a failure of the proxy.
            proxy: proxy.filter(|_| at.is_of_proxy() && *problem != Problem::ShutDown),
            context,
        }
    }

    /// Returns what happened, and to which host.
    pub(super) fn what(&self, source: Option<&io::Error>) -> String {
        let is_refused = source.is_some_and(|error| error.kind() == io::ErrorKind::ConnectionRefused);
        let Some(proxy) = self.proxy else {
            return format!("{}{}", self.for_host(is_refused), self.context.origin());
        };
        let route = self.context.route(proxy);
        match self.problem {
            Problem::Proxy(refusal) => format!("cannot connect {route}: {refusal}"),
            _ => format!("cannot connect {route}: {}", self.for_proxy(is_refused)),
        }
    }

    fn for_host(&self, is_refused: bool) -> &'static str {
        match (self.at, self.problem) {
            (_, Problem::InvalidResponse) => "the response is not valid HTTP/1.1",
            (_, Problem::ShutDown) => "the client was shut down",
            (_, Problem::Writer) => "the response body cannot be written",
            (_, Problem::Tls(TlsProblem::NotTrusted)) => "the certificate is not trusted",
            (_, Problem::Tls(TlsProblem::OtherHost)) => "the certificate is for another host",
            (_, Problem::Tls(TlsProblem::Dates)) => "the certificate is expired or not yet valid",
            (_, Problem::Tls(TlsProblem::Authority)) => {
                "the certificate belongs to an authority (CA), and a server must not use it"
            }
            (_, Problem::Tls(TlsProblem::Certificate)) => "the certificate is not valid for a server",
            (_, Problem::Tls(TlsProblem::NotTls)) if self.at.is_before_sending() => "the server does not speak TLS",
            (_, Problem::Tls(_)) if self.at.is_before_sending() => "TLS failed",
            (_, Problem::Tls(_)) => "TLS failed after the request was sent",
            (Stage::Lookup, _) => "the host name cannot be looked up",
            (Stage::Tcp | Stage::Proxy, _) if is_refused => "the connection was refused",
            (Stage::Tcp | Stage::Proxy, _) => "the host cannot be reached",
            (Stage::Tls, Problem::Closed) => "the connection was closed during the TLS handshake",
            (Stage::Tls, _) => "the connection broke during the TLS handshake",
            (Stage::Send, _) => "the connection broke while the request was sent",
            (_, Problem::Closed) => "the connection was closed before the response was complete",
            (Stage::Response | Stage::Body, _) => "the connection broke",
        }
    }

    fn for_proxy(&self, is_refused: bool) -> &'static str {
        match (self.at, self.problem) {
            (_, Problem::Tls(TlsProblem::NotTrusted)) => "the certificate of the proxy is not trusted",
            (_, Problem::Tls(TlsProblem::NotTls)) => "the proxy does not speak TLS",
            (_, Problem::Tls(problem)) if problem.is_about_certificate() => "the certificate of the proxy is not valid",
            (_, Problem::Tls(_)) => "TLS with the proxy failed",
            (Stage::Lookup, _) => "the host name of the proxy cannot be looked up",
            (Stage::Tcp, _) if is_refused => "the proxy refused the connection",
            (Stage::Tcp, _) => "the proxy cannot be reached",
            (_, Problem::Closed) => "the proxy closed the connection",
            _ => "the connection to the proxy broke",
        }
    }

    /// Returns what to do, after a semicolon.
    pub(super) fn advice(&self) -> String {
        match self.proxy {
            Some(proxy) => self.advice_for_proxy(proxy),
            None => self.advice_for_host(),
        }
    }

    fn advice_for_proxy(&self, proxy: &ProxyName) -> String {
        let setting = &proxy.setting;
        let exception = if proxy.has_exceptions {
            ", or exempt the host with no_proxy"
        } else {
            ""
        };
        match self.problem {
            Problem::Proxy(ProxyRefusal::CredentialsRequired(schemes)) => {
                if schemes.is_empty() || schemes.contains(&"Basic") {
                    format!("; {}", proxy.advice_on_missing_credentials())
                } else {
                    "; only Basic is supported: use a proxy that offers it".to_owned()
                }
            }
            Problem::Proxy(ProxyRefusal::CredentialsRefused) => {
                format!("; {}", proxy.advice_on_refused_credentials())
            }
            Problem::Proxy(ProxyRefusal::Status(status, _)) if status.is_redirection() => {
                format!("; check {setting}, or sign in to the network")
            }
            Problem::Proxy(refusal @ (ProxyRefusal::Status(..) | ProxyRefusal::SocksReply(_))) => {
                if refusal.is_transient() {
                    format!("; check whether the proxy can reach the host{exception}")
                } else {
                    format!("; the proxy must allow the host{exception}")
                }
            }
            Problem::Tls(TlsProblem::NotTls) => format!("; {}", proxy.advice_without_tls()),
            Problem::Tls(problem) if problem.is_about_certificate() => {
                "; add its root certificate with ClientBuilder::add_root_certificates_pem".to_owned()
            }
            _ => format!("; check {setting}{exception}"),
        }
    }

    fn advice_for_host(&self) -> String {
        let advice = match (self.at, self.problem) {
            (_, Problem::ShutDown) => "",
            (_, Problem::Tls(problem)) => match problem {
                TlsProblem::NotTrusted => TRUST,
                TlsProblem::OtherHost => "check the region, ClientBuilder::base_url and login_url",
                TlsProblem::Dates => "check the clock of this computer, or let the server renew its certificate",
                TlsProblem::Authority => {
                    "it may be self-signed: let the server use one that the authority has issued, and trust the authority with \
                     ClientBuilder::add_root_certificates_pem"
                }
                TlsProblem::Certificate => "let the server use another certificate",
                TlsProblem::ClientCertificate => "check ClientBuilder::client_certificate_pem",
                TlsProblem::NotTls => "check the port, or use http:// for a server without TLS",
                TlsProblem::Alert => "check what the server requires of TLS",
                TlsProblem::Protocol => "check whether a proxy or gateway changes the connection",
            },
            (Stage::Lookup, _) => "check the region, ClientBuilder::base_url and the DNS of the network",
            (Stage::Tcp | Stage::Proxy, _) => "check host, port and firewall, and whether the network needs a proxy",
            (Stage::Tls, _) => "check port and firewall, and whether the network needs a proxy",
            (_, Problem::InvalidResponse) => "check the port, and the proxy or gateway before the API",
            (_, Problem::Writer) => "check what it is written to",
            (Stage::Send | Stage::Response | Stage::Body, _) => match self.context.advice_if_lost() {
                Some(_) => "",
                None => "call again later",
            },
        };
        let if_lost = self.context.advice_if_lost().filter(|_| !self.at.is_before_sending());
        match (advice, if_lost) {
            ("", None) => String::new(),
            ("", Some(advice)) | (advice, None) => format!("; {advice}"),
            (advice, Some(if_lost)) => format!("; {advice}; {if_lost}"),
        }
    }
}

/// What to do about a certificate that is not trusted.
const TRUST: &str = "if a proxy or gateway inspects TLS, add its root certificate with \
                     ClientBuilder::add_root_certificates_pem, or use ClientBuilder::system_certificates (feature platform-verifier)";
