//! The rate limit of the token endpoint.
//!
//! The endpoint responds with 429, or with 400 and `{"error":"invalid_request","error_description":"rate limit exceeded; …"}`. The
//! text after the semicolon is not documented.

use serde_json::Value;
use ureq::http::StatusCode;

use crate::json;
use crate::retry::{self, Wait};
use crate::transport::RawResponse;

const CODE: &str = "invalid_request";
const DESCRIPTION: &str = "rate limit exceeded";

/// Returns how long to wait, if a response reports the rate limit of the token endpoint.
///
/// The wait is in `Retry-After`, or a number of seconds in the description.
pub(in crate::auth) fn detect(received: &RawResponse) -> Option<Wait> {
    let RawResponse { status, headers, body } = received;
    match *status {
        StatusCode::TOO_MANY_REQUESTS => Some(Wait::from_response(*status, headers, body)),
        StatusCode::BAD_REQUEST => {
            let details = details(body)?;
            let asked = retry::retry_after(headers).or_else(|| retry::seconds_in(&details));
            Some(asked.map_or(Wait::RateLimited(None), Wait::Asked))
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

#[cfg(test)]
mod tests;
