//! The rate limit of the sandbox.

use std::collections::HashMap;
use std::time::Duration;

use super::reply::Reply;

/// Counts the requests of each token in windows. Without a limit, nothing is counted.
#[derive(Debug, Default)]
pub(super) struct RateLimiter {
    limit: Option<Limit>,
    windows: HashMap<String, Window>,
}

/// So many requests in a window of this length.
#[derive(Debug, Clone, Copy)]
struct Limit {
    requests: u32,
    window: Duration,
}

#[derive(Debug, Clone, Copy)]
struct Window {
    /// The end of the window, by the clock of the sandbox.
    ends: Duration,
    count: u32,
}

/// The counts that the responses of a token report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Usage {
    count: u32,
    allowed: u32,
    /// The time until the window ends, in seconds.
    pub(super) reset: u64,
}

impl RateLimiter {
    /// Sets the limit. The window is as short as the rate allows, and at least a second, so that a test need not wait for a minute.
    pub(super) fn set(&mut self, per_minute: u32) {
        let requests = per_minute.div_ceil(60).max(1);
        self.limit = Some(Limit {
            requests,
            window: Duration::from_secs(60) * requests / per_minute.max(1),
        });
        self.windows.clear();
    }

    /// Counts a request. Returns `None` without a limit.
    pub(super) fn count(&mut self, token: &str, now: Duration) -> Option<Usage> {
        let limit = self.limit?;
        // Bounds the memory of a sandbox that runs for days.
        self.windows.retain(|_, window| now < window.ends);
        let new = Window {
            ends: now + limit.window,
            count: 0,
        };
        let window = self.windows.entry(token.to_owned()).or_insert(new);
        window.count = window.count.saturating_add(1);
        Some(Usage {
            count: window.count,
            allowed: limit.requests,
            reset: window
                .ends
                .saturating_sub(now)
                .saturating_add(Duration::from_nanos(999_999_999))
                .as_secs(),
        })
    }
}

impl Usage {
    pub(super) fn is_exceeded(self) -> bool {
        self.count > self.allowed
    }

    /// Adds the headers by which the platform reports its rate limit.
    pub(super) fn add_to(self, reply: Reply) -> Reply {
        reply
            .header("inin-ratelimit-count", self.count.to_string())
            .header("inin-ratelimit-allowed", self.allowed.to_string())
            .header("inin-ratelimit-reset", self.reset.to_string())
    }
}
