//! How long a call may still take.

use std::time::{Duration, Instant};

/// The end of a call. Everything that a call waits for asks it how long.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline {
    /// `None` for a limit beyond what a clock can count.
    end: Option<Instant>,
    limit: Duration,
}

impl Deadline {
    pub(crate) fn after(limit: Duration) -> Self {
        Self {
            end: Instant::now().checked_add(limit),
            limit,
        }
    }

    /// Half of what is left, for something that the call can do without.
    pub(crate) fn half(&self) -> Self {
        let end = Instant::now().checked_add(self.left() / 2);
        Self {
            end: end.or(self.end),
            ..*self
        }
    }

    /// The limit that was set.
    pub(crate) fn limit(&self) -> Duration {
        self.limit
    }

    /// What is left of it. Nothing once it is over.
    pub(crate) fn left(&self) -> Duration {
        self.end
            .map_or(self.limit, |end| end.saturating_duration_since(Instant::now()))
    }

    pub(crate) fn is_over(&self) -> bool {
        self.left().is_zero()
    }
}
