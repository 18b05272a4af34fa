//! The response to a successful call.

use std::fmt;

use ureq::http::HeaderMap;

use crate::transport::{Received, correlation_id};

/// The response to a successful call: status, headers and body.
///
/// ```no_run
/// # fn main() -> Result<(), genesys_cloud::Error> {
/// let client = genesys_cloud::Client::from_env()?;
/// let response = client.tokens().get_tokens_me().send_with_response()?;
/// println!("{} {:?}", response.status(), response.correlation_id());
/// println!("{:?}", response.body().organization);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Response<T>(Received<T>);

impl<T> Response<T> {
    pub(crate) fn new(received: Received<T>) -> Self {
        Self(received)
    }

    /// The HTTP status: 200, 202, 204, …
    ///
    /// Always 2xx, with one exception: a call that revokes its own token, whose first response was lost, succeeds with 401
    /// when it is retried, since the platform no longer knows the token.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.status.as_u16()
    }

    /// All headers of the response.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// A header of the response, if it is present and is text. The case of the name does not matter.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.0.headers.get(name)?.to_str().ok()
    }

    /// The value of `ININ-Correlation-Id`, by which Genesys finds the call in its logs.
    #[must_use]
    pub fn correlation_id(&self) -> Option<&str> {
        correlation_id(&self.0.headers)
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &T {
        &self.0.body
    }

    /// The body, without status and headers.
    #[must_use]
    pub fn into_body(self) -> T {
        self.0.body
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    /// Without the values of headers: any of them may hold what belongs in no log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.0.status.as_u16())
            .field("header_names", &self.0.headers.keys().collect::<Vec<_>>())
            .field("body", &self.0.body)
            .finish()
    }
}

#[cfg(test)]
mod tests;
