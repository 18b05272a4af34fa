//! The time limit for connecting. The lookup is replaced; TCP, CONNECT and TLS are real.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use rustls::RootCertStore;
use rustls::crypto::ring;
use socket2::{Domain, Socket, Type};

use super::super::attempt_scope::{AttemptScope, OutOfTime};
use super::super::{AttemptLimits, CallSettings, Deadline};
use super::lookup::System;
use super::*;
use crate::clock::Clock;
use crate::proxy::ProxyName;

const LIMIT: Duration = Duration::from_secs(1);
/// The time that a lookup takes.
const LOOKUP: Duration = Duration::from_millis(700);
/// The most time that a machine under load adds, which is less than `LOOKUP`: a limit without the lookup would be too late.
const SLACK: Duration = Duration::from_millis(500);

/// Returns these addresses for every host, after some time.
struct SlowLookup(Duration, Vec<IpAddr>);

impl System for SlowLookup {
    fn look_up(&self, _: &str) -> io::Result<Vec<IpAddr>> {
        thread::sleep(self.0);
        Ok(self.1.clone())
    }

    fn start(&self, job: Box<dyn FnOnce() + Send>) -> io::Result<()> {
        thread::Builder::new().spawn(job).map(drop)
    }
}

fn dialer(system: SlowLookup, proxy: Option<(ProxyProtocol, SocketAddr)>) -> Dialer {
    let proxy = proxy.map(|(protocol, address)| {
        Arc::new(Proxy {
            protocol,
            host: "proxy.test".to_owned(),
            port: address.port(),
            credentials: None,
            name: Arc::new(ProxyName {
                url: "http://proxy.test".to_owned(),
                setting: "proxy".into(),
                has_exceptions: false,
                parts: None,
            }),
        })
    });
    let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(RootCertStore::empty())
        .with_no_client_auth();
    Dialer {
        lookups: Lookups::new(system),
        localhost_is_loopback: false,
        proxy,
        tls: Some(Arc::new(tls)),
        user_agent: HeaderValue::from_static("test"),
        clock: Arc::default(),
    }
}

/// Begins an attempt whose connection has to be open within `LIMIT`.
fn attempt() -> AttemptScope {
    let settings = CallSettings {
        timeout: Duration::from_secs(20),
        attempt_timeout: Duration::from_secs(20),
        connect_timeout: LIMIT,
        max_response_bytes: 1000,
        ..CallSettings::default()
    };
    let limits = AttemptLimits::new(
        &settings,
        settings.attempt_timeout,
        Deadline::after(settings.timeout, &Clock::default()),
    );
    AttemptScope::enter(limits, false)
}

fn listener(address: &str) -> TcpListener {
    TcpListener::bind(address).unwrap()
}

/// A listener whose backlog is full: the system neither accepts nor refuses another connection.
struct FullListener {
    listener: Socket,
    _queue: Vec<TcpStream>,
}

impl FullListener {
    fn at(address: SocketAddr) -> Self {
        let listener = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
        listener.bind(&address.into()).unwrap();
        listener.listen(0).unwrap();
        let address = listener.local_addr().unwrap().as_socket().unwrap();
        let connect = |_| TcpStream::connect_timeout(&address, Duration::from_millis(50)).ok();
        let queue = (0..4).filter_map(connect).collect();
        Self {
            listener,
            _queue: queue,
        }
    }

    fn address(&self) -> SocketAddr {
        self.listener.local_addr().unwrap().as_socket().unwrap()
    }
}

fn anywhere() -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, 0))
}

fn slow() -> SlowLookup {
    SlowLookup(LOOKUP, vec![Ipv4Addr::LOCALHOST.into()])
}

fn times_out_at_the_limit(dialer: &Dialer, url: &str, expected: Stage) {
    let start = Instant::now();
    let _attempt = attempt();
    let error = dialer.dial(&url.parse().unwrap()).unwrap_err();
    let elapsed = start.elapsed();
    assert!(OutOfTime::is_cause_of(&error), "{error:?}");
    assert_eq!(attempt_scope::stage(), expected);
    assert!(elapsed >= LIMIT.mul_f32(0.95), "{elapsed:?} is too early");
    assert!(elapsed < LIMIT + SLACK, "{elapsed:?} is too late");
}

#[test]
fn lookup_and_tcp_share_one_limit() {
    let host = FullListener::at(anywhere());
    let url = format!("http://host.test:{}/", host.address().port());
    times_out_at_the_limit(&dialer(slow(), None), &url, Stage::Tcp);
}

