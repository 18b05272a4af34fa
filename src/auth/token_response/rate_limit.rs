//! The rate limit of the token endpoint.
//!
//! The endpoint responds with 429, or with 400 and `{"error":"invalid_request","error_description":"rate limit exceeded; …"}`. The
//! text after the semicolon is not documented.

use std::time::Duration;

use serde_json::Value;
use ureq::http::StatusCode;

use crate::transport::{RateLimited, Received};
use crate::{json, retry};

const CODE: &str = "invalid_request";
const DESCRIPTION: &str = "rate limit exceeded";

/// Returns the rate limit that a response reports, if it does.
///
/// The wait is that of `Retry-After`, or a number of seconds in the description.
pub(in crate::auth) fn detect(received: &Received) -> Option<RateLimited> {
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

/// Returns the rest of the description of a rate limit, in lower case.
fn details(bytes: &[u8]) -> Option<String> {
    let body = json::object(bytes)?;
    let text = |name| body.get(name).and_then(Value::as_str);
    if !text("error")?.eq_ignore_ascii_case(CODE) {
        return None;
    }
    let description = text("error_description").or_else(|| text("description"))?;
    let description = description.trim_start().to_ascii_lowercase();
    description.strip_prefix(DESCRIPTION).map(str::to_owned)
}

/// Returns the number of seconds in `details`: `try again in 30 seconds`, `retry after 30`, `30s`.
///
/// A number without a unit is used only after a word such as `after`: in `300 requests per minute` it is not a wait. If there are
/// several, the longest is used, so that the retry is not early.
fn seconds_in(details: &str) -> Option<Duration> {
    const UNITS: [&str; 5] = ["s", "sec", "secs", "second", "seconds"];
    // The empty word is for a number directly after the semicolon.
    const WORDS_BEFORE: [&str; 5] = ["after", "in", "wait", "for", ""];
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
            WORDS_BEFORE.contains(&word)
        } else {
            UNITS.contains(&unit)
        };
        if is_seconds {
            // A full stop may follow that ends the sentence.
            if let Ok(seconds) = number.trim_end_matches('.').parse::<f64>() {
                let seconds = Duration::try_from_secs_f64(seconds.ceil()).unwrap_or(Duration::MAX);
                longest = longest.max(Some(seconds));
            }
        }
        rest = behind;
    }
    longest
}

#[cfg(test)]
mod tests;
