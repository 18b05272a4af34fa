//! How often a request is retried, and how long the client waits before each retry.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use super::{Next, Wait};

/// How much longer the delays are after a 429 without a wait: 2 s instead of 200 ms, against a window of 60 s.
const RATE_LIMIT_FACTOR: u32 = 10;

/// How often a request is retried, and how long the client waits before each retry.
///
/// If an attempt fails, its cause decides whether the client retries it:
///
#[doc = include_str!("table.md")]
///
/// Any other status is final. If the server may have processed the request, the client retries only methods for which processing the
/// request twice is the same as once (RFC 9110, section 9.2.2). The request for a token with client credentials is retried like a GET.
///
/// The client waits with exponential backoff: the base delay before the first retry, twice that before the second, and so on. Half
/// of each delay is random. After a 429 the delays are ten times as long: the window of the platform's rate limits is a minute. If the
/// server asks for a wait, the client waits at least that long. The wait is in `Retry-After` (RFC 9110, section 10.2.3), else in
/// `inin-ratelimit-reset` of a 429, else in the text of the error. If a wait does not fit into the rest of
/// [`ClientBuilder::timeout`](crate::ClientBuilder::timeout), the call returns its error at once instead. [Batch
/// jobs](crate::docs::batch_jobs#settings-for-a-job) has settings for programs that can wait longer.
///
/// ```
/// use std::time::Duration;
/// use genesys_cloud::{Client, RetryPolicy};
///
/// // A program with a user in front of it: one retry, and an error instead of a long wait.
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
    /// Returns a policy of 3 retries with a base delay of 200 ms and delays of up to 20 s. It accepts a `Retry-After` of up to
    /// 60 s, which is the window of the platform's rate limits.
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
    /// Returns a policy that disables retries.
    ///
    /// ```
    /// use genesys_cloud::RetryPolicy;
    ///
    /// assert_eq!(RetryPolicy::none(), RetryPolicy::default().with_max_retries(0));
    /// ```
    #[must_use]
    pub fn none() -> Self {
        Self::default().with_max_retries(0)
    }

    /// Returns a policy for jobs, which may wait longer than a program that a person waits for: 10 retries, so that a short outage does
    /// not end the job, and waits of up to 180 s.
    ///
    /// Also set a [`timeout`](crate::ClientBuilder::timeout) of some minutes, since it limits a whole call with all its waits.
    ///
    /// ```
    /// use std::time::Duration;
    /// use genesys_cloud::{Client, RetryPolicy};
    ///
    /// let client = Client::builder()
    ///     .access_token("token")
    ///     .timeout(Duration::from_secs(600))
    ///     .retry(RetryPolicy::for_jobs())
    ///     .build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    #[must_use]
    pub fn for_jobs() -> Self {
        Self::default()
            .with_max_retries(10)
            .with_max_retry_after(Duration::from_secs(180))
    }

    /// Sets the maximum number of retries. Default: 3, so that a call sends a request up to four times.
    #[must_use]
    pub fn with_max_retries(mut self, retries: u32) -> Self {
        self.max_retries = retries;
        self
    }

    /// Sets the delay before the first retry, which doubles for each further retry. Default: 200 ms, of which the client waits at
    /// least half.
    ///
    /// After a 429 without a wait, the delay is ten times as long.
    ///
    /// ```
    /// use std::time::Duration;
    /// use genesys_cloud::RetryPolicy;
    ///
    /// // For a batch job: 2 s, 4 s, 8 s, 16 s, and 30 s from then on.
    /// let patient = RetryPolicy::default()
    ///     .with_max_retries(8)
    ///     .with_base_delay(Duration::from_secs(2))
    ///     .with_max_delay(Duration::from_secs(30));
    /// ```
    #[must_use]
    pub fn with_base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// Sets the longest delay that the client chooses itself. Default: 20 s.
    #[must_use]
    pub fn with_max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Sets the longest wait of a server that the client obeys. Default: 60 s.
    ///
    /// If the server asks for a longer wait, the call returns the error at once, and
    /// [`Error::retry_after`](crate::Error::retry_after) returns the wait.
    #[must_use]
    pub fn with_max_retry_after(mut self, wait: Duration) -> Self {
        self.max_retry_after = wait;
        self
    }

    pub(crate) fn max_retry_after(&self) -> Duration {
        self.max_retry_after
    }

    /// Returns whether there may be another retry after this many.
    pub(crate) fn allows_retry(&self, retried: u32) -> bool {
        retried < self.max_retries
    }

    /// Returns what follows an attempt whose outcome can be retried.
    ///
    /// `retried` is the number of retries so far, `left` the rest of the call's time.
    pub(crate) fn next(&self, retried: u32, wait: Wait, left: Duration) -> Next {
        if !self.allows_retry(retried) {
            return Next::Exhausted;
        }
        // If there is time, the wait is a little longer than the server asks for, so that clients that were rejected together do not
        // retry together. The wait is never shorter.
        let spread = |asked: Duration| {
            let more = jitter(self.base_delay).min(left.saturating_sub(asked) / 2);
            asked.saturating_add(more)
        };
        let backoff = self.backoff(self.base_delay, retried);
        let wait = match wait {
            Wait::Backoff => backoff,
            Wait::RateLimited(None) => self.backoff(self.base_delay.saturating_mul(RATE_LIMIT_FACTOR), retried),
            // The server did not ask for this wait, so one that is too long is shortened.
            Wait::RateLimited(Some(window)) => spread(window.min(self.max_retry_after)).max(backoff),
            Wait::Asked(asked) if asked > self.max_retry_after => return Next::Exhausted,
            Wait::Asked(asked) => spread(asked).max(backoff),
        };
        if wait < left { Next::Retry(wait) } else { Next::NoTime }
    }

    /// Returns the wait before the next attempt, or `None` if there is none.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn delay(&self, retried: u32, wait: Wait, left: Duration) -> Option<Duration> {
        match self.next(retried, wait, left) {
            Next::Retry(wait) => Some(wait),
            _ => None,
        }
    }

    /// Returns a delay that doubles with each retry, up to the longest one. Half of it is random, and half is fixed, so that it is
    /// never nearly zero.
    fn backoff(&self, first: Duration, retried: u32) -> Duration {
        let half = first.saturating_mul(1 << retried.min(31)).min(self.max_delay) / 2;
        half.saturating_add(jitter(half))
    }
}

/// Returns a random time from 0 to `longest`, so that clients that failed together do not retry together.
pub(super) fn jitter(longest: Duration) -> Duration {
    // The standard library seeds each RandomState differently. Jitter needs no better source.
    let random = RandomState::new().hash_one(0_u8) >> 32;
    let longest = u64::try_from(longest.as_nanos()).unwrap_or(u64::MAX);
    // The product of 32 and 64 bits fits into 128, and its upper 64 of 96 bits into 64.
    let nanos = (u128::from(longest) * u128::from(random)) >> 32;
    Duration::from_nanos(u64::try_from(nanos).unwrap_or(longest))
}
