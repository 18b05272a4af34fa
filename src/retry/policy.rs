//! How often a request is retried, and how long the client waits before.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// How often a request is sent again, and how long the client waits before.
///
/// 429 is tried again for every method, since the platform refused the work. 502, 503, 504 and lost answers are tried
/// again for GET, HEAD, PUT and DELETE; POST and PATCH only where nothing was sent. Waits grow exponentially, with full
/// jitter; a `Retry-After` of the server takes their place. No wait goes beyond the timeout of the call.
///
/// ```
/// use std::time::Duration;
/// use genesys_cloud::{Client, RetryPolicy};
///
/// let client = Client::builder()
///     .access_token("token")
///     .retry(RetryPolicy::default().with_max_retries(1).with_max_retry_after(Duration::from_secs(5)))
///     .build()?;
/// # Ok::<(), genesys_cloud::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetryPolicy {
    max_retries: u32,
    base_delay: Duration,
    max_delay: Duration,
    max_retry_after: Duration,
}

impl Default for RetryPolicy {
    /// 3 retries; waits from 200 ms up to 20 s; a `Retry-After` of up to 60 s, the window of the platform's rate limit.
    fn default() -> Self {
        Self {
            max_retries: 3,
            base_delay: Duration::from_millis(200),
            max_delay: Duration::from_secs(20),
            max_retry_after: Duration::from_secs(60),
        }
    }
}

impl RetryPolicy {
    /// Sends nothing twice.
    #[must_use]
    pub fn none() -> Self {
        Self::default().with_max_retries(0)
    }

    /// How often a request is sent again at most. Default 3.
    #[must_use]
    pub fn with_max_retries(mut self, retries: u32) -> Self {
        self.max_retries = retries;
        self
    }

    /// The longest wait before the first retry. It doubles with each further one. Default 200 ms.
    #[must_use]
    pub fn with_base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// The longest wait that the client chooses itself. Default 20 s.
    #[must_use]
    pub fn with_max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// The longest `Retry-After` that is waited for. A longer one ends the call at once, with the answer as the error
    /// and the wait in [`Error::retry_after`](crate::Error::retry_after). Default 60 s.
    #[must_use]
    pub fn with_max_retry_after(mut self, wait: Duration) -> Self {
        self.max_retry_after = wait;
        self
    }

    /// How long to wait before the next request, or `None` if this was the last one.
    ///
    /// `retried` is how many retries there were before, `left` what is left of the time of the call.
    pub(crate) fn delay(&self, retried: u32, retry_after: Option<Duration>, left: Duration) -> Option<Duration> {
        if retried >= self.max_retries {
            return None;
        }
        let wait = match retry_after {
            Some(asked) if asked > self.max_retry_after => return None,
            // A little more than asked for, where there is room: those who were refused together do not come back
            // together. Never less.
            Some(asked) => asked.saturating_add(jitter(self.base_delay).min(left.saturating_sub(asked) / 2)),
            None => jitter(self.longest_delay(retried)),
        };
        (wait < left).then_some(wait)
    }

    fn longest_delay(&self, retried: u32) -> Duration {
        self.base_delay.saturating_mul(1 << retried.min(31)).min(self.max_delay)
    }
}

/// A random time from nothing up to `longest`, so that clients which failed together do not come back together.
pub(super) fn jitter(longest: Duration) -> Duration {
    // The standard library seeds this anew each time; spreading waits needs no better source.
    let random = RandomState::new().hash_one(0_u8) >> 32;
    let longest = u64::try_from(longest.as_nanos()).unwrap_or(u64::MAX);
    // The product of 32 and 64 bits fits into 128, and its upper 64 of 96 bits into 64.
    let nanos = (u128::from(longest) * u128::from(random)) >> 32;
    Duration::from_nanos(u64::try_from(nanos).unwrap_or(longest))
}
