use std::net::{TcpListener, TcpStream};

use super::super::super::AttemptLimits;
use super::super::super::attempt_scope::AttemptScope;
use super::super::super::connect::Socket;
use super::*;

/// Returns a connection, and its other end.
fn pair() -> (Connection, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let near = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let (far, _) = listener.accept().unwrap();
    (Connection::new(Stream::Tcp(Socket::new(near))), far)
}

#[test]
fn an_idle_connection_is_open_until_it_is_too_old_by_the_clock_on_the_wall() {
    let (mut connection, _far) = pair();
    assert!(connection.is_open(), "into the pool");
    assert!(connection.is_open(), "out of the pool");
    // As after a sleep of the computer, during which other clocks stand still.
    connection.idle_since = Some(SystemTime::now() - MAX_IDLE_AGE);
    assert!(!connection.is_open());
}

#[test]
fn the_age_of_an_idle_connection_begins_again_when_it_is_used() {
    let (mut connection, _far) = pair();
    connection.idle_since = Some(SystemTime::now() - MAX_IDLE_AGE);
    connection.buffers().output()[0] = b'x';
    connection.transmit_output(1, NextTimeout::default()).unwrap();
    assert!(connection.is_open());
}

#[test]
fn a_clock_that_was_set_back_does_not_close_a_connection() {
    let (mut connection, _far) = pair();
    connection.idle_since = Some(SystemTime::now() + Duration::from_secs(3600));
    assert!(connection.is_open());
}

#[test]
fn an_attempt_that_needs_a_new_connection_finds_none_open() {
    let (mut connection, _far) = pair();
    {
        let _scope = AttemptScope::enter(AttemptLimits::NONE, true);
        assert!(!connection.is_open());
        // It has opened this one.
        attempt_scope::set_connected();
        assert!(connection.is_open());
    }
    assert!(connection.is_open());
}

#[test]
fn a_connection_that_was_closed_or_has_bytes_to_read_is_not_open() {
    let (mut connection, far) = pair();
    drop(far);
    while connection.is_open() {
        std::thread::yield_now();
    }
    let (mut connection, mut far) = pair();
    far.write_all(b"x").unwrap();
    while connection.is_open() {
        std::thread::yield_now();
    }
}
