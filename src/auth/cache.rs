//! One token for all threads of a client.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use ureq::http::{Method, Uri};

use super::{TOKEN_PATH, Token};
use crate::Error;
use crate::error::{CallContext, Phase, TimeLimit, TimeoutError};
use crate::transport::Deadline;

/// After a renewal that failed while the old token was still valid, the next one is not attempted for this long, or for as long
/// as the token endpoint asks.
const PAUSE: Duration = Duration::from_secs(10);

/// The longest pause that the token endpoint can ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(3600);

/// The token of a client, fetched by one thread while the others wait, or go on with a token that is still valid.
///
/// No lock is held during a request to the token endpoint: `fetching` says that a thread has sent one, and `changed` wakes the
/// others when it has returned. They share its outcome, so that wrong credentials are sent once and not once a thread. What is
/// not shared is a failure that another attempt might have avoided, for which that thread had no time or no need.
#[derive(Debug, Default)]
pub(crate) struct TokenCache {
    /// The token endpoint, for errors.
    endpoint: Uri,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    token: Option<Arc<Token>>,
    fetching: bool,
    /// The number of fetches that have ended, so that a waiting thread knows whether the one it waits for has.
    round: u64,
    /// The failure of the last of them.
    failure: Option<Failure>,
    /// No early renewal before this.
    pause_until: Option<Instant>,
    /// How many threads wait, so that tests need not guess.
    #[cfg(test)]
    waiting: usize,
}

/// A fetch that failed.
#[derive(Debug, Clone)]
struct Failure {
    error: Error,
    /// When another thread may attempt it again; `None` if it has to share the failure.
    retry_at: Option<Instant>,
}

/// Why a token is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// There is no token that could be used.
    Needed,
    /// The token at hand expires soon. Not worth an effort yet.
    Early,
}

impl TokenCache {
    /// An empty cache. Errors name `endpoint`, where its tokens come from.
    pub(super) fn new(endpoint: Uri) -> Self {
        Self {
            endpoint,
            ..Self::default()
        }
    }

    /// The token, from the cache or through `fetch`.
    pub(super) fn token(
        &self,
        deadline: Deadline,
        mut fetch: impl FnMut(Purpose) -> Result<Token, Error>,
    ) -> Result<Arc<Token>, Error> {
        let mut state = self.lock();
        // What the token endpoint asked for, if another thread had no time for it.
        let mut not_before = None;
        loop {
            if let Some(token) = state.fresh() {
                return Ok(token);
            }
            let purpose = match (state.valid(), state.fetching) {
                // Another thread renews it, and until it expires it can be used.
                (Some(token), true) => return Ok(token),
                (Some(_), false) => Purpose::Early,
                (None, false) => Purpose::Needed,
                (None, true) => {
                    state = self.wait(state, deadline)?;
                    match &state.failure {
                        Some(failure) if state.valid().is_none() => not_before = Some(failure.retry_at(deadline)?),
                        Some(_) => {}
                        // It is what this thread waited for, however soon it expires. Without one, it was forgotten since.
                        None => {
                            if let Some(token) = &state.token {
                                return Ok(Arc::clone(token));
                            }
                        }
                    }
                    continue;
                }
            };
            state.fetching = true;
            drop(state);
            let failure = match self.fetch(purpose, not_before, &mut fetch) {
                Ok(token) => return Ok(token),
                Err(failure) => failure,
            };
            state = self.lock();
            match state.valid() {
                Some(token) => return Ok(token),
                None if purpose == Purpose::Needed => return Err(failure.error),
                // The old token expired or was refused in the meantime, so a new one is needed now.
                None => not_before = Some(failure.retry_at(deadline)?),
            }
        }
    }

    /// Fetches a token. The caller has set `fetching`.
    fn fetch(
        &self,
        purpose: Purpose,
        not_before: Option<Instant>,
        fetch: &mut impl FnMut(Purpose) -> Result<Token, Error>,
    ) -> Result<Arc<Token>, Failure> {
        let mut guard = FetchGuard {
            cache: self,
            fetched: None,
        };
        if let Some(start) = not_before {
            thread::sleep(start.saturating_duration_since(Instant::now()));
        }
        let fetched = fetch(purpose).map(Arc::new);
        let fetched = fetched.map_err(|error| Failure::new(error, purpose));
        guard.fetched = Some(fetched.clone());
        fetched
    }

