//! The text of a [`TransportError`](super::TransportError): what happened, to what, and what to do.

use std::fmt;
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

    /// Writes what happened, and to which host.
    pub(super) fn write_what(&self, f: &mut fmt::Formatter<'_>, source: Option<&io::Error>) -> fmt::Result {
        let is_refused = source.is_some_and(|error| error.kind() == io::ErrorKind::ConnectionRefused);
        let Some(proxy) = self.proxy else {
            f.write_str(self.of_host(is_refused))?;
            return self.context.write_origin(f);
        };
        f.write_str("cannot connect ")?;
        self.context.write_route(f, proxy)?;
        f.write_str(": ")?;
        match self.problem {
            Problem::Proxy(refusal) => write!(f, "{refusal}"),
            _ => f.write_str(self.of_proxy(is_refused)),
        }
    }

    fn of_host(&self, is_refused: bool) -> &'static str {
        match (self.at, self.problem) {
            (_, Problem::InvalidResponse) => "the response is not valid HTTP/1.1",
            (_, Problem::ShutDown) => "the client was shut down",
            (_, Problem::Writer) => "the response body cannot be written",
            (_, Problem::Tls(TlsProblem::NotTrusted)) => "the certificate is not trusted",
            (_, Problem::Tls(TlsProblem::OtherHost)) => "the certificate is for another host",
            (_, Problem::Tls(TlsProblem::Dates)) => "the certificate is expired or not yet valid",
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

    fn of_proxy(&self, is_refused: bool) -> &'static str {
        match (self.at, self.problem) {
            (_, Problem::Tls(TlsProblem::NotTrusted)) => "its certificate is not trusted",
            (_, Problem::Tls(TlsProblem::NotTls)) => "it does not speak TLS",
            (_, Problem::Tls(problem)) if problem.is_about_certificate() => "its certificate is not valid",
            (_, Problem::Tls(_)) => "TLS failed",
            (Stage::Lookup, _) => "its host name cannot be looked up",
            (Stage::Tcp, _) if is_refused => "the connection to it was refused",
            (Stage::Tcp, _) => "it cannot be reached",
            (_, Problem::Closed) => "it closed the connection",
            _ => "the connection to it broke",
        }
    }

    /// Writes what to do, if that is known.
    pub(super) fn write_advice(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.proxy {
            Some(proxy) => self.write_advice_for_proxy(f, proxy),
            None => self.write_advice_for_host(f),
        }
    }

    fn write_advice_for_proxy(&self, f: &mut fmt::Formatter<'_>, proxy: &ProxyName) -> fmt::Result {
        let setting = &proxy.setting;
        match self.problem {
            Problem::Proxy(ProxyRefusal::CredentialsRequired(schemes)) => {
                let is_basic = schemes.is_empty() || schemes.contains(&"Basic");
                if is_basic {
                    write!(f, "; add user and password to {setting}, percent-encoded")
                } else {
                    f.write_str("; only Basic is supported: use a proxy that offers it")
                }
            }
            Problem::Proxy(ProxyRefusal::CredentialsRefused) => {
                write!(f, "; check user and password in {setting}, percent-encoded")
            }
            Problem::Proxy(ProxyRefusal::Status(status, _)) if status.is_redirection() => {
                write!(f, "; check {setting}, or sign in to the network")
            }
            Problem::Proxy(refusal @ (ProxyRefusal::Status(..) | ProxyRefusal::SocksReply(_))) => {
                f.write_str(if refusal.is_transient() {
                    "; check whether the proxy can reach the host"
                } else {
                    "; the proxy must allow the host"
                })?;
                write_exception(f, proxy)
            }
            Problem::Tls(TlsProblem::NotTls) => write!(f, "; use http:// in {setting}"),
            Problem::Tls(problem) if problem.is_about_certificate() => {
                f.write_str("; add its root certificate with add_root_certificates_pem")
            }
            _ => {
                write!(f, "; check {setting}")?;
                write_exception(f, proxy)
            }
        }
    }

    fn write_advice_for_host(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let advice = match (self.at, self.problem) {
            (_, Problem::ShutDown) if self.at.is_before_sending() => "",
            (_, Problem::Tls(problem)) => match problem {
                TlsProblem::NotTrusted => {
                    "; if a proxy or gateway inspects TLS, add its root certificate with add_root_certificates_pem"
                }
                TlsProblem::OtherHost => "; check base_url, login_url and the region",
                TlsProblem::Dates => "; check the clock of this computer",
                TlsProblem::Certificate => "; it may be self-signed, or that of an authority",
                TlsProblem::ClientCertificate => "; check client_certificate_pem",
                TlsProblem::NotTls => "; check the port, or use http:// for a server without TLS",
                TlsProblem::Alert | TlsProblem::Protocol => "",
            },
            (Stage::Lookup, _) => "; check the region, base_url and the DNS of the network",
            (Stage::Tcp, _) => "; check host, port and firewall, and whether the network needs a proxy",
            _ => "",
        };
        f.write_str(advice)?;
        if self.at.is_before_sending() {
            Ok(())
        } else {
            self.context.write_advice_after_sending(f)
        }
    }
}

fn write_exception(f: &mut fmt::Formatter<'_>, proxy: &ProxyName) -> fmt::Result {
    if proxy.has_exceptions {
        f.write_str(", or exempt the host with no_proxy")
    } else {
        Ok(())
    }
}
