//! A fetch that failed, and when it may be retried.

use std::time::{Duration, Instant};

use super::Fetch;
use crate::Error;
use crate::retry::Next;
use crate::transport::Deadline;

/// The pause after an early renewal that failed, unless the token endpoint asks for a longer one.
pub(super) const PAUSE: Duration = Duration::from_secs(10);

/// The longest pause that the token endpoint can ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(3600);

/// The error of a fetch, and why the fetch ended with it.
#[derive(Debug)]
pub(in crate::auth) struct FetchError {
    pub(in crate::auth) error: Error,
    pub(in crate::auth) next: Next,
    /// The wait that the token endpoint asked for.
    pub(in crate::auth) asked: Option<Duration>,
}

impl FetchError {
    /// Returns the error of a fetch that another attempt would not change.
    pub(in crate::auth) fn last(error: Error) -> Self {
        Self {
            error,
            next: Next::Done,
            asked: None,
        }
    }
}

/// A fetch that failed.
#[derive(Debug, Clone)]
pub(super) struct FailedFetch {
    error: Error,
    /// The time at which another thread may retry, or `None` if it shares the failure.
    retry_at: Option<Instant>,
    /// The pause before the next early renewal.
    pub(super) pause: Duration,
}

impl FailedFetch {
    /// Decides whether the waiting threads share a failure. They do, unless a thread with more time could have avoided it. A renewal
    /// is a single attempt, so a thread that requires a token makes its own.
    pub(super) fn new(failed: FetchError, kind: Fetch, now: Instant) -> Self {
        let FetchError { error, next, asked } = failed;
        let asked = asked.unwrap_or_default();
        let retry_at = match (next, kind) {
            (Next::NoTime, _) => now.checked_add(asked),
            // The end of one client is not the end of another one that shares the cache.
            (Next::ShutDown, _) | (_, Fetch::Renewal) => Some(now),
            (_, Fetch::Required) => None,
        };
        Self {
            error,
            retry_at,
            pause: asked.clamp(PAUSE, LONGEST_PAUSE),
        }
    }

    /// Returns the time at which a thread with this deadline may retry, or the error if the failure is shared or the wait does not
    /// fit.
    pub(super) fn retry_at(&self, deadline: Deadline<'_>) -> Result<Instant, Error> {
        let now = deadline.clock().now();
        match self.retry_at {
            Some(start) if start.saturating_duration_since(now) < deadline.left() => Ok(start),
            _ => Err(self.error.clone()),
        }
    }

    pub(super) fn into_error(self) -> Error {
        self.error
    }
}
