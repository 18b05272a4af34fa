//! The errors of an exchange, with the context of its call and without its secrets.

use super::{Ended, Exchange, FailedAttempt};
use crate::Error;
use crate::error::{ApiError, CallContext, Phase, Redactor, Stage, TimeLimit, TimeoutError, TransportError};
use crate::host::HostSource;
use crate::retry::{Next, Wait};
use crate::secret::Secret;
use crate::transport::failure::Failure;
use crate::transport::{PreparedRequest, RawResponse};

impl Exchange<'_> {
    /// Returns what masks the secrets of the call, in errors and log lines.
    pub(crate) fn redactor(&self) -> Redactor {
        // A response may quote any token of the call, also one that was replaced after a 401.
        let sent = self.authorization.iter().chain(&self.earlier_authorizations);
        let sent = sent.filter_map(Secret::from_authorization);
        let sent = sent.chain(self.call.settings.headers.secrets());
        Redactor::new(self.call.secrets.secrets().into_iter().chain(sent))
    }

    /// Returns the error for a response that is not a success.
    #[cold]
    pub(crate) fn api_error(&self, received: RawResponse) -> Error {
        let redactor = self.redactor();
        let mut context = self.context(&received, &redactor);
        let RawResponse { status, headers, body } = received;
        context.retry_after = Wait::from_response(status, &headers, &body).asked();
        Error::Api(ApiError::new(context, status, headers, body, &redactor))
    }

    /// Returns the context of an error after a response.
    pub(crate) fn context<B>(&self, received: &RawResponse<B>, redactor: &Redactor) -> CallContext {
        let PreparedRequest {
            method, template, uri, ..
        } = self.request;
        let mut context = received
            .context(method, template, self.attempts, redactor)
            .with_repeat(self.request.repeat)
            .with_origin(uri, self.source_of_host());
        context.longest_wait = Some(self.policy().max_retry_after());
        context
    }

    /// Returns the context of an error without a response. It names the host.
    fn context_without_response(&self) -> CallContext {
        let PreparedRequest {
            method, template, uri, ..
        } = self.request;
        CallContext::new(method, template, self.attempts)
            .with_repeat(self.request.repeat)
            .with_origin(uri, self.source_of_host())
    }

    fn source_of_host(&self) -> Option<&HostSource> {
        self.call.transport.source_of(self.request.uri.host())
    }

    #[cold]
    pub(super) fn failed_attempt(&self, mut failure: Failure) -> FailedAttempt {
        let context = match failure.head.take() {
            Some(head) => self.context(&head, &self.redactor()),
            None => self.context_without_response(),
        };
        FailedAttempt {
            at: failure.at,
            is_response_late: failure.at.is_after_sending() && failure.is_timeout(),
            cause: failure.retry_cause(),
            wait: failure.wait(),
            error: failure.into_error(context),
        }
    }

    /// Returns the end of a call whose client was shut down. Such a call is never retried.
    #[cold]
    pub(super) fn shut_down(&self, at: Stage) -> Ended {
        // The server may have processed an earlier attempt whose response was lost.
        let at = if self.lost.is_some() { Stage::Response } else { at };
        let error = TransportError::shut_down(self.context_without_response(), at);
        Ended {
            outcome: Err(Error::Transport(error)),
            next: Next::ShutDown,
            asked: None,
            lost_response: !at.is_before_sending(),
        }
    }

    /// Returns the error of a call whose time is over before the next attempt.
    #[cold]
    pub(super) fn out_of_time(&self) -> Error {
        let limit = TimeLimit::Call(self.call.deadline.limit());
        // The server may have processed an earlier attempt whose response was lost.
        let phase = if self.lost.is_some() {
            Phase::Response
        } else {
            Phase::Connect
        };
        Error::Timeout(TimeoutError::new(self.context_without_response(), phase, limit))
    }
}
