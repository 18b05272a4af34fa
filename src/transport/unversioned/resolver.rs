//! The addresses of a host.
//!
//! ureq calls the resolver for every request, even if it then uses an idle connection. The [`Resolver`] of an agent therefore looks up
//! nothing, and the connector calls [`HostResolver::addresses`] when it opens a connection.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::super::attempt_scope::{self, OutOfTime};
use super::super::lookup::{LookupError, Lookups};
use crate::host::default_port;

/// Finds the addresses of hosts for the connections of an agent.
#[derive(Debug, Clone)]
pub(crate) struct HostResolver {
    lookups: Arc<Lookups>,
    /// `http://localhost` is allowed since it does not use a network, so other addresses than loopback are left out.
    localhost_is_loopback: bool,
}

impl HostResolver {
    pub(crate) fn new(lookups: Arc<Lookups>, localhost_is_loopback: bool) -> Self {
        Self {
            lookups,
            localhost_is_loopback,
        }
    }

    /// Returns the addresses of the host of a URI, at least one. A host that is an address needs no lookup.
    pub(super) fn addresses(&self, uri: &Uri) -> Result<Vec<SocketAddr>, Error> {
        let (Some(host), Some(port)) = (uri.host(), port(uri)) else {
            return Err(Error::HostNotFound);
        };
        if let Ok(address) = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() {
            return Ok(vec![SocketAddr::new(address, port)]);
        }
        let after_failure = attempt_scope::needs_new_connection();
        let found = self.lookups.find(host, after_failure, attempt_scope::end());
        let mut addresses = found.map_err(|error| match error {
            LookupError::TimedOut => OutOfTime::error(),
            LookupError::Failed(error) => error,
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
        Some(scheme @ ("http" | "https")) => Some(default_port(scheme)),
        _ => None,
    })
}

#[cfg(test)]
mod tests;
