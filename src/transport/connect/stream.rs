//! A connection, with or without TLS.

mod tls;

use std::io::{self, IoSlice, Read, Write};
use std::sync::Arc;

use rustls::ClientConfig;

use super::socket::Socket;
use tls::TlsStream;

/// A connection. With a proxy over TLS, there is TLS inside of TLS.
#[derive(Debug)]
pub(in crate::transport) enum Stream {
    Tcp(Socket),
    Tls(Box<TlsStream>),
}

impl Stream {
    /// Starts TLS on this connection, with this host.
    pub(super) fn secure(self, config: &Arc<ClientConfig>, host: &str) -> io::Result<Self> {
        Ok(Self::Tls(Box::new(TlsStream::connect(config, host, self)?)))
    }

    pub(in crate::transport) fn is_tls(&self) -> bool {
        matches!(self, Self::Tls(_))
    }

    /// Returns whether the connection is open, and has nothing to read. Does not wait.
    ///
    /// Reading handles what TLS servers send at any time, such as session tickets and key updates. Neither a byte that was not
    /// requested nor the end of the connection makes it usable.
    pub(in crate::transport) fn is_idle(&mut self) -> bool {
        if self.socket().set_probing(true).is_err() {
            return false;
        }
        let read = self.read(&mut [0]);
        let is_waiting_again = self.socket().set_probing(false).is_ok();
        is_waiting_again && matches!(read, Err(error) if error.kind() == io::ErrorKind::WouldBlock)
    }

    /// Returns the socket below all layers.
    fn socket(&mut self) -> &mut Socket {
        match self {
            Self::Tcp(socket) => socket,
            Self::Tls(stream) => stream.socket(),
        }
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Tcp(socket) => socket.read(buffer),
            Self::Tls(stream) => stream.read(buffer),
        }
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Tcp(socket) => socket.write(bytes),
            Self::Tls(stream) => stream.write(bytes),
        }
    }

    fn write_vectored(&mut self, parts: &[IoSlice<'_>]) -> io::Result<usize> {
        match self {
            Self::Tcp(socket) => socket.write_vectored(parts),
            Self::Tls(stream) => stream.write_vectored(parts),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
