//! The token cache of a client.

mod failed_fetch;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use ureq::http::{Method, Uri};

use super::{TOKEN_PATH, Token};
use crate::Error;
use crate::clock::{Clock, Wake};
use crate::error::{CallContext, Phase, Stage, TimeLimit, TimeoutError, TransportError};
use crate::transport::Deadline;
use failed_fetch::FailedFetch;
pub(super) use failed_fetch::FetchError;

/// The pause between two replacements of refused tokens, while no call succeeds.
const REPLACEMENT_PAUSE: Duration = Duration::from_secs(10);

/// The token of a client. One thread fetches it while the others wait, or use a token that is still valid.
///
/// No lock is held during a request to the token endpoint: `is_fetching` is set meanwhile, and `changed` wakes the waiting threads
/// afterwards. They share the outcome, so that invalid credentials are sent once and not by each thread. They do not share a failure
/// that a thread with more time could have avoided by a retry.
#[derive(Debug, Default)]
pub(crate) struct TokenCache {
    /// The URI of the token endpoint, for errors. `None` if a function of the program returns the tokens.
    endpoint: Option<Uri>,
    shared: Arc<Shared>,
    /// Whether `State::replaced_at` is set. Each call reads this without locking the state.
    is_doubted: AtomicBool,
}

/// What threads wait for.
#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    token: Option<Arc<Token>>,
    /// Whether a thread is fetching a token.
    is_fetching: bool,
    /// The number of fetches that have ended. A waiting thread waits for it to change.
    ended_fetches: u64,
    /// The failure of the last fetch, if it failed.
    failure: Option<FailedFetch>,
    /// The time until which no early renewal is attempted.
    pause_until: Option<Instant>,
    /// When a refused token was last replaced, if no call has succeeded since then.
    replaced_at: Option<Instant>,
    /// The number of threads that have waited, for tests.
    #[cfg(test)]
    waiting: usize,
}

/// Why a token is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fetch {
    /// There is no valid token.
    Required,
    /// The token expires soon. If the renewal fails, the call can still use it.
    Renewal,
}

impl TokenCache {
    /// Returns an empty cache, whose errors name `endpoint`.
    pub(super) fn new(endpoint: Option<Uri>) -> Self {
        Self {
            endpoint,
            ..Self::default()
        }
    }

    /// Returns the token of the cache, or fetches one.
    pub(super) fn token(
        &self,
        deadline: Deadline<'_>,
        mut fetch: impl FnMut(Fetch) -> Result<Token, FetchError>,
    ) -> Result<Arc<Token>, Error> {
        let clock = deadline.clock();
        let mut state = self.lock();
        // Earliest retry allowed by a `Retry-After` that another thread could not wait for.
        let mut not_before = None;
        // After each wait and each failed renewal, the loop begins again: other threads may have changed the state meanwhile.
        loop {
            if let Some(token) = state.usable_without_renewal(clock.now()) {
                return Ok(token);
            }
            let kind = match (state.valid(clock.now()), state.is_fetching) {
                // Another thread renews the token. The old token is still valid, so there is no reason to wait for the new one.
                (Some(token), true) => return Ok(token),
                (Some(_), false) => Fetch::Renewal,
                (None, false) => Fetch::Required,
                (None, true) => {
                    // One request serves all threads, and invalid credentials are sent once.
                    state = self.wait_for_fetch(state, deadline)?;
                    match &state.failure {
                        Some(failure) if state.valid(clock.now()).is_none() => {
                            // A thread with more time than the failed one makes the next attempt. Any other thread shares the failure.
                            not_before = Some(failure.retry_at(deadline)?);
                        }
                        // The renewal failed, and the old token is still valid: the next round returns it.
                        Some(_) => {}
                        // The threads that waited use the new token even if its lifetime is zero. There is none if it was forgotten
                        // in the meantime, and the next round fetches another one.
                        None => {
                            if let Some(token) = &state.token {
                                return Ok(Arc::clone(token));
                            }
                        }
                    }
                    continue;
                }
            };
            // From here on, the other threads wait for this one. They need the lock for that, and so does the end of the fetch.
            state.is_fetching = true;
            drop(state);
            let failure = match self.fetch(kind, not_before, clock, &mut fetch) {
                Ok(token) => return Ok(token),
                Err(failure) => failure,
            };
            state = self.lock();
            match state.valid(clock.now()) {
                // A renewal that fails is not an error of this call.
                Some(token) => return Ok(token),
                None if kind == Fetch::Required => return Err(failure.into_error()),
                // The old token expired or was refused during the renewal, so a new one is required now.
                None => not_before = Some(failure.retry_at(deadline)?),
            }
        }
    }

    /// Fetches a token, not before `not_before`. The caller has set `is_fetching`.
    fn fetch(
        &self,
        kind: Fetch,
        not_before: Option<Instant>,
        clock: &Clock,
        fetch: &mut impl FnMut(Fetch) -> Result<Token, FetchError>,
    ) -> Result<Arc<Token>, FailedFetch> {
        let mut guard = FetchGuard {
            cache: self,
            clock,
            fetched: None,
        };
        // This thread waits in the place of all others, so that they do not send their requests at the same time.
        if let Some(start) = not_before {
            clock.sleep(start.saturating_duration_since(clock.now()));
        }
        let fetched = fetch(kind).map(Arc::new);
        let fetched = fetched.map_err(|failed| FailedFetch::new(failed, kind, clock.now()));
        guard.fetched = Some(fetched.clone());
        fetched
    }

    /// Returns the token if it has not expired.
    pub(super) fn valid(&self, now: Instant) -> Option<Arc<Token>> {
        self.lock().valid(now)
    }

