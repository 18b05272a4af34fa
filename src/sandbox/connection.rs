//! One connection: requests in, answers out, until either side has had enough.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::http::{Head, Reader, Refusal, Unread};
use super::recorded::RecordedRequest;
use super::reply::Reply;
use super::routes;
use super::server::lock;
use super::state::State;

/// How long a connection may be idle between two requests.
const IDLE: Duration = Duration::from_secs(75);
/// How long a request may take to arrive, from its first byte to its last, and an answer to be taken.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long, and how much, to read from a client that still sends after its last answer.
const LINGER: Duration = Duration::from_secs(1);
const MAX_LINGER_BYTES: u64 = 8 * 1024 * 1024;

/// Answers what comes over `stream` until it closes.
pub(super) fn serve(stream: &TcpStream, state: &Mutex<State>) {
    // Without them the answers are slower, or a stuck client holds this thread: no reason to refuse.
    let _ = stream.set_nodelay(true);
    let _ = stream.set_write_timeout(Some(PATIENCE));
    let mut reader = Reader::new(Timed::new(stream));
    loop {
        reader.source_mut().await_request();
        let (reply, head_only, keep_alive) = match reader.request() {
            Ok(request) => {
                let reply = {
                    let mut state = lock(state);
                    let reply = routes::answer(&mut state, &request);
                    // Recorded before the client has its answer, so that it finds its request when it asks.
                    state.record(RecordedRequest::new(&request.head, &request.body, reply.status));
                    reply
                };
                (reply, request.head.method == "HEAD", request.head.keeps_alive())
            }
            Err(Unread::Closed) => return,
            Err(Unread::Refused(refusal)) => {
                let head_only = refusal.head.as_ref().is_some_and(|head| head.method == "HEAD");
                (refuse(state, &refusal), head_only, false)
            }
        };
        let bytes = reply.to_bytes(keep_alive, head_only);
        let mut writer = stream;
        if writer.write_all(&bytes).is_err() {
            return;
        }
        if !keep_alive {
            return linger(stream);
        }
    }
}

fn refuse(state: &Mutex<State>, refusal: &Refusal) -> Reply {
    let reply = routes::refuse(refusal);
    if let Some(head) = &refusal.head {
        let head: &Head = head;
        lock(state).record(RecordedRequest::new(head, &[], reply.status));
    }
    reply
}

/// Closes in two steps (RFC 9112, section 9.6): a close over unread bytes would reset the connection, and the client
/// would lose the answer.
fn linger(stream: &TcpStream) {
    if stream.shutdown(Shutdown::Write).is_err() {
        return;
    }
    let mut rest = Timed::new(stream);
    rest.deadline = Instant::now() + LINGER;
    rest.idle = false;
    // Whether the client closed, or was cut off: this was the last of it.
    let _ = io::copy(&mut rest.take(MAX_LINGER_BYTES), &mut io::sink());
}

/// A stream with a deadline for the whole of a request. The timeout of a socket starts anew with each byte.
struct Timed<'a> {
    stream: &'a TcpStream,
    deadline: Instant,
    /// No byte of the request has come yet.
    idle: bool,
}

impl<'a> Timed<'a> {
    fn new(stream: &'a TcpStream) -> Self {
        Self {
            stream,
            deadline: Instant::now() + IDLE,
            idle: true,
        }
    }

    fn await_request(&mut self) {
        self.deadline = Instant::now() + IDLE;
        self.idle = true;
    }
}

impl Read for Timed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        self.stream.set_read_timeout(Some(left))?;
        let length = self.stream.read(buffer)?;
        if self.idle {
            self.idle = false;
            self.deadline = Instant::now() + PATIENCE;
        }
        Ok(length)
    }
}