    /// A token that can be used now, however soon it expires.
    pub(super) fn valid(&self) -> Option<Arc<Token>> {
        self.lock().valid()
    }

    /// Does not give out this token again.
    pub(super) fn forget(&self, token: &Arc<Token>) {
        let mut state = self.lock();
        if state.token.as_ref().is_some_and(|cached| Arc::ptr_eq(cached, token)) {
            state.token = None;
        }
    }

    /// Waits until the fetch of another thread has ended.
    fn wait<'a>(&self, mut state: MutexGuard<'a, State>, deadline: Deadline) -> Result<MutexGuard<'a, State>, Error> {
        let round = state.round;
        #[cfg(test)]
        {
            state.waiting += 1;
        }
        while state.round == round {
            let left = deadline.left();
            if left.is_zero() {
                let context = CallContext::new(&Method::POST, TOKEN_PATH, 0).with_origin(&self.endpoint);
                return Err(Error::Timeout(TimeoutError::new(
                    context,
                    Phase::Token,
                    TimeLimit::Call(deadline.limit()),
                )));
            }
            state = self
                .changed
                .wait_timeout(state, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
        Ok(state)
    }

    /// Begins with a token, so that tests need not fetch one.
    #[cfg(test)]
    pub(super) fn put(&self, token: Arc<Token>) {
        self.lock().token = Some(token);
    }

    #[cfg(test)]
    pub(super) fn cached(&self) -> Option<Arc<Token>> {
        self.lock().token.clone()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing that holds the lock can panic half-way through a change.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// A token that can be used without asking for a new one.
    fn fresh(&self) -> Option<Arc<Token>> {
        let now = Instant::now();
        let paused = self.pause_until.is_some_and(|until| now < until);
        let good = |token: &&Arc<Token>| token.is_fresh(now) || (paused && token.is_valid(now));
        self.token.as_ref().filter(good).cloned()
    }

    fn valid(&self) -> Option<Arc<Token>> {
        self.token
            .as_ref()
            .filter(|token| token.is_valid(Instant::now()))
            .cloned()
    }
}

impl Failure {
    /// An early renewal says nothing about a fetch that is needed: it was a single attempt.
    fn new(error: Error, purpose: Purpose) -> Self {
        let is_shared = purpose == Purpose::Needed && !error.is_cut_short();
        let wait = if error.is_cut_short() {
            error.retry_after().unwrap_or_default()
        } else {
            Duration::ZERO
        };
        let retry_at = if is_shared {
            None
        } else {
            Instant::now().checked_add(wait)
        };
        Self { error, retry_at }
    }

    /// When a thread with this deadline may attempt the fetch again, or the error if that does not fit into its time.
    fn retry_at(&self, deadline: Deadline) -> Result<Instant, Error> {
        let fits = |start: &Instant| start.saturating_duration_since(Instant::now()) < deadline.left();
        self.retry_at.filter(fits).ok_or_else(|| self.error.clone())
    }

    /// How long the next early renewal has to wait.
    fn pause(&self) -> Duration {
        let asked = self.error.retry_after().unwrap_or_default();
        asked.clamp(PAUSE, LONGEST_PAUSE)
    }
}

/// Ends a fetch whatever happens, so that no thread waits for one that is gone.
struct FetchGuard<'a> {
    cache: &'a TokenCache,
    /// Nothing if the fetch panicked.
    fetched: Option<Result<Arc<Token>, Failure>>,
}

impl Drop for FetchGuard<'_> {
    fn drop(&mut self) {
        let mut state = self.cache.lock();
        state.fetching = false;
        state.round += 1;
        let old = state.valid();
        match self.fetched.take() {
            Some(Ok(token)) => {
                state.pause_until = None;
                state.token = Some(token);
                state.failure = None;
            }
            Some(Err(failure)) => {
                state.pause_until = old.is_some().then(|| Instant::now() + failure.pause());
                state.token = old;
                state.failure = Some(failure);
            }
            // The threads that waited fetch for themselves.
            None => {
                state.token = old;
                state.failure = None;
            }
        }
        self.cache.changed.notify_all();
    }
}

#[cfg(test)]
mod tests;
