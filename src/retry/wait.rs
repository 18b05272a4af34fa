//! The wait that a response asks for, in a header or in its body.

use std::time::Duration;

use serde_json::Value;
use ureq::http::{HeaderMap, StatusCode};

use super::retry_after;
use crate::json;
use crate::rate_limit::RateLimit;

/// The reason for the length of the wait before a retry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wait {
    /// The client itself.
    Backoff,
    /// A rate limit was exceeded, whose window is much longer than an ordinary failure. Has the time until the window ends, if that is
    /// known.
    RateLimited(Option<Duration>),
    /// The server asks for at least this time.
    Asked(Duration),
}

impl Wait {
    /// Reads the wait that a response asks for: in `Retry-After`, else in the headers of the rate limit after a 429, else as a number
    /// of seconds in the message of the body.
    pub(crate) fn from_response(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Self {
        let is_rate_limit = status == StatusCode::TOO_MANY_REQUESTS;
        if let Some(asked) = retry_after(headers) {
            return Self::Asked(asked);
        }
        if is_rate_limit {
            if let Some(limit) = RateLimit::read(headers) {
                return Self::RateLimited(Some(limit.resets_in()));
            }
        }
        match message(body).and_then(|message| seconds_in(&message.to_ascii_lowercase())) {
            Some(asked) => Self::Asked(asked),
            None if is_rate_limit => Self::RateLimited(None),
            None => Self::Backoff,
        }
    }

    /// Returns the time that the server asks for.
    pub(crate) fn asked(self) -> Option<Duration> {
        match self {
            Self::Asked(wait) => Some(wait),
            Self::RateLimited(window) => window,
            Self::Backoff => None,
        }
    }
}

/// Returns the message of an error body.
fn message(body: &[u8]) -> Option<String> {
    match json::object(body)?.remove("message") {
        Some(Value::String(message)) => Some(message),
        _ => None,
    }
}

/// Returns the number of seconds in a text in lower case: `try again in 30 seconds`, `retry after 30`, `30s`.
///
/// A number without a unit is used only after a word such as `after`: in `300 requests per minute` it is not a wait. If there are
/// several, the longest is used, so that the retry is not early.
pub(crate) fn seconds_in(text: &str) -> Option<Duration> {
    const UNITS: [&str; 5] = ["s", "sec", "secs", "second", "seconds"];
    // The empty word is for a number directly after the semicolon.
    const WORDS_BEFORE: [&str; 5] = ["after", "in", "wait", "for", ""];
    let mut longest = None;
    let mut rest = text;
    while let Some(start) = rest.find(|character: char| character.is_ascii_digit()) {
        let (before, number) = rest.split_at(start);
        let end = number.find(|character: char| !character.is_ascii_digit() && character != '.');
        let (number, behind) = number.split_at(end.unwrap_or(number.len()));
        let unit = behind.trim_start_matches([' ', '-', ']', ')']);
        let end = unit.find(|character: char| !character.is_ascii_alphabetic());
        let unit = &unit[..end.unwrap_or(unit.len())];
        let is_seconds = if unit.is_empty() {
            let before = before.trim_end_matches([' ', ':', '=', '[', '(']);
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
