//! One request with its retries.

use std::thread;
use std::time::{Duration, Instant};

use ureq::http::HeaderValue;

use super::failure::{Failure, Sent};
use super::{Deadline, PreparedRequest, RawResponse, Transport, correlation_id};
use crate::error::{CallContext, Phase, Redactor, TimeLimit, TimeoutError, one_line};
use crate::{Error, RetryPolicy, retry};

/// The exchange of one request of a call: the attempts so far, and what their errors need. The number of retries is that of the
/// call, also if the request is sent again with another token.
pub(crate) struct Exchange<'a> {
    transport: &'a Transport,
    request: &'a PreparedRequest,
    deadline: Deadline,
    policy: &'a RetryPolicy,
    /// Secrets that a response may quote, in addition to those of `authorizations`.
    secrets: [&'a str; 2],
    rate_limit: fn(&RawResponse) -> Option<RateLimited>,
    /// The values that were sent as `Authorization`: one, or two after a renewal.
    authorizations: [Option<HeaderValue>; 2],
    attempts: u32,
    retries: u32,
    lost: Option<LostResponse>,
    /// Whether the last attempt is final only because the call has no time for another one.
    is_cut_short: bool,
}

/// A response that rejects a request because of a rate limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RateLimited {
    pub(crate) retry_after: Option<Duration>,
}

/// The first attempt of an exchange whose response was lost.
#[derive(Debug)]
pub(crate) struct LostResponse {
    pub(crate) error: Error,
    pub(crate) sent_in_full: bool,
}

/// An attempt without a usable response, and its error.
struct FailedAttempt {
    error: Error,
    sent: Sent,
    is_transient: bool,
}

impl<'a> Exchange<'a> {
    pub(crate) fn new(
        transport: &'a Transport,
        request: &'a PreparedRequest,
        deadline: Deadline,
        policy: &'a RetryPolicy,
        secrets: [&'a str; 2],
    ) -> Self {
        Self {
            transport,
            request,
            deadline,
            policy,
            secrets,
            rate_limit: |_| None,
            authorizations: [None, None],
            attempts: 0,
            retries: 0,
            lost: None,
            is_cut_short: false,
        }
    }

    /// Sets a function that recognizes further responses to retry, in addition to those of the retry policy.
    pub(crate) fn with_rate_limit(mut self, rate_limit: fn(&RawResponse) -> Option<RateLimited>) -> Self {
        self.rate_limit = rate_limit;
        self
    }

    /// Pretends that the request was sent, so that tests need no network.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn after(mut self, attempts: u32, authorization: &HeaderValue) -> Self {
        self.attempts = attempts;
        self.remember_authorization(authorization);
        self
    }

    /// Sends the request, and retries it until an outcome is final, the retries are used up, or the call has no time left.
    ///
    /// Returns `Ok` for a response of any status.
    pub(crate) fn send(&mut self, authorization: Option<&HeaderValue>) -> Result<RawResponse, Error> {
        if let Some(authorization) = authorization {
            self.remember_authorization(authorization);
        }
        let mut new_connection = false;
        loop {
            if self.deadline.is_over() {
                return Err(self.out_of_time());
            }
            self.attempts += 1;
            let started = Instant::now();
            let is_last = !self.policy.allows_retry(self.retries);
            let outcome = self
                .transport
                .send_once(self.request, authorization, self.deadline, new_connection, is_last)
                .map_err(|failure| self.failed_attempt(failure));
            self.log(started, outcome.as_ref());
            let Some(delay) = self.delay_before_retry(&outcome) else {
                return outcome.map_err(|failed| self.final_error(failed));
            };
            // The other idle connections may be broken as well.
            new_connection = outcome.is_err();
            if let Err(failed) = outcome {
                self.record_lost(failed);
            }
            thread::sleep(delay);
            self.retries += 1;
        }
    }

