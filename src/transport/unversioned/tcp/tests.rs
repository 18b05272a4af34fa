use std::net::TcpListener;
use std::thread;
use std::time::{Duration, Instant};

use socket2::SockRef;
use ureq::unversioned::transport::time;

use super::*;

#[allow(
    clippy::field_reassign_with_default,
    reason = "a struct of `unversioned` is not written as a literal"
)]
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
    let mut timeout = NextTimeout::default();
    timeout.after = time::Duration::Exact(LIMIT);
    transport.buffers().output().fill(b'x');
    let start = Instant::now();
    let error = transport.transmit_output(AMOUNT, timeout).unwrap_err();
    let elapsed = start.elapsed();
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    assert!(elapsed < 2 * LIMIT, "{elapsed:?} is too late");
    drop(transport);
    reading.join().unwrap();
}
