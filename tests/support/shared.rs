//! What the threads of a server share: what to do, and what happened so far.

use std::collections::HashMap;
use std::io;
use std::net::TcpStream;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::recorded::Recorded;
use super::script::Step;

type Handler = dyn Fn(&Recorded) -> Vec<Step> + Send + Sync;

/// What becomes of a connection.
pub(super) enum Behaviour {
    /// The nth connection follows the nth script. One more is a surprise.
    Scripts(Vec<Vec<Step>>),
    /// Every connection follows the same script.
    Each(Vec<Step>),
    /// Each request is read, and followed by the steps that it calls for. The connection is kept alive.
    Serve(Box<Handler>),
}

pub(super) struct Shared {
    pub(super) behaviour: Behaviour,
    pub(super) state: Mutex<State>,
    pub(super) changed: Condvar,
}

#[derive(Default)]
pub(super) struct State {
    pub(super) stopping: bool,
    pub(super) connections: usize,
    /// The second handles of what is open, to wake the threads when the test ends.
    pub(super) open: HashMap<usize, TcpStream>,
    pub(super) requests: Vec<Recorded>,
    pub(super) raw: Vec<u8>,
    pub(super) flooded: u64,
    pub(super) surprises: Vec<String>,
}

impl Shared {
    pub(super) fn record(&self, request: Recorded) {
        self.lock().requests.push(request);
        self.changed.notify_all();
    }

    pub(super) fn record_raw(&self, bytes: &[u8]) {
        self.lock().raw.extend_from_slice(bytes);
        self.changed.notify_all();
    }

    pub(super) fn count_flood(&self, bytes: u64) {
        self.lock().flooded += bytes;
    }

    /// The connection is closed as far as the server is concerned.
    pub(super) fn forget(&self, connection: usize) {
        self.lock().open.remove(&connection);
        self.changed.notify_all();
    }

    /// Waits for as long as a slow server takes, or until the test ends.
    pub(super) fn pause(&self, duration: Duration) -> io::Result<()> {
        let end = Instant::now() + duration;
        self.wait_in_script(|_| Instant::now() >= end)
    }

    /// Waits for something. The end of the test is an error, so that the script ends too.
    pub(super) fn wait_in_script(&self, happened: impl Fn(&State) -> bool) -> io::Result<()> {
        let mut state = self.lock();
        loop {
            if state.stopping {
                return Err(io::ErrorKind::Interrupted.into());
            }
            if happened(&state) {
                return Ok(());
            }
            // A pause ends by the clock, of which nobody tells: so look every few milliseconds.
            state = self
                .changed
                .wait_timeout(state, Duration::from_millis(5))
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

/// A thread that panicked with the lock in its hand has said what was wrong: the others carry on.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
