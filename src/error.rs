//! Errors: [`Error`], a type for each of its variants, and the error body of the platform.

mod advice;
mod api;
mod auth;
mod body;
mod config;
mod context;
mod decode;
mod explain;
mod foreign;
mod paging;
mod proxy_refusal;
mod redactor;
mod stage;
mod text;
mod timeout;
mod too_large;
mod transport;

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use crate::retry::Cause;
pub use api::ApiError;
pub use auth::AuthError;
pub use body::{Detail, ErrorBody, Limit};
pub use config::ConfigError;
pub(crate) use context::CallContext;
pub use decode::DecodeError;
pub(crate) use foreign::ForeignBody;
pub use paging::PagingError;
pub(crate) use proxy_refusal::ProxyRefusal;
pub(crate) use redactor::Redactor;
pub(crate) use stage::Stage;
pub(crate) use text::{display_prefix, one_line, truncated};
pub(crate) use timeout::TimeLimit;
pub use timeout::{Phase, TimeoutError};
pub use too_large::TooLargeError;
pub use transport::TransportError;
pub(crate) use transport::{Problem, TlsProblem};

/// The error of a call, or of building a client.
///
/// There is a variant for each kind of failure, and methods that work for all of them. [Errors](crate::docs::errors) says what to do
/// in each case.
///
/// `Display` and `Debug` write one line of less than 1 KiB without secrets: what failed, why, at which host, and what to do. A `main`
/// that returns `Result<(), Error>` ends with that line. `{:#?}` shows the structure. `source` returns `None`: the line contains the
/// text of the underlying error, which [`TransportError::io_error`] returns.
///
/// ```
/// use genesys_cloud::{Client, Error};
///
/// let error = Client::builder().access_token("not a token").build().unwrap_err();
/// assert!(matches!(error, Error::Config(_)));
/// assert_eq!(
///     error.to_string(),
///     "access_token: the token contains a space at position 4; copy it again",
/// );
/// assert_eq!(error.attempts(), 0);
/// ```
///
/// Match on a variant for what only that variant has, and use the methods for the rest:
///
/// ```
/// use genesys_cloud::{Client, Error};
///
/// # fn check(client: &Client) -> Result<(), Error> {
/// match client.tokens().get_tokens_me().send() {
///     Ok(me) => println!("{:?}", me.organization),
///     Err(Error::Api(error)) if error.status() == 403 => {
///         println!("missing permission: {:?}", error.message());
///     }
///     Err(error) if error.is_retryable() => println!("call again later: {error}"),
///     Err(error) => return Err(error),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub enum Error {
    /// A setting or an argument is invalid or missing. Nothing was sent, and a retry does not help.
    Config(ConfigError),
    /// The token endpoint rejected the credentials, or its response has no valid token; or the sign-in of a user or a token provider
    /// failed.
    Auth(AuthError),
    /// Genesys Cloud, or a proxy or gateway in front of it, responded with a status other than 2xx.
    Api(ApiError),
    /// There is no usable response: the connection or TLS failed, or the response was lost or is not valid HTTP.
    Transport(TransportError),
    /// The response was not complete within a time limit of the client.
    Timeout(TimeoutError),
    /// The call succeeded, but the response body does not match the specification.
    Decode(DecodeError),
    /// The response is larger than the client accepts.
    TooLarge(TooLargeError),
    /// A list cannot be read to its end: a page is not the one that was requested, or does not say how the list continues. Only the
    /// iterators of [`paging`](crate::paging) return it.
    Paging(PagingError),
}

