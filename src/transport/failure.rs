//! The meaning of the errors of ureq.

use std::io;

use super::CallSettings;
use super::RawResponse;
use super::settings::Budget;
use super::unversioned::Stage;
use crate::Error;
use crate::error::{CallContext, Phase, TimeLimit, TimeoutError, TooLargeError, TransportError, TransportKind};
use crate::retry;

/// An attempt without a usable response.
#[derive(Debug)]
pub(super) struct Failure {
    cause: Cause,
    pub(super) sent: Sent,
    retry_cause: retry::Cause,
    /// The status and headers, if they were received.
    pub(super) head: Option<Box<RawResponse<()>>>,
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

/// How much of the request was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sent {
    Nothing,
    Partly,
    InFull,
}

impl Sent {
    fn until(stage: Option<Stage>) -> Self {
        match stage {
            Some(Stage::Lookup | Stage::Connect | Stage::Tls) => Self::Nothing,
            Some(Stage::Send) => Self::Partly,
            None => Self::InFull,
        }
    }
}

impl Failure {
    /// A failure after a response that a retry would not change.
    pub(super) fn permanent(cause: Cause, head: Option<Box<RawResponse<()>>>) -> Self {
        Self {
            cause,
            sent: Sent::InFull,
            retry_cause: retry::Cause::Permanent,
            head,
        }
    }

    /// Interprets an error of ureq. `head` is the status and the headers, if they were received.
    #[cold]
    pub(super) fn from_ureq(
        error: ureq::Error,
        settings: &CallSettings,
        budget: Budget,
        head: Option<Box<RawResponse<()>>>,
        is_https: bool,
    ) -> Self {
        let (stage, error) = Stage::split(error);
        let (cause, retry_cause) = match error {
            ureq::Error::Timeout(_) => {
                let (phase, limit) = timeout(stage, settings, budget, head.is_some());
                let retry_cause = match stage {
                    Some(Stage::Lookup | Stage::Connect) => retry::Cause::Connect,
                    // A TLS handshake that times out is a TLS failure, which is not retried.
                    Some(Stage::Tls) => retry::Cause::Permanent,
                    Some(Stage::Send) | None => retry::Cause::Lost,
                };
                (Cause::Timeout(phase, limit), retry_cause)
            }
            ureq::Error::LargeResponseHeader(_, limit) => {
                return Self::permanent(Cause::HeadersTooLarge(limit as u64), head);
            }
            error => {
                let (kind, problem, source) = describe(stage, error, is_https);
                let retry_cause = match stage {
                    Some(Stage::Lookup) => retry::Cause::Lookup,
                    _ => kind.retry_cause(),
                };
                (Cause::Transport { kind, problem, source }, retry_cause)
            }
        };
        Self {
            cause,
            sent: Sent::until(stage),
            retry_cause,
            head,
        }
    }

    /// Returns the cause of the failure, for the decision whether to retry.
    pub(super) fn retry_cause(&self) -> retry::Cause {
        self.retry_cause
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

/// Returns what the attempt was doing when its time was over, and the limit that ended it.
fn timeout(stage: Option<Stage>, settings: &CallSettings, budget: Budget, has_head: bool) -> (Phase, TimeLimit) {
    let phase = match stage {
        Some(Stage::Lookup) => Phase::Resolve,
        Some(Stage::Connect | Stage::Tls) => Phase::Connect,
        Some(Stage::Send) => Phase::Send,
        None if has_head => Phase::Body,
        None => Phase::Response,
    };
    let limit = if matches!(phase, Phase::Resolve | Phase::Connect) && settings.connect_timeout < budget.time {
        TimeLimit::Connect(settings.connect_timeout)
    } else if budget.is_rest_of_call {
        TimeLimit::Call(settings.timeout)
    } else {
        TimeLimit::Attempt(settings.attempt_timeout)
    };
    (phase, limit)
}

/// Returns the kind of an error, its description, and its cause. The cause is an error of the system or of TLS only: the texts of
/// ureq may contain a URL or a proxy.
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
        // ureq has no other sign of a proxy that closes the connection instead of responding.
        (_, ureq::Error::ConnectProxyFailed(problem)) if problem.contains("did not respond") => {
            (TransportKind::Connect, "the proxy closed the connection")
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
        // A late TLS alert, or a record that was modified on the network.
        (None, ureq::Error::Io(error)) if is_https && error.kind() == Kind::InvalidData => {
            (TransportKind::TlsBroken, "TLS failed after the request was sent")
        }
        (None, ureq::Error::Io(error)) if error.kind() == Kind::UnexpectedEof => (
            TransportKind::Lost,
            "the connection was closed before the response was complete",
        ),
        (None, ureq::Error::Io(_)) => (TransportKind::Lost, "the connection broke"),
        (None, ureq::Error::Protocol(_)) => (TransportKind::Invalid, "the response is not valid HTTP/1.1"),
        (None, _) => (TransportKind::Lost, "the response cannot be read"),
    };
    let source = match error {
        ureq::Error::Io(error) => Some(error),
        _ => None,
    };
    (problem.0, problem.1, source)
}
