//! How far an attempt got.

use super::Phase;

/// A step of an attempt. The attempt failed in it, or is doing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Looking up a host name. Nothing was sent.
    Lookup,
    /// Opening a TCP connection.
    Tcp,
    /// Connecting to the host through the proxy, and TLS with the proxy.
    Proxy,
    /// The TLS handshake with the host.
    Tls,
    /// Sending the request.
    Send,
    /// Waiting for the status and the headers of the response.
    Response,
    /// Reading the response body.
    Body,
}

impl Stage {
    /// Returns whether a proxy is the other side, if there is one.
    pub(crate) fn is_of_proxy(self) -> bool {
        matches!(self, Self::Lookup | Self::Tcp | Self::Proxy)
    }

    /// Returns whether no part of the request was sent, so that the server cannot have processed it.
    pub(crate) fn is_before_sending(self) -> bool {
        match self {
            Self::Lookup | Self::Tcp | Self::Proxy | Self::Tls => true,
            Self::Send | Self::Response | Self::Body => false,
        }
    }

    /// Returns whether the whole request was sent.
    pub(crate) fn is_after_sending(self) -> bool {
        matches!(self, Self::Response | Self::Body)
    }

    /// Returns the public name of the stage.
    pub(crate) fn phase(self) -> Phase {
        match self {
            Self::Lookup => Phase::Resolve,
            Self::Tcp | Self::Proxy | Self::Tls => Phase::Connect,
            Self::Send => Phase::Send,
            Self::Response => Phase::Response,
            Self::Body => Phase::Body,
        }
    }
}
