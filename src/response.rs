//! The response of a successful call.

use std::fmt;

use ureq::http::HeaderMap;

use crate::RateLimit;
use crate::transport::{RawResponse, correlation_id};

/// The response of a successful call: status, headers and body.
///
/// The `send_with_response` of a generated request and the sending methods of [`Request`](crate::Request) return it.
///
/// ```
/// use genesys_cloud::{Client, Error};
///
/// # fn print(client: &Client) -> Result<(), Error> {
/// let response = client.tokens().get_tokens_me().send_with_response()?;
/// println!("{} {:?}", response.status(), response.correlation_id());
/// println!("{:?}", response.body().organization);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Response<T>(RawResponse<T>);

impl<T> Response<T> {
    pub(crate) fn new(received: RawResponse<T>) -> Self {
        Self(received)
    }

    /// Returns the HTTP status: 200, 202, 204, …
    ///
    /// The status is always 2xx, with one exception: a call that revokes its own token, and whose first response was lost, succeeds
    /// with the 401 of its retry, since the token is no longer valid.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.status.as_u16()
    }

    /// Returns all headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// Returns a header, if it is present and is text. The case of the name does not matter.
    ///
    /// ```
    /// use genesys_cloud::{Client, Error};
    ///
    /// # fn print(client: &Client) -> Result<(), Error> {
    /// let response = client.tokens().get_tokens_me().send_with_response()?;
    /// println!("requests in this minute: {:?}", response.header("inin-ratelimit-count"));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.0.headers.get(name)?.to_str().ok()
    }

    /// Returns the header `ININ-Correlation-Id`, which identifies the request to Genesys support.
    #[must_use]
    pub fn correlation_id(&self) -> Option<&str> {
        correlation_id(&self.0.headers)
    }

    /// Returns the rate limit of the platform, if the response reports it.
    ///
    /// ```
    /// # use genesys_cloud::{Client, Error};
    /// # fn print(client: &Client) -> Result<(), Error> {
    /// let response = client.tokens().get_tokens_me().send_with_response()?;
    /// if let Some(limit) = response.rate_limit() {
    ///     println!("{} of {} requests, next minute in {:?}", limit.count(), limit.allowed(), limit.resets_in());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn rate_limit(&self) -> Option<RateLimit> {
        RateLimit::read(&self.0.headers)
    }

    /// Returns the decoded body.
    #[must_use]
    pub fn body(&self) -> &T {
        &self.0.body
    }

    /// Returns the decoded body by value, without status and headers.
    #[must_use]
    pub fn into_body(self) -> T {
        self.0.body
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    /// Shows no values of headers, any of which may be confidential.
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
