//! The header `Retry-After`.

use std::time::Duration;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use ureq::http::{HeaderMap, HeaderValue, header};

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
pub(super) fn http_date(text: &str) -> Option<DateTime> {
    const FORMS: [&str; 3] = [
        "%a, %d %b %Y %H:%M:%S GMT",
        "%A, %d-%b-%y %H:%M:%S GMT",
        "%a %b %e %H:%M:%S %Y",
    ];
    FORMS.iter().find_map(|form| DateTime::strptime(form, text).ok())
}
