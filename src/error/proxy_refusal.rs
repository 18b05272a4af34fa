//! Why a proxy does not open a connection.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use ureq::http::StatusCode;

/// The reason for which a proxy does not open a connection. Nothing was sent to the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ProxyRefusal {
    /// The response to CONNECT has a status other than 2xx.
    Status(StatusCode, Option<Duration>),
    /// The proxy requires credentials, and there are none. It offers these schemes.
    CredentialsRequired(Vec<&'static str>),
    /// The proxy rejected the credentials.
    CredentialsRefused,
    /// The response to CONNECT is not HTTP.
    NotHttp,
    /// The head of the response to CONNECT is too large.
    HeadTooLarge,
    /// There are bytes after the response to CONNECT, before a request was sent to the host.
    UnexpectedBytes,
    /// The response is not one of SOCKS5.
    NotSocks5,
    /// A reply code of SOCKS5 (RFC 1928, section 6).
    SocksReply(u8),
}

impl ProxyRefusal {
    /// Returns whether the same request may succeed later.
    pub(crate) fn is_transient(&self) -> bool {
        match self {
            Self::Status(status, _) => {
                matches!(status.as_u16(), 408 | 429 | 502 | 503 | 504)
            }
            // General failure, network unreachable, host unreachable, connection refused, TTL expired.
            Self::SocksReply(code) => matches!(code, 1 | 3..=6),
            _ => false,
        }
    }

    /// Returns how long the proxy asks the client to wait.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Status(_, retry_after) => *retry_after,
            _ => None,
        }
    }
}

/// What happened, as a sentence about the proxy.
impl fmt::Display for ProxyRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(status, _) if status.is_redirection() => write!(f, "the proxy redirects ({status})"),
            Self::Status(status, _) if self.is_transient() => {
                write!(f, "the proxy cannot connect to the host now ({status})")
            }
            Self::Status(status, _) => write!(f, "the proxy does not connect to the host ({status})"),
            Self::CredentialsRequired(schemes) if schemes.is_empty() => f.write_str("the proxy requires credentials"),
            Self::CredentialsRequired(schemes) => {
                write!(f, "the proxy requires credentials ({})", schemes.join(", "))
            }
            Self::CredentialsRefused => f.write_str("the proxy rejected user and password"),
            Self::NotHttp => f.write_str("the response of the proxy is not HTTP"),
            Self::HeadTooLarge => f.write_str("the response of the proxy has too many headers"),
            Self::UnexpectedBytes => f.write_str("the response of the proxy to CONNECT has a body"),
            Self::NotSocks5 => f.write_str("the response of the proxy is not SOCKS5"),
            Self::SocksReply(code) => match code {
                2 => f.write_str("the rules of the proxy do not allow the connection"),
                3 => f.write_str("the proxy cannot reach the network"),
                4 => f.write_str("the proxy cannot reach the host"),
                5 => f.write_str("the host refused the connection of the proxy"),
                6 => f.write_str("the connection of the proxy to the host timed out"),
                _ => write!(f, "the proxy failed with the reply code {code}"),
            },
        }
    }
}

impl Error for ProxyRefusal {}
