//! How one response is read: whether unknown fields are kept, and what could not be read.
//!
//! Serde reads a model, and has no place for settings. So the thread has them while it decodes a response.

use std::cell::RefCell;
use std::collections::BTreeMap;

/// How much memory the unknown fields of a response may use if they are read as text, in bytes.
const LIMIT: usize = 64 * 1024 * 1024;

/// How the unknown fields of a response are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keeping {
    /// As values, whatever they are.
    Values,
    /// As values, if they are valid and not too large. Each is first read as text, so the response has to be read from text.
    Texts {
        /// Whether invalid characters of the response were replaced. A field with such a character is not kept, so that it is not
        /// sent back with another value.
        replaced: bool,
    },
    /// Not at all.
    Nothing,
}

thread_local! {
    static READING: RefCell<Option<Reading>> = const { RefCell::new(None) };
}

/// The reading of one response.
struct Reading {
    keeping: Keeping,
    /// How much memory the unknown fields may still use, in bytes.
    left: usize,
    /// How often a field has a value that is not a time, by model and field.
    odd: BTreeMap<(&'static str, String), usize>,
    /// How many unknown fields are not kept, by model.
    dropped: BTreeMap<&'static str, usize>,
}

/// Restores the reading that this one interrupts, also after a panic: a `Deserialize` of the program may make a call.
struct Restore(Option<Reading>);

impl Drop for Restore {
    fn drop(&mut self) {
        READING.replace(self.0.take());
    }
}

/// Reads a response with `read`. If it succeeds, logs what is missing in the result.
pub(crate) fn reading<T, E>(keeping: Keeping, read: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let reading = Reading {
        keeping,
        left: LIMIT,
        odd: BTreeMap::new(),
        dropped: BTreeMap::new(),
    };
    let outer = Restore(READING.replace(Some(reading)));
    let outcome = read();
    let reading = READING.take();
    drop(outer);
    if let (Ok(_), Some(reading)) = (&outcome, reading) {
        reading.log();
    }
    outcome
}

/// Returns how unknown fields are kept.
pub(super) fn keeping() -> Keeping {
    READING.with_borrow(|reading| reading.as_ref().map_or(Keeping::Values, |reading| reading.keeping))
}

/// Reserves this many bytes of the memory that unknown fields may use. Returns `false` if fewer are left.
pub(super) fn reserve(bytes: usize) -> bool {
    READING.with_borrow_mut(|reading| {
        let Some(reading) = reading else { return true };
        let left = reading.left.checked_sub(bytes);
        reading.left = left.unwrap_or(reading.left);
        left.is_some()
    })
}

/// Notes that a field of a model has a value that is not a time.
pub(super) fn note_odd(model: &'static str, field: &str) {
    let is_noted = READING.with_borrow_mut(|reading| {
        let Some(reading) = reading else { return false };
        *reading.odd.entry((model, field.to_owned())).or_default() += 1;
        true
    });
    // The program reads a model itself.
    if !is_noted {
        log_odd(model, field, 1);
    }
}

/// Notes that an unknown field of a model is not kept.
pub(super) fn note_dropped(model: &'static str) {
    READING.with_borrow_mut(|reading| {
        if let Some(reading) = reading {
            *reading.dropped.entry(model).or_default() += 1;
        }
    });
}

impl Reading {
    /// Logs a line for each field of a model, and no names or values that the server chose.
    fn log(self) {
        for ((model, field), times) in self.odd {
            log_odd(model, &field, times);
        }
        for (model, times) in self.dropped {
            log::warn!(
                "{model}: unknown fields of the response cannot be kept, and are missing if the model is sent back (count: {times})"
            );
        }
    }
}

fn log_odd(model: &str, field: &str, times: usize) {
    log::warn!(
        "{model}.{field}: read as None, since the response has a value that is not a time that can be represented (count: {times})"
    );
}

#[cfg(test)]
mod tests;
