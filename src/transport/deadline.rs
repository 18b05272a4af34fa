//! The deadline of a call.

use std::time::{Duration, Instant};

use crate::clock::Clock;

/// The time at which a call ends, which limits everything that the call waits for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline<'a> {
    clock: &'a Clock,
    /// The time. `None` if the limit is too long for an `Instant`.
    end: Option<Instant>,
    limit: Duration,
}

impl<'a> Deadline<'a> {
    /// Returns the deadline of a call that begins now.
    pub(crate) fn after(limit: Duration, clock: &'a Clock) -> Self {
        Self {
            clock,
            end: clock.now().checked_add(limit),
            limit,
        }
    }

    /// Returns a deadline after half of the time that is left, for a step that the call does not depend on.
    pub(crate) fn half(&self) -> Self {
        let end = self.clock.now().checked_add(self.left() / 2);
        Self {
            end: end.or(self.end),
            ..*self
        }
    }

    /// Returns the clock that the deadline is compared with.
    pub(crate) fn clock(&self) -> &'a Clock {
        self.clock
    }

    /// Returns the time limit of the call.
    pub(crate) fn limit(&self) -> Duration {
        self.limit
    }

    /// Returns the time that is left, which is zero if the deadline is over.
    pub(crate) fn left(&self) -> Duration {
        self.end
            .map_or(self.limit, |end| end.saturating_duration_since(self.clock.now()))
    }

    pub(crate) fn is_over(&self) -> bool {
        self.left().is_zero()
    }
}
