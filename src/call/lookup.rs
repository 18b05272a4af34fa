//! Looking up hosts, without a thread for each request.
//!
//! ureq looks up the host of every request, also where it then takes an idle connection, and in a thread of its own as
//! soon as there is a time limit. An address needs no lookup, and a host that was just looked up needs no other.
//!
//! This and `connection` use a part of ureq that may change with a minor version, so Cargo.toml asks for `~3.5`.

use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::connection::Stage;

/// How long an answer is good for. Idle connections are kept a little longer.
const LIFETIME: Duration = Duration::from_secs(10);

/// More hosts than a client talks to: the API, the token endpoint, a proxy.
const CAPACITY: usize = 8;

/// Looks up hosts for an agent, and remembers the answers for a moment.
#[derive(Debug, Default)]
pub(crate) struct Lookup {
    system: DefaultResolver,
    recent: Mutex<Vec<Answer>>,
}

#[derive(Debug)]
struct Answer {
    host: String,
    port: u16,
    addresses: Vec<SocketAddr>,
    good_until: Instant,
}

impl Resolver for Lookup {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let (Some(host), Some(port)) = (uri.host(), port(uri)) else {
            return self.ask(uri, config, timeout);
        };
        if let Ok(address) = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() {
            return Ok(self.collect(&[SocketAddr::new(address, port)]));
        }
        // A request that must have a new connection comes after a failure: the old answer may be why.
        let trusting = !config.max_idle_age().is_zero();
        if let Some(addresses) = self.recall(host, port).filter(|_| trusting) {
            return Ok(addresses);
        }
        let found = self.ask(uri, config, timeout)?;
        self.remember(host, port, &found);
        Ok(found)
    }
}

impl Lookup {
    fn ask(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let answer = self.system.resolve(uri, config, timeout);
        answer.map_err(|error| Stage::Lookup.mark(error))
    }

    fn recall(&self, host: &str, port: u16) -> Option<ResolvedSocketAddrs> {
        let now = Instant::now();
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = recent
            .iter()
            .find(|answer| answer.port == port && answer.host == host && now < answer.good_until)?;
        Some(self.collect(&answer.addresses))
    }

    fn remember(&self, host: &str, port: u16, addresses: &[SocketAddr]) {
        let now = Instant::now();
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.retain(|answer| now < answer.good_until && !(answer.port == port && answer.host == host));
        if recent.len() < CAPACITY {
            let (host, addresses) = (host.to_owned(), addresses.to_vec());
            recent.push(Answer {
                host,
                port,
                addresses,
                good_until: now + LIFETIME,
            });
        }
    }

    fn collect(&self, addresses: &[SocketAddr]) -> ResolvedSocketAddrs {
        let mut collected = self.empty();
        // As many as came from there: an answer is never longer than what ureq made it of.
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
mod tests {
    use super::*;

    fn resolve(lookup: &Lookup, url: &str, config: &Config) -> Vec<SocketAddr> {
        let uri: Uri = url.parse().unwrap();
        let found = lookup.resolve(&uri, config, NextTimeout::default()).unwrap();
        found.iter().copied().collect()
    }

    #[test]
    fn an_address_needs_no_lookup_and_is_not_remembered() {
        let lookup = Lookup::default();
        let config = Config::default();
        let expected: SocketAddr = "127.0.0.1:443".parse().unwrap();
        assert_eq!(resolve(&lookup, "https://127.0.0.1/a", &config), [expected]);
        let expected: SocketAddr = "[::1]:8080".parse().unwrap();
        assert_eq!(resolve(&lookup, "http://[::1]:8080/", &config), [expected]);
        assert!(lookup.recent.lock().unwrap().is_empty());
    }

    #[test]
    fn a_host_is_looked_up_once_and_again_where_a_new_connection_is_a_must() {
        let lookup = Lookup::default();
        let config = Config::default();
        let first = resolve(&lookup, "http://localhost:80/", &config);
        assert!(!first.is_empty());
        // What a lookup could not have found shows where an answer comes from.
        let planted: SocketAddr = "192.0.2.1:80".parse().unwrap();
        lookup.recent.lock().unwrap()[0].addresses = vec![planted];
        assert_eq!(resolve(&lookup, "http://localhost/", &config), [planted]);
        assert_ne!(
            resolve(&lookup, "http://localhost:81/", &config),
            [planted],
            "another port"
        );

        let fresh = Config::builder().max_idle_age(Duration::ZERO).build();
        assert_eq!(resolve(&lookup, "http://localhost/", &fresh), first);
        assert_eq!(
            resolve(&lookup, "http://localhost/", &config),
            first,
            "the new answer took the place of the old"
        );
    }

    #[test]
    fn an_old_answer_is_forgotten() {
        let lookup = Lookup::default();
        let planted: SocketAddr = "192.0.2.1:80".parse().unwrap();
        lookup.remember("localhost", 80, &[planted]);
        lookup.recent.lock().unwrap()[0].good_until = Instant::now();
        assert_ne!(resolve(&lookup, "http://localhost/", &Config::default()), [planted]);
    }
}