    /// Returns the delay before the next attempt, or `None` if this outcome is final.
    fn delay_before_retry(&mut self, outcome: &Result<RawResponse, FailedAttempt>) -> Option<Duration> {
        let is_idempotent = self.request.is_idempotent;
        let retry_after = match outcome {
            Ok(received) => match (self.rate_limit)(received) {
                Some(limited) => limited.retry_after,
                None if retry::is_retried(received.status, is_idempotent) => retry::retry_after(&received.headers),
                None => return None,
            },
            Err(failed) if failed.is_transient && (is_idempotent || failed.sent == Sent::Nothing) => None,
            Err(_) => return None,
        };
        let delay = self.policy.delay(self.retries, retry_after, self.deadline.left());
        let with_more_time = || self.policy.delay(self.retries, retry_after, Duration::MAX);
        self.is_cut_short = delay.is_none() && with_more_time().is_some();
        delay
    }

    /// Returns the error of the last attempt.
    fn final_error(&self, failed: FailedAttempt) -> Error {
        if self.is_cut_short {
            failed.error.cut_short()
        } else {
            failed.error
        }
    }

    fn record_lost(&mut self, failed: FailedAttempt) {
        if self.lost.is_none() && failed.sent != Sent::Nothing {
            self.lost = Some(LostResponse {
                error: failed.error,
                sent_in_full: failed.sent == Sent::InFull,
            });
        }
    }

    pub(crate) fn deadline(&self) -> Deadline {
        self.deadline
    }

    /// Returns the first attempt whose response was lost, if there is one. Its error counts all attempts.
    pub(crate) fn take_lost(&mut self) -> Option<LostResponse> {
        let LostResponse { error, sent_in_full } = self.lost.take()?;
        Some(LostResponse {
            error: error.with_attempts(self.attempts),
            sent_in_full,
        })
    }

    /// Keeps a value that is sent as `Authorization`, to mask it. A call sends two at most: it renews its token once.
    fn remember_authorization(&mut self, authorization: &HeaderValue) {
        let free = self.authorizations.iter_mut().find(|sent| sent.is_none());
        if let Some(free) = free {
            *free = Some(authorization.clone());
        }
    }

    /// Returns what masks the secrets of the call, in errors and log lines.
    pub(crate) fn redactor(&self) -> Redactor<'_> {
        let sent = self.authorizations.iter().flatten().filter_map(|value| {
            let (_scheme, secret) = value.to_str().ok()?.split_once(' ')?;
            Some(secret)
        });
        Redactor::new(self.secrets.into_iter().chain(sent))
    }

    /// Returns the context of an error after a response.
    pub(crate) fn context<B>(&self, received: &RawResponse<B>, redactor: &Redactor<'_>) -> CallContext {
        let mut context = received.context(&self.request.method, self.request.template, self.attempts, redactor);
        context.is_cut_short = self.is_cut_short;
        context
    }

    /// Returns the context of an error without a response. It names the host.
    fn context_without_response(&self) -> CallContext {
        CallContext::new(&self.request.method, self.request.template, self.attempts).with_origin(&self.request.uri)
    }

    #[cold]
    fn failed_attempt(&self, mut failure: Failure) -> FailedAttempt {
        let context = match failure.head.take() {
            Some(head) => self.context(&head, &self.redactor()).with_origin(&self.request.uri),
            None => self.context_without_response(),
        };
        FailedAttempt {
            sent: failure.sent,
            is_transient: failure.is_transient,
            error: failure.into_error(context),
        }
    }

    /// Returns the error of a call whose time is over before the next attempt.
    #[cold]
    fn out_of_time(&self) -> Error {
        let limit = TimeLimit::Call(self.deadline.limit());
        Error::Timeout(TimeoutError::new(self.context_without_response(), Phase::Send, limit))
    }

    /// Logs one line for each attempt. It contains the path template, and no values.
    fn log(&self, started: Instant, outcome: Result<&RawResponse, &FailedAttempt>) {
        if !log::log_enabled!(log::Level::Debug) {
            return;
        }
        let PreparedRequest { method, template, .. } = self.request;
        let attempt = self.attempts;
        let millis = started.elapsed().as_millis();
        match outcome {
            Ok(received) => {
                let id = correlation_id(&received.headers).unwrap_or("-");
                let id = self.redactor().text(id);
                let id = one_line(&id, 80);
                let status = received.status.as_u16();
                log::debug!("{method} {template}: {status} in {millis} ms, attempt {attempt}, correlation id {id}");
            }
            Err(failed) => log::debug!("{} ({millis} ms, attempt {attempt})", failed.error),
        }
    }
}
