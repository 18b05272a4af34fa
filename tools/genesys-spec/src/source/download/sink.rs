//! The bytes of a download, up to the largest document that is read.

use std::io::{self, Write};

use crate::limit::MAX_SOURCE;
use crate::terminal::Progress;

/// The width of the bar, in characters.
const WIDTH: usize = 30;

/// A writer that keeps the downloaded bytes, and shows their number.
pub(super) struct Sink<'a> {
    bytes: Vec<u8>,
    is_too_large: bool,
    /// The size that the server announced.
    size: Option<u64>,
    progress: &'a Progress,
}

impl<'a> Sink<'a> {
    pub(super) fn new(size: Option<u64>, progress: &'a Progress) -> Self {
        progress.step("downloading");
        Self {
            bytes: Vec::new(),
            is_too_large: false,
            size,
            progress,
        }
    }

    /// Returns whether the download was ended because of its size.
    pub(super) fn is_too_large(&self) -> bool {
        self.is_too_large
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > MAX_SOURCE {
            self.is_too_large = true;
            return Err(io::Error::other("the document is too large"));
        }
        self.bytes.extend_from_slice(bytes);
        self.progress.step(bar(self.bytes.len() as u64, self.size));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Returns a bar if the size is known, and the number of bytes.
fn bar(received: u64, size: Option<u64>) -> String {
    let Some(size) = size.filter(|size| *size >= received && *size > 0) else {
        return format!("downloading {}", mebibytes(received));
    };
    let full = usize::try_from(WIDTH as u64 * received / size).unwrap_or(0);
    let (bar, received, size) = ("#".repeat(full), mebibytes(received), mebibytes(size));
    format!("downloading [{bar:.<WIDTH$}] {received} of {size}")
}

fn mebibytes(bytes: u64) -> String {
    let tenths = bytes * 10 / (1 << 20);
    format!("{}.{} MiB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests;
