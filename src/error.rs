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
pub(crate) use text::{bounded, one_line};
pub(crate) use timeout::TimeLimit;
pub use timeout::{Phase, TimeoutError};
pub use too_large::TooLargeError;
pub use transport::TransportError;
pub(crate) use transport::TransportKind;

/// Why a call, or the construction of a client, did not succeed.
///
/// There is one variant for each outcome, and one set of methods that works on all of them. `Display` is one line of
/// less than 1 KiB that a person can act on; control characters in it are escaped, secrets are left out.
///
/// ```
/// use genesys_cloud::{Client, Error};
///
/// let error = Client::builder().access_token("not a token").build().unwrap_err();
/// assert!(matches!(error, Error::Config(_)));
/// assert_eq!(error.to_string(), "access_token: a token has visible ASCII characters only; copy it again without spaces");
/// assert_eq!(error.attempts(), 0);
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Error {
    /// A setting or an argument was refused before anything was sent. Correct it; trying again does not help.
    Config(ConfigError),
    /// The token endpoint refused the credentials or answered something that is no token.
    Auth(AuthError),
    /// Genesys Cloud answered with a status that is not 2xx.
    Api(ApiError),
    /// There is no usable answer: no connection, no TLS, a broken or a lost answer.
    Transport(TransportError),
    /// There was no answer in time.
    Timeout(TimeoutError),
    /// The call succeeded, but the body of the answer does not fit the specification.
    Decode(DecodeError),
    /// The answer is larger than this client accepts.
    TooLarge(TooLargeError),
}

impl Error {
    /// The HTTP status of the answer, where one came.
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

    /// How many requests this call sent, those that failed and were sent again included.
    ///
    /// The requests for a token do not count, except where they are what failed. 0 if nothing was sent.
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
            Self::Auth(_) | Self::Api(_) => matches!(self.status(), Some(429 | 502 | 503 | 504)),
            Self::Transport(error) => error.is_retryable(),
            Self::Timeout(_) => true,
        }
    }

    /// A setting that was refused: its name, what is wrong with it and how to mend it.
    pub(crate) fn config(setting: impl Into<Cow<'static, str>>, problem: impl Into<String>) -> Self {
        Self::Config(ConfigError::new(setting.into(), problem.into()))
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

impl std::error::Error for Error {
    /// What lies below: the error of the socket or of TLS. The variants themselves are not repeated in the chain.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => std::error::Error::source(error),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
