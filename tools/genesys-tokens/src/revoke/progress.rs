//! How far a run is, on a terminal.

use std::fmt::Display;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use genesys_cloud::{Attempt, ClientBuilder};
use indicatif::{ProgressBar, ProgressStyle};

use crate::console::note;

/// A shorter wait is not shown.
const SHORTEST: Duration = Duration::from_secs(2);

/// At most 80 columns wide.
const TEMPLATE: &str = "{bar:30} {human_pos} of {human_len}, {eta} left {msg}";

/// The latest wait of the client.
#[derive(Clone, Default)]
pub(super) struct Waits(Arc<Mutex<Option<Wait>>>);

#[derive(Clone, Copy)]
struct Wait {
    end: Instant,
    why: &'static str,
}

impl Waits {
    /// Observes the waits of a client.
    pub(super) fn observe(&self, builder: ClientBuilder) -> ClientBuilder {
        let waits = self.clone();
        builder.on_attempt(move |attempt| waits.see(attempt))
    }

    fn see(&self, attempt: &Attempt<'_>) {
        let Some(time) = attempt.wait().filter(|time| *time >= SHORTEST) else {
            return;
        };
        let why = if attempt.status() == Some(429) {
            "rate limit"
        } else {
            "retry"
        };
        let end = Instant::now() + time;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Wait { end, why });
    }

    /// Returns what the client waits for: `(rate limit: 12 s)`.
    fn text(&self) -> String {
        let wait = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let left = wait.map(|wait| (wait.why, wait.end.saturating_duration_since(Instant::now())));
        match left {
            Some((why, left)) if !left.is_zero() => format!("({why}: {} s)", left.as_secs() + 1),
            _ => String::new(),
        }
    }
}

/// A bar on standard error, if that is a terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    waits: Waits,
}

impl Progress {
    pub(super) fn start(users: usize, waits: Waits) -> Self {
        let bar = ProgressBar::new(users as u64);
        if let Ok(style) = ProgressStyle::with_template(TEMPLATE) {
            bar.set_style(style.progress_chars("=> "));
        }
        Self { bar, waits }
    }

    /// Counts one more user.
    pub(super) fn step(&self) {
        self.bar.inc(1);
    }

    /// Shows what the client waits for.
    pub(super) fn tick(&self) {
        self.bar.set_message(self.waits.text());
        self.bar.tick();
    }

    /// Writes a line above the bar.
    pub(super) fn say(&self, line: impl Display) {
        self.bar.suspend(|| note(line));
    }

    /// Writes something else above the bar.
    pub(super) fn above(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }

    /// Removes the bar.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
