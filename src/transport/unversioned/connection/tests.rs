use std::net::{TcpListener, TcpStream};

use socket2::SockRef;

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

/// Passes a part of a request to the connection, as ureq does.
fn transmit(connection: &mut Connection, part: &[u8]) {
    connection.buffers().output()[..part.len()].copy_from_slice(part);
    connection.transmit_output(part.len(), NextTimeout::default()).unwrap();
}

#[test]
fn the_head_of_a_request_is_sent_together_with_its_body() {
    let (mut connection, mut far) = pair();
    transmit(&mut connection, b"head");
    transmit(&mut connection, b"body");
    far.set_nonblocking(true).unwrap();
    let nothing = far.read(&mut [0]).unwrap_err();
    assert_eq!(nothing.kind(), io::ErrorKind::WouldBlock);
    far.set_nonblocking(false).unwrap();
    far.write_all(b"response").unwrap();
    assert!(connection.await_input(NextTimeout::default()).unwrap());
    let mut received = [0; 16];
    assert_eq!(far.read(&mut received).unwrap(), 8);
    assert_eq!(&received[..8], b"headbody");
}

#[test]
fn a_large_body_is_sent_while_it_is_written() {
    let (mut connection, mut far) = pair();
    transmit(&mut connection, b"head");
    transmit(&mut connection, &[b'x'; MAX_HELD - 4]);
    let mut received = [0; MAX_HELD];
    far.read_exact(&mut received).unwrap();
    assert!(received.starts_with(b"headxxx"));
}

#[test]
fn a_request_that_cannot_be_sent_has_not_reached_the_stage_of_the_response() {
    let (mut connection, far) = pair();
    let _scope = AttemptScope::enter(AttemptLimits::NONE, false);
    transmit(&mut connection, b"request");
    SockRef::from(&far).set_linger(Some(Duration::ZERO)).unwrap();
    drop(far);
    // Until the reset has arrived.
    connection.stream.read(&mut [0]).unwrap_err();
    connection.await_input(NextTimeout::default()).unwrap_err();
    assert_eq!(attempt_scope::stage(), Stage::Send);
    assert!(!connection.is_open());
}

#[test]
fn an_idle_connection_is_open_until_it_is_too_old_by_the_clock_on_the_wall() {
    let (mut connection, _far) = pair();
    assert!(connection.is_open(), "into the pool");
    assert!(connection.is_open(), "out of the pool");
    // The same happens after a sleep of the computer, during which monotonic clocks stand still.
    connection.idle_since = Some(SystemTime::now() - MAX_IDLE_AGE);
    assert!(!connection.is_open());
}

#[test]
fn the_age_of_an_idle_connection_begins_again_when_it_is_used() {
    let (mut connection, _far) = pair();
    connection.idle_since = Some(SystemTime::now() - MAX_IDLE_AGE);
    transmit(&mut connection, b"x");
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
        // The attempt has opened this connection.
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
