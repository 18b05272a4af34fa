use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::super::lookup::System;
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

fn sockets(texts: &[&str]) -> Vec<SocketAddr> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

#[test]
fn an_address_needs_no_lookup() {
    let lookups = Lookups::new(CountingLookup::default());
    let found = |host, port| addresses(&lookups, host, port, false, &Clock::default()).unwrap();
    assert_eq!(found("127.0.0.1", 443), sockets(&["127.0.0.1:443"]));
    assert_eq!(found("[::1]", 8080), sockets(&["[::1]:8080"]));
    assert_eq!(
        found("a.test", 80)[0],
        sockets(&["192.0.2.1:80"])[0],
        "the first lookup"
    );
}

#[test]
fn all_addresses_of_a_host_are_returned_with_the_port() {
    let lookups = Lookups::new(CountingLookup::default());
    let found = addresses(&lookups, "localhost", 81, false, &Clock::default()).unwrap();
    assert_eq!(
        found,
        sockets(&["192.0.2.1:81", "127.0.0.1:81", "[2001:db8::1]:81", "[::1]:81"])
    );
}

#[test]
fn a_host_that_has_to_be_loopback_has_loopback_addresses_only() {
    let found = |lookups: &Arc<Lookups>| addresses(lookups, "localhost", 80, true, &Clock::default());
    let lookups = Lookups::new(CountingLookup::default());
    assert_eq!(found(&lookups).unwrap(), sockets(&["127.0.0.1:80", "[::1]:80"]));

    let error = found(&Lookups::new(NotLoopback)).unwrap_err();
    assert_eq!(error.to_string(), "the DNS lookup returned no address that may be used");
}