impl Error {
    /// Returns the HTTP status, if there was a response.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.context()
            .and_then(|context| context.status)
            .map(|status| status.as_u16())
    }

    /// Returns the name that Genesys Cloud has for this error: `code` of the error body (`not.found`), or `error` in the response
    /// of the token endpoint (`invalid_client`).
    ///
    /// ```
    /// use genesys_cloud::{Client, Error};
    ///
    /// # fn check(client: &Client) -> Result<(), Error> {
    /// let result = client.tokens().get_tokens_timeout().send();
    /// if result.as_ref().is_err_and(|error| error.code() == Some("missing.any.permissions")) {
    ///     println!("the OAuth client needs another role");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.code(),
            Self::Auth(error) => error.code(),
            _ => None,
        }
    }

    /// Returns the correlation id, which identifies the request to Genesys support: the header `ININ-Correlation-Id`, or the
    /// `contextId` of the error body. `Display` contains it.
    ///
    /// ```
    /// use genesys_cloud::{Client, Error};
    ///
    /// # fn check(client: &Client) -> Result<(), Error> {
    /// client.tokens().get_tokens_me().send().inspect_err(|error| {
    ///     eprintln!("status={:?} correlation_id={:?}", error.status(), error.correlation_id());
    /// })?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn correlation_id(&self) -> Option<&str> {
        self.context().and_then(|context| context.correlation_id.as_deref())
    }

    /// Returns how long the server asks the client to wait (`Retry-After`), if it does. A date is converted to the time between
    /// the response and that date.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    /// use genesys_cloud::Error;
    ///
    /// /// When a job that failed is started again.
    /// fn next_start(error: &Error) -> SystemTime {
    ///     SystemTime::now() + error.retry_after().unwrap_or(Duration::from_secs(60))
    /// }
    /// ```
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.context().and_then(|context| context.retry_after)
    }

    /// Returns the number of attempts of the call, retries and failed connections included. 0 if the call ended before its first
    /// attempt.
    ///
    /// If the request for the token failed, returns the number of its attempts instead, to all threads that waited for the token.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.context().map_or(0, |context| context.attempts)
    }

    /// Returns whether a time limit of the client ended the call: [`Error::Timeout`]. A 504 is an [`Error::Api`].
    ///
    /// ```
    /// use std::net::TcpListener;
    /// use std::time::Duration;
    /// use genesys_cloud::Client;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// // It accepts connections, and never responds.
    /// let listener = TcpListener::bind("127.0.0.1:0")?;
    /// let client = Client::builder()
    ///     .base_url(format!("http://{}", listener.local_addr()?))
    ///     .access_token("token")
    ///     .timeout(Duration::from_millis(20))
    ///     .build()?;
    ///
    /// let error = client.tokens().get_tokens_me().send().unwrap_err();
    /// assert!(error.is_timeout());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Timeout(_))
    }

    /// Returns whether the same call may succeed later: after a rate limit (429), a 408, 421, 425, 502, 503 or 504, a failed
    /// connection, a lost response or a timeout.
    ///
    /// The client has already retried as its [`RetryPolicy`](crate::RetryPolicy) allows. Wait for
    /// [`retry_after`](Self::retry_after), or for some seconds. After a lost response or a timeout, the server may have processed
    /// the request: check that before you repeat a POST or PATCH.
    ///
    /// ```
    /// use std::thread;
    /// use std::time::Duration;
    /// use genesys_cloud::{Client, Error};
    ///
    /// # fn check(client: &Client) -> Result<(), Error> {
    /// let me = loop {
    ///     match client.tokens().get_tokens_me().send() {
    ///         Ok(me) => break me,
    ///         // For a program that runs for days: it waits until the platform is available again.
    ///         Err(error) if error.is_retryable() => {
    ///             eprintln!("{error}");
    ///             thread::sleep(error.retry_after().unwrap_or_default().max(Duration::from_secs(60)));
    ///         }
    ///         Err(error) => return Err(error),
    ///     }
    /// };
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Config(_) | Self::Decode(_) | Self::TooLarge(_) | Self::Paging(_) => false,
            Self::Auth(error) if error.is_transient() => true,
            Self::Auth(AuthError { context, .. }) | Self::Api(ApiError { context, .. }) => context
                .status
                .is_some_and(|status| Cause::Status(status).rule().is_retryable),
            Self::Transport(error) => error.retry_cause().rule().is_retryable,
            Self::Timeout(_) => true,
        }
    }

    /// Returns whether the user has to sign in again, since the client has no way to another token: the refresh token was rejected,
    /// or there is none, or a code or an assertion was rejected or is used up. It is false for the 401 of an access token that the
    /// program has set.
    ///
    /// Discard the stored refresh token, and start a [`Login`](crate::Login). See [Signing in](crate::docs::signing_in).
    ///
    /// ```
    /// use genesys_cloud::{Client, Error, Login, Region};
    ///
    /// /// Returns the client, or one of a new sign-in.
    /// fn signed_in(client: Client) -> Result<Client, Error> {
    ///     match client.access_token() {
    ///         Err(error) if error.is_sign_in_required() => {
    ///             let login = Login::pkce("client-id").region(Region::EuWest1).start()?;
    ///             login.open()?;
    ///             Client::builder().region(Region::EuWest1).credentials(login.wait()?).build()
    ///         }
    ///         Err(error) => Err(error),
    ///         Ok(_) => Ok(client),
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn is_sign_in_required(&self) -> bool {
        matches!(self, Self::Auth(error) if error.is_sign_in_required())
    }

    /// Returns the error for an invalid setting: its name, what is wrong, and how to correct it.
    pub(crate) fn config(setting: impl Into<Cow<'static, str>>, problem: impl Into<String>) -> Self {
        Self::Config(ConfigError::new(setting.into(), problem.into()))
    }

    /// Returns the error for a value of a parameter.
    pub(crate) fn parameter(name: &str, problem: impl Into<String>) -> Self {
        Self::Config(ConfigError::for_parameter(name, problem.into()))
    }

    /// Sets the number of attempts.
    pub(crate) fn with_attempts(mut self, attempts: u32) -> Self {
        if let Some(context) = self.context_mut() {
            context.attempts = attempts;
        }
        self
    }

    /// Sets what to do if the response to the request is lost.
    pub(crate) fn with_advice_if_lost(mut self, advice: &'static str) -> Self {
        if let Some(context) = self.context_mut() {
            context.set_advice_if_lost(advice);
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
            Self::Paging(error) => Some(&error.context),
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
            Self::Paging(error) => Some(&mut error.context),
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
            Self::Paging(error) => error.fmt(f),
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
            Self::Paging(error) => ("Paging", error),
        };
        f.debug_tuple(variant).field(error).finish()
    }
}

/// Has no `source`: `Display` contains the text of the underlying error, and a program that prints the whole chain would print that twice.
impl std::error::Error for Error {}

#[cfg(test)]
mod tests;
