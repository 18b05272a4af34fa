//! What the server does on one connection, step by step.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::process::{Child, Command};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};
use socket2::SockRef;

use super::recorded::Recorded;
use super::shared::Shared;

/// A flood stops here at the latest, so that a client without a limit fails its test and not the machine.
pub(crate) const FLOOD_LIMIT: u64 = 256 << 20;

/// One thing that the server does.
#[derive(Clone)]
pub(crate) enum Step {
    /// Reads one request and records it.
    Read,
    /// Reads whatever comes first, as bytes and not as a request.
    ReadRaw,
    /// Sends these bytes.
    Send(Vec<u8>),
    /// Sends these bytes one at a time.
    Drip(Vec<u8>, Duration),
    /// Sends these bytes over and over until the client leaves.
    Flood(Vec<u8>),
    /// Waits as a slow server does.
    Pause(Duration),
    /// Waits for the test to open the gate.
    Hold(Gate),
    /// Waits until this many requests came in, over all connections.
    UntilRequests(usize),
    /// Says nothing more, and neither reads nor closes, until the test ends.
    Stall,
    /// Says nothing more until the client closes, or the test ends.
    UntilPeerCloses,
    /// Speaks TLS from here on.
    Tls(Arc<ServerConfig>),
    /// Closes in order.
    Fin,
    /// Closes with a reset.
    Reset,
}

/// What a test opens with [`super::Server::open`].
#[derive(Clone, Default)]
pub(crate) struct Gate(pub(super) Arc<AtomicBool>);

/// Whether the connection still stands after a script.
#[derive(PartialEq, Eq)]
pub(super) enum Standing {
    Open,
    Closed,
}

/// A process that is being started has copies of all sockets for a moment. One that is closed in that moment stays
/// open, and a test that counts on its FIN is wrong.
static SPAWNING: RwLock<()> = RwLock::new(());

/// Starts a process, while no socket of a server is closed.
pub(crate) fn spawn(command: &mut Command) -> Child {
    let _no_close = SPAWNING.write().unwrap_or_else(PoisonError::into_inner);
    command.spawn().expect("the process starts")
}

/// One connection of the server.
pub(super) struct Connection {
    number: usize,
    stream: Option<Stream>,
    /// What was read beyond the request before.
    pending: Vec<u8>,
    shared: Arc<Shared>,
}

enum Stream {
    Plain(TcpStream),
    Tls(Box<StreamOwned<ServerConnection, TcpStream>>),
}

impl Connection {
    pub(super) fn new(number: usize, stream: TcpStream, shared: Arc<Shared>) -> Self {
        Self {
            number,
            stream: Some(Stream::Plain(stream)),
            pending: Vec::new(),
            shared,
        }
    }

    /// Runs the steps. An error is nothing but a client that left.
    pub(super) fn run(&mut self, steps: &[Step]) -> io::Result<Standing> {
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
                Step::Tls(config) => self.start_tls(config)?,
                Step::Fin => return Ok(self.close()),
                Step::Reset => {
                    SockRef::from(self.socket()).set_linger(Some(Duration::ZERO))?;
                    return Ok(self.close());
                }
            }
        }
        Ok(Standing::Open)
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

    /// How much of `pending` is the body of `request`, once all of it is there. Chunks are kept as they came.
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
            .map_or(0, |length| length.parse().expect("a length is a number"));
        (self.pending.len() >= length).then_some(length)
    }

    /// Closes the connection. The kernel makes a FIN of it, or what the linger option says.
    pub(super) fn close(&mut self) -> Standing {
        let _no_spawn = SPAWNING.read().unwrap_or_else(PoisonError::into_inner);
        // The server keeps a second handle, to wake this thread when the test ends: the socket closes with the last one.
        self.stream = None;
        self.shared.forget(self.number);
        Standing::Closed
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
        // Many small writes would be slow rather than endless.
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
        let Some(Stream::Plain(socket)) = self.stream.take() else {
            panic!("TLS is started once, on an open connection");
        };
        let connection = ServerConnection::new(Arc::clone(config)).expect("the certificate of a test is sound");
        let mut tls = Box::new(StreamOwned::new(connection, socket));
        while tls.conn.is_handshaking() {
            // A refused certificate arrives as an alert, and is an error here.
            tls.conn.complete_io(&mut tls.sock)?;
        }
        self.stream = Some(Stream::Tls(tls));
        Ok(())
    }

    fn stream(&mut self) -> &mut Stream {
        self.stream.as_mut().expect("a closed connection has no more steps")
    }

    fn socket(&self) -> &TcpStream {
        match self.stream.as_ref().expect("a closed connection has no more steps") {
            Stream::Plain(socket) => socket,
            Stream::Tls(tls) => &tls.sock,
        }
    }
}

impl Drop for Connection {
    /// Also when a handler panics: the client must not wait for an answer that nobody will send.
    fn drop(&mut self) {
        self.close();
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.read(buffer),
            Self::Tls(stream) => stream.read(buffer),
        }
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.write(bytes),
            Self::Tls(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(stream) => stream.flush(),
            Self::Tls(stream) => stream.flush(),
        }
    }
}

/// Wakes a thread that reads from or writes to `stream`.
pub(super) fn wake(stream: &TcpStream) {
    // It fails where the client closed first, and then there is nobody to wake.
    let _ = stream.shutdown(Shutdown::Both);
}
