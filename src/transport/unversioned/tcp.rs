//! A TCP connection.
//!
//! The one of ureq writes with a limit that starts again with each part of a buffer that the server reads, and shares out
//! the time to connect without regard to what the lookup took of it.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};

use ureq::Error;
use ureq::unversioned::transport::{Buffers, LazyBuffers, NextTimeout, Transport};

use super::Stage;
use super::io_limit::End;

/// A TCP connection with its buffers.
#[derive(Debug)]
pub(super) struct TcpTransport {
    stream: TcpStream,
    buffers: LazyBuffers,
    /// Why the last write failed, until it is known whether the server had sent a response by then.
    failed_write: Option<io::Error>,
    is_broken: bool,
}

impl TcpTransport {
    pub(super) fn new(stream: TcpStream, buffers: LazyBuffers) -> Self {
        Self {
            stream,
            buffers,
            failed_write: None,
            is_broken: false,
        }
    }

    fn has_nothing_to_read(&self) -> io::Result<bool> {
        self.stream.set_nonblocking(true)?;
        let outcome = (&self.stream).read(&mut [0]);
        self.stream.set_nonblocking(false)?;
        // A byte that came unasked, and the end of the connection, are both a reason not to use it.
        Ok(matches!(outcome, Err(error) if error.kind() == io::ErrorKind::WouldBlock))
    }
}

/// Connects to the first address that accepts. Each address has half of what is left of the time, and the last one all of it.
pub(super) fn connect(addresses: &[SocketAddr], end: End) -> Result<TcpStream, Error> {
    let mut failure = Error::HostNotFound;
    for (index, address) in addresses.iter().enumerate() {
        let is_last = index + 1 == addresses.len();
        let connected = match end.left()? {
            Some(left) if is_last => TcpStream::connect_timeout(address, left),
            Some(left) => TcpStream::connect_timeout(address, left / 2),
            None => TcpStream::connect(address),
        };
        match connected {
            Ok(stream) => {
                stream.set_nodelay(true)?;
                return Ok(stream);
            }
            Err(error) if is_timeout(&error) => failure = end.error(),
            // Nothing was sent: whatever it is, another address may do.
            Err(error) => failure = Error::Io(error),
        }
    }
    Err(failure)
}

impl Transport for TcpTransport {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    /// Sends `amount` bytes of the buffer, all of them before the end.
    ///
    /// A write that fails is not the end: a server that refuses a large body sends its response early, and closes. The
    /// rest of the request is dropped then, and the response is read. Without a response, the failure is returned there.
    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        if self.is_broken {
            return Ok(());
        }
        let end = End::of(timeout);
        let mut sent = 0;
        while sent < amount {
            set_timeout(end.left()?, |left| self.stream.set_write_timeout(left))?;
            let failure = match self.stream.write(&self.buffers.output()[sent..amount]) {
                Ok(0) => io::ErrorKind::WriteZero.into(),
                Ok(count) => {
                    sent += count;
                    continue;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) if is_timeout(&error) => return Err(end.error()),
                Err(error) => error,
            };
            self.failed_write = Some(failure);
            self.is_broken = true;
            break;
        }
        Ok(())
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        let end = End::of(timeout);
        loop {
            set_timeout(end.left()?, |left| self.stream.set_read_timeout(left))?;
            let received = self.stream.read(self.buffers.input_append_buf());
            let failure = match received {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) if is_timeout(&error) => return Err(end.error()),
                Ok(0) => None,
                Ok(count) => {
                    self.failed_write = None;
                    self.buffers.input_appended(count);
                    return Ok(true);
                }
                Err(error) => Some(error),
            };
            // The write failed first, and says how far the request came.
            return match (self.failed_write.take(), failure) {
                (Some(error), _) => Err(Stage::Send.mark(Error::Io(error))),
                (None, Some(error)) => Err(Error::Io(error)),
                (None, None) => Ok(false),
            };
        }
    }

    fn is_open(&mut self) -> bool {
        !self.is_broken && self.has_nothing_to_read().unwrap_or(false)
    }
}

/// macOS refuses to set a limit once the server has closed. What there is can still be read or written without waiting.
fn set_timeout<T>(left: T, set: impl FnOnce(T) -> io::Result<()>) -> io::Result<()> {
    match set(left) {
        Err(error) if cfg!(target_os = "macos") && error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        outcome => outcome,
    }
}

/// A socket with a limit says `WouldBlock` on Unix and `TimedOut` on Windows.
fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

#[cfg(test)]
mod tests;
