//! One token for all threads of a client.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use ureq::http::Method;

use super::{TOKEN_PATH, Token};
use crate::Error;
use crate::error::{CallContext, Phase, TimeLimit, TimeoutError};
use crate::transport::Deadline;

/// After a renewal that failed while the old token was still good, the next one is not tried for this long.
const PAUSE: Duration = Duration::from_secs(10);

/// The token of a client, fetched by one thread while the others wait, or go on with a token that is still good.
///
/// No lock is held while the token endpoint works: `fetching` says that a thread is there, and `changed` wakes the
/// others when it is back. They take what it brought, an error too, so that a refused secret is sent once and not once
/// a thread.
#[derive(Debug, Default)]
pub(crate) struct TokenCache {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    token: Option<Arc<Token>>,
    fetching: bool,
    /// How many fetches came back, so that a waiting thread knows that the one it waited for did.
    round: u64,
    /// What the last of them failed with.
    failure: Option<Error>,
    /// No early renewal before this.
    pause_until: Option<Instant>,
    /// How many threads wait, so that tests need not guess.
    #[cfg(test)]
    waiting: usize,
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
    /// The token, from the cache or through `fetch`.
    pub(super) fn token(
        &self,
        deadline: Deadline,
        fetch: impl FnOnce(Purpose) -> Result<Token, Error>,
    ) -> Result<Arc<Token>, Error> {
        let mut state = self.lock();
        let purpose = loop {
            if let Some(token) = state.fresh() {
                return Ok(token);
            }
            match (state.valid(), state.fetching) {
                // Another thread renews it. Until then it is as good as ever.
                (Some(token), true) => return Ok(token),
                (Some(_), false) => break Purpose::Early,
                (None, false) => break Purpose::Needed,
                (None, true) => {}
            }
            let round = state.round;
            state = self.wait(state, deadline, round)?;
            match state.outcome() {
                // The time of the other call ran out, not ours.
                Some(Err(Error::Timeout(error))) if error.is_whole_call() && !deadline.is_over() => {}
                Some(outcome) => return outcome,
                // It was forgotten in the meantime.
                None => {}
            }
        };
        state.fetching = true;
        drop(state);
        let mut guard = FetchGuard {
            cache: self,
            fetched: None,
        };
        let fetched = fetch(purpose).map(Arc::new);
        guard.fetched = Some(fetched.clone());
        drop(guard);
        // A renewal that failed costs nothing while the old token is good, unless it was refused in the meantime.
        fetched.or_else(|error| self.lock().valid().ok_or(error))
    }

    /// Does not give out this token again.
    pub(super) fn forget(&self, token: &Arc<Token>) {
        let mut state = self.lock();
        if state.token.as_ref().is_some_and(|cached| Arc::ptr_eq(cached, token)) {
            state.token = None;
        }
    }

    /// Waits until the fetch that is under way is back.
    fn wait<'a>(
        &self,
        mut state: MutexGuard<'a, State>,
        deadline: Deadline,
        round: u64,
    ) -> Result<MutexGuard<'a, State>, Error> {
        #[cfg(test)]
        {
            state.waiting += 1;
        }
        while state.round == round {
            let left = deadline.left();
            if left.is_zero() {
                let context = CallContext::new(&Method::POST, TOKEN_PATH, 0);
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

    /// What the last fetch means for those who waited for it. A token that is there is as good as it was to the thread
    /// which fetched it, however short it lives.
    fn outcome(&self) -> Option<Result<Arc<Token>, Error>> {
        match &self.failure {
            Some(error) => Some(self.valid().ok_or_else(|| error.clone())),
            None => self.token.clone().map(Ok),
        }
    }
}

/// Ends a fetch whatever happens, so that no thread waits for one that is gone.
struct FetchGuard<'a> {
    cache: &'a TokenCache,
    /// Nothing if the fetch panicked.
    fetched: Option<Result<Arc<Token>, Error>>,
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
            Some(Err(error)) => {
                state.pause_until = old.is_some().then(|| Instant::now() + PAUSE);
                state.token = old;
                state.failure = Some(error);
            }
            // Those who waited try for themselves.
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
