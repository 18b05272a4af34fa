//! The rate limit that a response reports.

use std::time::Duration;

use ureq::http::HeaderMap;

/// The rate limit of the platform, as a response reports it.
///
/// The platform counts the requests of each token in windows of a minute. Not every response has the headers, so a program cannot rely
/// on them. [`ClientBuilder::requests_per_minute`](crate::ClientBuilder::requests_per_minute) does not need them.
///
/// ```
/// use genesys_cloud::RateLimit;
///
/// /// Returns how many requests are left in this minute.
/// fn left(limit: RateLimit) -> u32 {
///     limit.allowed().saturating_sub(limit.count())
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    count: u32,
    allowed: u32,
    resets_in: Duration,
}

impl RateLimit {
    /// Reads `inin-ratelimit-count`, `inin-ratelimit-allowed` and `inin-ratelimit-reset`. `None` if one is missing or not a number.
    pub(crate) fn read(headers: &HeaderMap) -> Option<Self> {
        let number = |name| headers.get(name)?.to_str().ok()?.trim().parse().ok();
        Some(Self {
            count: number("inin-ratelimit-count")?,
            allowed: number("inin-ratelimit-allowed")?,
            resets_in: Duration::from_secs(number("inin-ratelimit-reset")?.into()),
        })
    }

    /// Returns the number of requests in this window so far (`inin-ratelimit-count`).
    #[must_use]
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Returns the number of requests that a window allows (`inin-ratelimit-allowed`).
    #[must_use]
    pub fn allowed(&self) -> u32 {
        self.allowed
    }

    /// Returns the time until the next window begins (`inin-ratelimit-reset`, in seconds).
    #[must_use]
    pub fn resets_in(&self) -> Duration {
        self.resets_in
    }
}
