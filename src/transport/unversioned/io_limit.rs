//! A limit for all that a thread sends and receives for a while.
//!
//! ureq gives a limit to each step of a request. Some steps need an end of their own: connecting through a proxy, where ureq
//! starts the limit again with each byte of the response to CONNECT, and reading a body that is not needed.

use std::cell::Cell;
use std::time::{Duration, Instant};

use ureq::Error;
use ureq::unversioned::transport::{NextTimeout, time};

thread_local! {
    static END: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// While it lives, this thread sends and receives up to an instant only.
#[must_use = "the limit ends when this is dropped"]
pub(crate) struct IoLimit {
    before: Option<Instant>,
}

impl IoLimit {
    pub(super) fn until(end: Option<Instant>) -> Self {
        let before = END.get();
        END.set(earlier(before, end));
        Self { before }
    }

    pub(crate) fn of(duration: Duration) -> Self {
        Self::until(Instant::now().checked_add(duration))
    }
}

impl Drop for IoLimit {
    fn drop(&mut self) {
        END.set(self.before);
    }
}

/// When a step has to end that begins now.
#[derive(Clone, Copy)]
pub(super) struct End {
    at: Option<Instant>,
    timeout: NextTimeout,
}

impl End {
    pub(super) fn of(timeout: NextTimeout) -> Self {
        let at = match timeout.after {
            time::Duration::Exact(left) => Instant::now().checked_add(left),
            time::Duration::NotHappening => None,
        };
        Self {
            at: earlier(END.get(), at),
            timeout,
        }
    }

    /// What is left, which is not zero. `None` without a limit.
    pub(super) fn left(self) -> Result<Option<Duration>, Error> {
        match self.at.map(|at| at.saturating_duration_since(Instant::now())) {
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
