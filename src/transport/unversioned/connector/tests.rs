//! The time limit for connecting. The lookup is replaced; TCP, CONNECT and TLS are real.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use socket2::{Domain, Socket, Type};
use ureq::{Agent, Proxy};

use super::super::super::attempt_scope::{AttemptScope, OutOfTime};
use super::super::super::lookup::{Lookups, System};
use super::super::super::{AttemptLimits, CallSettings, Deadline};
use super::*;
use crate::clock::Clock;

const LIMIT: Duration = Duration::from_secs(1);
/// The time that a lookup takes.
const LOOKUP: Duration = Duration::from_millis(700);
/// The most time that a machine under load adds. It is less than `LOOKUP`: a limit without the lookup would be too late.
const SLACK: Duration = Duration::from_millis(500);

/// Returns these addresses for every host, after some time.
struct SlowLookup(Duration, Vec<IpAddr>);

impl System for SlowLookup {
    fn look_up(&self, _: &str) -> std::io::Result<Vec<IpAddr>> {
        thread::sleep(self.0);
        Ok(self.1.clone())
    }

    fn start(&self, job: Box<dyn FnOnce() + Send>) -> std::io::Result<()> {
        thread::Builder::new().spawn(job).map(drop)
    }
}

fn agent(system: SlowLookup, proxy: Option<SocketAddr>) -> Agent {
    let proxy = proxy.map(|proxy| Proxy::new(&format!("http://proxy.test:{}", proxy.port())).unwrap());
    let config = Agent::config_builder().proxy(proxy).build();
    let hosts = HostResolver::new(Lookups::new(system), false);
    let connector = TimedConnector::new(hosts.clone(), config.proxy().is_some());
    Agent::with_parts(config, connector, hosts)
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
    AttemptScope::enter(
        AttemptLimits::new(
            &settings,
            settings.attempt_timeout,
            Deadline::after(settings.timeout, &Clock::default()),
        ),
        false,
    )
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

fn times_out_at_the_limit(agent: &Agent, url: &str, expected: Stage) {
    let start = Instant::now();
    let _attempt = attempt();
    let error = agent.get(url).call().unwrap_err();
    let elapsed = start.elapsed();
    assert!(
        matches!(&error, Error::Io(error) if OutOfTime::is_cause_of(error)),
        "{error:?}"
    );
    assert_eq!(attempt_scope::stage(), expected);
    assert!(elapsed >= LIMIT.mul_f32(0.95), "{elapsed:?} is too early");
    assert!(elapsed < LIMIT + SLACK, "{elapsed:?} is too late");
}

#[test]
fn lookup_and_tcp_share_one_limit() {
    let host = FullListener::at(anywhere());
    let url = format!("http://host.test:{}/", host.address().port());
    times_out_at_the_limit(&agent(slow(), None), &url, Stage::Tcp);
}

#[test]
fn lookup_and_tcp_of_a_proxy_share_one_limit() {
    let proxy = FullListener::at(anywhere());
    times_out_at_the_limit(&agent(slow(), Some(proxy.address())), "http://host.test/", Stage::Tcp);
}

#[test]
fn lookup_and_connect_of_a_proxy_share_one_limit() {
    // The system accepts the connection, and no response is sent.
    let proxy = listener("127.0.0.1:0");
    let address = proxy.local_addr().unwrap();
    times_out_at_the_limit(&agent(slow(), Some(address)), "http://host.test/", Stage::Proxy);
}

#[test]
fn lookup_and_tls_share_one_limit() {
    let host = listener("127.0.0.1:0");
    let url = format!("https://host.test:{}/", host.local_addr().unwrap().port());
    times_out_at_the_limit(&agent(slow(), None), &url, Stage::Tls);
}

#[test]
fn a_lookup_that_exceeds_the_limit_times_out_in_its_stage() {
    let system = SlowLookup(3 * LIMIT, vec![Ipv4Addr::LOCALHOST.into()]);
    times_out_at_the_limit(&agent(system, None), "http://host.test:9/", Stage::Lookup);
    let system = SlowLookup(3 * LIMIT, vec![Ipv4Addr::LOCALHOST.into()]);
    times_out_at_the_limit(&agent(system, Some(anywhere())), "http://host.test:9/", Stage::Lookup);
}

/// Linux has all of 127.0.0.0/8 on loopback.
#[cfg(target_os = "linux")]
#[test]
fn an_address_that_does_not_respond_takes_only_a_part_of_the_limit() {
    let server = listener("127.0.0.1:0");
    let port = server.local_addr().unwrap().port();
    let silent = FullListener::at(format!("127.0.0.2:{port}").parse().unwrap());
    let serving = thread::spawn(move || {
        let (mut stream, _) = server.accept().unwrap();
        let _ = stream.read(&mut [0; 4096]).unwrap();
        stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
            .unwrap();
    });
    let addresses = vec![silent.address().ip(), Ipv4Addr::LOCALHOST.into()];
    let agent = agent(SlowLookup(Duration::ZERO, addresses), None);
    let start = Instant::now();
    let _attempt = attempt();
    let response = agent.get(format!("http://host.test:{port}/")).call().unwrap();
    let elapsed = start.elapsed();
    assert_eq!(response.status(), 200);
    assert!(
        elapsed >= LIMIT.mul_f32(0.45),
        "{elapsed:?}: the address that does not respond is tried first"
    );
    assert!(elapsed < LIMIT, "{elapsed:?}");
    serving.join().unwrap();
}
