//! The settings of calls, and the time that they leave for one attempt.

use std::time::Duration;

use super::Deadline;
use crate::RetryPolicy;

/// The settings of each call of a client. They do not concern connections, so a client with other settings can share those.
#[derive(Debug, Clone)]
pub(crate) struct CallSettings {
    pub(crate) timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) connect_timeout: Duration,
    pub(crate) max_response_bytes: u64,
    pub(crate) retry: RetryPolicy,
}

/// The time for one attempt.
#[derive(Debug, Clone, Copy)]
pub(super) struct Budget {
    pub(super) time: Duration,
    /// Whether `time` is that of the agent's configuration.
    pub(super) is_default: bool,
    /// Whether `time` ends with the call, and not with the limit of an attempt.
    pub(super) is_rest_of_call: bool,
}

impl CallSettings {
    /// Returns the longest time for one attempt. Capped at a year: `Instant` would overflow.
    pub(super) fn longest_attempt(&self) -> Duration {
        const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);
        self.attempt_timeout.min(self.timeout).min(YEAR)
    }

    /// Returns the time for an attempt that begins now.
    pub(super) fn budget(&self, deadline: Deadline<'_>) -> Budget {
        let left = deadline.left();
        let longest = self.longest_attempt();
        Budget {
            time: longest.min(left),
            // 5 ms of tolerance: the first attempt of a call uses the agent's configuration.
            is_default: left.saturating_add(Duration::from_millis(5)) >= longest,
            is_rest_of_call: left < self.attempt_timeout,
        }
    }
}
