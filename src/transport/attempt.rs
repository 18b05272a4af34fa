//! One attempt: a request that is sent once.

use std::time::Duration;

use ureq::http::header;
use ureq::http::response::Parts;
use ureq::http::{self, HeaderValue};
use ureq::{AsSendBody, Body};

use super::attempt_scope::{self, AttemptScope};
use super::body::{self, BodyError};
use super::failure::Failure;
use super::sink::Sink;
use super::{AttemptLimits, Call, PreparedRequest, RawResponse};
use crate::error::{ApiError, Stage};
use crate::header::content_type;
use crate::page;
use crate::retry::{self, Repeat};

impl Call<'_> {
    /// Sends a request once, within the time of one attempt and what is left of the call.
    ///
    /// The attempt may take `attempt_timeout`. With `new_connection`, the attempt uses no idle connection. With `is_last`, there is no
    /// retry, so the error has the body.
    pub(super) fn send_once(
        &self,
        request: &PreparedRequest,
        authorization: Option<&HeaderValue>,
        attempt_timeout: Duration,
        new_connection: bool,
        is_last: bool,
        sink: Option<&mut Sink<'_>>,
    ) -> Result<RawResponse, Failure> {
        let limits = AttemptLimits::new(self.settings, attempt_timeout, self.deadline);
        let _scope = AttemptScope::enter(limits, new_connection);
        let is_https = request.uri.scheme() == Some(&http::uri::Scheme::HTTPS);
        let agent = self.transport.agents.for_route(request.route, is_https);
        let (user_agent, headers) = (&self.transport.user_agent, &self.settings.headers);
        let response = if let Some(bytes) = request.body_bytes() {
            let http = request.to_http(bytes, user_agent, headers, authorization);
            run(&agent.ureq, http, bytes.len())
        } else {
            let http = request.to_http((), user_agent, headers, authorization);
            run(&agent.ureq, http, 0)
        };
        let response = response.map_err(|error| Failure::from_ureq(error, limits, agent.proxy.as_ref(), None))?;
        let (parts, body) = response.into_parts();
        attempt_scope::set_stage(Stage::Body);
        let body = match sink {
            Some(sink) if parts.status.is_success() => {
                // A body that keeps arriving may take longer than an attempt, so the limit begins again with each part.
                let proceed = || {
                    attempt_scope::set_limits(AttemptLimits::new(self.settings, attempt_timeout, self.deadline));
                };
                body::stream(body, sink, proceed).map(|()| Vec::new())
            }
            _ => read_body(request, &parts, body, limits.max_response_bytes, is_last),
        };
        let head = RawResponse {
            status: parts.status,
            headers: parts.headers,
            body: (),
        };
        match body {
            Ok(body) => Ok(head.with_body(body)),
            Err(BodyError::Broken(error)) => {
                let proxy = agent.proxy.as_ref();
                Err(Failure::from_ureq(error, limits, proxy, Some(Box::new(head))))
            }
            Err(BodyError::Writer(error)) => Err(Failure::from_writer(error, Box::new(head))),
            Err(BodyError::TooLarge) => Err(Failure::body_too_large(limits.max_response_bytes, Box::new(head))),
        }
    }
}

/// Sends a request with this length of its body.
fn run<B: AsSendBody>(
    agent: &ureq::Agent,
    request: http::Request<B>,
    length: usize,
) -> Result<http::Response<Body>, ureq::Error> {
    const LARGEST_PART_OF_BODY: usize = 64 * 1024;
    let headers = request.headers().iter();
    let header = headers.map(|(name, value)| name.as_str().len() + value.len()).max();
    let path = request.uri().path_and_query().map_or(0, |path| path.as_str().len());
    // ureq does not split a line. The extra bytes are for the method and the version, or for the separator, and for the end of the line.
    let line = header.unwrap_or(0).max(path) + 64;
    attempt_scope::set_output_size(line.max(length.min(LARGEST_PART_OF_BODY)));
    agent.run(request)
}

/// Reads the body of a success, or drains it if the call does not need it. Reads as much of the body of an error as the error keeps.
fn read_body(
    request: &PreparedRequest,
    parts: &Parts,
    body: Body,
    limit: u64,
    is_last: bool,
) -> Result<Vec<u8>, BodyError> {
    if !parts.status.is_success() {
        let limit = limit.min(ApiError::READ_LIMIT as u64);
        // This guess only decides how long a body is drained. A retry that is refused later, because of its wait or the time left,
        // does no harm.
        let may_be_retried = !is_last
            && retry::Cause::Status(parts.status)
                .rule()
                .retries(request.repeat != Repeat::Unsent);
        return Ok(body::read_available(body, limit, may_be_retried));
    }
    // A web page is an error, which keeps the body.
    if !request.reads_body && !content_type(&parts.headers).is_some_and(page::is_html) {
        body::drain(body, parts.headers.contains_key(header::TRANSFER_ENCODING));
        return Ok(Vec::new());
    }
    body::read(body, limit)
}
