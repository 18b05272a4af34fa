//! Proxies.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::secret::Secret;

/// A proxy, through which connections to other hosts are opened.
#[derive(Debug)]
pub(crate) struct Proxy {
    pub(crate) protocol: ProxyProtocol,
    /// An IPv6 address is in brackets, as in a URL.
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) credentials: Option<ProxyCredentials>,
    pub(crate) name: Arc<ProxyName>,
}

/// How a proxy is asked to open a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ProxyProtocol {
    /// The method CONNECT.
    Http,
    /// The method CONNECT, over TLS.
    Https,
    /// RFC 1928. The proxy looks up the host.
    Socks5,
}

/// User name and password, not encoded.
#[derive(Debug)]
pub(crate) struct ProxyCredentials {
    pub(crate) user: Secret,
    pub(crate) password: Secret,
}

/// A proxy as errors name it, without its credentials.
#[derive(Debug, Clone)]
pub(crate) struct ProxyName {
    /// Scheme, host and port.
    pub(crate) url: String,
    /// The name of the setting or the variable that the proxy comes from.
    pub(crate) setting: Cow<'static, str>,
    /// Whether `no_proxy` exempts hosts from this proxy.
    pub(crate) has_exceptions: bool,
    /// The names of the settings of its parts, if it is not set as a URL.
    pub(crate) parts: Option<ProxyParts>,
}

/// The names of the settings that a proxy is made of.
#[derive(Debug, Clone)]
pub(crate) struct ProxyParts {
    pub(crate) protocol: Cow<'static, str>,
    pub(crate) user: Cow<'static, str>,
    pub(crate) password: Cow<'static, str>,
}

impl ProxyName {
    /// Returns where user and password are missing.
    pub(crate) fn advice_on_missing_credentials(&self) -> String {
        match &self.parts {
            Some(ProxyParts { user, password, .. }) => format!("set {user} and {password}"),
            None => format!("add user and password to {}, percent-encoded", self.setting),
        }
    }

    /// Returns where user and password are wrong.
    pub(crate) fn advice_on_refused_credentials(&self) -> String {
        match &self.parts {
            Some(ProxyParts { user, password, .. }) => format!("check {user} and {password}"),
            None => format!("check user and password in {}, percent-encoded", self.setting),
        }
    }

    /// Returns what to do about a proxy without TLS.
    pub(crate) fn advice_without_tls(&self) -> String {
        match &self.parts {
            Some(ProxyParts { protocol, .. }) => format!("set {protocol} to http"),
            None => format!("use http:// in {}", self.setting),
        }
    }
}

impl ProxyProtocol {
    /// Returns the scheme of a URL.
    pub(crate) fn scheme(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
            Self::Socks5 => "socks5",
        }
    }

    pub(crate) fn default_port(self) -> u16 {
        match self {
            Self::Http => 80,
            Self::Https => 443,
            Self::Socks5 => 1080,
        }
    }
}

impl fmt::Display for ProxyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the proxy {} (from {})", self.url, self.setting)
    }
}
