//! The writer of a program that receives a response body.

use std::fmt;
use std::io::{self, Write};

/// A writer, and how much it has received.
pub(crate) struct Sink<'a> {
    writer: &'a mut dyn Write,
    written: u64,
}

/// An error of the writer, and not of the connection.
#[derive(Debug)]
pub(super) struct WriterError(pub(super) io::Error);

impl<'a> Sink<'a> {
    pub(super) fn new(writer: &'a mut dyn Write) -> Self {
        Self { writer, written: 0 }
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), WriterError> {
        self.writer.write_all(bytes).map_err(WriterError)?;
        self.written = self.written.saturating_add(bytes.len() as u64);
        Ok(())
    }

    /// Flushes the writer, at the end of the body.
    pub(super) fn flush(&mut self) -> Result<(), WriterError> {
        self.writer.flush().map_err(WriterError)
    }

    pub(super) fn written(&self) -> u64 {
        self.written
    }
}

impl fmt::Debug for Sink<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sink")
            .field("written", &self.written)
            .finish_non_exhaustive()
    }
}
