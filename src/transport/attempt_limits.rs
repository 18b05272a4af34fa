//! The limits of one attempt.

use std::time::{Duration, Instant};

use super::{CallSettings, Deadline};
use crate::error::{Stage, TimeLimit};

/// The limits of one attempt.
#[derive(Debug, Clone, Copy)]
pub(super) struct AttemptLimits {
    /// The end of the attempt. `None` if it is too far away for an `Instant`.
    end: Option<Instant>,
    /// The setting that `end` comes from.
    limit: TimeLimit,
    /// The end of connecting, and its setting, if it is before `end`.
    connect: Option<(Instant, TimeLimit)>,
    pub(super) max_response_bytes: u64,
}

impl AttemptLimits {
    /// No limit.
    pub(super) const NONE: Self = Self {
        end: None,
        limit: TimeLimit::Attempt(Duration::MAX),
        connect: None,
        max_response_bytes: u64::MAX,
    };

    /// Returns the limits of an attempt that begins now, and whose response may take `attempt_timeout`.
    pub(super) fn new(settings: &CallSettings, attempt_timeout: Duration, deadline: Deadline<'_>) -> Self {
        // Sockets wait in the system, whose time may differ from the clock of the deadline.
        let now = Instant::now();
        let left = deadline.left();
        let (time, limit) = if left < attempt_timeout {
            (left, TimeLimit::Call(deadline.limit()))
        } else {
            (attempt_timeout, TimeLimit::Attempt(attempt_timeout))
        };
        let connect_timeout = settings.connect_timeout;
        let connect = if connect_timeout < time {
            now.checked_add(connect_timeout)
        } else {
            None
        };
        Self {
            end: now.checked_add(time),
            limit,
            connect: connect.map(|end| (end, TimeLimit::Connect(connect_timeout))),
            max_response_bytes: settings.max_response_bytes,
        }
    }

    /// Returns the end of a stage, and the setting that it comes from.
    pub(super) fn for_stage(&self, stage: Stage) -> (Option<Instant>, TimeLimit) {
        match self.connect {
            Some((end, limit)) if stage.is_before_sending() => (Some(end), limit),
            _ => (self.end, self.limit),
        }
    }

    /// Returns the same limits, shortened to this time.
    pub(super) fn ending_within(self, time: Duration) -> Self {
        let end = Instant::now().checked_add(time);
        Self {
            end: match (self.end, end) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            },
            ..self
        }
    }
}

#[cfg(test)]
mod tests;
