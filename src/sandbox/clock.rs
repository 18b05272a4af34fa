//! The clock by which tokens expire.

use std::time::{Duration, Instant};

use jiff::Timestamp;

/// Time since the start of the sandbox, which a test can move forward.
pub(super) struct Clock {
    started: Instant,
    skipped: Duration,
}

impl Clock {
    pub(super) fn start() -> Self {
        Self {
            started: Instant::now(),
            skipped: Duration::ZERO,
        }
    }

    pub(super) fn advance(&mut self, time: Duration) {
        self.skipped = self.skipped.saturating_add(time);
    }

    /// Returns the time since the start.
    pub(super) fn now(&self) -> Duration {
        self.started.elapsed().saturating_add(self.skipped)
    }

    /// Returns the date of a time from now on.
    pub(super) fn date_after(&self, time: Duration) -> Timestamp {
        let ahead = self.skipped.saturating_add(time);
        Timestamp::now().checked_add(ahead).unwrap_or(Timestamp::MAX)
    }
}
