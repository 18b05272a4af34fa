//! A call without a response in time.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::CallContext;
use super::context::accessors;
use crate::proxy::ProxyName;

/// The response was not complete within a time limit of the client.
///
/// ```
/// use std::net::TcpListener;
/// use std::time::Duration;
/// use genesys_cloud::error::Phase;
/// use genesys_cloud::{Client, Error};
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
/// let Err(Error::Timeout(error)) = client.tokens().get_tokens_me().send() else {
///     panic!("the server has responded");
/// };
/// assert_eq!(error.phase(), Phase::Response);
/// assert!(error.is_whole_call());
/// assert_eq!(error.limit(), Duration::from_millis(20));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct TimeoutError {
    pub(super) context: Box<CallContext>,
    phase: Phase,
    limit: TimeLimit,
    /// The proxy, if the time was over before the connection to it was open, or before the proxy had opened one.
    proxy: Option<Arc<ProxyName>>,
}

/// The time limit that ended a call.
#[derive(Debug, Clone, Copy)]
pub(crate) enum TimeLimit {
    /// `timeout`, for the whole call.
    Call(Duration),
    /// `attempt_timeout`, for one attempt.
    Attempt(Duration),
    /// `connect_timeout`, for opening the connection of one attempt.
    Connect(Duration),
    /// `Login::timeout`, for a sign-in with the browser.
    SignIn(Duration),
}

/// What a call was doing when a time limit ended it.
///
/// ```
/// use genesys_cloud::error::{Phase, TimeoutError};
///
/// fn advice(error: &TimeoutError) -> &'static str {
///     match error.phase() {
///         Phase::Resolve | Phase::Connect => "check DNS, proxy and firewall",
///         Phase::Response if error.is_whole_call() => "set a longer timeout",
///         Phase::Response => "set a longer attempt_timeout",
///         _ => "check the network",
///     }
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Phase {
    /// Waiting for another thread to request the token.
    Token,
    /// Looking up the host name (DNS).
    Resolve,
    /// Connecting, including the proxy and TLS.
    Connect,
    /// Sending the request.
    Send,
    /// Waiting for the status and the headers of the response.
    Response,
    /// Reading the response body.
    Body,
    /// Waiting for the browser, in which the user signs in.
    SignIn,
}

impl TimeoutError {
    pub(crate) fn new(context: CallContext, phase: Phase, limit: TimeLimit) -> Self {
        Self {
            context: Box::new(context),
            phase,
            limit,
            proxy: None,
        }
    }

    /// Sets the proxy that the time was spent on.
    pub(crate) fn with_proxy(mut self, proxy: Option<Arc<ProxyName>>) -> Self {
        self.proxy = proxy;
        self
    }

    /// Returns what the call was doing.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Returns the value of the time limit: [`timeout`](crate::ClientBuilder::timeout),
    /// [`attempt_timeout`](crate::ClientBuilder::attempt_timeout), [`connect_timeout`](crate::ClientBuilder::connect_timeout) or
    /// [`Login::timeout`](crate::Login::timeout).
    #[must_use]
    pub fn limit(&self) -> Duration {
        match self.limit {
            TimeLimit::Call(limit)
            | TimeLimit::Attempt(limit)
            | TimeLimit::Connect(limit)
            | TimeLimit::SignIn(limit) => limit,
        }
    }

    /// Returns whether the time limit of the whole call was reached, rather than the time limit of an attempt.
    #[must_use]
    pub fn is_whole_call(&self) -> bool {
        matches!(self.limit, TimeLimit::Call(_))
    }
}

impl TimeoutError {
    fn advice(&self) -> &'static str {
        match self.phase {
            Phase::Token => "call again later",
            Phase::SignIn => "start another sign-in",
            // The time was over before the first attempt, so nothing was sent.
            _ if self.context.attempts == 0 => "set a longer limit",
            Phase::Resolve => "check the DNS of the network, and the region",
            Phase::Connect => "check network, firewall and proxy",
            Phase::Response | Phase::Body if self.context.is_repeatable_change() => {
                "it may have been processed; if the operation is slow, set a longer limit"
            }
            Phase::Send | Phase::Response | Phase::Body => {
                let advice = "if the operation is slow, set a longer limit";
                self.context.advice_if_lost().unwrap_or(advice)
            }
        }
    }
}

accessors!(TimeoutError);

impl fmt::Display for TimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let phase = match self.phase {
            Phase::Token => "waiting for another thread to request the token",
            Phase::Resolve => "looking up the host name",
            Phase::Connect => "connecting",
            Phase::Send => "sending the request",
            Phase::Response => "waiting for the response",
            Phase::Body => "reading the response body",
            Phase::SignIn => "waiting for the user to sign in with the browser",
        };
        let (what, limit) = match self.limit {
            TimeLimit::Call(limit) => ("the time limit of the call (ClientBuilder::timeout)", limit),
            TimeLimit::Attempt(limit) => ("the time limit of an attempt (ClientBuilder::attempt_timeout)", limit),
            TimeLimit::Connect(limit) => ("the time limit for connecting (ClientBuilder::connect_timeout)", limit),
            TimeLimit::SignIn(limit) => ("the time limit of the sign-in (Login::timeout)", limit),
        };
        let place = match &self.proxy {
            Some(proxy) => format!(" {}", self.context.route(proxy)),
            None => self.context.origin().to_string(),
        };
        write!(
            f,
            "{}: timed out while {phase}{place}: {what} is {} s{}; {}",
            self.context,
            limit.as_secs_f64(),
            self.context.end(),
            self.advice()
        )
    }
}

impl std::error::Error for TimeoutError {}
