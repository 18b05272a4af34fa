//! Clients that share the connections of another one, and differ in a setting.

use std::sync::Arc;
use std::time::Duration;

use super::{Client, Inner};
use crate::{Credentials, Error, RetryPolicy};

/// Derived clients.
///
/// A derived client differs from this one in one setting, and shares everything else: connections, TLS sessions, the token and its
/// renewal, and the rate of requests. It costs about as much as a clone, so a program can derive one for a single call:
///
/// ```no_run
/// use std::time::Duration;
/// use genesys_cloud::Client;
///
/// # fn main() -> Result<(), genesys_cloud::Error> {
/// let client = Client::from_env()?;
/// let quick = client.with_timeout(Duration::from_secs(2));
/// let me = quick.tokens().get_tokens_me().send()?;
/// # Ok(())
/// # }
/// ```
impl Client {
    /// Returns a client with another time limit for a whole call. See [`ClientBuilder::timeout`](crate::ClientBuilder::timeout).
    ///
    /// Calls of a client with a time limit of 0 are an [`Error::Config`].
    #[must_use]
    pub fn with_timeout(&self, timeout: Duration) -> Self {
        self.inner.derive(|inner| inner.settings.timeout = timeout)
    }

    /// Returns a client with another time limit for the first attempt. See
    /// [`ClientBuilder::attempt_timeout`](crate::ClientBuilder::attempt_timeout).
    ///
    /// Calls of a client with a time limit of 0 are an [`Error::Config`].
    ///
    /// ```no_run
    /// # use std::time::Duration;
    /// # use genesys_cloud::{Client, Method};
    /// # fn main() -> Result<(), genesys_cloud::Error> {
    /// # let client = Client::from_env()?;
    /// // For a report that takes more than the default of 15 s.
    /// let report = client
    ///     .with_attempt_timeout(Duration::from_secs(60))
    ///     .request(Method::POST, "/api/v2/analytics/users/aggregates/query")
    ///     .body_text("{}".to_owned())
    ///     .content_type("application/json")
    ///     .send_string()?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_attempt_timeout(&self, timeout: Duration) -> Self {
        self.inner.derive(|inner| inner.settings.attempt_timeout = timeout)
    }

    /// Returns a client with another retry policy.
    ///
    /// ```
    /// use genesys_cloud::{Client, RetryPolicy};
    ///
    /// let client = Client::builder().access_token("token").build()?;
    /// let without_retries = client.with_retry(RetryPolicy::none());
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    #[must_use]
    pub fn with_retry(&self, policy: RetryPolicy) -> Self {
        self.inner.derive(|inner| inner.settings.retry = policy)
    }

    /// Returns a client that sends this header with each request, including the request for a token. It replaces a header of the same
    /// name, and a header of a single request replaces it. The value is masked in errors like a secret.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the name or the value is not valid, or if the client sends the header itself.
    ///
    /// ```
    /// use genesys_cloud::Client;
    ///
    /// let client = Client::builder().access_token("token").build()?;
    /// let traced = client.with_header("X-Request-Id", "7f0c")?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn with_header(&self, name: &str, value: &str) -> Result<Self, Error> {
        let headers = self.inner.settings.headers.with("with_header", name, value)?;
        Ok(self.inner.derive(|inner| inner.settings.headers = headers))
    }

    /// Returns a client with an access token of its own, for example to check the tokens of others over the same connections.
    ///
    /// The token is never renewed, and a 401 is an [`Error::Api`]. The token of this client is neither used nor changed.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the token is empty, or has characters other than visible ASCII.
    ///
    /// ```no_run
    /// use genesys_cloud::{Client, Error};
    ///
    /// /// Whether a token is valid.
    /// fn is_valid(client: &Client, token: &str) -> Result<bool, Error> {
    ///     match client.with_access_token(token)?.tokens().head_tokens_me().send() {
    ///         Ok(()) => Ok(true),
    ///         Err(error) if error.status() == Some(401) => Ok(false),
    ///         Err(error) => Err(error),
    ///     }
    /// }
    /// # let client = Client::from_env()?;
    /// # is_valid(&client, "token")?;
    /// # Ok::<(), Error>(())
    /// ```
    pub fn with_access_token(&self, token: impl Into<String>) -> Result<Self, Error> {
        // An access token needs no token endpoint.
        let tokens = Credentials::access_token(token).into_source(None)?;
        Ok(self.inner.derive(|inner| {
            inner.tokens = Arc::new(tokens);
            let now = inner.transport.clock.now();
            inner.pacer = inner.pacer.as_ref().map(|pacer| Arc::new(pacer.for_another_token(now)));
        }))
    }
}

impl Inner {
    fn derive(&self, change: impl FnOnce(&mut Self)) -> Client {
        let mut inner = self.clone();
        change(&mut inner);
        Client { inner: Arc::new(inner) }
    }
}

#[cfg(test)]
mod tests;
