//! Which requests are retried, and how long the client waits before each retry.
//!
//! A cause of failure is *transient* if the same request may succeed later: a status here, a broken connection in
//! [`TransportKind`](crate::error::TransportKind::is_transient). An error with a transient cause is *retryable* for the caller
//! ([`Error::is_retryable`](crate::Error::is_retryable)). The client itself is more careful: it sends a request that the server
//! may have processed only again if the request is *idempotent*.

mod next;
mod policy;
mod retry_after;

use ureq::http::{Method, StatusCode};

pub(crate) use next::Next;
pub use policy::RetryPolicy;
pub(crate) use retry_after::retry_after;

/// Whether the same request may succeed later if it received this status.
pub(crate) fn is_transient(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::TOO_MANY_REQUESTS
            | StatusCode::BAD_GATEWAY
            | StatusCode::SERVICE_UNAVAILABLE
            | StatusCode::GATEWAY_TIMEOUT
    )
}

/// Whether the client retries a request that received this status.
///
/// The platform does not process a request that it rejects with 429. With any other status it may have done so.
pub(crate) fn is_retried(status: StatusCode, is_idempotent: bool) -> bool {
    is_transient(status) && (is_idempotent || status == StatusCode::TOO_MANY_REQUESTS)
}

/// Whether sending the same request twice has the same effect as sending it once (RFC 9110, section 9.2.2).
pub(crate) fn is_idempotent(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::PUT | Method::DELETE)
}

#[cfg(test)]
mod tests;
