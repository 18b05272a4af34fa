//! The meaning of the errors of ureq.

use std::io;

use super::attempt_scope::{self, OutOfTime};
use super::{AttemptLimits, RawResponse};
use crate::Error;
use crate::error::{CallContext, Phase, Stage, TimeLimit, TimeoutError, TooLargeError, TransportError, TransportKind};
use crate::retry;

/// An attempt without a usable response.
#[derive(Debug)]
pub(super) struct Failure {
    cause: Cause,
    /// How far the attempt got.
    pub(super) at: Stage,
    pub(super) retry_cause: retry::Cause,
    /// The status and headers, if they were received.
    pub(super) head: Option<Box<RawResponse<()>>>,
}

#[derive(Debug)]
pub(super) enum Cause {
    Timeout(Phase, TimeLimit),
    BodyTooLarge(u64),
    HeadersTooLarge(u64),
    /// ureq refused the request before any part of it was sent.
    Refused,
    Transport {
        kind: TransportKind,
        problem: &'static str,
        source: Option<io::Error>,
    },
}

impl Failure {
    /// A failure after a response that a retry would not change.
    pub(super) fn permanent(cause: Cause, head: Option<Box<RawResponse<()>>>) -> Self {
        Self {
            cause,
            at: Stage::Body,
            retry_cause: retry::Cause::Permanent,
            head,
        }
    }

    /// Interprets an error of ureq, in the scope of the attempt. `head` is the status and the headers, if they were received.
    #[cold]
    pub(super) fn from_ureq(
        error: ureq::Error,
        limits: AttemptLimits,
        head: Option<Box<RawResponse<()>>>,
        is_https: bool,
    ) -> Self {
        let at = attempt_scope::stage();
        let (cause, retry_cause) = match error {
            ureq::Error::Io(error) if OutOfTime::is_cause_of(&error) => {
                let (_, limit) = limits.of(at);
                let retry_cause = match at {
                    // A TLS handshake that times out is a TLS failure, which is not retried.
                    Stage::Tls => retry::Cause::Permanent,
                    at if at.is_before_sending() => retry::Cause::Connect,
                    _ => retry::Cause::Lost,
                };
                (Cause::Timeout(at.phase(), limit), retry_cause)
            }
            ureq::Error::LargeResponseHeader(_, limit) => {
                return Self::permanent(Cause::HeadersTooLarge(limit as u64), head);
            }
            // Once a connection is sending, it fails with an error of the system.
            ureq::Error::Protocol(_) | ureq::Error::Http(_) | ureq::Error::BadUri(_) if at == Stage::Send => {
                (Cause::Refused, retry::Cause::Permanent)
            }
            error => {
                let (kind, problem, source) = describe(at, error, is_https);
                let retry_cause = match at {
                    Stage::Lookup => retry::Cause::Lookup,
                    _ => kind.retry_cause(),
                };
                (Cause::Transport { kind, problem, source }, retry_cause)
            }
        };
        Self {
            cause,
            at,
            retry_cause,
            head,
        }
    }

    /// Whether the time of the attempt was over.
    pub(super) fn is_timeout(&self) -> bool {
        matches!(self.cause, Cause::Timeout(..))
    }

    pub(super) fn into_error(self, context: CallContext) -> Error {
        match self.cause {
            Cause::Timeout(phase, limit) => Error::Timeout(TimeoutError::new(context, phase, limit)),
            Cause::BodyTooLarge(limit) => Error::TooLarge(TooLargeError::body(context, limit)),
            Cause::HeadersTooLarge(limit) => Error::TooLarge(TooLargeError::headers(context, limit)),
            Cause::Refused => Error::config(
                "request",
                "is not valid HTTP/1.1, so it was not sent; check its headers and its body",
            ),
            Cause::Transport { kind, problem, source } => {
                Error::Transport(TransportError::new(context, kind, problem, source))
            }
        }
    }
}

/// Returns the kind of an error, its description, and its cause. The cause is an error of the system or of TLS only: the texts of
/// ureq may contain a URL or a proxy.
fn describe(at: Stage, error: ureq::Error, is_https: bool) -> (TransportKind, &'static str, Option<io::Error>) {
    use io::ErrorKind as Kind;
    let problem = match (at, &error) {
        (_, ureq::Error::ConnectProxyFailed(response)) if response.contains("407") => {
            (TransportKind::Proxy, "the proxy refused the credentials (407)")
        }
        // ureq has no other sign of a proxy that closes the connection instead of responding.
        (_, ureq::Error::ConnectProxyFailed(problem)) if problem.contains("did not respond") => {
            (TransportKind::Connect, "the proxy closed the connection")
        }
        (_, ureq::Error::ConnectProxyFailed(_) | ureq::Error::InvalidProxyUrl) => {
            (TransportKind::Proxy, "the proxy refused to connect")
        }
        (Stage::Tls, _) | (_, ureq::Error::Tls(_) | ureq::Error::TlsRequired | ureq::Error::Rustls(_)) => {
            (TransportKind::Tls, "TLS failed")
        }
        (Stage::Lookup, _) => (TransportKind::Connect, "the host name cannot be looked up"),
        (Stage::Tcp | Stage::Proxy, ureq::Error::Io(error)) if error.kind() == Kind::ConnectionRefused => {
            (TransportKind::Connect, "the connection was refused")
        }
        (Stage::Tcp | Stage::Proxy, _) => (TransportKind::Connect, "the host cannot be reached"),
        (Stage::Send, _) => (TransportKind::Lost, "the connection broke while the request was sent"),
        // A late TLS alert, or a record that was modified on the network.
        (_, ureq::Error::Io(error)) if is_https && error.kind() == Kind::InvalidData => {
            (TransportKind::TlsBroken, "TLS failed after the request was sent")
        }
        (_, ureq::Error::Io(error)) if error.kind() == Kind::UnexpectedEof => (
            TransportKind::Lost,
            "the connection was closed before the response was complete",
        ),
        (_, ureq::Error::Io(_)) => (TransportKind::Lost, "the connection broke"),
        (_, ureq::Error::Protocol(_)) => (TransportKind::Invalid, "the response is not valid HTTP/1.1"),
        (_, _) => (TransportKind::Lost, "the response cannot be read"),
    };
    let source = match error {
        ureq::Error::Io(error) => Some(error),
        _ => None,
    };
    (problem.0, problem.1, source)
}
