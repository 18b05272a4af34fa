//! The attempt that a thread is making: its time limits, and how far it got.
//!
//! ureq has no time limits here. The limits of ureq belong to a configuration, which ureq copies for each request that needs other
//! limits, and they leave out some steps. Instead, all input and output is done by connections of this crate, on the thread that makes
//! the attempt. These connections read the limits of the attempt here, and set its stage.

use std::cell::Cell;
use std::error::Error;
use std::fmt;
use std::io;
use std::time::{Duration, Instant};

use super::AttemptLimits;
use crate::error::Stage;

thread_local! {
    static CURRENT: Cell<State> = const { Cell::new(State::NONE) };
}

/// The most bytes that an attempt reads after its end. They have arrived before the end, so they fit into the buffer of a socket.
const LATE_BYTES: usize = 1024 * 1024;

#[derive(Clone, Copy)]
struct State {
    limits: AttemptLimits,
    stage: Stage,
    needs_new_connection: bool,
    output_size: usize,
    late_bytes: usize,
}

impl State {
    /// No attempt. Nothing is limited.
    const NONE: Self = Self {
        limits: AttemptLimits::NONE,
        stage: Stage::Send,
        needs_new_connection: false,
        output_size: 0,
        late_bytes: LATE_BYTES,
    };
}

/// The attempt of this thread, from its creation until it is dropped. Dropping it continues the attempt around it, if there is one.
#[must_use = "the attempt ends when this is dropped"]
pub(super) struct AttemptScope {
    outer: State,
}

impl AttemptScope {
    /// Begins an attempt. With `needs_new_connection`, it does not use an idle connection.
    pub(super) fn enter(limits: AttemptLimits, needs_new_connection: bool) -> Self {
        Self::replace(State {
            limits,
            needs_new_connection,
            ..State::NONE
        })
    }

    /// Shortens the time of the current attempt, for a step that it does not depend on.
    pub(super) fn with_less_time(time: Duration) -> Self {
        let state = CURRENT.get();
        Self::replace(State {
            limits: state.limits.ending_within(time),
            late_bytes: 0,
            ..state
        })
    }

    fn replace(state: State) -> Self {
        Self {
            outer: CURRENT.replace(state),
        }
    }
}

impl Drop for AttemptScope {
    fn drop(&mut self) {
        CURRENT.set(self.outer);
    }
}

/// Sets the limits of the rest of the attempt.
pub(super) fn set_limits(limits: AttemptLimits) {
    CURRENT.set(State {
        limits,
        ..CURRENT.get()
    });
}

/// Returns what the attempt is doing, or was doing when it failed.
pub(super) fn stage() -> Stage {
    CURRENT.get().stage
}

/// Sets what the attempt does next.
pub(super) fn set_stage(stage: Stage) {
    CURRENT.set(State { stage, ..CURRENT.get() });
}

/// Returns whether the attempt may not use an idle connection, because the attempt before it failed on one.
pub(super) fn needs_new_connection() -> bool {
    CURRENT.get().needs_new_connection
}

/// Records that the attempt has opened a connection, which later goes into the pool as any other.
pub(super) fn set_connected() {
    CURRENT.set(State {
        stage: Stage::Send,
        needs_new_connection: false,
        ..CURRENT.get()
    });
}

/// Returns how many bytes the connection has to send at once.
pub(super) fn output_size() -> usize {
    CURRENT.get().output_size
}

pub(super) fn set_output_size(output_size: usize) {
    CURRENT.set(State {
        output_size,
        ..CURRENT.get()
    });
}

/// Returns how many bytes may still be read after the end of the attempt.
///
/// A process may be stopped until its limits are over. It then still reads the bytes that have arrived in time, without waiting for
/// more. The number is limited, so that a server cannot extend the attempt by sending without a pause.
pub(super) fn late_bytes() -> usize {
    CURRENT.get().late_bytes
}

/// Counts bytes that were read after the end of the attempt.
pub(super) fn count_late_bytes(count: usize) {
    let state = CURRENT.get();
    CURRENT.set(State {
        late_bytes: state.late_bytes.saturating_sub(count),
        ..state
    });
}

/// Returns the time at which the current stage ends.
pub(super) fn end() -> Option<Instant> {
    let state = CURRENT.get();
    state.limits.for_stage(state.stage).0
}

/// Returns the time that is left for the current stage, which is never zero. `None` without a limit.
pub(super) fn time_left() -> io::Result<Option<Duration>> {
    let now = Instant::now();
    match end().map(|end| end.saturating_duration_since(now)) {
        Some(Duration::ZERO) => Err(OutOfTime::error()),
        left => Ok(left),
    }
}

/// The time limit of a stage is over. The error of a connection, as an [`io::Error`].
///
/// The system has an error of the same kind, for a server that has not acknowledged anything for some minutes.
#[derive(Debug)]
pub(super) struct OutOfTime;

impl OutOfTime {
    pub(super) fn error() -> io::Error {
        io::Error::new(io::ErrorKind::TimedOut, Self)
    }

    pub(super) fn is_cause_of(error: &io::Error) -> bool {
        matches!(error.get_ref(), Some(inner) if inner.is::<Self>())
    }
}

impl fmt::Display for OutOfTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the time limit is over")
    }
}

impl Error for OutOfTime {}

#[cfg(test)]
mod tests;
