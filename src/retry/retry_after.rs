//! The header `Retry-After`.

use std::time::Duration;

use jiff::civil::DateTime;
use jiff::fmt::strtime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use ureq::http::{HeaderMap, HeaderValue, header};

/// Reads `Retry-After` (RFC 9110, section 10.2.3): seconds or a date.
///
/// A date is compared with the `Date` of the same response, if it has one, so that a wrong local clock does not matter.
/// The RFC does not allow fractions of a second. The client rounds them up rather than ignoring them, and obeys the longest of several
/// headers, so that it never retries too early.
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
    let wait: SignedDuration = http_date(value)?.duration_since(date.unwrap_or_else(|| in_gmt(Timestamp::now())));
    // A date in the past means that there is nothing to wait for.
    Some(Duration::try_from(wait).unwrap_or_default())
}

/// Reads a date in one of the three forms of RFC 9110, section 5.6.7, all of which are in GMT.
///
/// Programs also write the zone as a number or as `UTC`, or the date as in RFC 3339. Letters may be of any case.
pub(super) fn http_date(text: &str) -> Option<DateTime> {
    const FORMS: [&str; 3] = ["%a, %d %b %Y %H:%M:%S", "%A, %d-%b-%y %H:%M:%S", "%a %b %e %H:%M:%S %Y"];
    if let Ok(date) = text.parse() {
        return Some(in_gmt(date));
    }
    let (date, zone) = split_zone(text)?;
    let in_a_form = FORMS.iter().find_map(|form| DateTime::strptime(form, date).ok());
    let date = in_a_form.or_else(|| date.parse().ok())?;
    date.checked_sub(zone).ok()
}

/// Splits a date from its zone, as the difference to GMT.
fn split_zone(text: &str) -> Option<(&str, SignedDuration)> {
    match text.rsplit_once(' ') {
        Some((date, zone))
            if ["GMT", "UTC", "UT", "Z"]
                .iter()
                .any(|name| name.eq_ignore_ascii_case(zone)) =>
        {
            Some((date, SignedDuration::ZERO))
        }
        Some((date, zone)) if zone.starts_with(['+', '-']) => {
            let offset = strtime::parse("%z", zone).ok()?.offset()?;
            Some((date, SignedDuration::from_secs(offset.seconds().into())))
        }
        _ => Some((text, SignedDuration::ZERO)),
    }
}

fn in_gmt(time: Timestamp) -> DateTime {
    time.to_zoned(TimeZone::UTC).datetime()
}
