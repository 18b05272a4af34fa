//! What an error of ureq means.

use std::io;

use ureq::http::uri::Scheme;

use super::attempt::{Budget, Received};
use super::connection::Stage;
use super::wire::{Exchange, Wire};
use crate::Error;
use crate::error::{Phase, TimeLimit, TimeoutError, TooLargeError, Trace, TransportError, TransportKind};

/// There is no usable answer.
pub(super) struct Failure {
    pub(super) error: Error,
    pub(super) sent: Sent,
    /// Whether sending the same request again could help at all.
    pub(super) passing: bool,
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
    /// An answer came, and another one would be no better.
    pub(super) fn final_after_answer(error: Error) -> Self {
        Self {
            error,
            sent: Sent::InFull,
            passing: false,
        }
    }
}

impl Wire {
    /// Says what an error of ureq means. `head` is the status line and the headers, where they came.
    #[cold]
    pub(super) fn failure(
        &self,
        error: ureq::Error,
        mut trace: Trace,
        budget: Budget,
        head: Option<&Received>,
        exchange: &Exchange<'_>,
    ) -> Failure {
        if let Some(head) = head {
            trace = head.trace(exchange.method, exchange.path, trace.attempts, &(exchange.redactor)());
        }
        let (stage, error) = Stage::of(error);
        match error {
            ureq::Error::Timeout(_) => self.timeout(stage, trace, budget, head.is_some()),
            ureq::Error::LargeResponseHeader(_, limit) => {
                Failure::final_after_answer(Error::TooLarge(TooLargeError::headers(trace, limit as u64)))
            }
            error => {
                let is_https = exchange.uri.scheme() == Some(&Scheme::HTTPS);
                let (kind, problem, source) = describe(stage, error, is_https);
                Failure {
                    error: Error::Transport(TransportError::new(trace, kind, problem, source)),
                    sent: Sent::by(stage),
                    passing: matches!(kind, TransportKind::Connect | TransportKind::Lost),
                }
            }
        }
    }

    fn timeout(&self, stage: Option<Stage>, trace: Trace, budget: Budget, has_head: bool) -> Failure {
        let phase = match stage {
            Some(Stage::Lookup) => Phase::Resolve,
            Some(Stage::Connect | Stage::Tls) => Phase::Connect,
            Some(Stage::Send) => Phase::Send,
            None if has_head => Phase::Body,
            None => Phase::Response,
        };
        let limit = match phase {
            Phase::Connect if self.limits.connect_timeout < budget.time => {
                TimeLimit::Attempt(self.limits.connect_timeout)
            }
            _ if budget.is_rest_of_call => TimeLimit::Call(self.limits.timeout),
            _ => TimeLimit::Attempt(self.limits.attempt_timeout),
        };
        Failure {
            error: Error::Timeout(TimeoutError::new(trace, phase, limit)),
            sent: Sent::by(stage),
            // A handshake that never ends is TLS that failed, and that is not tried twice.
            passing: stage != Some(Stage::Tls),
        }
    }
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
        (_, ureq::Error::ConnectProxyFailed(answer)) if answer.contains("407") => {
            (TransportKind::Proxy, "the proxy wants other credentials (407)")
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
            "the connection was closed before the answer was complete",
        ),
        (None, ureq::Error::Io(_)) => (TransportKind::Lost, "the connection broke"),
        (None, ureq::Error::Protocol(_)) => (TransportKind::Lost, "the answer is not valid HTTP/1.1"),
        (None, _) => (TransportKind::Lost, "the answer cannot be read"),
    };
    let source = match error {
        ureq::Error::Io(error) => Some(error),
        _ => None,
    };
    (problem.0, problem.1, source)
}
