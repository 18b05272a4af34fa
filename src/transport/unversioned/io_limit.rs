//! A time limit for everything that a thread sends and receives.
//!
//! ureq limits the time of each step of a request. Two steps need another limit: connecting through a proxy, for which ureq starts
//! the limit again with each byte of the response to CONNECT, and reading a body that is not needed.

use std::cell::Cell;
use std::time::{Duration, Instant};

use ureq::Error;
use ureq::unversioned::transport::{NextTimeout, time};

thread_local! {
    static END: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// A time limit for this thread, from its creation until it is dropped.
#[must_use = "the limit ends when this is dropped"]
pub(crate) struct IoLimit {
    /// The limit that applies again when this one is dropped.
    outer: Option<Instant>,
}

impl IoLimit {
    pub(super) fn until(end: Option<Instant>) -> Self {
        let outer = END.get();
        END.set(earlier(outer, end));
        Self { outer }
    }

    pub(crate) fn after(duration: Duration) -> Self {
        Self::until(Instant::now().checked_add(duration))
    }
}

impl Drop for IoLimit {
    fn drop(&mut self) {
        END.set(self.outer);
    }
}

/// The deadline of a step: that of ureq or that of [`IoLimit`], whichever is earlier.
#[derive(Clone, Copy)]
pub(super) struct StepDeadline {
    end: Option<Instant>,
    timeout: NextTimeout,
}

impl StepDeadline {
    /// The deadline of a step that begins now.
    pub(super) fn new(timeout: NextTimeout) -> Self {
        let end = match timeout.after {
            time::Duration::Exact(left) => Instant::now().checked_add(left),
            time::Duration::NotHappening => None,
        };
        Self {
            end: earlier(END.get(), end),
            timeout,
        }
    }

    /// Returns the time that is left, which is not zero, or `None` without a limit.
    pub(super) fn left(self) -> Result<Option<Duration>, Error> {
        match self.end.map(|end| end.saturating_duration_since(Instant::now())) {
            Some(Duration::ZERO) => Err(self.error()),
            left => Ok(left),
        }
    }

    pub(super) fn error(self) -> Error {
        Error::Timeout(self.timeout.reason)
    }
}

fn earlier(one: Option<Instant>, other: Option<Instant>) -> Option<Instant> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
