//! Buffered reading from a connection.

use std::io::{ErrorKind, Read};
use std::mem;

use super::Refusal;

/// Reads from a connection. Bytes of the next request stay in the buffer.
#[derive(Debug)]
pub(in crate::sandbox) struct Reader<R> {
    source: R,
    buffer: Vec<u8>,
}

impl<R: Read> Reader<R> {
    pub(in crate::sandbox) fn new(source: R) -> Self {
        Self {
            source,
            buffer: Vec::new(),
        }
    }

    /// Returns the received bytes that were not taken yet.
    pub(super) fn unread(&self) -> &[u8] {
        &self.buffer
    }

    /// Waits for more bytes. The end of the connection is an error, since the request is incomplete.
    pub(super) fn fill(&mut self) -> Result<(), Refusal> {
        let mut chunk = [0; 8 * 1024];
        loop {
            match self.source.read(&mut chunk) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Ok(0) | Err(_) => return Err(Refusal::malformed("The request is incomplete.")),
                Ok(length) => {
                    self.buffer.extend(chunk.iter().take(length));
                    return Ok(());
                }
            }
        }
    }

    /// Takes exactly `length` bytes.
    pub(super) fn take(&mut self, length: usize) -> Result<Vec<u8>, Refusal> {
        while self.buffer.len() < length {
            self.fill()?;
        }
        let rest = self.buffer.split_off(length);
        Ok(mem::replace(&mut self.buffer, rest))
    }

    /// Takes a line of at most `limit` bytes, without its CRLF.
    pub(super) fn line(&mut self, limit: usize) -> Result<String, Refusal> {
        loop {
            if let Some(end) = self.buffer.windows(2).position(|two| two == b"\r\n") {
                let mut line = self.take(end + 2)?;
                line.truncate(end);
                return String::from_utf8(line).map_err(|_| Refusal::malformed("A line is not UTF-8."));
            }
            if self.buffer.len() > limit {
                return Err(Refusal::malformed("A line is too long."));
            }
            self.fill()?;
        }
    }
}
