//! DNS lookups, without a thread for each request.
//!
//! ureq looks up the host of every request, even if it then uses an idle connection, and does so in a thread of its own as
//! soon as there is a time limit. An address needs no lookup, and a host that was just looked up needs no other.

use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::Stage;

/// How long an entry is valid. Idle connections are kept a little longer.
const LIFETIME: Duration = Duration::from_secs(10);

/// More hosts than a client connects to: the API, the token endpoint, a proxy.
const CAPACITY: usize = 8;

/// Looks up hosts for an agent, and caches the results for a moment.
#[derive(Debug, Default)]
pub(crate) struct CachingResolver {
    system: DefaultResolver,
    recent: Mutex<Vec<Entry>>,
}

#[derive(Debug)]
struct Entry {
    host: String,
    port: u16,
    addresses: Vec<SocketAddr>,
    valid_until: Instant,
}

impl Resolver for CachingResolver {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let (Some(host), Some(port)) = (uri.host(), port(uri)) else {
            return self.ask(uri, config, timeout);
        };
        if let Ok(address) = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() {
            return Ok(self.collect(&[SocketAddr::new(address, port)]));
        }
        // A request that must have a new connection comes after a failure: the cached entry may be why.
        let trusting = !config.max_idle_age().is_zero();
        if let Some(addresses) = self.recall(host, port).filter(|_| trusting) {
            return Ok(addresses);
        }
        let found = self.ask(uri, config, timeout)?;
        self.remember(host, port, &found);
        Ok(found)
    }
}

impl CachingResolver {
    fn ask(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.system.resolve(uri, config, timeout);
        found.map_err(|error| Stage::Lookup.mark(error))
    }

    fn recall(&self, host: &str, port: u16) -> Option<ResolvedSocketAddrs> {
        let now = Instant::now();
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = recent
            .iter()
            .find(|entry| entry.port == port && entry.host == host && now < entry.valid_until)?;
        Some(self.collect(&entry.addresses))
    }

    fn remember(&self, host: &str, port: u16, addresses: &[SocketAddr]) {
        let now = Instant::now();
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.retain(|entry| now < entry.valid_until && !(entry.port == port && entry.host == host));
        if recent.len() < CAPACITY {
            let (host, addresses) = (host.to_owned(), addresses.to_vec());
            recent.push(Entry {
                host,
                port,
                addresses,
                valid_until: now + LIFETIME,
            });
        }
    }

    fn collect(&self, addresses: &[SocketAddr]) -> ResolvedSocketAddrs {
        let mut collected = self.empty();
        // Never more than fit: the entry was made of a `ResolvedSocketAddrs`.
        for address in addresses {
            collected.push(*address);
        }
        collected
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
