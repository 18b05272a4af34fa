//! Errors: the variants of [`Error`], and what the platform says in an error body.

mod api;
mod auth;
mod body;
mod config;
mod context;
mod decode;
mod redactor;
mod text;
mod timeout;
mod too_large;
mod transport;

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

pub use api::ApiError;
pub(crate) use api::content_type;
pub use auth::AuthError;
pub use body::{Detail, ErrorBody, Limit};
pub use config::ConfigError;
pub(crate) use context::CallContext;
pub use decode::DecodeError;
pub(crate) use redactor::Redactor;
pub(crate) use text::{bounded, one_line, shown};
pub(crate) use timeout::TimeLimit;
pub use timeout::{Phase, TimeoutError};
pub use too_large::TooLargeError;
pub use transport::TransportError;
pub(crate) use transport::TransportKind;

/// Why a call, or the construction of a client, did not succeed.
///
/// There is one variant for each outcome, and one set of methods that works on all of them. `Display` is one line of
/// less than 1 KiB that a person can act on; control characters in it are escaped, secrets are left out. It names scheme,
/// host and port where no response came.
///
/// `Debug` prints the same line, so that a `main` that returns `Result<(), Error>` ends with it. `{:#?}` shows the structure.
///
/// ```
/// use genesys_cloud::{Client, Error};
///
/// let error = Client::builder().access_token("not a token").build().unwrap_err();
/// assert!(matches!(error, Error::Config(_)));
/// assert_eq!(error.to_string(), "access_token: a token has visible ASCII characters only; copy it again without spaces");
/// assert_eq!(error.attempts(), 0);
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub enum Error {
    /// A setting or an argument was refused before anything was sent. Correct it; trying again does not help.
    Config(ConfigError),
    /// The token endpoint refused the credentials, or its response has no valid token.
    Auth(AuthError),
    /// Genesys Cloud responded with a status other than 2xx.
    Api(ApiError),
    /// There is no usable response: no connection, no TLS, or a broken or lost response.
    Transport(TransportError),
    /// There was no response in time.
    Timeout(TimeoutError),
    /// The call succeeded, but the response body does not fit the specification.
    Decode(DecodeError),
    /// The response is larger than this client accepts.
    TooLarge(TooLargeError),
}

impl Error {
    /// The HTTP status, if there was a response.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.context()
            .and_then(|context| context.status)
            .map(|status| status.as_u16())
    }

    /// What Genesys Cloud calls this error: `code` of the error body (`not.found`), or `error` of the token endpoint's
    /// answer (`invalid_client`).
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.code(),
            Self::Auth(error) => error.code(),
            _ => None,
        }
    }

    /// The value of `ININ-Correlation-Id`, by which Genesys finds the call in its logs. Give it to their support.
    #[must_use]
    pub fn correlation_id(&self) -> Option<&str> {
        self.context().and_then(|context| context.correlation_id.as_deref())
    }

    /// How long the server asks to wait (`Retry-After`), where it does. A date is turned into the time from then to
    /// the arrival of the answer.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.context().and_then(|context| context.retry_after)
    }

    /// How many attempts the call made, retries included: requests that were sent, and connections that failed before.
    ///
    /// Attempts to fetch a token count only if they are what failed. They are counted in place of those of the call then, and
    /// are the same for all threads that waited for the token. 0 if the call ended before its first attempt.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.context().map_or(0, |context| context.attempts)
    }

    /// Whether time ran out.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Timeout(_))
    }

    /// Whether the same call may succeed later: the server was busy or away, or the answer got lost.
    ///
    /// The client has used up its own retries by then. Wait for [`retry_after`](Self::retry_after), or for some
    /// seconds. A lost answer does not say whether the work was done: look before a repeated POST or PATCH.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Config(_) | Self::Decode(_) | Self::TooLarge(_) => false,
            Self::Auth(error) if error.is_rate_limit() => true,
            Self::Auth(_) | Self::Api(_) => matches!(self.status(), Some(429 | 502 | 503 | 504)),
            Self::Transport(error) => error.is_retryable(),
            Self::Timeout(_) => true,
        }
    }

    /// A setting that was refused: its name, what is wrong with it and how to mend it.
    pub(crate) fn config(setting: impl Into<Cow<'static, str>>, problem: impl Into<String>) -> Self {
        Self::Config(ConfigError::new(setting.into(), problem.into()))
    }

    /// Whether more time would have meant another attempt, so that a call with more time of its own need not end like this.
    pub(crate) fn is_cut_short(&self) -> bool {
        match self {
            Self::Timeout(error) if error.is_whole_call() => true,
            _ => self.context().is_some_and(|context| context.is_cut_short),
        }
    }

    /// The call would have been attempted again, but its time is over.
    pub(crate) fn cut_short(mut self) -> Self {
        if let Some(context) = self.context_mut() {
            context.is_cut_short = true;
        }
        self
    }

    /// The same error of a call that has made this many attempts.
    pub(crate) fn after(mut self, attempts: u32) -> Self {
        if let Some(context) = self.context_mut() {
            context.attempts = attempts;
        }
        self
    }

    fn context(&self) -> Option<&CallContext> {
        match self {
            Self::Config(_) => None,
            Self::Auth(error) => Some(&error.context),
            Self::Api(error) => Some(&error.context),
            Self::Transport(error) => Some(&error.context),
            Self::Timeout(error) => Some(&error.context),
            Self::Decode(error) => Some(&error.context),
            Self::TooLarge(error) => Some(&error.context),
        }
    }

    fn context_mut(&mut self) -> Option<&mut CallContext> {
        match self {
            Self::Config(_) => None,
            Self::Auth(error) => Some(&mut error.context),
            Self::Api(error) => Some(&mut error.context),
            Self::Transport(error) => Some(&mut error.context),
            Self::Timeout(error) => Some(&mut error.context),
            Self::Decode(error) => Some(&mut error.context),
            Self::TooLarge(error) => Some(&mut error.context),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Config(error) => error.fmt(f),
            Self::Auth(error) => error.fmt(f),
            Self::Api(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Timeout(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::TooLarge(error) => error.fmt(f),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return fmt::Display::fmt(self, f);
        }
        let (variant, error): (&str, &dyn fmt::Debug) = match self {
            Self::Config(error) => ("Config", error),
            Self::Auth(error) => ("Auth", error),
            Self::Api(error) => ("Api", error),
            Self::Transport(error) => ("Transport", error),
            Self::Timeout(error) => ("Timeout", error),
            Self::Decode(error) => ("Decode", error),
            Self::TooLarge(error) => ("TooLarge", error),
        };
        f.debug_tuple(variant).field(error).finish()
    }
}

/// Without a source: `Display` has the error of the socket or of TLS in it, and whoever prints the chain would print that twice.
/// [`TransportError::io_error`] returns it.
impl std::error::Error for Error {}

#[cfg(test)]
mod tests;
