//! What an error of ureq means.

use std::io;

use super::Received;
use super::limits::{Budget, Limits};
use super::unversioned::Stage;
use crate::Error;
use crate::error::{CallContext, Phase, TimeLimit, TimeoutError, TooLargeError, TransportError, TransportKind};

/// There is no usable response.
#[derive(Debug)]
pub(super) struct Failure {
    cause: Cause,
    pub(super) sent: Sent,
    /// Whether sending the same request again could help at all.
    pub(super) is_transient: bool,
    /// Status and headers, if they came.
    pub(super) head: Option<Box<Received<()>>>,
}

#[derive(Debug)]
pub(super) enum Cause {
    Timeout(Phase, TimeLimit),
    BodyTooLarge(u64),
    HeadersTooLarge(u64),
    Transport {
        kind: TransportKind,
        problem: &'static str,
        source: Option<io::Error>,
    },
}

/// How much of the request left this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sent {
    Nothing,
    Partly,
    InFull,
}

impl Sent {
    fn by(stage: Option<Stage>) -> Self {
        match stage {
            Some(Stage::Lookup | Stage::Connect | Stage::Tls) => Self::Nothing,
            Some(Stage::Send) => Self::Partly,
            None => Self::InFull,
        }
    }
}

impl Failure {
    /// A response came, and another one would not be better.
    pub(super) fn permanent(cause: Cause, head: Option<Box<Received<()>>>) -> Self {
        Self {
            cause,
            sent: Sent::InFull,
            is_transient: false,
            head,
        }
    }

    /// The meaning of an error of ureq. `head` is the status line and the headers, if they came.
    #[cold]
    pub(super) fn of(
        error: ureq::Error,
        limits: &Limits,
        budget: Budget,
        head: Option<Box<Received<()>>>,
        is_https: bool,
    ) -> Self {
        let (stage, error) = Stage::of(error);
        let (cause, is_transient) = match error {
            ureq::Error::Timeout(_) => {
                let (phase, limit) = timeout(stage, limits, budget, head.is_some());
                // A handshake that never ends is a TLS failure, and those are not retried.
                (Cause::Timeout(phase, limit), stage != Some(Stage::Tls))
            }
            ureq::Error::LargeResponseHeader(_, limit) => {
                return Self::permanent(Cause::HeadersTooLarge(limit as u64), head);
            }
            error => {
                let (kind, problem, source) = describe(stage, error, is_https);
                (Cause::Transport { kind, problem, source }, kind.is_transient())
            }
        };
        Self {
            cause,
            sent: Sent::by(stage),
            is_transient,
            head,
        }
    }

    pub(super) fn into_error(self, context: CallContext) -> Error {
        match self.cause {
            Cause::Timeout(phase, limit) => Error::Timeout(TimeoutError::new(context, phase, limit)),
            Cause::BodyTooLarge(limit) => Error::TooLarge(TooLargeError::body(context, limit)),
            Cause::HeadersTooLarge(limit) => Error::TooLarge(TooLargeError::headers(context, limit)),
            Cause::Transport { kind, problem, source } => {
                Error::Transport(TransportError::new(context, kind, problem, source))
            }
        }
    }
}

/// What the attempt was doing when its time ran out, and which limit ended it.
fn timeout(stage: Option<Stage>, limits: &Limits, budget: Budget, has_head: bool) -> (Phase, TimeLimit) {
    let phase = match stage {
        Some(Stage::Lookup) => Phase::Resolve,
        Some(Stage::Connect | Stage::Tls) => Phase::Connect,
        Some(Stage::Send) => Phase::Send,
        None if has_head => Phase::Body,
        None => Phase::Response,
    };
    let limit = if matches!(phase, Phase::Resolve | Phase::Connect) && limits.connect_timeout < budget.time {
        TimeLimit::Attempt(limits.connect_timeout)
    } else if budget.is_rest_of_call {
        TimeLimit::Call(limits.timeout)
    } else {
        TimeLimit::Attempt(limits.attempt_timeout)
    };
    (phase, limit)
}

/// What to call an error, and what lies below it. Only errors of the system and of TLS are shown: the texts of ureq may
/// quote a URL or a proxy.
fn describe(
    stage: Option<Stage>,
    error: ureq::Error,
    is_https: bool,
) -> (TransportKind, &'static str, Option<io::Error>) {
    use io::ErrorKind as Kind;
    let problem = match (stage, &error) {
        (_, ureq::Error::ConnectProxyFailed(response)) if response.contains("407") => {
            (TransportKind::Proxy, "the proxy refused the credentials (407)")
        }
        (_, ureq::Error::ConnectProxyFailed(_) | ureq::Error::InvalidProxyUrl) => {
            (TransportKind::Proxy, "the proxy refused to connect")
        }
        (Some(Stage::Tls), _) | (_, ureq::Error::Tls(_) | ureq::Error::TlsRequired | ureq::Error::Rustls(_)) => {
            (TransportKind::Tls, "TLS failed")
        }
        (Some(Stage::Lookup), _) => (TransportKind::Connect, "the host name cannot be looked up"),
        (Some(Stage::Connect), ureq::Error::Io(error)) if error.kind() == Kind::ConnectionRefused => {
            (TransportKind::Connect, "the connection was refused")
        }
        (Some(Stage::Connect), _) => (TransportKind::Connect, "the host cannot be reached"),
        (Some(Stage::Send), _) => (TransportKind::Lost, "the connection broke while the request was sent"),
        // An alert of TLS that comes late, or a record that was tampered with.
        (None, ureq::Error::Io(error)) if is_https && error.kind() == Kind::InvalidData => {
            (TransportKind::TlsBroken, "TLS failed after the request was sent")
        }
        (None, ureq::Error::Io(error)) if error.kind() == Kind::UnexpectedEof => (
            TransportKind::Lost,
            "the connection was closed before the response was complete",
        ),
        (None, ureq::Error::Io(_)) => (TransportKind::Lost, "the connection broke"),
        (None, ureq::Error::Protocol(_)) => (TransportKind::Lost, "the response is not valid HTTP/1.1"),
        (None, _) => (TransportKind::Lost, "the response cannot be read"),
    };
    let source = match error {
        ureq::Error::Io(error) => Some(error),
        _ => None,
    };
    (problem.0, problem.1, source)
}
