//! Dropping a sandbox ends it, in any state of its connections.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::Wire;
use crate::sandbox::Sandbox;

#[test]
fn a_dropped_sandbox_closes_its_connections() {
    let sandbox = Sandbox::start().unwrap();
    let (port, token) = (sandbox.port(), sandbox.issue_token());
    let (mut idle, mut halfway) = (Wire::connect(&sandbox), Wire::connect(&sandbox));
    idle.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    assert_eq!(idle.response().status, 501);
    halfway.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhal");
    drop(sandbox);
    assert_eq!(idle.rest(), b"");
    // Closed or reset.
    let mut rest = Vec::new();
    let _ = halfway.stream.read_to_end(&mut rest);
    assert!(!String::from_utf8_lossy(&rest).contains("HTTP/1.1 2"));
    // Either nothing listens on the port, or the sandbox of another test, for which the token is not valid.
    if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) {
        let request = format!("GET /api/v2/tokens/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n");
        let mut response = [0; 12];
        let responses = stream
            .write_all(request.as_bytes())
            .and_then(|()| stream.read(&mut response));
        assert!(responses.is_err() || &response != b"HTTP/1.1 200");
    }
}

#[test]
fn a_sandbox_without_requests_stops() {
    for _ in 0..20 {
        drop(Sandbox::start().unwrap());
    }
}

#[test]
fn a_client_that_does_not_read_does_not_delay_the_stop() {
    let sandbox = Sandbox::start().unwrap();
    let mut stream = TcpStream::connect(("127.0.0.1", sandbox.port())).unwrap();
    stream.set_write_timeout(Some(Duration::from_millis(100))).unwrap();
    // Once nothing more can be written, the sandbox is blocked in a write.
    let requests = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(1_000);
    while stream.write_all(requests.as_bytes()).is_ok() {}
    drop(sandbox);
}

#[test]
fn a_port_in_use_is_an_error() {
    let sandbox = Sandbox::start().unwrap();
    let error = Sandbox::start_on(sandbox.port()).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::AddrInUse);
}

#[test]
fn the_port_of_a_stopped_sandbox_is_free_again() {
    let first = Sandbox::start().unwrap();
    let port = first.port();
    let mut wire = Wire::connect(&first);
    wire.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    wire.rest();
    drop(first);
    // Another test may have bound it in the meantime. The stopped sandbox must not respond.
    if let Ok(second) = Sandbox::start_on(port) {
        assert_eq!(second.base_url(), format!("http://127.0.0.1:{port}"));
        assert!(second.requests().is_empty());
    }
}

#[test]
fn sandboxes_share_no_state() {
    let (one, other) = (Sandbox::start().unwrap(), Sandbox::start().unwrap());
    assert_ne!(one.client_id(), other.client_id());
    assert_ne!(one.client_secret(), other.client_secret());
    let response = super::call(&other, "GET", "/api/v2/tokens/me", Some(&one.issue_token()));
    response.assert_problem(401, "bad.credentials");
}

#[test]
fn a_sandbox_is_shared_between_threads() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Sandbox>();
}
