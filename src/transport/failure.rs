//! An attempt without a usable response.

use std::io;
use std::sync::Arc;

use super::attempt_scope::{self, OutOfTime};
use super::sink::WriterError;
use super::unversioned::TooManyHeaders;
use super::{AttemptLimits, RawResponse};
use crate::Error;
use crate::error::{
    CallContext, Problem, ProxyRefusal, Stage, TimeLimit, TimeoutError, TlsProblem, TooLargeError, TransportError,
};
use crate::proxy::ProxyName;
use crate::retry::{Cause, Wait};

/// An attempt without a usable response.
#[derive(Debug)]
pub(super) struct Failure {
    /// How far the attempt got.
    pub(super) at: Stage,
    kind: Kind,
    /// The proxy, if the connection was to go through one.
    proxy: Option<Arc<ProxyName>>,
    /// The status and headers, if they were received.
    pub(super) head: Option<Box<RawResponse<()>>>,
}

/// What went wrong.
#[derive(Debug)]
enum Kind {
    Timeout(TimeLimit),
    BodyTooLarge(u64),
    HeadersTooLarge(u64),
    TooManyHeaders(u64),
    /// ureq refused the request before any part of it was sent.
    Refused,
    /// The error of the system or of TLS, if there is one.
    Transport(Problem, Option<io::Error>),
}

impl Failure {
    /// Returns the failure for a body of more than `limit` bytes.
    pub(super) fn body_too_large(limit: u64, head: Box<RawResponse<()>>) -> Self {
        Self {
            at: Stage::Body,
            kind: Kind::BodyTooLarge(limit),
            proxy: None,
            head: Some(head),
        }
    }

    /// Returns the failure of a writer of the program.
    pub(super) fn from_writer(WriterError(error): WriterError, head: Box<RawResponse<()>>) -> Self {
        Self {
            at: Stage::Body,
            kind: Kind::Transport(Problem::Writer, Some(error)),
            proxy: None,
            head: Some(head),
        }
    }

    /// Interprets an error of ureq, in the scope of the attempt. `head` is the status and the headers, if they were received.
    #[cold]
    pub(super) fn from_ureq(
        error: ureq::Error,
        limits: AttemptLimits,
        proxy: Option<&Arc<ProxyName>>,
        head: Option<Box<RawResponse<()>>>,
    ) -> Self {
        let at = attempt_scope::stage();
        let (_, limit) = limits.for_stage(at);
        Self {
            at,
            kind: Kind::from_ureq(error, at, limit),
            proxy: proxy.cloned(),
            head,
        }
    }

    /// Returns the cause that decides whether the request is retried.
    pub(super) fn retry_cause(&self) -> Cause {
        match &self.kind {
            Kind::BodyTooLarge(_) | Kind::HeadersTooLarge(_) | Kind::TooManyHeaders(_) | Kind::Refused => {
                Cause::Permanent
            }
            Kind::Timeout(_) if self.at.is_before_sending() => Cause::Connect,
            Kind::Timeout(_) => Cause::Lost,
            Kind::Transport(problem, _) => problem.retry_cause(self.at),
        }
    }

    /// Returns the reason for the wait before a retry. Only a proxy can ask for one.
    pub(super) fn wait(&self) -> Wait {
        match &self.kind {
            Kind::Transport(Problem::Proxy(refusal), _) => refusal.retry_after().map_or(Wait::Backoff, Wait::Asked),
            _ => Wait::Backoff,
        }
    }

    /// Returns whether the time of the attempt was over.
    pub(super) fn is_timeout(&self) -> bool {
        matches!(self.kind, Kind::Timeout(_))
    }

    pub(super) fn into_error(self, mut context: CallContext) -> Error {
        match self.kind {
            Kind::Timeout(limit) => {
                let proxy = self.proxy.filter(|_| self.at.is_of_proxy());
                Error::Timeout(TimeoutError::new(context, self.at.phase(), limit).with_proxy(proxy))
            }
            Kind::BodyTooLarge(limit) => Error::TooLarge(TooLargeError::body(context, limit)),
            Kind::HeadersTooLarge(limit) => Error::TooLarge(TooLargeError::headers(context, limit)),
            Kind::TooManyHeaders(limit) => Error::TooLarge(TooLargeError::number_of_headers(context, limit)),
            Kind::Refused => Error::config(
                "request",
                "is not valid HTTP/1.1, so it was not sent; check its headers and its body",
            ),
            Kind::Transport(problem, source) => {
                if let Problem::Proxy(refusal) = &problem {
                    context.retry_after = refusal.retry_after();
                }
                Error::Transport(TransportError::new(context, self.at, problem, source).with_proxy(self.proxy))
            }
        }
    }
}

impl Kind {
    fn from_ureq(error: ureq::Error, at: Stage, limit: TimeLimit) -> Self {
        match error {
            // A connection that is sending fails with an error of the system, so these errors mean that ureq has refused the request.
            ureq::Error::Protocol(_) | ureq::Error::Http(_) | ureq::Error::BadUri(_) if at == Stage::Send => {
                Self::Refused
            }
            // The connections of this crate report their errors this way.
            ureq::Error::Other(inner) => match inner.downcast::<io::Error>() {
                Ok(error) => Self::from_io(*error, limit),
                Err(_) => Self::Transport(Problem::InvalidResponse, None),
            },
            ureq::Error::LargeResponseHeader(_, limit) => Self::HeadersTooLarge(limit as u64),
            // The connection ended in the middle of a response.
            ureq::Error::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                Self::Transport(Problem::Closed, None)
            }
            _ => Self::Transport(Problem::InvalidResponse, None),
        }
    }

    fn from_io(error: io::Error, limit: TimeLimit) -> Self {
        if OutOfTime::is_cause_of(&error) {
            return Self::Timeout(limit);
        }
        let inner = error.get_ref();
        if let Some(TooManyHeaders { limit }) = inner.and_then(|inner| inner.downcast_ref()) {
            return Self::TooManyHeaders(*limit);
        }
        if let Some(refusal) = inner.and_then(|inner| inner.downcast_ref::<ProxyRefusal>()) {
            return Self::Transport(Problem::Proxy(refusal.clone()), None);
        }
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::Transport(Problem::Closed, None),
            io::ErrorKind::InvalidData => {
                let tls = inner.and_then(|inner| inner.downcast_ref());
                Self::Transport(Problem::Tls(TlsProblem::from_rustls(tls)), Some(error))
            }
            _ => Self::Transport(Problem::Io, Some(error)),
        }
    }
}
