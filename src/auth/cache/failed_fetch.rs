//! A fetch that failed, and when it may be retried.

use std::time::{Duration, Instant};

use super::Fetch;
use crate::Error;
use crate::transport::Deadline;

/// The pause after an early renewal that failed, unless the token endpoint asks for a longer one.
pub(super) const PAUSE: Duration = Duration::from_secs(10);

/// The longest pause that the token endpoint can ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(3600);

/// A fetch that failed.
#[derive(Debug, Clone)]
pub(super) struct FailedFetch {
    error: Error,
    /// The time at which another thread may retry, or `None` if it shares the failure.
    retry_at: Option<Instant>,
}

impl FailedFetch {
    /// A failure is shared if the fetch had all its retries. An early renewal has none.
    pub(super) fn new(error: Error, kind: Fetch) -> Self {
        let is_shared = kind == Fetch::Required && !error.is_cut_short();
        let retry_at = if is_shared {
            None
        } else {
            let wait = if error.is_cut_short() {
                error.retry_after().unwrap_or_default()
            } else {
                Duration::ZERO
            };
            Instant::now().checked_add(wait)
        };
        Self { error, retry_at }
    }

    /// Returns the time at which a thread with this deadline may retry, or the error if the failure is shared or the wait does not
    /// fit.
    pub(super) fn retry_at(&self, deadline: Deadline) -> Result<Instant, Error> {
        match self.retry_at {
            Some(start) if start.saturating_duration_since(Instant::now()) < deadline.left() => Ok(start),
            _ => Err(self.error.clone()),
        }
    }

    /// Returns the pause before the next early renewal.
    pub(super) fn pause(&self) -> Duration {
        let retry_after = self.error.retry_after().unwrap_or_default();
        retry_after.clamp(PAUSE, LONGEST_PAUSE)
    }

    pub(super) fn into_error(self) -> Error {
        self.error
    }
}
