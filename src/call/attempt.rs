//! One request, sent once.

use std::time::Duration;

use ureq::http::response::Parts;
use ureq::http::{HeaderMap, Method, StatusCode};
use ureq::{AsSendBody, Body, http};

use super::Deadline;
use super::body::{self, Unread};
use super::failure::Failure;
use super::wire::{Exchange, Wire};
use crate::error::{ApiError, Redactor, TooLargeError, Trace, bounded};
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
        let response = match exchange.content() {
            Some(content) => self
                .agent
                .run(self.with_budget(exchange.to_http(content, self), budget, fresh)),
            None => self
                .agent
                .run(self.with_budget(exchange.to_http((), self), budget, fresh)),
        };
        let response = response.map_err(|error| self.failure(error, trace(), budget, None, exchange))?;
        let (parts, content) = response.into_parts();
        let body = self.body(exchange, &parts, content);
        let received = |body| Received {
            status: parts.status,
            headers: parts.headers,
            body,
        };
        match body {
            Ok(body) => Ok(received(body)),
            Err(Unread::Broken(error)) => {
                let head = received(Vec::new());
                Err(self.failure(error, trace(), budget, Some(&head), exchange))
            }
            Err(Unread::TooLarge) => {
                let redactor = (exchange.redactor)();
                let trace = received(Vec::new()).trace(exchange.method, exchange.path, attempts, &redactor);
                let error = Error::TooLarge(TooLargeError::body(trace, self.limits.max_response_bytes));
                Err(Failure::final_after_answer(error))
            }
        }
    }

    /// Reads as much of a body as somebody wants.
    fn body(&self, exchange: &Exchange<'_>, parts: &Parts, content: Body) -> Result<Vec<u8>, Unread> {
        let limit = self.limits.max_response_bytes;
        if !parts.status.is_success() {
            return Ok(body::read_what_comes(content, limit.min(ApiError::READ_LIMIT as u64)));
        }
        if !exchange.wants_body {
            body::drain(parts, content);
            return Ok(Vec::new());
        }
        body::read(content, limit)
    }

    /// Sets the time of this attempt where it is not the usual one: what is left of a call is less, or the request
    /// needs a new connection. Otherwise the configuration of the agent does, and nothing is copied.
    fn with_budget<B: AsSendBody>(&self, request: http::Request<B>, budget: Budget, fresh: bool) -> http::Request<B> {
        if !fresh && budget.is_usual {
            return request;
        }
        let config = self.agent.configure_request(request);
        let config = config.timeout_global(Some(budget.time));
        if fresh {
            config.max_idle_age(Duration::ZERO).build()
        } else {
            config.build()
        }
    }

    fn budget(&self, deadline: Deadline) -> Budget {
        let left = deadline.left();
        let usual = self.limits.attempt();
        Budget {
            time: usual.min(left),
            // What a call spends before its first request is not worth a configuration of its own.
            is_usual: left.saturating_add(Duration::from_millis(5)) >= usual,
            is_rest_of_call: left < self.limits.attempt_timeout,
        }
    }
}

/// The time of one attempt.
#[derive(Debug, Clone, Copy)]
pub(super) struct Budget {
    pub(super) time: Duration,
    /// It is what the agent is configured for.
    is_usual: bool,
    /// It is less than an attempt may take, because the call is at its end.
    pub(super) is_rest_of_call: bool,
}
