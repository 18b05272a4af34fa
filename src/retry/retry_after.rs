//! The header `Retry-After`.

use std::time::Duration;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use ureq::http::{HeaderMap, HeaderValue, header};

/// Reads `Retry-After` (RFC 9110, section 10.2.3): seconds or a date.
///
/// A date is compared with the `Date` of the same response, if it has one, so that a wrong local clock does not matter.
/// The RFC does not allow fractions of a second. They are rounded up rather than ignored, and the longest of several
/// headers counts, so that the client never retries too early.
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
        // A number that does not fit into 64 bits is still a wait, and must not be ignored.
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    if value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        let seconds: f64 = value.parse().ok()?;
        return Some(Duration::try_from_secs_f64(seconds.ceil()).unwrap_or(Duration::MAX));
    }
    let now = || Timestamp::now().to_zoned(TimeZone::UTC).datetime();
    let wait: SignedDuration = http_date(value)?.duration_since(date.unwrap_or_else(now));
    // A date in the past means that there is nothing to wait for.
    Some(Duration::try_from(wait).unwrap_or_default())
}

/// Reads a date in one of the three forms of RFC 9110, section 5.6.7, all of which are in GMT.
pub(super) fn http_date(text: &str) -> Option<DateTime> {
    const FORMS: [&str; 3] = [
        "%a, %d %b %Y %H:%M:%S GMT",
        "%A, %d-%b-%y %H:%M:%S GMT",
        "%a %b %e %H:%M:%S %Y",
    ];
    FORMS.iter().find_map(|form| DateTime::strptime(form, text).ok())
}
