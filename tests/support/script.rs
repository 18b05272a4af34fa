//! The steps of a script, and the connection that runs them.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::process::{Child, Command};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use rustls::ServerConfig;
use socket2::SockRef;

use super::recorded::Recorded;
use super::shared::Shared;
use super::stream::Stream;

/// The most bytes that [`Step::Flood`] sends, so that a client without a limit fails its test and does not exhaust the
/// memory of the machine.
pub(crate) const FLOOD_LIMIT: u64 = 256 << 20;

/// One action of the server.
#[derive(Clone)]
pub(crate) enum Step {
    /// Reads one request and records it.
    Read,
    /// Reads once, and records the bytes without parsing them.
    ReadRaw,
    /// Sends these bytes.
    Send(Vec<u8>),
    /// Sends these bytes one at a time, with a pause after each.
    Drip(Vec<u8>, Duration),
    /// Sends these bytes repeatedly until the client closes the connection.
    Flood(Vec<u8>),
    /// Waits, as a slow server does.
    Pause(Duration),
    /// Waits for the test to open the gate.
    Hold(Gate),
    /// Waits until the server has received this many requests, on all connections.
    UntilRequests(usize),
    /// Neither reads, sends nor closes until the test ends.
    Stall,
    /// Reads, and sends nothing, until the client closes or the test ends.
    UntilPeerCloses,
    /// Tells the test that the script has come this far. The test waits for it with [`super::Server::wait_for`].
    Reached(Gate),
    /// Reads until the client ends TLS with a `close_notify`.
    UntilCloseNotify,
    /// Starts TLS, or TLS inside of it.
    Tls(Arc<ServerConfig>),
    /// Sends the first bytes of a TLS handshake.
    PartOfTls(Arc<ServerConfig>, usize),
    /// Sends this many bytes at once from now on, and no more.
    SmallWrites(usize),
    /// Updates the keys of TLS 1.3, and asks the client to do the same.
    KeyUpdate,
    /// Ends what is sent with a `close_notify` of TLS.
    CloseNotify,
    /// Closes the connection with a FIN.
    Fin,
    /// Closes the connection with a RST.
    Reset,
}

/// A point in a script that a test opens with [`super::Server::open`].
#[derive(Clone, Default)]
pub(crate) struct Gate(pub(super) Arc<AtomicBool>);

/// Whether the connection is still open after a script.
#[derive(PartialEq, Eq)]
pub(super) enum Status {
    Open,
    Closed,
}

/// The lock that is held while a process is started or a socket is closed. Until a new process has called `exec`, it has copies of all
/// sockets: closing a socket during that time sends no FIN.
static SPAWNING: RwLock<()> = RwLock::new(());

/// Starts a process while no server closes a socket.
pub(crate) fn spawn(command: &mut Command) -> Child {
    let _no_close = SPAWNING.write().unwrap_or_else(PoisonError::into_inner);
    command.spawn().expect("the process starts")
}

/// One connection of the server.
pub(super) struct Connection {
    number: usize,
    stream: Option<Stream>,
    /// Bytes that were read after the end of the previous request.
    pending: Vec<u8>,
    shared: Arc<Shared>,
}

impl Connection {
    pub(super) fn new(number: usize, stream: TcpStream, shared: Arc<Shared>) -> Self {
        Self {
            number,
            stream: Some(Stream::new(stream)),
            pending: Vec::new(),
            shared,
        }
    }

    /// Runs the steps. An error only means that the client closed the connection.
    pub(super) fn run(&mut self, steps: &[Step]) -> io::Result<Status> {
        for step in steps {
            match step {
                Step::Read => {
                    self.read_request()?;
                }
                Step::ReadRaw => {
                    let bytes = self.read_some()?;
                    self.shared.record_raw(&bytes);
                }
                Step::Send(bytes) => self.send(bytes)?,
                Step::Drip(bytes, interval) => {
                    for byte in bytes {
                        self.send(&[*byte])?;
                        self.shared.pause(*interval)?;
                    }
                }
                Step::Flood(bytes) => self.flood(bytes)?,
                Step::Pause(duration) => self.shared.pause(*duration)?,
                Step::Hold(gate) => self.shared.wait_in_script(|_| gate.0.load(Ordering::SeqCst))?,
                Step::UntilRequests(count) => self.shared.wait_in_script(|state| state.requests.len() >= *count)?,
                Step::Stall => self.shared.wait_in_script(|_| false)?,
                Step::UntilPeerCloses => loop {
                    self.read_some()?;
                },
                Step::UntilCloseNotify => while self.stream().read(&mut [0; 1024])? > 0 {},
                Step::Reached(gate) => self.shared.open(gate),
                Step::Tls(config) => self.start_tls(config)?,
                Step::PartOfTls(config, limit) => self.stream().secure_partly(config, *limit)?,
                Step::SmallWrites(bytes) => self.stream().set_largest_write(*bytes),
                Step::KeyUpdate => {
                    let updated = self.stream().tls().refresh_traffic_keys();
                    updated.expect("TLS 1.3 is established");
                    self.stream().flush()?;
                }
                Step::CloseNotify => {
                    self.stream().tls().send_close_notify();
                    self.stream().flush()?;
                }
                Step::Fin => return Ok(self.close()),
                Step::Reset => {
                    SockRef::from(self.socket()).set_linger(Some(Duration::ZERO))?;
                    return Ok(self.close());
                }
            }
        }
        Ok(Status::Open)
    }

