use std::net::TcpListener;
use std::thread;
use std::time::{Duration, Instant};

use socket2::SockRef;

use super::super::super::AttemptLimits;
use super::super::super::attempt_scope::AttemptScope;
use super::*;

#[test]
fn a_slow_reader_does_not_extend_the_limit_of_a_write() {
    const LIMIT: Duration = Duration::from_millis(500);
    const AMOUNT: usize = 4 << 20;
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    SockRef::from(&listener).set_recv_buffer_size(16 << 10).unwrap();
    let stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    // With a small buffer, a write waits several times, and a part of it is accepted each time.
    SockRef::from(&stream).set_send_buffer_size(16 << 10).unwrap();
    let reading = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        while let Ok(1..) = stream.read(&mut [0; 4 << 10]) {
            thread::sleep(Duration::from_millis(20));
        }
    });
    let mut transport = TcpTransport::new(stream, LazyBuffers::new(1024, AMOUNT));
    transport.buffers().output().fill(b'x');
    let _scope = AttemptScope::enter(AttemptLimits::NONE.ending_within(LIMIT), false);
    let start = Instant::now();
    let error = transport.transmit_output(AMOUNT, NextTimeout::default()).unwrap_err();
    let elapsed = start.elapsed();
    assert!(
        matches!(&error, Error::Io(error) if OutOfTime::is_cause_of(error)),
        "{error:?}"
    );
    assert!(elapsed < 2 * LIMIT, "{elapsed:?} is too late");
    drop(transport);
    reading.join().unwrap();
}
