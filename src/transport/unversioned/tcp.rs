//! TCP connections.
//!
//! Those of ureq do not know the time limits of the attempt, and the time limit of a write starts again whenever the server reads a
//! part of the buffer.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};

use ureq::Error;
use ureq::unversioned::transport::{Buffers, LazyBuffers, NextTimeout, Transport};

use super::super::attempt_scope::{self, OutOfTime};
use crate::error::Stage;

/// A TCP connection with its buffers.
#[derive(Debug)]
pub(super) struct TcpTransport {
    stream: TcpStream,
    buffers: LazyBuffers,
    /// The error of the write that failed, until it is known whether the server has sent a response.
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
        // Neither a byte that was not requested nor the end of the connection makes it usable.
        Ok(matches!(outcome, Err(error) if error.kind() == io::ErrorKind::WouldBlock))
    }
}

/// Connects to the first address that accepts a connection. Each address has half of the time that is left, and the last one all of
/// it.
pub(super) fn connect(addresses: &[SocketAddr]) -> Result<TcpStream, Error> {
    let mut failure = Error::HostNotFound;
    for (index, address) in addresses.iter().enumerate() {
        let is_last = index + 1 == addresses.len();
        let connected = match attempt_scope::time_left()? {
            Some(left) if is_last => TcpStream::connect_timeout(address, left),
            Some(left) => TcpStream::connect_timeout(address, left / 2),
            None => TcpStream::connect(address),
        };
        match connected {
            Ok(stream) => {
                stream.set_nodelay(true)?;
                return Ok(stream);
            }
            Err(error) if is_timeout(&error) => failure = OutOfTime::error().into(),
            // Nothing was sent, so another address can be used after any error.
            Err(error) => failure = Error::Io(error),
        }
    }
    Err(failure)
}

impl Transport for TcpTransport {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    /// Sends `amount` bytes of the buffer within one time limit.
    ///
    /// If a write fails, this returns `Ok`: a server that refuses a large body may respond before it has read all of it, and close
    /// the connection. The rest of the request is dropped, and `await_input` reads the response or returns the error.
    fn transmit_output(&mut self, amount: usize, _: NextTimeout) -> Result<(), Error> {
        if self.is_broken {
            return Ok(());
        }
        let mut sent = 0;
        while sent < amount {
            set_timeout(attempt_scope::time_left()?, |left| self.stream.set_write_timeout(left))?;
            let failure = match self.stream.write(&self.buffers.output()[sent..amount]) {
                Ok(0) => io::ErrorKind::WriteZero.into(),
                Ok(count) => {
                    sent += count;
                    continue;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) if is_timeout(&error) => return Err(OutOfTime::error().into()),
                Err(error) => error,
            };
            self.failed_write = Some(failure);
            self.is_broken = true;
            break;
        }
        Ok(())
    }

    fn await_input(&mut self, _: NextTimeout) -> Result<bool, Error> {
        loop {
            set_timeout(attempt_scope::time_left()?, |left| self.stream.set_read_timeout(left))?;
            let received = self.stream.read(self.buffers.input_append_buf());
            let failure = match received {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) if is_timeout(&error) => return Err(OutOfTime::error().into()),
                Ok(0) => None,
                Ok(count) => {
                    self.failed_write = None;
                    self.buffers.input_appended(count);
                    return Ok(true);
                }
                Err(error) => Some(error),
            };
            // The error of the write came first, and means that the request was not sent in full.
            return match (self.failed_write.take(), failure) {
                (Some(error), _) => {
                    if !attempt_scope::stage().is_before_sending() {
                        attempt_scope::set_stage(Stage::Send);
                    }
                    Err(Error::Io(error))
                }
                (None, Some(error)) => Err(Error::Io(error)),
                (None, None) => Ok(false),
            };
        }
    }

    fn is_open(&mut self) -> bool {
        !attempt_scope::needs_new_connection() && !self.is_broken && self.has_nothing_to_read().unwrap_or(false)
    }
}

/// Sets a time limit of the socket. macOS refuses that once the server has closed the connection. Received bytes can still be read
/// then, without waiting.
fn set_timeout<T>(left: T, set: impl FnOnce(T) -> io::Result<()>) -> io::Result<()> {
    match set(left) {
        Err(error) if cfg!(target_os = "macos") && error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        outcome => outcome,
    }
}

/// Whether the time limit of a socket is over: `WouldBlock` on Unix, `TimedOut` on Windows.
fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

#[cfg(test)]
mod tests;
