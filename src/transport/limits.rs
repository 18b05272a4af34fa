//! The limits of a client, and what they leave for one attempt.

use std::time::Duration;

use super::Deadline;
use crate::RetryPolicy;

/// The limits of a client.
#[derive(Debug, Clone)]
pub(crate) struct Limits {
    pub(crate) timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) connect_timeout: Duration,
    pub(crate) max_response_bytes: u64,
    pub(crate) retry: RetryPolicy,
}

/// The time of one attempt.
#[derive(Debug, Clone, Copy)]
pub(super) struct Budget {
    pub(super) time: Duration,
    /// The agent is configured for this time.
    pub(super) is_usual: bool,
    /// The call ends before the attempt would have to.
    pub(super) is_rest_of_call: bool,
}

impl Limits {
    /// The longest time of one attempt. Capped at a year: `Instant` would overflow.
    pub(super) fn longest_attempt(&self) -> Duration {
        const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);
        self.attempt_timeout.min(self.timeout).min(YEAR)
    }

    /// The time of an attempt that begins now.
    pub(super) fn budget(&self, deadline: Deadline) -> Budget {
        let left = deadline.left();
        let usual = self.longest_attempt();
        Budget {
            time: usual.min(left),
            // What a call spends before its first attempt is not worth a configuration of its own.
            is_usual: left.saturating_add(Duration::from_millis(5)) >= usual,
            is_rest_of_call: left < self.attempt_timeout,
        }
    }
}
