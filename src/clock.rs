//! The time of a client, and waiting.
//!
//! Lifetimes of tokens, deadlines and the waits before retries use one clock, so that a test can turn it instead of waiting.
//! Sockets, DNS lookups and sign-ins with the browser wait in the system, so they use the time of the system.
//!
//! Shutting the clock down ends every wait of the client: the waits of the clock itself, and the waits of each registered [`Wake`].

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use jiff::Timestamp;

/// The clock of a client, which its clones and derived clients share.
#[derive(Default)]
pub(crate) struct Clock {
    is_shut_down: AtomicBool,
    /// The objects to wake when the clock is shut down.
    waiting: Mutex<Vec<Weak<dyn Wake>>>,
    changed: Condvar,
    /// How far a test has turned the clock.
    #[cfg(test)]
    turned: Mutex<Option<Duration>>,
}

/// An object that waits elsewhere than in [`Clock::sleep`].
pub(crate) trait Wake: Send + Sync {
    /// Ends all waits of this object. The threads that waited look at [`Clock::is_shut_down`] then.
    fn wake(&self);
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

    /// Returns the current date. Unlike the time, the date may be set back.
    #[cfg_attr(not(test), allow(clippy::unused_self, reason = "only a test turns the clock"))]
    pub(crate) fn date(&self) -> Timestamp {
        let date = Timestamp::now();
        #[cfg(test)]
        let date = date + self.turned().unwrap_or_default();
        date
    }

    /// Waits for this time, or until the clock is shut down.
    pub(crate) fn sleep(&self, duration: Duration) {
        #[cfg(test)]
        if self.is_turned_by_hand() {
            return self.turn(duration);
        }
        // The flag is set under this lock, so that the signal cannot be missed.
        let waiting = self.lock();
        let is_waiting = |_: &mut Vec<Weak<dyn Wake>>| !self.is_shut_down();
        // Both results mean that the wait is over.
        let _ = self.changed.wait_timeout_while(waiting, duration, is_waiting);
    }

    /// Wakes an object when the clock is shut down. Afterwards, the caller looks at [`is_shut_down`](Self::is_shut_down): a clock that
    /// is already shut down does not wake the object, since the caller may hold its lock.
    pub(crate) fn wake_at_shutdown(&self, object: &Arc<impl Wake + 'static>) {
        let mut waiting = self.lock();
        let object: Weak<dyn Wake> = Arc::downgrade(object) as _;
        waiting.retain(|other| other.strong_count() > 0 && !Weak::ptr_eq(other, &object));
        waiting.push(object);
    }

    /// Returns whether the clock is shut down, so that no wait is begun.
    pub(crate) fn is_shut_down(&self) -> bool {
        self.is_shut_down.load(Ordering::SeqCst)
    }

    /// Ends all waits, now and later.
    pub(crate) fn shut_down(&self) {
        let waiting = {
            let mut waiting = self.lock();
            self.is_shut_down.store(true, Ordering::SeqCst);
            std::mem::take(&mut *waiting)
        };
        self.changed.notify_all();
        // The lock is released here: an object may wait for a thread that is about to register another one.
        for object in waiting.iter().filter_map(Weak::upgrade) {
            object.wake();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Weak<dyn Wake>>> {
        // No code that holds the lock can panic.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Clock")
            .field("is_shut_down", &self.is_shut_down())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
impl Clock {
    /// Returns a clock that a test turns. [`sleep`](Self::sleep) turns this clock instead of waiting.
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
