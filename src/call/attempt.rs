//! One request, sent once.

use std::error::Error as _;
use std::io;
use std::time::Duration;

use ureq::http::{HeaderMap, Method, StatusCode};
use ureq::{AsSendBody, Timeout, http};

use super::Deadline;
use super::body::{self, Unread};
use super::wire::{Exchange, Wire};
use crate::error::{
    ApiError, Phase, Redactor, TimeLimit, TimeoutError, TooLargeError, Trace, TransportError, TransportKind, bounded,
};
use crate::{Error, retry};

/// What a server answered.
pub(crate) struct Received {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Received {
    /// What an error tells of this answer.
    pub(crate) fn trace(&self, method: &Method, path: &'static str, attempts: u32, redactor: &Redactor<'_>) -> Trace {
        let mut trace = Trace::new(method, path, attempts);
        trace.status = Some(self.status);
        trace.correlation_id = correlation_id(&self.headers).map(|id| bounded(redactor.text(id), 256));
        trace.retry_after = retry::retry_after(&self.headers);
        trace
    }
}

/// The name by which Genesys finds a call in its logs.
pub(crate) fn correlation_id(headers: &HeaderMap) -> Option<&str> {
    headers.get("inin-correlation-id")?.to_str().ok()
}

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

impl Wire {
    /// Sends a request once, within the time of one attempt and what is left of the call.
    ///
    /// `fresh`: on a new connection. After a lost answer the idle ones are not to be trusted either.
    pub(super) fn attempt(
        &self,
        exchange: &Exchange<'_>,
        attempts: u32,
        deadline: Deadline,
        fresh: bool,
    ) -> Result<Received, Failure> {
        let budget = self.budget(deadline);
        let trace = || Trace::new(exchange.method, exchange.path, attempts);
        let fail = |error, head| self.failure(error, trace(), budget, head, exchange);
        if budget.time.is_zero() {
            return Err(fail(ureq::Error::Timeout(Timeout::Connect), None));
        }
        let response = match exchange.content() {
            Some(content) => self
                .agent
                .run(self.with_budget(exchange.to_http(content, self), budget, fresh)),
            None => self
                .agent
                .run(self.with_budget(exchange.to_http((), self), budget, fresh)),
        };
        let response = response.map_err(|error| fail(error, None))?;
        let (parts, content) = response.into_parts();
        let received = |body| Received {
            status: parts.status,
            headers: parts.headers.clone(),
            body,
        };
        if !parts.status.is_success() {
            let limit = self.limits.max_response_bytes.min(ApiError::READ_LIMIT as u64);
            let body = body::read_what_comes(content, limit);
            return Ok(Received {
                status: parts.status,
                headers: parts.headers,
                body,
            });
        }
        if !exchange.wants_body {
            body::drain(&parts, content);
            return Ok(Received {
                status: parts.status,
                headers: parts.headers,
                body: Vec::new(),
            });
        }
        match body::read(content, self.limits.max_response_bytes) {
            Ok(body) => Ok(Received {
                status: parts.status,
                headers: parts.headers,
                body,
            }),
            Err(Unread::Broken(error)) => Err(fail(error, Some(&received(Vec::new())))),
            Err(Unread::TooLarge) => {
                let trace =
                    received(Vec::new()).trace(exchange.method, exchange.path, attempts, &(exchange.redactor)());
                let error = Error::TooLarge(TooLargeError::body(trace, self.limits.max_response_bytes));
                Err(Failure {
                    error,
                    sent: Sent::InFull,
                    passing: false,
                })
            }
        }
    }

    /// Sets the time of this attempt where it is not the usual one: what is left of a call is less, or the request
    /// needs a new connection. Otherwise the configuration of the agent does, and nothing is copied.
    fn with_budget<B: AsSendBody>(&self, request: http::Request<B>, budget: Budget, fresh: bool) -> http::Request<B> {
        if !fresh && budget.is_usual {
            return request;
        }
        let connect = self.limits.connect(budget.time);
        let config = self.agent.configure_request(request);
        let config = config.timeout_global(Some(budget.time)).timeout_connect(Some(connect));
        if fresh {
            config.max_idle_age(Duration::ZERO).build()
        } else {
            config.build()
        }
    }

