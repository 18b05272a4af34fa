//! The end of a token.

use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::clock::Clock;

/// How long before its end a token is renewed, unless a tenth of its lifetime is less.
const MARGIN: Duration = Duration::from_secs(60);

/// The end of a token: by the monotonic clock, which is never set back, and as a date.
#[derive(Debug, Clone, Copy)]
pub(super) struct Expiry {
    pub(super) renew_at: Instant,
    pub(super) at: Instant,
    pub(super) date: Timestamp,
}

impl Expiry {
    /// Returns the end of a token whose lifetime begins now. `None` if the lifetime is too long for an `Instant` or a date.
    pub(super) fn after(lifetime: Duration, clock: &Clock) -> Option<Self> {
        let at = clock.now().checked_add(lifetime)?;
        let margin = MARGIN.min(lifetime / 10);
        Some(Self {
            renew_at: at.checked_sub(margin)?,
            at,
            date: clock.date().checked_add(lifetime).ok()?,
        })
    }
}
