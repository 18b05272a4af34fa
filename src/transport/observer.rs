//! A function of the program that is called after each attempt.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ureq::http::Method;

use crate::{Error, RateLimit};

/// An attempt that has ended: one request of a call, or of the request for a token.
///
/// An attempt has no value of a parameter and no secret. [`ClientBuilder::on_attempt`](crate::ClientBuilder::on_attempt) sets the
/// function that receives it.
///
/// ```
/// use genesys_cloud::{Attempt, Client};
///
/// fn print(attempt: &Attempt<'_>) {
///     let status = attempt.status().map_or("no response".to_owned(), |status| status.to_string());
///     println!("{} {}: {status} in {:?}", attempt.method(), attempt.path(), attempt.elapsed());
/// }
///
/// let client = Client::builder().access_token("token").on_attempt(print).build()?;
/// # Ok::<(), genesys_cloud::Error>(())
/// ```
#[derive(Debug)]
pub struct Attempt<'a> {
    pub(super) method: &'a Method,
    pub(super) path: &'static str,
    pub(super) number: u32,
    pub(super) status: Option<u16>,
    pub(super) error: Option<&'a Error>,
    pub(super) elapsed: Duration,
    pub(super) correlation_id: Option<String>,
    pub(super) rate_limit: Option<RateLimit>,
    pub(super) wait: Option<Duration>,
}

impl<'a> Attempt<'a> {
    /// Returns the method of the request.
    #[must_use]
    pub fn method(&self) -> &'a Method {
        self.method
    }

    /// Returns the path of the specification, without values: `/api/v2/tokens/{userId}`. The path of the request for a token is
    /// `/oauth/token`.
    #[must_use]
    pub fn path(&self) -> &'static str {
        self.path
    }

    /// Returns the number of the attempt in its call: 1 for the first one.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Returns the HTTP status, if there was a response.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// Returns the error of an attempt without a response. A response of any status is not an error.
    #[must_use]
    pub fn error(&self) -> Option<&'a Error> {
        self.error
    }

    /// Returns the time from the start of the attempt to the end of the response.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// Returns the header `ININ-Correlation-Id`, which identifies the request to Genesys support.
    #[must_use]
    pub fn correlation_id(&self) -> Option<&str> {
        self.correlation_id.as_deref()
    }

    /// Returns the rate limit of the platform, if the response reports it.
    #[must_use]
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.rate_limit
    }

    /// Returns how long the client waits before the next attempt. `None` if this was the last one.
    #[must_use]
    pub fn wait(&self) -> Option<Duration> {
        self.wait
    }
}

/// The function of a program that observes attempts.
#[derive(Clone)]
pub(crate) struct Observer(Arc<dyn Fn(&Attempt<'_>) + Send + Sync>);

impl Observer {
    pub(crate) fn new(observe: impl Fn(&Attempt<'_>) + Send + Sync + 'static) -> Self {
        Self(Arc::new(observe))
    }

    /// Calls the function. No lock is held, so a panic in it ends only this call.
    pub(super) fn observe(&self, attempt: &Attempt<'_>) {
        (self.0)(attempt);
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Observer")
    }
}
