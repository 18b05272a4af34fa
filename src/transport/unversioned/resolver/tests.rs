use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::super::super::AttemptLimits;
use super::super::super::attempt_scope::AttemptScope;
use super::super::super::lookup::System;
use super::*;

/// The nth lookup returns addresses that end in n.
#[derive(Default)]
struct CountingLookup(AtomicUsize);

impl System for CountingLookup {
    fn look_up(&self, _: &str) -> io::Result<Vec<IpAddr>> {
        let count = self.0.fetch_add(1, Ordering::SeqCst) + 1;
        let text = |start: &str| format!("{start}{count}").parse().unwrap();
        Ok(vec![
            text("192.0.2."),
            text("127.0.0."),
            text("2001:db8::"),
            "::1".parse().unwrap(),
        ])
    }

    fn start(&self, job: Box<dyn FnOnce() + Send>) -> io::Result<()> {
        thread::Builder::new().spawn(job).map(drop)
    }
}

/// Returns an address that is not on loopback, as a DNS server may do for localhost.
struct NotLoopback;

impl System for NotLoopback {
    fn look_up(&self, _: &str) -> io::Result<Vec<IpAddr>> {
        Ok(vec!["192.0.2.1".parse().unwrap()])
    }

    fn start(&self, job: Box<dyn FnOnce() + Send>) -> io::Result<()> {
        thread::Builder::new().spawn(job).map(drop)
    }
}

fn hosts(localhost_is_loopback: bool) -> HostResolver {
    HostResolver::new(Lookups::new(CountingLookup::default()), localhost_is_loopback)
}

fn try_resolve(hosts: &HostResolver, url: &str) -> Result<Vec<SocketAddr>, Error> {
    hosts.addresses(&url.parse().unwrap())
}

fn resolve(hosts: &HostResolver, url: &str) -> Vec<SocketAddr> {
    try_resolve(hosts, url).unwrap()
}

fn sockets(texts: &[&str]) -> Vec<SocketAddr> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

#[test]
fn an_address_needs_no_lookup() {
    let hosts = hosts(true);
    let expected: SocketAddr = "127.0.0.1:443".parse().unwrap();
    assert_eq!(resolve(&hosts, "https://127.0.0.1/a"), [expected]);
    let expected: SocketAddr = "[::1]:8080".parse().unwrap();
    assert_eq!(resolve(&hosts, "http://[::1]:8080/"), [expected]);
    let first = "192.0.2.1:80".parse().unwrap();
    assert_eq!(resolve(&hosts, "http://a.test/")[0], first, "the first lookup");
}

#[test]
fn a_host_is_looked_up_once_and_again_for_a_new_connection_after_a_failure() {
    let hosts = hosts(false);
    let first = resolve(&hosts, "http://localhost:80/");
    assert_eq!(
        first,
        sockets(&["192.0.2.1:80", "127.0.0.1:80", "[2001:db8::1]:80", "[::1]:80"])
    );
    assert_eq!(resolve(&hosts, "http://localhost/"), first);
    assert_eq!(
        resolve(&hosts, "http://localhost:81/"),
        sockets(&["192.0.2.1:81", "127.0.0.1:81", "[2001:db8::1]:81", "[::1]:81"]),
        "another port"
    );

    let second = {
        let _scope = AttemptScope::enter(AttemptLimits::NONE, true);
        resolve(&hosts, "http://localhost/")
    };
    assert_ne!(second, first);
    assert_eq!(
        resolve(&hosts, "http://localhost/"),
        second,
        "the new entry replaced the old"
    );
}

#[test]
fn http_on_localhost_uses_loopback_addresses_only() {
    for url in ["http://localhost:80/", "http://LOCALHOST/"] {
        let found = resolve(&hosts(true), url);
        assert_eq!(found, sockets(&["127.0.0.1:80", "[::1]:80"]), "{url}");
    }
    // TLS authenticates the server.
    assert_eq!(resolve(&hosts(true), "https://localhost/").len(), 4);
    assert_eq!(resolve(&hosts(false), "http://localhost/").len(), 4);

    let hosts = HostResolver::new(Lookups::new(NotLoopback), true);
    let error = try_resolve(&hosts, "http://localhost/").unwrap_err();
    assert_eq!(
        error.to_string(),
        "io: the DNS lookup returned no address that may be used"
    );
}