    /// Reads one request: head and body.
    pub(super) fn read_request(&mut self) -> io::Result<Recorded> {
        let head_end = loop {
            if let Some(end) = self.pending.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
            let bytes = self.read_some()?;
            self.pending.extend_from_slice(&bytes);
        };
        let head: Vec<u8> = self.pending.drain(..head_end).collect();
        let mut request = Recorded::new(self.number, head, Vec::new());
        let length = loop {
            if let Some(length) = self.length_of_body(&request) {
                break length;
            }
            let bytes = self.read_some()?;
            self.pending.extend_from_slice(&bytes);
        };
        let body = self.pending.drain(..length).collect();
        request = Recorded::new(self.number, request.head, body);
        self.shared.record(request.clone());
        Ok(request)
    }

    /// Returns the number of bytes of `pending` that are the body of `request`, or `None` while it is incomplete. A chunked body is not
    /// decoded.
    fn length_of_body(&self, request: &Recorded) -> Option<usize> {
        const LAST_CHUNK: &[u8] = b"0\r\n\r\n";
        if request.header("transfer-encoding").is_some() {
            let mut windows = self.pending.windows(LAST_CHUNK.len());
            return windows
                .position(|five| five == LAST_CHUNK)
                .map(|start| start + LAST_CHUNK.len());
        }
        let length = request
            .header("content-length")
            .map_or(0, |length| length.parse().expect("the length is a number"));
        (self.pending.len() >= length).then_some(length)
    }

    /// Closes the connection, with a FIN or, as the linger option says, a RST.
    pub(super) fn close(&mut self) -> Status {
        let _no_spawn = SPAWNING.read().unwrap_or_else(PoisonError::into_inner);
        // The server has a second handle, to wake this thread when the test ends. The socket closes with the last handle.
        self.stream = None;
        self.shared.forget(self.number);
        Status::Closed
    }

    fn read_some(&mut self) -> io::Result<Vec<u8>> {
        let mut buffer = vec![0; 16 << 10];
        let count = self.stream().read(&mut buffer)?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        buffer.truncate(count);
        Ok(buffer)
    }

    fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        let stream = self.stream();
        stream.write_all(bytes)?;
        stream.flush()
    }

    fn flood(&mut self, bytes: &[u8]) -> io::Result<()> {
        // Many small writes would be too slow to reach the limit of a client.
        let block = bytes.repeat((64 << 10) / bytes.len() + 1);
        let mut sent = 0;
        while sent < FLOOD_LIMIT {
            self.send(&block)?;
            sent += block.len() as u64;
            self.shared.count_flood(block.len() as u64);
        }
        Ok(())
    }

    fn start_tls(&mut self, config: &Arc<ServerConfig>) -> io::Result<()> {
        let stream = self.stream.take().expect("no step follows a close");
        self.stream = Some(stream.secure(config)?);
        Ok(())
    }

    fn stream(&mut self) -> &mut Stream {
        self.stream.as_mut().expect("no step follows a close")
    }

    fn socket(&self) -> &TcpStream {
        self.stream.as_ref().expect("no step follows a close").socket()
    }
}

impl Drop for Connection {
    /// Closes the connection also if a handler panics, so that the client does not wait for a response.
    fn drop(&mut self) {
        self.close();
    }
}

/// Wakes a thread that reads from or writes to `stream`.
pub(super) fn wake(stream: &TcpStream) {
    // Shutting down fails if the client has closed the connection, and then the thread is already awake.
    let _ = stream.shutdown(Shutdown::Both);
}
