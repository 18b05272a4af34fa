//! Opens connections: DNS lookup, TCP, proxy, TLS.
//!
//! Each step sets its [`Stage`] in the scope of the attempt, which has the time limits. Errors are `io::Error`s: of the system, of
//! rustls, [`OutOfTime`](super::attempt_scope::OutOfTime) or [`ProxyRefusal`](crate::error::ProxyRefusal).

mod hosts;
mod http_tunnel;
mod lookup;
mod socket;
mod socks5;
mod stream;
mod tcp;

use std::io;
use std::sync::Arc;

use rustls::ClientConfig;
use ureq::http::{HeaderValue, Uri};

use super::attempt_scope;
use crate::clock::Clock;
use crate::error::Stage;
use crate::host::default_port;
use crate::proxy::{Proxy, ProxyProtocol};
pub(super) use lookup::Lookups;
#[cfg(test)]
pub(super) use socket::Socket;
pub(super) use stream::Stream;

/// Opens the connections of an agent. ureq calls it as its `Connector`, see `unversioned/connector.rs`.
#[derive(Debug)]
pub(super) struct Dialer {
    pub(super) lookups: Arc<Lookups>,
    /// Whether `http://localhost` connects to loopback addresses only: plain HTTP is allowed there since it uses no network.
    pub(super) localhost_is_loopback: bool,
    pub(super) proxy: Option<Arc<Proxy>>,
    /// The configuration of TLS. `None` if no URL of the client is `https`.
    pub(super) tls: Option<Arc<ClientConfig>>,
    /// The `User-Agent` of CONNECT. Requests have their own.
    pub(super) user_agent: HeaderValue,
    /// The clock, which closes all connections when it is shut down.
    pub(super) clock: Arc<Clock>,
}

/// The host to connect to.
#[derive(Debug, Clone, Copy)]
struct Target<'a> {
    /// The host, with an IPv6 address in brackets.
    host: &'a str,
    port: u16,
    is_https: bool,
}

impl Dialer {
    /// Opens a connection to the host of this URI.
    pub(super) fn dial(&self, uri: &Uri) -> io::Result<Stream> {
        let target = Target::from_uri(uri)?;
        let stream = match &self.proxy {
            None => {
                let is_localhost = target.host.eq_ignore_ascii_case("localhost");
                let loopback_only = self.localhost_is_loopback && is_localhost && !target.is_https;
                self.reach(target.host, target.port, loopback_only)?
            }
            Some(proxy) => self.tunnel(proxy, &target)?,
        };
        if target.is_https {
            attempt_scope::set_stage(Stage::Tls);
            self.secure(stream, target.host)
        } else {
            Ok(stream)
        }
    }

    fn reach(&self, host: &str, port: u16, loopback_only: bool) -> io::Result<Stream> {
        attempt_scope::set_stage(Stage::Lookup);
        let addresses = hosts::addresses(&self.lookups, host, port, loopback_only, &self.clock)?;
        attempt_scope::set_stage(Stage::Tcp);
        let socket = tcp::connect(&addresses)?;
        self.clock.wake_at_shutdown(socket.waker());
        if self.clock.is_shut_down() {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        Ok(Stream::Tcp(socket))
    }

    fn tunnel(&self, proxy: &Proxy, target: &Target<'_>) -> io::Result<Stream> {
        let stream = self.reach(&proxy.host, proxy.port, false)?;
        attempt_scope::set_stage(Stage::Proxy);
        match proxy.protocol {
            ProxyProtocol::Http => http_tunnel::open(stream, proxy, target, &self.user_agent),
            ProxyProtocol::Https => {
                let stream = self.secure(stream, &proxy.host)?;
                http_tunnel::open(stream, proxy, target, &self.user_agent)
            }
            ProxyProtocol::Socks5 => socks5::open(stream, proxy, target),
        }
    }

    fn secure(&self, stream: Stream, host: &str) -> io::Result<Stream> {
        let Some(config) = &self.tls else {
            return Err(io::Error::other("the client was built without TLS"));
        };
        stream.secure(config, host)
    }
}

impl<'a> Target<'a> {
    fn from_uri(uri: &'a Uri) -> io::Result<Self> {
        let scheme = uri.scheme_str().unwrap_or_default();
        let host = uri.host().ok_or(io::ErrorKind::InvalidInput)?;
        Ok(Self {
            host,
            port: uri.port_u16().unwrap_or_else(|| default_port(scheme)),
            is_https: scheme == "https",
        })
    }
}

#[cfg(test)]
mod tests;
