//! One request, sent once.

use std::time::Duration;

use ureq::http::header;
use ureq::http::response::Parts;
use ureq::http::{self, HeaderValue};
use ureq::{Agent, AsSendBody, Body};

use super::body::{self, Unread};
use super::failure::{Cause, Failure};
use super::limits::Budget;
use super::{Deadline, Outgoing, Received, Transport};
use crate::error::ApiError;
use crate::retry;

impl Transport {
    /// Sends a request once, within the time of one attempt and what is left of the call.
    ///
    /// `fresh`: on a new connection. After a lost response, idle connections are not trusted either.
    pub(super) fn attempt(
        &self,
        request: &Outgoing,
        authorization: Option<&HeaderValue>,
        deadline: Deadline,
        fresh: bool,
    ) -> Result<Received, Failure> {
        let budget = self.limits.budget(deadline);
        let is_https = request.uri.scheme() == Some(&http::uri::Scheme::HTTPS);
        let agent = self.agents.on(request.route, is_https);
        let response = if let Some(bytes) = request.body_bytes() {
            let request = request.to_http(bytes, &self.user_agent, authorization);
            agent.run(with_budget(agent, request, budget, fresh))
        } else {
            let request = request.to_http((), &self.user_agent, authorization);
            agent.run(with_budget(agent, request, budget, fresh))
        };
        let response = response.map_err(|error| Failure::of(error, &self.limits, budget, None, is_https))?;
        let (parts, content) = response.into_parts();
        let body = self.body(request, &parts, content);
        let head = Received {
            status: parts.status,
            headers: parts.headers,
            body: (),
        };
        match body {
            Ok(body) => Ok(head.with_body(body)),
            Err(Unread::Broken(error)) => Err(Failure::of(error, &self.limits, budget, Some(Box::new(head)), is_https)),
            Err(Unread::TooLarge) => Err(Failure::permanent(
                Cause::BodyTooLarge(self.limits.max_response_bytes),
                Some(Box::new(head)),
            )),
        }
    }

    /// Reads, drains or truncates the body.
    fn body(&self, request: &Outgoing, parts: &Parts, content: Body) -> Result<Vec<u8>, Unread> {
        let limit = self.limits.max_response_bytes;
        if !parts.status.is_success() {
            let limit = limit.min(ApiError::READ_LIMIT as u64);
            let may_be_retried = retry::is_retried(parts.status, request.is_repeatable);
            return Ok(body::read_available(content, limit, may_be_retried));
        }
        if !request.reads_body {
            body::drain(content, parts.headers.contains_key(header::TRANSFER_ENCODING));
            return Ok(Vec::new());
        }
        body::read(content, limit)
    }
}

/// Sets the time of this attempt if it is not the usual one: less is left of the call, or the request needs a new
/// connection. Otherwise the configuration of the agent applies, and nothing is copied.
fn with_budget<B: AsSendBody>(
    agent: &Agent,
    request: http::Request<B>,
    budget: Budget,
    fresh: bool,
) -> http::Request<B> {
    if !fresh && budget.is_usual {
        return request;
    }
    let config = agent.configure_request(request).timeout_global(Some(budget.time));
    if fresh {
        config.max_idle_age(Duration::ZERO).build()
    } else {
        config.build()
    }
}
