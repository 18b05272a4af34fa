//! No response in time.

use std::fmt;
use std::time::Duration;

use super::CallContext;
use super::context::accessors;

/// There was no response in time.
#[derive(Debug, Clone)]
pub struct TimeoutError {
    pub(super) context: Box<CallContext>,
    phase: Phase,
    limit: TimeLimit,
}

/// Which of the limits was reached.
#[derive(Debug, Clone, Copy)]
pub(crate) enum TimeLimit {
    /// `timeout`: the whole call.
    Call(Duration),
    /// `attempt_timeout` or `connect_timeout`: one request.
    Attempt(Duration),
}

/// What a call was doing when its time ran out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Phase {
    /// Getting the token: another thread fetches it, or the time was over before the first attempt.
    Token,
    /// Looking up the host name.
    Resolve,
    /// Connecting, TLS and the proxy included.
    Connect,
    /// Sending the request.
    Send,
    /// Waiting for status and headers.
    Response,
    /// Reading the body.
    Body,
}

impl TimeoutError {
    pub(crate) fn new(context: CallContext, phase: Phase, limit: TimeLimit) -> Self {
        Self {
            context: Box::new(context),
            phase,
            limit,
        }
    }

    /// What the call was doing.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// The limit that was exceeded: `timeout`, `attempt_timeout` or `connect_timeout` of the client.
    #[must_use]
    pub fn limit(&self) -> Duration {
        match self.limit {
            TimeLimit::Call(limit) | TimeLimit::Attempt(limit) => limit,
        }
    }

    /// Whether the time of the whole call was used up, rather than that of one request.
    #[must_use]
    pub fn is_whole_call(&self) -> bool {
        matches!(self.limit, TimeLimit::Call(_))
    }
}

accessors!(TimeoutError);

impl fmt::Display for TimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let phase = match self.phase {
            Phase::Token => "waiting for another thread to fetch the token",
            Phase::Resolve => "looking up the host name",
            Phase::Connect => "connecting",
            Phase::Send => "sending the request",
            Phase::Response => "waiting for the answer",
            Phase::Body => "reading the body of the answer",
        };
        let (what, limit) = match self.limit {
            TimeLimit::Call(limit) => ("the call's timeout", limit),
            TimeLimit::Attempt(limit) => ("the limit of one request", limit),
        };
        write!(f, "{}: timed out while {phase}", self.context)?;
        self.context.write_origin(f)?;
        write!(f, ": {what} is {} s", limit.as_secs_f64())?;
        self.context.write_end(f)
    }
}

impl std::error::Error for TimeoutError {}
