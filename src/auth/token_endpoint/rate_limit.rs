//! The rate limit of the token endpoint.
//!
//! 429 is one form of it. The other is a 400: `{"error":"invalid_request","error_description":"rate limit exceeded; …"}`. What
//! follows the semicolon is not documented.

use std::time::Duration;

use serde_json::{Map, Value};
use ureq::http::StatusCode;

use crate::retry;
use crate::transport::{RateLimited, Received};

const CODE: &str = "invalid_request";
const DESCRIPTION: &str = "rate limit exceeded";

/// The rate limit that a response is about, if it is.
///
/// `Retry-After` says how long to wait, or else the description, if it has a number of seconds.
pub(super) fn of(received: &Received) -> Option<RateLimited> {
    let in_header = retry::retry_after(&received.headers);
    match received.status {
        StatusCode::TOO_MANY_REQUESTS => Some(RateLimited { retry_after: in_header }),
        StatusCode::BAD_REQUEST => {
            let details = details(&received.body)?;
            let retry_after = in_header.or_else(|| seconds_in(&details));
            Some(RateLimited { retry_after })
        }
        _ => None,
    }
}

/// What the description of a rate limit says besides that, in lower case.
fn details(body: &[u8]) -> Option<String> {
    let answer: Map<String, Value> = serde_json::from_slice(body).ok()?;
    let text = |name| answer.get(name).and_then(Value::as_str);
    if !text("error")?.eq_ignore_ascii_case(CODE) {
        return None;
    }
    let description = text("error_description").or_else(|| text("description"))?;
    let description = description.trim_start().to_ascii_lowercase();
    description.strip_prefix(DESCRIPTION).map(str::to_owned)
}

/// The number of seconds in `details`: `try again in 30 seconds`, `retry after 30`, `30s`.
///
/// A number without a unit counts only where it must be a wait: `300 requests per minute` is none. The longest of several
/// counts, so that the retry is not early.
fn seconds_in(details: &str) -> Option<Duration> {
    const UNITS: [&str; 5] = ["s", "sec", "secs", "second", "seconds"];
    // The empty one is a number right behind the semicolon.
    const BEFORE: [&str; 5] = ["after", "in", "wait", "for", ""];
    let mut longest = None;
    let mut rest = details;
    while let Some(start) = rest.find(|character: char| character.is_ascii_digit()) {
        let (before, number) = rest.split_at(start);
        let end = number.find(|character: char| !character.is_ascii_digit() && character != '.');
        let (number, behind) = number.split_at(end.unwrap_or(number.len()));
        let unit = behind.trim_start_matches([' ', '-']);
        let end = unit.find(|character: char| !character.is_ascii_alphabetic());
        let unit = &unit[..end.unwrap_or(unit.len())];
        let is_seconds = if unit.is_empty() {
            let before = before.trim_end_matches([' ', ':', '=']);
            let word = before.rsplit([' ', ';', '-', '_']).next().unwrap_or_default();
            BEFORE.contains(&word)
        } else {
            UNITS.contains(&unit)
        };
        // A full stop may follow, which is part of the sentence.
        if let (true, Ok(seconds)) = (is_seconds, number.trim_end_matches('.').parse::<f64>()) {
            let seconds = Duration::try_from_secs_f64(seconds.ceil()).unwrap_or(Duration::MAX);
            longest = longest.max(Some(seconds));
        }
        rest = behind;
    }
    longest
}

#[cfg(test)]
mod tests;
