//! A TCP connection under the time limits of the attempt that uses it.

use std::io::{self, IoSlice, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use super::super::attempt_scope::{self, OutOfTime};
use crate::clock::Wake;

/// The most bytes that are read to find out whether an idle connection can be used. The pool is locked during that read.
const PROBE_LIMIT: usize = 64 * 1024;

/// A TCP connection. Each read and write ends with the current stage of the attempt.
#[derive(Debug)]
pub(in crate::transport) struct Socket {
    stream: Arc<TcpStream>,
    read_limit: Limit,
    write_limit: Limit,
    /// How many bytes may still be read while reads and writes do not wait.
    probe: Option<usize>,
}

impl Socket {
    pub(in crate::transport) fn new(stream: TcpStream) -> Self {
        Self {
            stream: Arc::new(stream),
            read_limit: Limit::new(TcpStream::set_read_timeout),
            write_limit: Limit::new(TcpStream::set_write_timeout),
            probe: None,
        }
    }

    /// Returns an object that ends reads and writes when it is woken.
    pub(super) fn waker(&self) -> &Arc<impl Wake + 'static> {
        &self.stream
    }

    /// Sets whether reads and writes return an error instead of waiting.
    pub(super) fn set_probing(&mut self, is_probing: bool) -> io::Result<()> {
        self.stream.set_nonblocking(is_probing)?;
        self.probe = is_probing.then_some(PROBE_LIMIT);
        Ok(())
    }

    /// Reads the bytes that have arrived in time although the limit is over now, as after a process was stopped.
    fn read_late(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let limit = attempt_scope::late_bytes().min(buffer.len());
        if limit == 0 {
            return Err(OutOfTime::error());
        }
        self.stream.set_nonblocking(true)?;
        let read = (&*self.stream).read(&mut buffer[..limit]);
        self.stream.set_nonblocking(false)?;
        match read {
            Ok(count) => {
                attempt_scope::count_late_bytes(count);
                Ok(count)
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Err(OutOfTime::error()),
            Err(error) => Err(error),
        }
    }
}

/// The time after which reads, or writes, of a socket return.
#[derive(Debug)]
struct Limit {
    set: fn(&TcpStream, Option<Duration>) -> io::Result<()>,
    /// The one that is set.
    current: Option<Duration>,
}

impl Limit {
    /// Returns the limit of a new socket, which has none.
    fn new(set: fn(&TcpStream, Option<Duration>) -> io::Result<()>) -> Self {
        Self { set, current: None }
    }

    /// Runs a read or a write until it has moved some bytes, or until the time of the stage is over.
    fn wait<T>(&mut self, stream: &TcpStream, mut run: impl FnMut(&TcpStream) -> io::Result<T>) -> io::Result<T> {
        loop {
            self.apply(stream, attempt_scope::time_left()?)?;
            match run(stream) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                // The limit of the socket, unless the system has given up the connection: `WouldBlock` on Unix, `TimedOut` on
                // Windows. The next turn waits for the rest of the time, or reports that it is over.
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) if error.kind() == io::ErrorKind::TimedOut && attempt_scope::time_left().is_err() => {}
                outcome => return outcome,
            }
        }
    }

    /// Sets the limit to the whole seconds of the time that is left. So it is usually the same as before, without a system call.
    fn apply(&mut self, stream: &TcpStream, left: Option<Duration>) -> io::Result<()> {
        let limit = left.map(|left| match left.as_secs() {
            0 => left,
            seconds => Duration::from_secs(seconds),
        });
        if limit == self.current {
            return Ok(());
        }
        match (self.set)(stream, limit) {
            // macOS refuses a time limit once the server has closed the connection. Received bytes can still be read then,
            // without waiting.
            Err(error) if cfg!(target_os = "macos") && error.kind() == io::ErrorKind::InvalidInput => Ok(()),
            Err(error) => Err(error),
            Ok(()) => {
                self.current = limit;
                Ok(())
            }
        }
    }
}

impl Wake for TcpStream {
    /// Closes the connection. A thread that waits for it continues at once.
    fn wake(&self) {
        // An error means that the connection is already closed.
        let _ = self.shutdown(Shutdown::Both);
    }
}

impl Read for Socket {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(left) = &mut self.probe {
            if *left == 0 {
                return Err(io::Error::other("more bytes than an idle connection receives"));
            }
            let limit = buffer.len().min(*left);
            let count = (&*self.stream).read(&mut buffer[..limit])?;
            *left -= count;
            return Ok(count);
        }
        match self.read_limit.wait(&self.stream, |mut stream| stream.read(buffer)) {
            Err(error) if OutOfTime::is_cause_of(&error) => self.read_late(buffer),
            outcome => outcome,
        }
    }
}

impl Write for Socket {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_vectored(&[IoSlice::new(bytes)])
    }

    fn write_vectored(&mut self, parts: &[IoSlice<'_>]) -> io::Result<usize> {
        if self.probe.is_some() {
            return (&*self.stream).write_vectored(parts);
        }
        self.write_limit
            .wait(&self.stream, |mut stream| stream.write_vectored(parts))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
