//! What is retried, when, and after how long.

mod policy;
mod retry_after;

use ureq::http::StatusCode;

pub use policy::RetryPolicy;
pub(crate) use retry_after::retry_after;

/// Whether the same request may succeed a moment after this status.
///
/// The platform does not process a request that it answers with 429. The others may have been processed, so they are
/// transient only for requests that are `repeatable`.
pub(crate) fn is_transient(status: StatusCode, repeatable: bool) -> bool {
    match status {
        StatusCode::TOO_MANY_REQUESTS => true,
        StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => repeatable,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
