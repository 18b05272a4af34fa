//! DNS lookups with a time limit, in a few threads for the whole process. Callers that need the same host share one lookup.
//!
//! The time of a lookup by the system can only be limited by running it in another thread. A lookup that the system does not
//! finish blocks its thread, so the number of threads is limited. If all are in use, callers wait for one until their deadlines.

use std::fmt;
use std::io;
use std::net::{IpAddr, ToSocketAddrs};
use std::sync::{Arc, Condvar, LazyLock, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::clock::{Clock, Wake};

/// The largest number of lookups that run at the same time.
const MAX_THREADS: usize = 8;

/// How long the result of a lookup is kept if no caller had the time to wait for it.
const LATE_TIME: Duration = Duration::from_secs(10);

/// The largest number of such results. Programs connect to fewer hosts within that time.
const MAX_LATE: usize = 32;

/// The lookups of a process.
pub(in crate::transport) struct Lookups {
    system: Box<dyn System>,
    state: Mutex<State>,
    changed: Condvar,
}

/// The functions of the operating system that a lookup needs. Tests replace them.
pub(super) trait System: Send + Sync {
    fn look_up(&self, host: &str) -> io::Result<Vec<IpAddr>>;

    /// Runs a job in a new thread.
    fn start(&self, job: Box<dyn FnOnce() + Send>) -> io::Result<()>;
}

/// Why a host has no addresses.
#[derive(Debug)]
pub(super) enum LookupError {
    /// The deadline of this caller is over. The lookup may still be running.
    TimedOut,
    /// The client of this caller was shut down.
    ShutDown,
    Failed(io::Error),
}

#[derive(Default)]
struct State {
    running: Vec<Running>,
    late: Vec<LateResult>,
}

/// A lookup in a thread.
struct Running {
    host: String,
    result: Arc<OnceLock<LookupResult>>,
}

/// The result of a lookup. Several callers may receive it, and an `io::Error` cannot be cloned.
type LookupResult = Result<Vec<IpAddr>, (io::ErrorKind, String)>;

/// The addresses of a lookup that ended after the time of its callers. Without this result, their retries would start the lookup again
/// and again: a DNS server that does not respond takes the whole time to connect, until the system asks the next one.
struct LateResult {
    host: String,
    addresses: Vec<IpAddr>,
    valid_until: Instant,
}

impl Lookups {
    /// Returns the lookups that all clients of this process share.
    pub(in crate::transport) fn for_process() -> Arc<Self> {
        static OF_PROCESS: LazyLock<Arc<Lookups>> = LazyLock::new(|| Lookups::new(OperatingSystem));
        Arc::clone(&OF_PROCESS)
    }

    pub(super) fn new(system: impl System + 'static) -> Arc<Self> {
        Arc::new(Self {
            system: Box::new(system),
            state: Mutex::default(),
            changed: Condvar::new(),
        })
    }

    /// Returns the addresses of a host, from a lookup that ends before `end`.
    pub(super) fn find(
        self: &Arc<Self>,
        host: &str,
        end: Option<Instant>,
        clock: &Clock,
    ) -> Result<Vec<IpAddr>, LookupError> {
        clock.wake_at_shutdown(self);
        let mut state = self.lock();
        if let Some(addresses) = state.take_late(host) {
            return Ok(addresses);
        }
        let mut pending = None;
        loop {
            if pending.is_none() {
                pending = self.join_or_start(&mut state, host).map_err(LookupError::Failed)?;
            }
            match pending.as_ref().and_then(|result| result.get()) {
                Some(Ok(addresses)) => return Ok(addresses.clone()),
                Some(Err((kind, text))) => return Err(LookupError::Failed(io::Error::new(*kind, text.clone()))),
                None => state = self.wait(state, end, clock)?,
            }
        }
    }

    /// Joins the running lookup of this host, or starts one. Returns the place of its result, or `None` if all threads are in use.
    fn join_or_start(
        self: &Arc<Self>,
        state: &mut State,
        host: &str,
    ) -> io::Result<Option<Arc<OnceLock<LookupResult>>>> {
        if let Some(running) = state.running.iter().find(|running| running.host == host) {
            return Ok(Some(Arc::clone(&running.result)));
        }
        if state.running.len() >= MAX_THREADS {
            return Ok(None);
        }
        let lookups = Arc::clone(self);
        let name = host.to_owned();
        let started = self.system.start(Box::new(move || {
            let found = lookups.system.look_up(&name);
            lookups.finish(&name, found);
        }));
        started.map_err(|error| {
            let text = format!("a thread for the DNS lookup cannot be started: {error}");
            io::Error::new(error.kind(), text)
        })?;
        // The thread locks the state to finish, so it cannot finish before this entry exists.
        let result = Arc::new(OnceLock::new());
        state.running.push(Running {
            host: host.to_owned(),
            result: Arc::clone(&result),
        });
        Ok(Some(result))
    }

    fn finish(&self, host: &str, found: io::Result<Vec<IpAddr>>) {
        let mut state = self.lock();
        if let Some(index) = state.running.iter().position(|running| running.host == host) {
            let running = state.running.swap_remove(index);
            // Each caller that waits holds another reference to the result.
            let is_late = Arc::strong_count(&running.result) == 1;
            if let (true, Ok(addresses)) = (is_late, &found) {
                state.keep_late(host, addresses);
            }
            // The cell is empty: only this thread sets it.
            let _ = running
                .result
                .set(found.map_err(|error| (error.kind(), error.to_string())));
        }
        drop(state);
        self.changed.notify_all();
    }

    fn wait<'a>(
        &self,
        state: MutexGuard<'a, State>,
        end: Option<Instant>,
        clock: &Clock,
    ) -> Result<MutexGuard<'a, State>, LookupError> {
        if clock.is_shut_down() {
            return Err(LookupError::ShutDown);
        }
        let Some(end) = end else {
            return Ok(self.changed.wait(state).unwrap_or_else(PoisonError::into_inner));
        };
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(LookupError::TimedOut);
        }
        let woken = self.changed.wait_timeout(state, left);
        Ok(woken.unwrap_or_else(PoisonError::into_inner).0)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Wake for Lookups {
    fn wake(&self) {
        // The lock is held, so that a thread that is about to wait does not miss the signal.
        let _state = self.lock();
        self.changed.notify_all();
    }
}

impl State {
    /// Removes and returns the addresses of a lookup that ended too late for its callers.
    fn take_late(&mut self, host: &str) -> Option<Vec<IpAddr>> {
        let now = Instant::now();
        self.late.retain(|result| now < result.valid_until);
        let index = self.late.iter().position(|result| result.host == host)?;
        Some(self.late.swap_remove(index).addresses)
    }

    fn keep_late(&mut self, host: &str, addresses: &[IpAddr]) {
        let now = Instant::now();
        self.late
            .retain(|result| now < result.valid_until && result.host != host);
        if self.late.len() < MAX_LATE {
            self.late.push(LateResult {
                host: host.to_owned(),
                addresses: addresses.to_vec(),
                valid_until: now + LATE_TIME,
            });
        }
    }
}

struct OperatingSystem;

impl System for OperatingSystem {
    fn look_up(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        Ok((host, 0).to_socket_addrs()?.map(|address| address.ip()).collect())
    }

    fn start(&self, job: Box<dyn FnOnce() + Send>) -> io::Result<()> {
        // `thread::spawn` panics if no thread can be started.
        thread::Builder::new()
            .name("genesys-cloud-dns".to_owned())
            .spawn(job)
            .map(drop)
    }
}

impl fmt::Debug for Lookups {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lookups").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
