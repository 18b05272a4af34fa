//! One attempt: a request that is sent once.

use ureq::http::header;
use ureq::http::response::Parts;
use ureq::http::{self, HeaderValue};
use ureq::{Agent, AsSendBody, Body};

use super::body::{self, BodyError};
use super::failure::{Cause, Failure};
use super::settings::Budget;
use super::unversioned::MAX_IDLE_AGE_FOR_NEW_CONNECTION;
use super::{Call, PreparedRequest, RawResponse};
use crate::error::ApiError;
use crate::retry;

impl Call<'_> {
    /// Sends a request once, within the time of one attempt and what is left of the call.
    ///
    /// With `new_connection`, no idle connection is used. With `is_last`, there is no retry, and the error has the body.
    pub(super) fn send_once(
        &self,
        request: &PreparedRequest,
        authorization: Option<&HeaderValue>,
        new_connection: bool,
        is_last: bool,
    ) -> Result<RawResponse, Failure> {
        let budget = self.settings.budget(self.deadline);
        let is_https = request.uri.scheme() == Some(&http::uri::Scheme::HTTPS);
        let agent = self.transport.agents.for_route(request.route, is_https);
        let response = if let Some(bytes) = request.body_bytes() {
            let request = request.to_http(bytes, &self.transport.user_agent, authorization);
            agent.run(configure(agent, request, budget, new_connection))
        } else {
            let request = request.to_http((), &self.transport.user_agent, authorization);
            agent.run(configure(agent, request, budget, new_connection))
        };
        let response = response.map_err(|error| Failure::from_ureq(error, self.settings, budget, None, is_https))?;
        let (parts, body) = response.into_parts();
        let body = self.read_body(request, &parts, body, is_last);
        let head = RawResponse {
            status: parts.status,
            headers: parts.headers,
            body: (),
        };
        match body {
            Ok(body) => Ok(head.with_body(body)),
            Err(BodyError::Broken(error)) => Err(Failure::from_ureq(
                error,
                self.settings,
                budget,
                Some(Box::new(head)),
                is_https,
            )),
            Err(BodyError::TooLarge) => Err(Failure::permanent(
                Cause::BodyTooLarge(self.settings.max_response_bytes),
                Some(Box::new(head)),
            )),
        }
    }

    /// Reads the body of a success, or drains it if it is not needed. Reads as much of the body of an error as is kept.
    fn read_body(
        &self,
        request: &PreparedRequest,
        parts: &Parts,
        body: Body,
        is_last: bool,
    ) -> Result<Vec<u8>, BodyError> {
        let limit = self.settings.max_response_bytes;
        if !parts.status.is_success() {
            let limit = limit.min(ApiError::READ_LIMIT as u64);
            let may_be_retried = !is_last && retry::Cause::Status(parts.status).rule().retries(request.is_idempotent);
            return Ok(body::read_available(body, limit, may_be_retried));
        }
        if !request.reads_body {
            body::drain(body, parts.headers.contains_key(header::TRANSFER_ENCODING));
            return Ok(Vec::new());
        }
        body::read(body, limit)
    }
}

/// Sets a configuration for this request if its time is not that of the agent, or if it needs a new connection. Usually
/// neither is the case, and the configuration of the agent is not copied.
fn configure<B: AsSendBody>(
    agent: &Agent,
    request: http::Request<B>,
    budget: Budget,
    new_connection: bool,
) -> http::Request<B> {
    if budget.is_default && !new_connection {
        return request;
    }
    let config = agent.configure_request(request).timeout_global(Some(budget.time));
    if new_connection {
        config.max_idle_age(MAX_IDLE_AGE_FOR_NEW_CONNECTION).build()
    } else {
        config.build()
    }
}
