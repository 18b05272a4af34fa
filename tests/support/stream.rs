//! The stream of a connection of the server: plain, with TLS, or with TLS inside of TLS.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

pub(super) enum Stream {
    Plain(Socket),
    Tls(Box<StreamOwned<ServerConnection, Stream>>),
}

/// A socket whose writes may be limited, so that what is written arrives in small parts.
pub(super) struct Socket {
    stream: TcpStream,
    largest_write: usize,
}

impl Stream {
    pub(super) fn new(stream: TcpStream) -> Self {
        Self::Plain(Socket {
            stream,
            largest_write: usize::MAX,
        })
    }

    /// Starts TLS on this stream, which may have TLS already.
    pub(super) fn secure(self, config: &Arc<ServerConfig>) -> io::Result<Self> {
        let mut tls = Box::new(StreamOwned::new(new_connection(config), self));
        while tls.conn.is_handshaking() {
            // If the client refuses the certificate, its alert is an error here.
            tls.conn.complete_io(&mut tls.sock)?;
        }
        Ok(Self::Tls(tls))
    }

    /// Reads the first message of a TLS client, and sends the first `limit` bytes of the response.
    pub(super) fn secure_partly(&mut self, config: &Arc<ServerConfig>, limit: usize) -> io::Result<()> {
        let mut tls = new_connection(config);
        while !tls.wants_write() {
            tls.read_tls(self)?;
            tls.process_new_packets()
                .expect("the client begins with a valid message");
        }
        let mut response = Vec::new();
        while tls.wants_write() {
            tls.write_tls(&mut response)?;
        }
        assert!(
            response.len() > limit,
            "the whole response has {} bytes",
            response.len()
        );
        self.write_all(&response[..limit])
    }

    /// Returns the state of TLS.
    pub(super) fn tls(&mut self) -> &mut ServerConnection {
        match self {
            Self::Plain(_) => panic!("TLS was not started"),
            Self::Tls(tls) => &mut tls.conn,
        }
    }

    /// Sets how many bytes the socket sends at once.
    pub(super) fn set_largest_write(&mut self, bytes: usize) {
        match self {
            Self::Plain(socket) => socket.largest_write = bytes,
            Self::Tls(tls) => tls.sock.set_largest_write(bytes),
        }
    }

    pub(super) fn socket(&self) -> &TcpStream {
        match self {
            Self::Plain(socket) => &socket.stream,
            Self::Tls(tls) => tls.sock.socket(),
        }
    }
}

fn new_connection(config: &Arc<ServerConfig>) -> ServerConnection {
    ServerConnection::new(Arc::clone(config)).expect("the certificate is valid")
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(socket) => socket.stream.read(buffer),
            Self::Tls(stream) => stream.read(buffer),
        }
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(socket) => socket.stream.write(&bytes[..bytes.len().min(socket.largest_write)]),
            Self::Tls(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(socket) => socket.stream.flush(),
            Self::Tls(stream) => stream.flush(),
        }
    }
}
