//! TLS, with rustls.

use std::fmt;
use std::io::{self, IoSlice, Read, Write};
use std::sync::Arc;

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection};

use super::super::socket::Socket;
use super::Stream;
use crate::host::unbracketed;

/// A connection with TLS.
pub(in crate::transport) struct TlsStream {
    connection: ClientConnection,
    inner: Stream,
}

impl TlsStream {
    /// Makes the handshake, and verifies the certificate of the host.
    ///
    /// An error of kind `InvalidData` comes from TLS, and contains the error of rustls. Any other error comes from the connection.
    pub(super) fn connect(config: &Arc<ClientConfig>, host: &str, inner: Stream) -> io::Result<Self> {
        let name = ServerName::try_from(unbracketed(host))
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?
            .to_owned();
        let connection = ClientConnection::new(Arc::clone(config), name).map_err(invalid_data)?;
        let mut stream = Self { connection, inner };
        while stream.connection.is_handshaking() {
            stream.send_records()?;
            if stream.receive_records()? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        // The client sends the last message of the handshake before the first bytes of HTTP: if this fails, no part of the request was
        // sent.
        stream.send_records()?;
        Ok(stream)
    }

    pub(super) fn socket(&mut self) -> &mut Socket {
        self.inner.socket()
    }

    /// Reads once, and handles the records that are complete. Returns the number of bytes, or 0 at the end of the connection.
    fn receive_records(&mut self) -> io::Result<usize> {
        let count = self.connection.read_tls(&mut self.inner)?;
        if let Err(error) = self.connection.process_new_packets() {
            // An alert tells the server the reason. If sending it fails, the error that it describes is still the one to report.
            let _ = self.send_records_now();
            return Err(invalid_data(error));
        }
        Ok(count)
    }

    /// Sends all records that are waiting to be sent.
    fn send_records(&mut self) -> io::Result<()> {
        while self.connection.wants_write() {
            if self.connection.write_tls(&mut self.inner)? == 0 {
                return Err(io::ErrorKind::WriteZero.into());
            }
        }
        Ok(())
    }

    /// Sends as many records as can be sent without waiting.
    fn send_records_now(&mut self) -> io::Result<()> {
        self.socket().set_probing(true)?;
        let sent = self.send_records();
        self.socket().set_probing(false)?;
        sent
    }
}

impl Read for TlsStream {
    /// Returns 0 only after a `close_notify`. The end of a connection without one is an error of kind `UnexpectedEof`: anyone on the
    /// network path can end a TCP connection.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.connection.reader().read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                // The text of rustls contains a URL, which does not belong into a message.
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Err(error.kind().into()),
                outcome => return outcome,
            }
            self.receive_records()?;
            if self.connection.wants_write() {
                // This sends the refusal of a renegotiation. If that fails, the next read reports it, after the bytes that the server
                // has sent.
                let _ = self.send_records();
            }
        }
    }
}

impl Write for TlsStream {
    /// Sends some of the bytes, as whole records.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.connection.writer().write(bytes)?;
        self.send_records()?;
        Ok(count)
    }

    fn write_vectored(&mut self, parts: &[IoSlice<'_>]) -> io::Result<usize> {
        let count = self.connection.writer().write_vectored(parts)?;
        self.send_records()?;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.send_records()
    }
}

impl Drop for TlsStream {
    /// Sends a `close_notify` (RFC 8446, section 6.1), if that needs no waiting: the pool drops connections under its lock.
    fn drop(&mut self) {
        self.connection.send_close_notify();
        let _ = self.send_records_now();
    }
}

fn invalid_data(error: rustls::Error) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

impl fmt::Debug for TlsStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TlsStream")
            .field("inner", &self.inner)
            .finish_non_exhaustive()
    }
}
