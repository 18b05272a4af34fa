//! The time of a client, and waiting.
//!
//! Lifetimes of tokens, deadlines and the waits before retries use one clock, so that a test can turn it instead of waiting.
//! Sockets and DNS lookups wait in the system, so they use the time of the system.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The clock of a client, which its clones share.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    state: Mutex<State>,
    changed: Condvar,
    /// How far a test has turned the clock.
    #[cfg(test)]
    turned: Mutex<Option<Duration>>,
}

#[derive(Debug, Default)]
struct State {
    is_shut_down: bool,
}

impl Clock {
    /// Returns the current time.
    #[cfg_attr(not(test), allow(clippy::unused_self, reason = "only a test turns the clock"))]
    pub(crate) fn now(&self) -> Instant {
        let now = Instant::now();
        #[cfg(test)]
        let now = now + self.turned().unwrap_or_default();
        now
    }

    /// Waits for this time, or until the clock is shut down.
    pub(crate) fn sleep(&self, duration: Duration) {
        #[cfg(test)]
        if self.is_turned_by_hand() {
            return self.turn(duration);
        }
        let state = self.lock();
        let is_waiting = |state: &mut State| !state.is_shut_down;
        // Both results mean that the wait is over.
        let _ = self.changed.wait_timeout_while(state, duration, is_waiting);
    }

    /// Whether the clock is shut down, so that no wait is begun.
    pub(crate) fn is_shut_down(&self) -> bool {
        self.lock().is_shut_down
    }

    /// Ends all waits, now and later.
    #[cfg(test)]
    pub(crate) fn shut_down(&self) {
        self.lock().is_shut_down = true;
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // No code that holds the lock can panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
impl Clock {
    /// Returns a clock that a test turns. It does not wait: [`sleep`](Self::sleep) turns it as well.
    pub(crate) fn turned_by_hand() -> Self {
        Self {
            turned: Mutex::new(Some(Duration::ZERO)),
            ..Self::default()
        }
    }

    /// Turns the clock forward.
    pub(crate) fn turn(&self, duration: Duration) {
        let mut turned = self.turned.lock().unwrap();
        *turned = Some(turned.unwrap_or_default() + duration);
    }

    fn turned(&self) -> Option<Duration> {
        *self.turned.lock().unwrap()
    }

    fn is_turned_by_hand(&self) -> bool {
        self.turned().is_some()
    }
}

#[cfg(test)]
mod tests;
