//! One request, sent as often as its call needs it.

use std::thread;
use std::time::{Duration, Instant};

use ureq::http::HeaderValue;

use super::failure::{Failure, Sent};
use super::{Deadline, Outgoing, Received, Transport, correlation_id};
use crate::error::{ApiError, CallContext, Phase, Redactor, TimeLimit, TimeoutError, one_line};
use crate::{Error, RetryPolicy, retry};

/// A request of one call, and what became of it so far. Its retries share one budget, also if the request is sent again
/// with another token.
pub(crate) struct Exchange<'a> {
    transport: &'a Transport,
    request: &'a Outgoing,
    deadline: Deadline,
    policy: &'a RetryPolicy,
    /// Secrets that a server may quote besides those that were sent.
    secrets: [&'a str; 2],
    rate_limit: fn(&Received) -> Option<RateLimited>,
    /// What was sent as `Authorization`: one, or two after a renewal.
    authorizations: [Option<HeaderValue>; 2],
    attempts: u32,
    retried: u32,
    loss: Option<Loss>,
    /// The last attempt is final only because there is no time for another one.
    is_cut_short: bool,
}

/// A response that refuses a request because of a rate limit, other than by 429.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RateLimited {
    pub(crate) retry_after: Option<Duration>,
}

/// The first response that was lost.
#[derive(Debug)]
pub(crate) struct Loss {
    pub(crate) error: Error,
    pub(crate) sent_in_full: bool,
}

/// An attempt without a response.
struct FailedAttempt {
    error: Error,
    sent: Sent,
    is_transient: bool,
}

impl<'a> Exchange<'a> {
    pub(crate) fn new(
        transport: &'a Transport,
        request: &'a Outgoing,
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
            retried: 0,
            loss: None,
            is_cut_short: false,
        }
    }

    /// Retries the responses that this recognizes, as it does with 429.
    pub(crate) fn with_rate_limit(mut self, rate_limit: fn(&Received) -> Option<RateLimited>) -> Self {
        self.rate_limit = rate_limit;
        self
    }

    /// An exchange that has sent this many requests, so that tests need no network.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn after(mut self, attempts: u32, authorization: &HeaderValue) -> Self {
        self.attempts = attempts;
        self.remember(Some(authorization));
        self
    }

    /// Sends the request until a response is final, the policy is exhausted, or the time is over.
    ///
    /// A response of any status is `Ok`.
    pub(crate) fn send(&mut self, authorization: Option<&HeaderValue>) -> Result<Received, Error> {
        self.remember(authorization);
        let mut fresh = false;
        loop {
            if self.deadline.is_over() {
                return Err(self.out_of_time());
            }
            self.attempts += 1;
            let started = Instant::now();
            let outcome = self
                .transport
                .attempt(self.request, authorization, self.deadline, fresh)
                .map_err(|failure| self.with_context(failure));
            self.log(started, outcome.as_ref());
            let Some(wait) = self.delay(&outcome) else {
                return outcome.map_err(|failed| self.last(failed));
            };
            fresh = outcome.is_err();
            if let Err(failed) = outcome {
                self.note_loss(failed);
            }
            thread::sleep(wait);
            self.retried += 1;
        }
    }

    /// How long to wait before the next attempt; `None` if this outcome is final.
    fn delay(&mut self, outcome: &Result<Received, FailedAttempt>) -> Option<Duration> {
        let is_repeatable = self.request.is_repeatable;
        let retry_after = match outcome {
            Ok(received) => match (self.rate_limit)(received) {
                Some(limited) => limited.retry_after,
                None if retry::is_retried(received.status, is_repeatable) => retry::retry_after(&received.headers),
                None => return None,
            },
            Err(failed) if failed.is_transient && (is_repeatable || failed.sent == Sent::Nothing) => None,
            Err(_) => return None,
        };
        let wait = self.policy.delay(self.retried, retry_after, self.deadline.left());
        let with_more_time = || self.policy.delay(self.retried, retry_after, Duration::MAX);
        self.is_cut_short = wait.is_none() && with_more_time().is_some();
        wait
    }

    /// The error of an attempt that is not followed by another one.
    fn last(&self, failed: FailedAttempt) -> Error {
        if self.is_cut_short {
            failed.error.cut_short()
        } else {
            failed.error
        }
    }

    fn note_loss(&mut self, failed: FailedAttempt) {
        if self.loss.is_none() && failed.sent != Sent::Nothing {
            self.loss = Some(Loss {
                error: failed.error,
                sent_in_full: failed.sent == Sent::InFull,
            });
        }
    }

    pub(crate) fn deadline(&self) -> Deadline {
        self.deadline
    }

    /// The first response that was lost, if one was. Its error counts all attempts.
    pub(crate) fn take_loss(&mut self) -> Option<Loss> {
        let Loss { error, sent_in_full } = self.loss.take()?;
        Some(Loss {
            error: error.with_attempts(self.attempts),
            sent_in_full,
        })
    }

    fn remember(&mut self, authorization: Option<&HeaderValue>) {
        let place = self.authorizations.iter_mut().find(|place| place.is_none());
        if let (Some(place), Some(authorization)) = (place, authorization) {
            *place = Some(authorization.clone());
        }
    }

    /// Masks the secrets of the call. Needed for errors and log lines only.
    pub(crate) fn redactor(&self) -> Redactor<'_> {
        let sent = self.authorizations.iter().flatten().filter_map(|value| {
            let (_scheme, secret) = value.to_str().ok()?.split_once(' ')?;
            Some(secret)
        });
        Redactor::new(self.secrets.into_iter().chain(sent))
    }

    /// What an error says of this call after a response.
    pub(crate) fn context<B>(&self, received: &Received<B>, redactor: &Redactor<'_>) -> CallContext {
        let mut context = received.context(&self.request.method, self.request.path, self.attempts, redactor);
        context.is_cut_short = self.is_cut_short;
        context
    }

    /// The same without a response, so that the host is worth a word.
    fn context_without_response(&self) -> CallContext {
        CallContext::new(&self.request.method, self.request.path, self.attempts).with_origin(&self.request.uri)
    }

    /// The error for a response that is not a success.
    #[cold]
    pub(crate) fn api_error(&self, received: Received) -> Error {
        let redactor = self.redactor();
        let context = self.context(&received, &redactor);
        let Received { status, headers, body } = received;
        Error::Api(ApiError::new(context, status, headers, body, &redactor))
    }

    #[cold]
    fn with_context(&self, mut failure: Failure) -> FailedAttempt {
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

    /// The error of a call whose time is over before the next attempt.
    #[cold]
    fn out_of_time(&self) -> Error {
        let limit = TimeLimit::Call(self.deadline.limit());
        Error::Timeout(TimeoutError::new(self.context_without_response(), Phase::Send, limit))
    }

    /// One line for each attempt. It names the path as the specification has it, so that no value gets into a log.
    fn log(&self, started: Instant, outcome: Result<&Received, &FailedAttempt>) {
        if !log::log_enabled!(log::Level::Debug) {
            return;
        }
        let Outgoing { method, path, .. } = self.request;
        let attempt = self.attempts;
        let millis = started.elapsed().as_millis();
        match outcome {
            Ok(received) => {
                let id = correlation_id(&received.headers).unwrap_or("-");
                let id = self.redactor().text(id);
                let id = one_line(&id, 80);
                let status = received.status.as_u16();
                log::debug!("{method} {path}: {status} in {millis} ms, attempt {attempt}, correlation id {id}");
            }
            Err(failed) => log::debug!("{} ({millis} ms, attempt {attempt})", failed.error),
        }
    }
}
