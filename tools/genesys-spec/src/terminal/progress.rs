//! The step that a long run is at, on a terminal.

use std::io::{self, IsTerminal as _, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// The time before the first step is shown. A shorter run shows nothing.
const DELAY: Duration = Duration::from_secs(1);

/// A line on standard error with the current step, until this is dropped.
pub(crate) struct Progress(Option<(Sender<String>, JoinHandle<()>)>);

impl Progress {
    /// Starts to show steps after a second, if standard error is a terminal.
    pub(crate) fn start() -> Self {
        if io::stderr().is_terminal() {
            Self::on(io::stderr(), DELAY)
        } else {
            Self::hidden()
        }
    }

    /// Returns a progress that shows nothing.
    pub(crate) fn hidden() -> Self {
        Self(None)
    }

    /// Returns whether steps are shown.
    pub(crate) fn is_shown(&self) -> bool {
        self.0.is_some()
    }

    fn on(terminal: impl Write + Send + 'static, delay: Duration) -> Self {
        let (sender, steps) = mpsc::channel();
        let thread = std::thread::spawn(move || show(&steps, terminal, Instant::now() + delay));
        Self(Some((sender, thread)))
    }

    /// Begins the next step: `reading swagger.json`.
    pub(crate) fn step(&self, step: impl Into<String>) {
        if let Some((sender, _)) = &self.0 {
            // If the thread has ended, nothing is shown, and the run goes on.
            let _ = sender.send(step.into());
        }
    }
}

impl Drop for Progress {
    /// Removes the line, so that the output begins at the start of a line.
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.0.take() {
            drop(sender);
            // The thread only writes; if that failed, nothing is shown.
            let _ = thread.join();
        }
    }
}

/// Shows each step in place of the one before it, from `start` on, until there are no more.
fn show(steps: &Receiver<String>, mut terminal: impl Write, start: Instant) {
    let mut step = String::new();
    loop {
        let left = start.saturating_duration_since(Instant::now());
        let next = if left.is_zero() {
            steps.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            steps.recv_timeout(left)
        };
        match next {
            Ok(next) => step = next,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        let is_late = Instant::now() >= start;
        if is_late
            && !step.is_empty()
            && write!(terminal, "\r\u{1b}[K{step} …")
                .and_then(|()| terminal.flush())
                .is_err()
        {
            return;
        }
    }
    // The run has ended: the line is removed, if there is one.
    if Instant::now() >= start {
        let _ = write!(terminal, "\r\u{1b}[K").and_then(|()| terminal.flush());
    }
}

#[cfg(test)]
mod tests;
