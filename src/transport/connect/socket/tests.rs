use std::net::TcpListener;
use std::thread;
use std::time::Instant;

use socket2::SockRef;

use super::super::super::AttemptLimits;
use super::super::super::attempt_scope::AttemptScope;
use super::*;

/// Returns both ends of a connection.
fn pair() -> (Socket, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let near = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let (far, _) = listener.accept().unwrap();
    far.set_nodelay(true).unwrap();
    (Socket::new(near), far)
}

fn attempt(time: Duration) -> AttemptScope {
    AttemptScope::enter(AttemptLimits::NONE.ending_within(time), false)
}

/// Waits until this many bytes have arrived.
fn wait_for_bytes(socket: &Socket, count: usize) {
    let mut buffer = vec![0; count];
    while socket.stream.peek(&mut buffer).unwrap() < count {
        thread::yield_now();
    }
}

#[test]
fn a_slow_reader_does_not_extend_the_limit_of_a_write() {
    const LIMIT: Duration = Duration::from_millis(500);
    let (mut socket, mut far) = pair();
    SockRef::from(&far).set_recv_buffer_size(16 << 10).unwrap();
    // With a small buffer, a write waits several times, and a part of it is accepted each time.
    SockRef::from(&socket.stream).set_send_buffer_size(16 << 10).unwrap();
    let reading = thread::spawn(move || {
        while let Ok(1..) = far.read(&mut [0; 4 << 10]) {
            thread::sleep(Duration::from_millis(20));
        }
    });
    let _attempt = attempt(LIMIT);
    let start = Instant::now();
    let error = socket.write_all(&vec![b'x'; 4 << 20]).unwrap_err();
    let elapsed = start.elapsed();
    assert!(OutOfTime::is_cause_of(&error), "{error:?}");
    assert!(elapsed < 2 * LIMIT, "{elapsed:?} is too late");
    drop(socket);
    reading.join().unwrap();
}

/// Reads a byte that has arrived, and returns the limit of the socket.
fn limit_after_read(socket: &mut Socket, far: &mut TcpStream) -> Option<Duration> {
    far.write_all(b"x").unwrap();
    socket.read_exact(&mut [0]).unwrap();
    socket.stream.read_timeout().unwrap()
}

#[test]
fn the_limit_of_the_socket_is_set_once_for_reads_that_may_take_as_many_seconds() {
    let (mut socket, mut far) = pair();
    let _attempt = attempt(Duration::from_millis(9990));
    let nine = Some(Duration::from_secs(9));
    assert_eq!(limit_after_read(&mut socket, &mut far), nine);
    // Shows whether it is set again.
    let other = Some(Duration::from_secs(100));
    socket.stream.set_read_timeout(other).unwrap();
    assert_eq!(limit_after_read(&mut socket, &mut far), other);
    let _attempt = attempt(Duration::from_millis(5990));
    assert_eq!(limit_after_read(&mut socket, &mut far), Some(Duration::from_secs(5)));
}

#[test]
fn a_read_waits_for_the_whole_time_that_is_left() {
    const LIMIT: Duration = Duration::from_millis(1200);
    let (mut socket, _far) = pair();
    let _attempt = attempt(LIMIT);
    let start = Instant::now();
    let error = socket.read(&mut [0]).unwrap_err();
    assert!(OutOfTime::is_cause_of(&error), "{error:?}");
    assert!(start.elapsed() >= LIMIT);
}

#[test]
fn what_arrived_in_time_is_read_after_the_limit() {
    let (mut socket, mut far) = pair();
    far.write_all(b"response").unwrap();
    wait_for_bytes(&socket, 8);
    let _attempt = attempt(Duration::ZERO);
    let mut buffer = [0; 5];
    assert_eq!(socket.read(&mut buffer).unwrap(), 5);
    assert_eq!(socket.read(&mut buffer).unwrap(), 3);
    assert_eq!(&buffer[..3], b"nse");
    let error = socket.read(&mut buffer).unwrap_err();
    assert!(OutOfTime::is_cause_of(&error), "{error:?}");
}

#[test]
fn a_server_that_sends_without_a_pause_does_not_extend_an_attempt() {
    let (mut socket, mut far) = pair();
    let sending = thread::spawn(move || while far.write_all(&[b'x'; 8 << 10]).is_ok() {});
    let _attempt = attempt(Duration::ZERO);
    let mut total = 0;
    let error = loop {
        wait_for_bytes(&socket, 1);
        match socket.read(&mut [0; 8 << 10]) {
            Ok(count) => total += count,
            Err(error) => break error,
        }
    };
    assert!(OutOfTime::is_cause_of(&error), "{error:?}");
    assert_eq!(total, 1 << 20);
    drop(socket);
    sending.join().unwrap();
}

#[test]
fn a_body_that_is_only_drained_is_not_read_after_its_limit() {
    let (mut socket, mut far) = pair();
    far.write_all(b"rest").unwrap();
    wait_for_bytes(&socket, 4);
    let _attempt = attempt(Duration::from_secs(60));
    let _drain = AttemptScope::with_less_time(Duration::ZERO);
    let error = socket.read(&mut [0; 8]).unwrap_err();
    assert!(OutOfTime::is_cause_of(&error), "{error:?}");
}

#[test]
fn a_probe_does_not_wait_and_reads_a_limited_number_of_bytes() {
    let (mut socket, mut far) = pair();
    socket.set_probing(true).unwrap();
    let error = socket.read(&mut [0; 8]).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::WouldBlock);

    let sending = thread::spawn(move || while far.write_all(&[b'x'; 8 << 10]).is_ok() {});
    let mut total = 0;
    let error = loop {
        match socket.read(&mut [0; 4 << 10]) {
            Ok(count) => total += count,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => thread::yield_now(),
            Err(error) => break error,
        }
    };
    assert_eq!(total, PROBE_LIMIT, "{error:?}");
    drop(socket);
    sending.join().unwrap();
}
