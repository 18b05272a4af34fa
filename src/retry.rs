//! Which requests are retried, and how long the client waits before each retry.
//!
//! The [`Cause`] of a failed attempt has one [`Rule`]: which methods are retried, on which connection, and whether the same call may
//! succeed later ([`Error::is_retryable`](crate::Error::is_retryable)). A [`RetryPolicy`] limits the number of retries and the
//! waits, and says what is [`Next`].

mod cause;
mod next;
mod policy;
mod repeat;
mod retry_after;
mod rule;
mod wait;

use ureq::http::Method;

pub(crate) use cause::Cause;
pub(crate) use next::Next;
pub use policy::RetryPolicy;
pub(crate) use repeat::Repeat;
pub(crate) use retry_after::retry_after;
pub(crate) use rule::Rule;
pub(crate) use wait::{Wait, seconds_in};

/// Returns whether sending the same request twice has the same effect as sending it once (RFC 9110, section 9.2.2).
pub(crate) fn is_idempotent(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::PUT | Method::DELETE)
}

#[cfg(test)]
mod tests;
