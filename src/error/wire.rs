//! No answer, or none in time.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use super::{Trace, one_line};

/// There is no usable answer.
///
/// Whether the server did the work is not known, except where [`is_connect`](Self::is_connect) says that nothing was
/// sent.
#[derive(Clone)]
pub struct TransportError {
    pub(super) trace: Box<Trace>,
    pub(crate) kind: TransportKind,
    problem: &'static str,
    source: Option<Arc<io::Error>>,
}

/// What became of the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TransportKind {
    /// There was no connection, so nothing was sent.
    Connect,
    /// The proxy refused to connect: nothing was sent, and trying again does not help.
    Proxy,
    /// The server could not be trusted: no byte of HTTP was sent, and trying again does not help.
    Tls,
    /// The request went out, in whole or in part.
    Lost,
}

impl TransportError {
    pub(crate) fn new(trace: Trace, kind: TransportKind, problem: &'static str, source: Option<io::Error>) -> Self {
        Self {
            trace: Box::new(trace),
            kind,
            problem,
            source: source.map(Arc::new),
        }
    }

    /// Whether there was no connection at all, so that nothing was sent.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.kind != TransportKind::Lost
    }

    /// Whether TLS failed: a certificate that is not trusted, not valid or for another host, or no TLS at all.
    #[must_use]
    pub fn is_tls(&self) -> bool {
        self.kind == TransportKind::Tls
    }

    pub(super) fn is_retryable(&self) -> bool {
        matches!(self.kind, TransportKind::Connect | TransportKind::Lost)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.trace, self.problem)?;
        if let Some(source) = &self.source {
            write!(f, ": {}", one_line(&source.to_string(), 300))?;
        }
        self.trace.write_end(f)
    }
}

impl fmt::Debug for TransportError {
    /// Bounded, as the error of TLS may quote the certificate of the server.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("kind", &self.kind)
            .field("display", &format_args!("{self}"))
            .finish_non_exhaustive()
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// There was no answer in time.
#[derive(Debug, Clone)]
pub struct TimeoutError {
    pub(super) trace: Box<Trace>,
    phase: Phase,
    limit: Limit,
}

/// Which of the limits was reached.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Limit {
    /// `timeout`: the whole call.
    Call(Duration),
    /// `attempt_timeout` or `connect_timeout`: one request.
    Attempt(Duration),
}

/// What a call was doing when its time ran out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Phase {
    /// Waiting for another thread that fetches the token.
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
    pub(crate) fn new(trace: Trace, phase: Phase, limit: Limit) -> Self {
        Self {
            trace: Box::new(trace),
            phase,
            limit,
        }
    }

    /// What the call was doing.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Whether the time of the whole call was used up, rather than that of one request.
    #[must_use]
    pub fn is_whole_call(&self) -> bool {
        matches!(self.limit, Limit::Call(_))
    }
}

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
            Limit::Call(limit) => ("the call's timeout", limit),
            Limit::Attempt(limit) => ("the limit of one request", limit),
        };
        write!(
            f,
            "{}: timed out while {phase}: {what} is {} s",
            self.trace,
            limit.as_secs_f64()
        )?;
        self.trace.write_end(f)
    }
}

impl std::error::Error for TimeoutError {}
