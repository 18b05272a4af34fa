//! The buffers of a connection.

use ureq::unversioned::transport::Buffers;

use super::super::attempt_scope;

/// The size of each buffer at first. Most requests and responses fit.
const FIRST_SIZE: usize = 8 * 1024;

/// The size that a buffer keeps while the connection is idle.
const IDLE_SIZE: usize = 16 * 1024;

/// The most bytes of a response that are received before ureq uses some of them.
const MAX_INPUT: usize = 128 * 1024;

/// Buffers that grow when they are too small. ureq's own buffers have their final size from the beginning: the size of the largest
/// header, filled with zeros for each connection.
#[derive(Debug, Default)]
pub(super) struct GrowingBuffers {
    output: Vec<u8>,
    /// How many bytes of `output` are to be sent. ureq writes behind them.
    held: usize,
    input: Vec<u8>,
    /// The part of `input` that was received and is not used yet.
    start: usize,
    end: usize,
    /// Whether ureq used some bytes the last time. Otherwise it needs more of them.
    is_progress: bool,
}

impl GrowingBuffers {
    /// Holds what ureq has written into `output`. Returns how many bytes are held now.
    pub(super) fn hold(&mut self, amount: usize) -> usize {
        self.held += amount;
        self.held
    }

    /// Returns the bytes that are held, which are not held any more.
    pub(super) fn take_held(&mut self) -> &[u8] {
        let held = std::mem::take(&mut self.held);
        &self.output[..held]
    }

    /// Frees what an idle connection does not need.
    pub(super) fn shrink(&mut self) {
        if self.output.len() > IDLE_SIZE {
            self.output = Vec::new();
        }
        if self.input.len() > IDLE_SIZE && self.start == self.end {
            self.input = Vec::new();
            (self.start, self.end) = (0, 0);
        }
    }

    /// Makes room for more input, by moving what is not used yet to the front, or by growing.
    fn make_room(&mut self) {
        // If the buffer is full, more bytes are to come than fit.
        let is_full = self.end == self.input.len();
        self.input.copy_within(self.start..self.end, 0);
        (self.start, self.end) = (0, self.end - self.start);
        if is_full {
            let size = (self.input.len() * 2).clamp(FIRST_SIZE, MAX_INPUT);
            let mut larger = vec![0; size];
            larger[..self.end].copy_from_slice(&self.input[..self.end]);
            self.input = larger;
        }
    }
}

impl Buffers for GrowingBuffers {
    fn output(&mut self) -> &mut [u8] {
        let size = (self.held + attempt_scope::output_size()).max(FIRST_SIZE);
        if self.output.len() < size {
            let mut larger = vec![0; size];
            larger[..self.held].copy_from_slice(&self.output[..self.held]);
            self.output = larger;
        }
        &mut self.output[self.held..]
    }

    fn input(&self) -> &[u8] {
        &self.input[self.start..self.end]
    }

    fn input_append_buf(&mut self) -> &mut [u8] {
        self.make_room();
        &mut self.input[self.end..]
    }

    fn input_appended(&mut self, amount: usize) {
        self.end += amount;
    }

    fn input_consume(&mut self, amount: usize) {
        self.is_progress = amount > 0;
        self.start += amount;
    }

    /// Returns a buffer for chunked request bodies, which this crate does not send, and the output.
    fn tmp_and_output(&mut self) -> (&mut [u8], &mut [u8]) {
        self.output();
        self.make_room();
        (&mut self.input[self.end..], &mut self.output[self.held..])
    }

    fn can_use_input(&self) -> bool {
        self.start < self.end && self.is_progress
    }
}

#[cfg(test)]
mod tests;
