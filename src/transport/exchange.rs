//! One request with its retries.

use std::io::Write;
use std::time::{Duration, Instant};

use ureq::http::{HeaderValue, StatusCode};

use super::sink::Sink;
use super::{Attempt, Call, PreparedRequest, RawResponse, correlation_id};
use crate::error::{Stage, one_line};
use crate::retry::{Cause, Next, Rule, Wait};
use crate::{Error, RateLimit, RetryPolicy};

mod errors;
mod lost;

pub(crate) use lost::LostResponse;

/// State of sending one request: attempts made and retries used.
///
/// If a call sends its request again with another token, the attempts and retries of both are counted together.
pub(crate) struct Exchange<'a> {
    call: Call<'a>,
    request: &'a PreparedRequest,
    rate_limit: fn(&RawResponse) -> Option<Wait>,
    /// Whether there are no retries, since the caller does not depend on the response.
    is_single_attempt: bool,
    /// The value that was sent last as `Authorization`.
    authorization: Option<HeaderValue>,
    /// Values that were sent before it. Usually there are none, and nothing is allocated.
    earlier_authorizations: Vec<HeaderValue>,
    attempts: u32,
    retries: u32,
    /// The time limit of the next attempt.
    attempt_timeout: Duration,
    /// Whether there was a retry of which a call has one at most.
    had_single_retry: bool,
    /// Whether a request was sent again that the server may have processed.
    is_repeated: bool,
    lost: Option<LostResponse>,
    /// Where the body of a success is written, in place of memory.
    sink: Option<Sink<'a>>,
}

/// The end of an exchange.
#[derive(Debug)]
pub(crate) struct Ended {
    /// A response of any status, or the error of the last attempt.
    pub(crate) outcome: Result<RawResponse, Error>,
    /// Why there was no further attempt, never [`Next::Retry`].
    pub(crate) next: Next,
    /// The wait that the server asked for with its last response.
    pub(crate) asked: Option<Duration>,
    /// Whether the response to an attempt was lost, so that the server may have processed a request without the knowledge of the
    /// client.
    pub(crate) lost_response: bool,
}

/// An attempt without a usable response, and its error.
struct FailedAttempt {
    error: Error,
    at: Stage,
    /// Whether the time of the attempt was over while it waited for the response.
    is_response_late: bool,
    cause: Cause,
    /// What decides the wait before a retry.
    wait: Wait,
}

impl<'a> Exchange<'a> {
    pub(crate) fn new(call: Call<'a>, request: &'a PreparedRequest) -> Self {
        Self {
            call,
            request,
            rate_limit: |_| None,
            is_single_attempt: false,
            authorization: None,
            earlier_authorizations: Vec::new(),
            attempts: 0,
            retries: 0,
            attempt_timeout: call.settings.attempt_timeout,
            had_single_retry: false,
            is_repeated: false,
            lost: None,
            sink: None,
        }
    }

    /// Sets a function that recognizes the rate limit of the token endpoint, which has a status of its own.
    pub(crate) fn with_rate_limit(mut self, rate_limit: fn(&RawResponse) -> Option<Wait>) -> Self {
        self.rate_limit = rate_limit;
        self
    }

    /// Writes the body of a success to a writer. Once anything is written, the request is not retried.
    pub(crate) fn with_writer(mut self, writer: &'a mut dyn Write) -> Self {
        self.sink = Some(Sink::new(writer));
        self
    }

    /// Returns the number of bytes that were written.
    pub(crate) fn written(&self) -> u64 {
        self.sink.as_ref().map_or(0, Sink::written)
    }

