//! One request, sent as often as it takes.

use std::thread;
use std::time::{Duration, Instant};

use ureq::http::{self, HeaderName, HeaderValue, Method, Uri, header};

use super::Deadline;
use super::attempt::{Received, correlation_id};
use super::failure::{Failure, Sent};
use crate::error::{Phase, Redactor, TimeLimit, TimeoutError, Trace, one_line};
use crate::request::Payload;
use crate::{Error, RetryPolicy, retry};

/// What all requests of a client go through: the connections, and the limits.
#[derive(Debug)]
pub(crate) struct Wire {
    pub(super) agent: ureq::Agent,
    pub(super) limits: Limits,
    user_agent: HeaderValue,
}

/// The limits of a client.
#[derive(Debug, Clone)]
pub(crate) struct Limits {
    pub(crate) timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) connect_timeout: Duration,
    pub(crate) max_response_bytes: u64,
    pub(crate) retry: RetryPolicy,
}

impl Limits {
    /// The time of one attempt at most. Clocks cannot count all that a `Duration` can, so it ends at a year.
    pub(crate) fn attempt(&self) -> Duration {
        const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);
        self.attempt_timeout.min(self.timeout).min(YEAR)
    }
}

/// One request and how it is to be sent.
pub(crate) struct Exchange<'a> {
    pub(crate) method: &'a Method,
    /// The path as the specification has it: what errors and log lines name.
    pub(crate) path: &'static str,
    pub(crate) uri: &'a Uri,
    pub(crate) authorization: Option<&'a HeaderValue>,
    pub(crate) headers: &'a [(HeaderName, HeaderValue)],
    pub(crate) accept: &'static str,
    pub(crate) payload: Option<&'a Payload>,
    /// Somebody reads the body of a success.
    pub(crate) wants_body: bool,
    /// It may be sent again when the server may have worked on it.
    pub(crate) repeatable: bool,
    /// Takes the secrets out of what the server sends. Needed for errors and log lines only.
    pub(crate) redactor: &'a dyn Fn() -> Redactor<'a>,
}

/// What became of the requests of one call so far.
#[derive(Debug, Default)]
pub(crate) struct Attempts {
    sent: u32,
    retried: u32,
    loss: Option<Loss>,
}

/// The first answer that got lost.
#[derive(Debug)]
pub(crate) struct Loss {
    pub(super) error: Error,
    pub(super) sent_in_full: bool,
}

impl Attempts {
    /// How many requests went out.
    pub(crate) fn sent(&self) -> u32 {
        self.sent
    }

    pub(super) fn take_loss(&mut self) -> Option<Loss> {
        self.loss.take()
    }

    /// Remembers the first loss of an answer.
    fn note(&mut self, failure: Failure) {
        if self.loss.is_none() && failure.sent != Sent::Nothing {
            self.loss = Some(Loss {
                error: failure.error,
                sent_in_full: failure.sent == Sent::InFull,
            });
        }
    }
}

impl Wire {
    pub(crate) fn new(agent: ureq::Agent, user_agent: HeaderValue, limits: Limits) -> Self {
        Self {
            agent,
            limits,
            user_agent,
        }
    }

    /// The end of a call that begins now.
    pub(crate) fn deadline(&self) -> Deadline {
        Deadline::after(self.limits.timeout)
    }

    #[cfg(test)]
    pub(crate) fn is_https_only(&self) -> bool {
        self.agent.config().https_only()
    }

    pub(crate) fn retry(&self) -> &RetryPolicy {
        &self.limits.retry
    }

    /// Sends a request until there is an answer that counts, the policy has had enough, or the time is over.
    ///
    /// An answer of any status is `Ok`. The retries of one call share one budget, also where it sends two requests.
    pub(crate) fn exchange(
        &self,
        exchange: &Exchange<'_>,
        attempts: &mut Attempts,
        deadline: Deadline,
        policy: &RetryPolicy,
    ) -> Result<Received, Error> {
        let mut fresh = false;
        loop {
            if deadline.is_over() {
                return Err(exchange.out_of_time(attempts.sent, deadline));
            }
            attempts.sent += 1;
            let started = Instant::now();
            let outcome = self.attempt(exchange, attempts.sent, deadline, fresh);
            log(exchange, attempts.sent, started, outcome.as_ref());
            let (again, asked) = match &outcome {
                Ok(received) if retry::is_transient(received.status, exchange.repeatable) => {
                    (true, retry::retry_after(&received.headers))
                }
                Ok(_) => (false, None),
                Err(failure) => (
                    failure.passing && (exchange.repeatable || failure.sent == Sent::Nothing),
                    None,
                ),
            };
            fresh = outcome.is_err();
            let wait = if again {
                policy.wait(attempts.retried, asked, deadline.left())
            } else {
                None
            };
            match (outcome, wait) {
                (Err(failure), Some(wait)) => {
                    attempts.note(failure);
                    thread::sleep(wait);
                }
                (Ok(_), Some(wait)) => thread::sleep(wait),
                (Err(failure), None) => return Err(failure.error),
                (Ok(received), None) => return Ok(received),
            }
            attempts.retried += 1;
        }
    }
}

impl Exchange<'_> {
    /// The error of a call whose time is over before the next request. Before the first one, the token took it.
    #[cold]
    fn out_of_time(&self, sent: u32, deadline: Deadline) -> Error {
        let phase = if sent == 0 { Phase::Token } else { Phase::Send };
        let trace = Trace::new(self.method, self.path, sent);
        Error::Timeout(TimeoutError::new(trace, phase, TimeLimit::Call(deadline.limit())))
    }

    /// What is sent as the body. For the methods that have one, no body is one of length 0 (RFC 9110, section 8.6): of
    /// nothing at all ureq makes a chunked body, which not every server takes for an empty one.
    pub(super) fn content(&self) -> Option<&[u8]> {
        match self.payload {
            Some(payload) => Some(&payload.bytes),
            None => matches!(*self.method, Method::POST | Method::PUT | Method::PATCH).then_some(&[]),
        }
    }

    /// The request in terms of ureq, with `content` or with `()`.
    pub(super) fn to_http<B>(&self, body: B, wire: &Wire) -> http::Request<B> {
        let mut request = http::Request::new(body);
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.uri.clone();
        let headers = request.headers_mut();
        headers.insert(header::ACCEPT, HeaderValue::from_static(self.accept));
        headers.insert(header::USER_AGENT, wire.user_agent.clone());
        if let Some(payload) = self.payload {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(payload.content_type));
        }
        for (name, value) in self.headers {
            headers.insert(name.clone(), value.clone());
        }
        // The last, so that no parameter takes its place.
        if let Some(authorization) = self.authorization {
            headers.insert(header::AUTHORIZATION, authorization.clone());
        }
        request
    }
}

/// A line for each attempt. It names the path as the specification has it, so that no value gets into a log.
fn log(exchange: &Exchange<'_>, attempt: u32, started: Instant, outcome: Result<&Received, &Failure>) {
    if !log::log_enabled!(log::Level::Debug) {
        return;
    }
    let Exchange { method, path, .. } = exchange;
    let millis = started.elapsed().as_millis();
    match outcome {
        Ok(received) => {
            let id = correlation_id(&received.headers).unwrap_or("-");
            let id = (exchange.redactor)().text(id);
            let id = one_line(&id, 80);
            let status = received.status.as_u16();
            log::debug!("{method} {path}: {status} in {millis} ms, attempt {attempt}, correlation id {id}");
        }
        Err(failure) => log::debug!("{} ({millis} ms, attempt {attempt})", failure.error),
    }
}
