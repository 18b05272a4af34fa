//! State shared by the threads of a server: its behavior, and what it has recorded.

use std::collections::HashMap;
use std::io;
use std::net::TcpStream;
use std::sync::atomic::Ordering;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::recorded::Recorded;
use super::script::{Gate, Step};

type Handler = dyn Fn(&Recorded) -> Vec<Step> + Send + Sync;

/// How the server handles connections.
pub(super) enum Behavior {
    /// The nth connection follows the nth script. A connection without a script fails the test.
    Scripts(Vec<Vec<Step>>),
    /// Every connection follows the same script.
    Each(Vec<Step>),
    /// Each request is read, and the steps that the handler returns for it are run. The connection is kept alive.
    Serve(Box<Handler>),
}

pub(super) struct Shared {
    pub(super) behavior: Behavior,
    pub(super) state: Mutex<State>,
    pub(super) changed: Condvar,
}

#[derive(Default)]
pub(super) struct State {
    pub(super) stopping: bool,
    pub(super) connections: usize,
    /// Second handles of the open connections, to wake their threads when the test ends.
    pub(super) open: HashMap<usize, TcpStream>,
    pub(super) requests: Vec<Recorded>,
    pub(super) raw: Vec<u8>,
    pub(super) flooded: u64,
    /// Connections and requests that no script covers, and panics.
    pub(super) unexpected: Vec<String>,
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

    /// Removes a connection that the server has closed.
    pub(super) fn forget(&self, connection: usize) {
        self.lock().open.remove(&connection);
        self.changed.notify_all();
    }

    /// Opens a gate, and wakes the threads that wait for it.
    pub(super) fn open(&self, gate: &Gate) {
        let state = self.lock();
        gate.0.store(true, Ordering::SeqCst);
        drop(state);
        self.changed.notify_all();
    }

    /// Waits for this long, or until the test ends.
    pub(super) fn pause(&self, duration: Duration) -> io::Result<()> {
        let end = Instant::now() + duration;
        self.wait_in_script(|_| Instant::now() >= end)
    }

    /// Waits until `happened` returns true. The end of the test is an error, so that it ends the script.
    pub(super) fn wait_in_script(&self, happened: impl Fn(&State) -> bool) -> io::Result<()> {
        let mut state = self.lock();
        loop {
            if state.stopping {
                return Err(io::ErrorKind::Interrupted.into());
            }
            if happened(&state) {
                return Ok(());
            }
            // The end of a pause does not notify `changed`, so this polls.
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

/// Locks also after a panic: the panic itself fails the test, and the other threads continue.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