    /// Removes this token from the cache, if it is still there.
    pub(super) fn forget(&self, token: &Arc<Token>) {
        let mut state = self.lock();
        if state.token.as_ref().is_some_and(|cached| Arc::ptr_eq(cached, token)) {
            state.token = None;
        }
    }

    /// Removes a token that a call was refused with, so that the next call fetches another one. Returns whether it did.
    ///
    /// If the server also rejects the token that replaced a rejected one, another token would probably not help: each call would fetch
    /// a token, until the rate limit of the token endpoint hides the cause. Then one call in [`REPLACEMENT_PAUSE`] replaces the token,
    /// until a call succeeds.
    pub(super) fn replace_refused(&self, token: &Arc<Token>, now: Instant) -> bool {
        let mut state = self.lock();
        let is_cached = state.token.as_ref().is_some_and(|cached| Arc::ptr_eq(cached, token));
        if !is_cached {
            // Another thread has replaced it already.
            return true;
        }
        // No call has succeeded since the last replacement, so the token itself is probably not the problem.
        if state.replaced_at.is_some_and(|last| now < last + REPLACEMENT_PAUSE) {
            return false;
        }
        state.token = None;
        state.replaced_at = Some(now);
        self.is_doubted.store(true, Ordering::Relaxed);
        true
    }

    /// Records that a call succeeded with a token.
    pub(super) fn confirm(&self) {
        if self.is_doubted.load(Ordering::Relaxed) {
            let mut state = self.lock();
            state.replaced_at = None;
            // Changed under the lock, like `replaced_at`, so that both stay the same.
            self.is_doubted.store(false, Ordering::Relaxed);
        }
    }

    /// Waits until the fetch of another thread has ended.
    fn wait_for_fetch<'a>(
        &self,
        mut state: MutexGuard<'a, State>,
        deadline: Deadline<'_>,
    ) -> Result<MutexGuard<'a, State>, Error> {
        let before = state.ended_fetches;
        #[cfg(test)]
        {
            state.waiting += 1;
        }
        deadline.clock().wake_at_shutdown(&self.shared);
        // The number, unlike `is_fetching`, also shows the end of a fetch if another thread has begun the next one before this
        // thread has the lock.
        while state.ended_fetches == before {
            if deadline.clock().is_shut_down() {
                return Err(Error::Transport(TransportError::shut_down(
                    self.context(),
                    Stage::Lookup,
                )));
            }
            let left = deadline.left();
            if left.is_zero() {
                return Err(Error::Timeout(TimeoutError::new(
                    self.context(),
                    Phase::Token,
                    TimeLimit::Call(deadline.limit()),
                )));
            }
            state = self
                .shared
                .changed
                .wait_timeout(state, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
        Ok(state)
    }

    /// Returns the context of an error of a thread that has not sent anything.
    fn context(&self) -> CallContext {
        match &self.endpoint {
            Some(endpoint) => CallContext::new(&Method::POST, TOKEN_PATH, 0).with_origin(endpoint, None),
            None => CallContext::for_provider(),
        }
    }

    /// Sets the token, so that tests need not request one.
    #[cfg(test)]
    pub(super) fn put(&self, token: Arc<Token>) {
        self.lock().token = Some(token);
    }

    #[cfg(test)]
    pub(super) fn cached(&self) -> Option<Arc<Token>> {
        self.lock().token.clone()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.shared.lock()
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        // No code that holds the lock can panic between two changes of the state.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Wake for Shared {
    fn wake(&self) {
        // Under the lock, so that a thread that is about to wait does not miss it.
        let _state = self.lock();
        self.changed.notify_all();
    }
}

impl State {
    /// Returns the token if it is not to be renewed now.
    fn usable_without_renewal(&self, now: Instant) -> Option<Arc<Token>> {
        let token = self.token.as_ref()?;
        let is_paused = self.pause_until.is_some_and(|until| now < until);
        if token.is_fresh(now) || (is_paused && token.is_valid(now)) {
            Some(Arc::clone(token))
        } else {
            None
        }
    }

    /// Returns the token if it has not expired.
    fn valid(&self, now: Instant) -> Option<Arc<Token>> {
        let token = self.token.as_ref()?;
        if token.is_valid(now) {
            Some(Arc::clone(token))
        } else {
            None
        }
    }
}

/// Stores the outcome of a fetch when it is dropped, also after a panic, so that other threads do not wait forever.
struct FetchGuard<'a> {
    cache: &'a TokenCache,
    clock: &'a Clock,
    /// The outcome, or `None` if the fetch panicked.
    fetched: Option<Result<Arc<Token>, FailedFetch>>,
}

impl Drop for FetchGuard<'_> {
    fn drop(&mut self) {
        let mut state = self.cache.lock();
        state.is_fetching = false;
        state.ended_fetches += 1;
        let now = self.clock.now();
        let old = state.valid(now);
        match self.fetched.take() {
            Some(Ok(token)) => {
                state.pause_until = None;
                state.token = Some(token);
                state.failure = None;
            }
            Some(Err(failure)) => {
                // Without the pause, each call would send a renewal while the old token is still valid.
                state.pause_until = if old.is_some() { Some(now + failure.pause) } else { None };
                state.token = old;
                state.failure = Some(failure);
            }
            // Without a failure to share, the waiting threads fetch a token themselves. They would use an expired token if it stayed.
            None => {
                state.token = old;
                state.failure = None;
            }
        }
        self.cache.shared.changed.notify_all();
    }
}

#[cfg(test)]
mod tests;
