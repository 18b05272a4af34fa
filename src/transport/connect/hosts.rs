//! The addresses of a host.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use super::super::attempt_scope::{self, OutOfTime};
use super::lookup::{LookupError, Lookups};
use crate::clock::Clock;

/// Returns the addresses of a host, at least one. A host that is an address needs no lookup.
///
/// With `loopback_only`, leaves out addresses that are not on loopback.
pub(super) fn addresses(
    lookups: &Arc<Lookups>,
    host: &str,
    port: u16,
    loopback_only: bool,
    clock: &Clock,
) -> io::Result<Vec<SocketAddr>> {
    if let Ok(address) = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() {
        return Ok(vec![SocketAddr::new(address, port)]);
    }
    let found = lookups.find(host, attempt_scope::end(), clock);
    let mut addresses = found.map_err(|error| match error {
        LookupError::TimedOut => OutOfTime::error(),
        LookupError::ShutDown => io::ErrorKind::ConnectionAborted.into(),
        LookupError::Failed(error) => error,
    })?;
    if loopback_only {
        addresses.retain(IpAddr::is_loopback);
    }
    if addresses.is_empty() {
        let problem = "the DNS lookup returned no address that may be used";
        return Err(io::Error::new(io::ErrorKind::AddrNotAvailable, problem));
    }
    let addresses = addresses.into_iter().map(|address| SocketAddr::new(address, port));
    Ok(addresses.collect())
}

#[cfg(test)]
mod tests;
