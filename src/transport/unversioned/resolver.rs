//! The addresses of a host.
//!
//! ureq has the host of every request looked up, even if it then uses an idle connection. So the [`Resolver`] of an agent
//! looks up nothing, and the connector asks for the addresses when it opens a connection.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::super::lookup::{Lookups, Unfound};

/// Finds the addresses of hosts for the connections of an agent.
#[derive(Debug, Clone)]
pub(crate) struct HostResolver {
    lookups: Arc<Lookups>,
    /// `http://localhost` is trusted because it does not cross a network: addresses that do are left out.
    localhost_is_loopback: bool,
}

impl HostResolver {
    pub(crate) fn new(lookups: Arc<Lookups>, localhost_is_loopback: bool) -> Self {
        Self {
            lookups,
            localhost_is_loopback,
        }
    }

    /// Returns the addresses of the host of a URI, of which there is at least one. An address needs no lookup.
    pub(super) fn addresses(
        &self,
        uri: &Uri,
        config: &Config,
        end: Option<Instant>,
        timeout: NextTimeout,
    ) -> Result<Vec<SocketAddr>, Error> {
        let (Some(host), Some(port)) = (uri.host(), port(uri)) else {
            return Err(Error::HostNotFound);
        };
        if let Ok(address) = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() {
            return Ok(vec![SocketAddr::new(address, port)]);
        }
        // A request that must have a new connection comes after a failure.
        let fresh = config.max_idle_age().is_zero();
        let mut addresses = self.lookups.find(host, fresh, end).map_err(|unfound| match unfound {
            Unfound::Late => Error::Timeout(timeout.reason),
            Unfound::FailedAttempt(error) => Error::Io(error),
        })?;
        if self.localhost_is_loopback && host.eq_ignore_ascii_case("localhost") && uri.scheme_str() == Some("http") {
            addresses.retain(IpAddr::is_loopback);
        }
        if addresses.is_empty() {
            let problem = "the DNS lookup returned no address that may be used";
            return Err(Error::Io(io::Error::new(io::ErrorKind::AddrNotAvailable, problem)));
        }
        Ok(addresses
            .into_iter()
            .map(|address| SocketAddr::new(address, port))
            .collect())
    }
}

impl Resolver for HostResolver {
    fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        Ok(self.empty())
    }
}

fn port(uri: &Uri) -> Option<u16> {
    uri.port_u16().or_else(|| match uri.scheme_str() {
        Some("https") => Some(443),
        Some("http") => Some(80),
        _ => None,
    })
}

#[cfg(test)]
mod tests;
