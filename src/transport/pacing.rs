//! Spacing of the requests that are sent with one token.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::Deadline;

/// Spaces requests evenly, for all threads that use the same token. After a 429 it holds all of them back.
///
/// Each request takes a ticket. Tickets are called in the order in which they were taken, one in each interval. A thread sleeps until
/// its ticket is called, and then looks again: a 429 may have postponed all calls in the meantime.
#[derive(Debug)]
pub(crate) struct Pacer {
    queue: Mutex<Queue>,
}

#[derive(Debug)]
struct Queue {
    interval: Duration,
    /// The ticket that the next request takes.
    next: u64,
    /// A ticket, from which the times of all later ones are counted.
    first: u64,
    /// When `first` is called.
    first_at: Instant,
}

impl Pacer {
    /// Returns a pacer for so many requests a minute.
    pub(crate) fn per_minute(requests: u32, now: Instant) -> Self {
        Self::with_interval(Duration::from_secs(60) / requests.max(1), now)
    }

    /// Returns a pacer of the same rate, for another token.
    pub(crate) fn for_another_token(&self, now: Instant) -> Self {
        Self::with_interval(self.lock().interval, now)
    }

    fn with_interval(interval: Duration, now: Instant) -> Self {
        Self {
            queue: Mutex::new(Queue {
                interval,
                next: 0,
                first: 0,
                first_at: now,
            }),
        }
    }

    /// Waits until a request may be sent.
    ///
    /// If the wait does not fit into the call's time, the request is sent at once, and the server decides.
    pub(super) fn wait(&self, deadline: Deadline<'_>) {
        let clock = deadline.clock();
        let Some(mut ticket) = self.lock().take_ticket(clock.now(), deadline.left()) else {
            return;
        };
        while !clock.is_shut_down() {
            let (now, left) = (clock.now(), deadline.left());
            let mut queue = self.lock();
            if queue.is_void(ticket, now) {
                match queue.take_ticket(now, left) {
                    Some(new) => ticket = new,
                    None => return,
                }
            }
            let wait = queue.time_of(ticket).saturating_duration_since(now);
            drop(queue);
            if wait.is_zero() || wait >= left {
                return;
            }
            clock.sleep(wait);
        }
    }

    /// Holds all requests back for this time, after a 429. Then they follow one by one, as before.
    pub(super) fn hold(&self, now: Instant, wait: Duration) {
        if let Some(end) = now.checked_add(wait) {
            self.lock().postpone(now, end);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        // No code that holds the lock can panic.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Queue {
    /// Takes a ticket. `None` if it would not be called within the time that is left.
    fn take_ticket(&mut self, now: Instant, left: Duration) -> Option<u64> {
        let ticket = self.next;
        let time = self.time_of(ticket);
        if time.saturating_duration_since(now) >= left {
            return None;
        }
        if time <= now {
            // All tickets before it were called, so times are counted from this one.
            (self.first, self.first_at) = (ticket, now);
        }
        self.next += 1;
        Some(ticket)
    }

    /// Returns whether a ticket was called just before a 429, so that its request is not sent yet and must not be.
    fn is_void(&self, ticket: u64, now: Instant) -> bool {
        ticket < self.first && now < self.first_at
    }

    /// Postpones all tickets that are not called yet to the time after `end`.
    fn postpone(&mut self, now: Instant, end: Instant) {
        while self.first < self.next && self.time_of(self.first) <= now {
            self.first_at = self.time_of(self.first + 1);
            self.first += 1;
        }
        // A shorter wait does not end a longer one.
        self.first_at = self.first_at.max(end);
    }

    /// Returns the time at which a ticket is called.
    fn time_of(&self, ticket: u64) -> Instant {
        let before = u32::try_from(ticket.saturating_sub(self.first)).unwrap_or(u32::MAX);
        // A time beyond the range of an `Instant` would need more threads than a process can have.
        let time = self.first_at.checked_add(self.interval.saturating_mul(before));
        time.unwrap_or(self.first_at)
    }
}

#[cfg(test)]
mod tests;