    /// Sends the request once. An outcome that would be retried ends the exchange as if its time were over.
    pub(crate) fn with_single_attempt(mut self) -> Self {
        self.is_single_attempt = true;
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
    pub(crate) fn send(&mut self, authorization: Option<&HeaderValue>) -> Ended {
        if let Some(authorization) = authorization {
            self.remember_authorization(authorization);
        }
        let clock = self.call.deadline.clock();
        let mut new_connection = false;
        loop {
            // A wait may take longer than it should, for example if the computer was suspended.
            if self.call.deadline.is_over() {
                return Ended {
                    outcome: Err(self.out_of_time()),
                    next: Next::NoTime,
                    asked: None,
                    lost_response: self.lost.is_some(),
                };
            }
            // A retry also waits for its turn, since it counts against the rate limit like any request.
            if let Some(pacer) = self.call.pacer {
                pacer.wait(self.call.deadline);
            }
            // A shutdown ends the waits before this line early.
            if clock.is_shut_down() {
                return self.shut_down(Stage::Lookup);
            }
            self.attempts += 1;
            let started = clock.now();
            // Only the last attempt waits for the whole body of an error response: a retry does not need the body.
            let is_last = self.is_single_attempt || !self.policy().allows_retry(self.retries);
            let attempt = self
                .call
                .send_once(
                    self.request,
                    authorization,
                    self.attempt_timeout,
                    new_connection,
                    is_last,
                    self.sink.as_mut(),
                )
                .map_err(|failure| self.failed_attempt(failure));
            // The shutdown has closed the connection of the attempt, so its error says nothing about the server.
            if let (true, Err(failed)) = (clock.is_shut_down(), &attempt) {
                return self.shut_down(failed.at);
            }
            // Decided before the attempt is logged, so that the log can name what follows.
            let failed = self.find_cause(&attempt);
            let next = failed.map_or(Next::Done, |(cause, wait)| self.decide(cause.rule(), wait));
            self.report(started, attempt.as_ref(), next);
            // Before this thread waits itself: the others would send their requests meanwhile.
            self.hold_others(failed, next);
            let (Next::Retry(wait), Some((cause, _))) = (next, failed) else {
                let lost_response = self.lost.is_some() || loses_response(&attempt);
                let outcome = attempt.map_err(|failed| failed.error);
                return Ended {
                    outcome,
                    next,
                    asked: failed.and_then(|(_, wait)| wait.asked()),
                    lost_response,
                };
            };
            let rule = cause.rule();
            new_connection = rule.on_new_connection;
            self.had_single_retry |= rule.is_once();
            if attempt.as_ref().is_err_and(|failed| failed.is_response_late) {
                // The limit was too short for this operation, so the same time would be over again.
                self.attempt_timeout = self.attempt_timeout.saturating_mul(2);
            }
            // A request that may be repeated once, such as one with a refresh token, has now used that up.
            self.is_repeated |= rule.may_be_processed();
            self.record_lost(attempt);
            clock.sleep(wait);
            self.retries += 1;
        }
    }

    /// Returns why an attempt failed, and what decides the wait before a retry. `None` if there is nothing to retry.
    fn find_cause(&self, attempt: &Result<RawResponse, FailedAttempt>) -> Option<(Cause, Wait)> {
        match attempt {
            Ok(received) if received.status.is_success() => None,
            Ok(received) => {
                if let Some(wait) = (self.rate_limit)(received) {
                    return Some((Cause::TokenRateLimit, wait));
                }
                let RawResponse { status, headers, body } = received;
                Some((Cause::Status(*status), Wait::from_response(*status, headers, body)))
            }
            Err(failed) => Some((failed.cause, failed.wait)),
        }
    }

    /// Decides what follows an attempt that failed.
    fn decide(&self, rule: Rule, wait: Wait) -> Next {
        // The writer of the program has a part of the body already, and a retry would write the beginning once more.
        if self.written() > 0
            || !rule.retries(self.request.repeat.allows_another(self.is_repeated))
            || (rule.is_once() && self.had_single_retry)
        {
            return Next::Done;
        }
        match self.policy().next(self.retries, wait, self.call.deadline.left()) {
            // The token cache reads from this that a thread with more time may try again.
            Next::Retry(_) if self.is_single_attempt => Next::NoTime,
            next => next,
        }
    }

    fn policy(&self) -> &'a RetryPolicy {
        &self.call.settings.retry
    }

