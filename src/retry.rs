//! When a request is sent again, and how long to wait before.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use ureq::http::{HeaderMap, HeaderValue, StatusCode, header};

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
    pub(crate) fn wait(&self, retried: u32, retry_after: Option<Duration>, left: Duration) -> Option<Duration> {
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

/// Whether a status says that the same request may succeed a moment later.
///
/// A 429 was not worked on at all. The others may have been, so what must not happen twice is not `repeatable`.
pub(crate) fn is_transient(status: StatusCode, repeatable: bool) -> bool {
    match status {
        StatusCode::TOO_MANY_REQUESTS => true,
        StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => repeatable,
        _ => false,
    }
}

/// Reads `Retry-After` (RFC 9110, section 10.2.3): seconds or a date.
///
/// A date counts from the `Date` of the same answer, where it has one, so that a clock that is wrong here does no harm.
/// A fraction of a second is no valid value, but where one comes it is rounded up rather than ignored: ignoring it
/// could mean to come back too early. For the same reason the longest counts where there are several.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let date = headers.get(header::DATE).and_then(|date| http_date(text(date)?));
    let values = headers.get_all(header::RETRY_AFTER).iter();
    values.filter_map(|value| wait_of(text(value)?, date)).max()
}

fn text(value: &HeaderValue) -> Option<&str> {
    value.to_str().ok().map(str::trim)
}

fn wait_of(value: &str, date: Option<DateTime>) -> Option<Duration> {
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // Too long for 64 bits is still a wait, only longer than anybody's patience.
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    if value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        let seconds: f64 = value.parse().ok()?;
        return Some(Duration::try_from_secs_f64(seconds.ceil()).unwrap_or(Duration::MAX));
    }
    let now = || Timestamp::now().to_zoned(TimeZone::UTC).datetime();
    let wait: SignedDuration = http_date(value)?.duration_since(date.unwrap_or_else(now));
    // A date in the past means: now.
    Some(Duration::try_from(wait).unwrap_or_default())
}

/// The three forms of RFC 9110, section 5.6.7. All of them are in GMT.
fn http_date(text: &str) -> Option<DateTime> {
    const FORMS: [&str; 3] = [
        "%a, %d %b %Y %H:%M:%S GMT",
        "%A, %d-%b-%y %H:%M:%S GMT",
        "%a %b %e %H:%M:%S %Y",
    ];
    FORMS.iter().find_map(|form| DateTime::strptime(form, text).ok())
}

/// A random time from nothing up to `longest`, so that clients which failed together do not come back together.
fn jitter(longest: Duration) -> Duration {
    // The standard library seeds this anew each time; spreading waits needs no better source.
    let random = RandomState::new().hash_one(0_u8) >> 32;
    let longest = u64::try_from(longest.as_nanos()).unwrap_or(u64::MAX);
    // The product of 32 and 64 bits fits into 128, and its upper 64 of 96 bits into 64.
    let nanos = (u128::from(longest) * u128::from(random)) >> 32;
    Duration::from_nanos(u64::try_from(nanos).unwrap_or(longest))
}

#[cfg(test)]
mod tests;