#[test]
fn lookup_and_tcp_of_a_proxy_share_one_limit() {
    let proxy = FullListener::at(anywhere());
    times_out_at_the_limit(
        &dialer(slow(), Some((ProxyProtocol::Http, proxy.address()))),
        "http://host.test/",
        Stage::Tcp,
    );
}

fn lookup_and_the_response_of_a_proxy_share_one_limit(protocol: ProxyProtocol) {
    // The system accepts the connection, and no response is sent.
    let proxy = listener("127.0.0.1:0");
    let address = proxy.local_addr().unwrap();
    let dialer = dialer(slow(), Some((protocol, address)));
    times_out_at_the_limit(&dialer, "http://host.test/", Stage::Proxy);
}

#[test]
fn lookup_and_connect_of_a_proxy_share_one_limit() {
    lookup_and_the_response_of_a_proxy_share_one_limit(ProxyProtocol::Http);
}

#[test]
fn lookup_and_tls_of_a_proxy_share_one_limit() {
    lookup_and_the_response_of_a_proxy_share_one_limit(ProxyProtocol::Https);
}

#[test]
fn lookup_and_socks_of_a_proxy_share_one_limit() {
    lookup_and_the_response_of_a_proxy_share_one_limit(ProxyProtocol::Socks5);
}

#[test]
fn lookup_and_tls_share_one_limit() {
    let host = listener("127.0.0.1:0");
    let url = format!("https://host.test:{}/", host.local_addr().unwrap().port());
    times_out_at_the_limit(&dialer(slow(), None), &url, Stage::Tls);
}

#[test]
fn a_lookup_that_exceeds_the_limit_times_out_in_its_stage() {
    let system = SlowLookup(3 * LIMIT, vec![Ipv4Addr::LOCALHOST.into()]);
    times_out_at_the_limit(&dialer(system, None), "http://host.test:9/", Stage::Lookup);
    let system = SlowLookup(3 * LIMIT, vec![Ipv4Addr::LOCALHOST.into()]);
    let proxy = Some((ProxyProtocol::Http, anywhere()));
    times_out_at_the_limit(&dialer(system, proxy), "http://host.test:9/", Stage::Lookup);
}

/// Linux has all of 127.0.0.0/8 on loopback.
#[cfg(target_os = "linux")]
#[test]
fn an_address_that_does_not_respond_takes_only_a_part_of_the_limit() {
    let server = listener("127.0.0.1:0");
    let port = server.local_addr().unwrap().port();
    let silent = FullListener::at(format!("127.0.0.2:{port}").parse().unwrap());
    let addresses = vec![silent.address().ip(), Ipv4Addr::LOCALHOST.into()];
    let dialer = dialer(SlowLookup(Duration::ZERO, addresses), None);
    let start = Instant::now();
    let _attempt = attempt();
    dialer
        .dial(&format!("http://host.test:{port}/").parse().unwrap())
        .unwrap();
    let elapsed = start.elapsed();
    assert!(
        elapsed >= LIMIT.mul_f32(0.45),
        "{elapsed:?}: the address that does not respond is tried first"
    );
    assert!(elapsed < LIMIT, "{elapsed:?}");
    server.accept().unwrap();
}

#[test]
fn http_on_localhost_uses_loopback_addresses_only() {
    let elsewhere = || SlowLookup(Duration::ZERO, vec!["192.0.2.1".parse().unwrap()]);
    let dialer = |localhost_is_loopback| Dialer {
        localhost_is_loopback,
        ..dialer(elsewhere(), None)
    };
    for uri in ["http://localhost:9/", "http://LOCALHOST:9/"] {
        let _attempt = attempt();
        let error = dialer(true).dial(&uri.parse().unwrap()).unwrap_err();
        assert_eq!(error.to_string(), "the DNS lookup returned no address that may be used");
        assert_eq!(attempt_scope::stage(), Stage::Lookup);
    }
    // TLS authenticates the server, and other hosts are not this machine.
    for (uri, is_loopback) in [
        ("https://localhost:9/", true),
        ("http://host.test:9/", true),
        ("http://localhost:9/", false),
    ] {
        let _attempt = AttemptScope::enter(AttemptLimits::NONE.ending_within(Duration::from_millis(20)), false);
        dialer(is_loopback).dial(&uri.parse().unwrap()).unwrap_err();
        assert_eq!(attempt_scope::stage(), Stage::Tcp, "{uri}");
    }
}