    /// Records an attempt that is retried, if the server may have processed its request.
    fn record_lost(&mut self, attempt: Result<RawResponse, FailedAttempt>) {
        // The first one counts: the server may have processed the request since then.
        if self.lost.is_some() || !loses_response(&attempt) {
            return;
        }
        self.lost = Some(match attempt {
            Err(failed) => LostResponse {
                sent_in_full: failed.at.is_after_sending(),
                error: failed.error,
            },
            Ok(received) => LostResponse {
                sent_in_full: true,
                error: self.api_error(received),
            },
        });
    }

    /// Returns the first attempt whose response was lost, if there is one. Its error counts all attempts.
    pub(crate) fn take_lost(&mut self) -> Option<LostResponse> {
        let LostResponse { error, sent_in_full } = self.lost.take()?;
        Some(LostResponse {
            error: error.with_attempts(self.attempts),
            sent_in_full,
        })
    }

    /// Keeps a value that is sent as `Authorization`, to mask it.
    fn remember_authorization(&mut self, authorization: &HeaderValue) {
        if let Some(earlier) = self.authorization.replace(authorization.clone()) {
            self.earlier_authorizations.push(earlier);
        }
    }

    /// After a 429, holds back the requests of all threads that use the same token.
    fn hold_others(&self, failed: Option<(Cause, Wait)>, next: Next) {
        let (Some(pacer), Some((Cause::Status(StatusCode::TOO_MANY_REQUESTS), wait))) = (self.call.pacer, failed)
        else {
            return;
        };
        // This call may give up, but the server still rejects the requests of the others until its wait is over.
        let wait = match next {
            Next::Retry(wait) => Some(wait),
            _ => wait.asked(),
        };
        if let Some(wait) = wait {
            pacer.hold(self.call.deadline.clock().now(), wait);
        }
    }

    /// Reports an attempt to the log and to the observer.
    fn report(&self, started: Instant, attempt: Result<&RawResponse, &FailedAttempt>, next: Next) {
        let observer = self.call.settings.observer.as_ref();
        // Masking the correlation id takes time that most programs need not spend.
        if observer.is_none() && !log::log_enabled!(log::Level::Debug) {
            return;
        }
        let PreparedRequest { method, template, .. } = self.request;
        let correlation_id = attempt.ok().and_then(|received| {
            let id = correlation_id(&received.headers)?;
            Some(one_line(&self.redactor().text(id), 80).to_string())
        });
        let attempt = Attempt {
            method,
            path: template,
            number: self.attempts,
            status: attempt.ok().map(|received| received.status.as_u16()),
            error: attempt.err().map(|failed| &failed.error),
            elapsed: self.call.deadline.clock().now() - started,
            correlation_id,
            rate_limit: attempt.ok().and_then(|received| RateLimit::read(&received.headers)),
            wait: match next {
                Next::Retry(wait) => Some(wait),
                _ => None,
            },
        };
        log_attempt(&attempt);
        if let Some(observer) = observer {
            observer.observe(&attempt);
        }
    }
}

/// Logs one line for an attempt, and one for a wait. They contain the path template, and no values.
fn log_attempt(attempt: &Attempt<'_>) {
    let (method, path, number) = (attempt.method(), attempt.path(), attempt.number());
    let millis = attempt.elapsed().as_millis();
    match (attempt.status(), attempt.error()) {
        (Some(status), _) => {
            let id = attempt.correlation_id().unwrap_or("-");
            log::debug!("{method} {path}: {status} in {millis} ms, attempt {number}, correlation id {id}");
        }
        (None, Some(error)) => log::debug!("{error} ({millis} ms, attempt {number})"),
        (None, None) => {}
    }
    if let Some(wait) = attempt.wait() {
        let seconds = wait.as_secs_f64();
        log::debug!("{method} {path}: waiting {seconds:.1} s before attempt {}", number + 1);
    }
}

/// Returns whether the response to an attempt was lost, although the server may have processed the request.
fn loses_response(attempt: &Result<RawResponse, FailedAttempt>) -> bool {
    match attempt {
        Ok(received) => lost::replaces_a_response(received.status),
        Err(failed) => !failed.at.is_before_sending(),
    }
}