    /// Says what an error of ureq means. `head` is the status line and the headers, where they came.
    #[cold]
    fn failure(
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
        let problem = match error {
            ureq::Error::Timeout(reason) => return self.timeout(reason, trace, budget, head.is_some(), exchange),
            ureq::Error::LargeResponseHeader(_, limit) => {
                let error = Error::TooLarge(TooLargeError::headers(trace, limit as u64));
                return Failure {
                    error,
                    sent: Sent::InFull,
                    passing: false,
                };
            }
            ureq::Error::Io(error) => Problem::of_io(error),
            ureq::Error::HostNotFound => Problem::new(TransportKind::Connect, "the host name is not known"),
            ureq::Error::ConnectionFailed => Problem::new(TransportKind::Connect, "the connection failed"),
            // The text may quote the proxy, and is not needed.
            ureq::Error::ConnectProxyFailed(answer) if answer.contains("407") => {
                Problem::new(TransportKind::Proxy, "the proxy wants other credentials (407)")
            }
            ureq::Error::ConnectProxyFailed(_) | ureq::Error::InvalidProxyUrl => {
                Problem::new(TransportKind::Proxy, "the proxy refused to connect")
            }
            ureq::Error::Tls(_) | ureq::Error::TlsRequired | ureq::Error::Pem(_) | ureq::Error::Rustls(_) => {
                Problem::new(TransportKind::Tls, "TLS failed")
            }
            ureq::Error::Protocol(_) => Problem::new(TransportKind::Lost, "the answer is not valid HTTP/1.1"),
            _ => Problem::new(TransportKind::Lost, "the answer cannot be read"),
        };
        let sent = match problem.kind {
            TransportKind::Lost => problem.sent,
            _ => Sent::Nothing,
        };
        let passing = matches!(problem.kind, TransportKind::Connect | TransportKind::Lost);
        let error = TransportError::new(trace, problem.kind, problem.text, problem.source);
        Failure {
            error: Error::Transport(error),
            sent,
            passing,
        }
    }

    fn timeout(
        &self,
        reason: Timeout,
        trace: Trace,
        budget: Budget,
        has_head: bool,
        exchange: &Exchange<'_>,
    ) -> Failure {
        let (phase, sent) = match reason {
            Timeout::Resolve => (Phase::Resolve, Sent::Nothing),
            Timeout::Connect => (Phase::Connect, Sent::Nothing),
            Timeout::SendRequest | Timeout::SendBody => (Phase::Send, Sent::Partly),
            _ if has_head => (Phase::Body, Sent::InFull),
            _ => (Phase::Response, Sent::InFull),
        };
        let limit = match phase {
            _ if budget.is_rest_of_call => TimeLimit::Call(self.limits.timeout),
            Phase::Connect => TimeLimit::Attempt(self.limits.connect_timeout),
            _ => TimeLimit::Attempt(self.limits.attempt_timeout),
        };
        // A TLS handshake that never ends looks like a connection that never comes, and TLS is not tried twice.
        let passing = phase != Phase::Connect || exchange.uri.scheme() != Some(&http::uri::Scheme::HTTPS);
        Failure {
            error: Error::Timeout(TimeoutError::new(trace, phase, limit)),
            sent,
            passing,
        }
    }

    fn budget(&self, deadline: Deadline) -> Budget {
        let left = deadline.left();
        let usual = self.limits.attempt();
        // What a call spends before its first request is not worth a configuration of its own.
        let is_usual = left.saturating_add(Duration::from_millis(5)) >= usual;
        Budget {
            time: usual.min(left),
            is_usual,
            is_rest_of_call: left < self.limits.attempt_timeout,
        }
    }
}

/// The time of one attempt.
#[derive(Debug, Clone, Copy)]
struct Budget {
    time: Duration,
    /// It is what the agent is configured for.
    is_usual: bool,
    /// It is less than an attempt may take, because the call is at its end.
    is_rest_of_call: bool,
}

/// A transport error before it knows its call.
struct Problem {
    kind: TransportKind,
    text: &'static str,
    sent: Sent,
    source: Option<io::Error>,
}

impl Problem {
    fn new(kind: TransportKind, text: &'static str) -> Self {
        Self {
            kind,
            text,
            sent: Sent::InFull,
            source: None,
        }
    }

    fn of_io(error: io::Error) -> Self {
        use io::ErrorKind as Kind;
        let (kind, text) = match error.kind() {
            _ if is_lookup(&error) => (TransportKind::Connect, "the host name cannot be looked up"),
            Kind::ConnectionRefused => (TransportKind::Connect, "the connection was refused"),
            Kind::HostUnreachable | Kind::NetworkUnreachable | Kind::AddrNotAvailable | Kind::NetworkDown => {
                (TransportKind::Connect, "the host cannot be reached")
            }
            Kind::InvalidData => (TransportKind::Tls, "TLS failed"),
            Kind::UnexpectedEof => (
                TransportKind::Lost,
                "the connection was closed before the answer was complete",
            ),
            Kind::BrokenPipe => (
                TransportKind::Lost,
                "the connection was closed before the request was sent",
            ),
            _ => (TransportKind::Lost, "the connection broke"),
        };
        let sent = if error.kind() == Kind::BrokenPipe {
            Sent::Partly
        } else {
            Sent::InFull
        };
        Self {
            kind,
            text,
            sent,
            source: Some(error),
        }
    }
}

/// Whether the host name could not be looked up. The standard library has no kind for it: on Unix there is its text,
/// on Windows the codes of the 11000s.
fn is_lookup(error: &io::Error) -> bool {
    error.source().is_none() && error.to_string().starts_with("failed to lookup address")
        || matches!(error.raw_os_error(), Some(11001..=11004) if cfg!(windows))
}
