//! A connection as ureq uses it.

use std::io::{self, Read, Write};
use std::time::{Duration, SystemTime};
use std::{error, fmt};

use ureq::Error;
use ureq::unversioned::transport::{Buffers, NextTimeout, Transport};

use super::super::attempt_scope;
use super::super::connect::Stream;
use super::buffers::GrowingBuffers;
use crate::error::Stage;

/// How long a connection stays in the pool. Servers and the devices on the way close idle connections, often without a sign.
pub(in crate::transport) const MAX_IDLE_AGE: Duration = Duration::from_secs(15);

/// The head of a request is sent together with its body, if both have less than this.
const MAX_HELD: usize = 8 * 1024;

/// The most headers of a response that ureq accepts.
const MAX_HEADERS: u64 = 128;

/// A connection with its buffers.
#[derive(Debug)]
pub(in crate::transport) struct Connection {
    stream: Stream,
    buffers: GrowingBuffers,
    /// The error of the write that failed, until it is known whether the server has sent a response.
    failed_write: Option<io::Error>,
    is_broken: bool,
    /// When the connection went into the pool, by the system time: monotonic clocks stand still while the computer sleeps.
    idle_since: Option<SystemTime>,
}

impl Connection {
    pub(super) fn new(stream: Stream) -> Self {
        Self {
            stream,
            buffers: GrowingBuffers::default(),
            failed_write: None,
            is_broken: false,
            idle_since: None,
        }
    }

    /// Sends what is held.
    ///
    /// If a write fails, this returns `Ok`: a server that refuses a large body may respond before it has read all of it, and close
    /// the connection. The rest of the request is dropped, and `await_input` reads the response or returns the error.
    fn send_held(&mut self) -> Result<(), Error> {
        let held = self.buffers.take_held();
        if held.is_empty() || self.is_broken {
            return Ok(());
        }
        let Err(error) = self.stream.write_all(held) else {
            return Ok(());
        };
        self.is_broken = true;
        if attempt_scope::OutOfTime::is_cause_of(&error) {
            return Err(wrapped(error));
        }
        self.failed_write = Some(error);
        Ok(())
    }
}

impl Transport for Connection {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    /// Sends `amount` bytes of the buffer, or holds them until the next ones or `await_input` follow: ureq writes the head and each
    /// part of the body on its own, and a request in one piece is one packet and one record of TLS.
    fn transmit_output(&mut self, amount: usize, _: NextTimeout) -> Result<(), Error> {
        attempt_scope::set_stage(Stage::Send);
        self.idle_since = None;
        if self.buffers.hold(amount) < MAX_HELD {
            return Ok(());
        }
        self.send_held()
    }

    fn await_input(&mut self, _: NextTimeout) -> Result<bool, Error> {
        self.send_held()?;
        if attempt_scope::stage() == Stage::Send && self.failed_write.is_none() {
            attempt_scope::set_stage(Stage::Response);
        }
        let outcome = self.stream.read(self.buffers.input_append_buf());
        if let Ok(count @ 1..) = outcome {
            self.buffers.input_appended(count);
            if self.failed_write.take().is_some() {
                attempt_scope::set_stage(Stage::Response);
            }
            if attempt_scope::stage() == Stage::Response && has_too_many_headers(self.buffers.input()) {
                return Err(wrapped(io::Error::other(TooManyHeaders { limit: MAX_HEADERS })));
            }
            return Ok(true);
        }
        // The error of the write came first, and means that the request was not sent in full.
        match (self.failed_write.take(), outcome) {
            (Some(error), _) | (None, Err(error)) => Err(wrapped(error)),
            (None, Ok(_)) => Ok(false),
        }
    }

    /// Returns whether the connection can be used again. ureq calls this when it puts the connection into the pool, and under the lock
    /// of the pool when it takes the connection out.
    fn is_open(&mut self) -> bool {
        if self.is_broken || attempt_scope::needs_new_connection() {
            return false;
        }
        let now = SystemTime::now();
        let Some(since) = self.idle_since else {
            // Into the pool. Whether the server closes it is only known when it is taken out.
            self.idle_since = Some(now);
            self.buffers.shrink();
            return true;
        };
        // A clock that was set back is no reason to close a connection. The pool also counts the time.
        let is_too_old = now.duration_since(since).is_ok_and(|age| age >= MAX_IDLE_AGE);
        !is_too_old && self.stream.is_idle()
    }

    fn is_tls(&self) -> bool {
        self.stream.is_tls()
    }
}

/// Returns whether a response, or the beginning of one, has more headers than ureq accepts.
fn has_too_many_headers(received: &[u8]) -> bool {
    // The body may also have line ends. Usually there are few, so that nothing has to be parsed. A sum of bytes takes a tenth of the
    // instructions of `filter` and `count`. The parts have the size of a few vectors, and their sums fit into a byte.
    let parts = received.chunks(192);
    let counts = parts.map(|part| part.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>());
    if counts.map(u64::from).sum::<u64>() <= MAX_HEADERS {
        return false;
    }
    let lines = received.split(|byte| *byte == b'\n').skip(1);
    let headers = lines.take_while(|line| !matches!(*line, b"" | b"\r"));
    headers.count() as u64 > MAX_HEADERS
}

/// A response with more than `limit` headers. The parser of ureq would refuse it with the error of an invalid response.
#[derive(Debug)]
pub(in crate::transport) struct TooManyHeaders {
    pub(in crate::transport) limit: u64,
}

impl fmt::Display for TooManyHeaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "more than {} headers", self.limit)
    }
}

impl error::Error for TooManyHeaders {}

/// Wraps an error, so that ureq passes it on. ureq takes some kinds of `Error::Io` for the end of a body.
pub(super) fn wrapped(error: io::Error) -> Error {
    Error::Other(Box::new(error))
}

#[cfg(test)]
mod tests;
