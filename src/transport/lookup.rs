//! DNS lookups, bounded: a few threads for the whole process, and one lookup for all who wait for the same host.
//!
//! Nothing but a thread of its own bounds the time of a lookup by the system. A lookup that the system does not finish keeps
//! its thread, so the number of threads is limited: beyond it, lookups wait for a thread until their own deadlines.

use std::fmt;
use std::io;
use std::net::{IpAddr, ToSocketAddrs};
use std::sync::{Arc, Condvar, LazyLock, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The most lookups that run at the same time.
const MOST_THREADS: usize = 8;

/// How long addresses are cached. Idle connections are kept a little longer.
const LIFETIME: Duration = Duration::from_secs(10);

/// More hosts than a program connects to within that time.
const CAPACITY: usize = 32;

/// The lookups of a process.
pub(super) struct Lookups {
    system: Box<dyn System>,
    state: Mutex<State>,
    changed: Condvar,
}

/// What a lookup needs of the operating system. Tests have another one.
pub(super) trait System: Send + Sync {
    fn look_up(&self, host: &str) -> io::Result<Vec<IpAddr>>;

    /// Runs a job in a thread of its own.
    fn start(&self, job: Box<dyn FnOnce() + Send>) -> io::Result<()>;
}

/// Why there are no addresses.
#[derive(Debug)]
pub(super) enum Unfound {
    /// The deadline of this caller was over first. The lookup may still go on.
    Late,
    FailedAttempt(io::Error),
}

#[derive(Default)]
struct State {
    running: Vec<Running>,
    recent: Vec<Entry>,
}

/// A lookup in a thread.
struct Running {
    host: String,
    result: Arc<OnceLock<Found>>,
}

/// The result of a lookup. Several callers may wait for it, and an `io::Error` cannot be cloned.
type Found = Result<Vec<IpAddr>, (io::ErrorKind, String)>;

struct Entry {
    host: String,
    addresses: Vec<IpAddr>,
    valid_until: Instant,
    /// Whether a caller has connected to these addresses, or tried to.
    is_used: bool,
}

impl Lookups {
    /// Those of this process.
    pub(super) fn of_process() -> Arc<Self> {
        static OF_PROCESS: LazyLock<Arc<Lookups>> = LazyLock::new(|| Lookups::by(OperatingSystem));
        Arc::clone(&OF_PROCESS)
    }

    pub(super) fn by(system: impl System + 'static) -> Arc<Self> {
        Arc::new(Self {
            system: Box::new(system),
            state: Mutex::default(),
            changed: Condvar::new(),
        })
    }

    /// Returns the addresses of a host: those of the cache, or of a lookup that ends before `end`.
    ///
    /// `fresh`: after a failure, addresses that were used before may be the reason.
    pub(super) fn find(
        self: &Arc<Self>,
        host: &str,
        fresh: bool,
        end: Option<Instant>,
    ) -> Result<Vec<IpAddr>, Unfound> {
        let mut state = self.lock();
        let mut awaited = None;
        loop {
            if awaited.is_none() {
                if let Some(addresses) = state.recall(host, fresh) {
                    return Ok(addresses);
                }
                awaited = self.join_or_start(&mut state, host).map_err(Unfound::FailedAttempt)?;
            }
            match awaited.as_ref().and_then(|result| result.get()) {
                Some(Ok(addresses)) => {
                    state.mark_as_used(host);
                    return Ok(addresses.clone());
                }
                Some(Err((kind, text))) => return Err(Unfound::FailedAttempt(io::Error::new(*kind, text.clone()))),
                None => state = self.wait(state, end)?,
            }
        }
    }

    /// The result of the lookup of this host, once it is there. `None` if all threads are taken.
    fn join_or_start(self: &Arc<Self>, state: &mut State, host: &str) -> io::Result<Option<Arc<OnceLock<Found>>>> {
        if let Some(running) = state.running.iter().find(|running| running.host == host) {
            return Ok(Some(Arc::clone(&running.result)));
        }
        if state.running.len() >= MOST_THREADS {
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
        // The thread needs the lock of the state to finish: it cannot be done before this.
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
            if let Ok(addresses) = &found {
                state.remember(host, addresses);
            }
            // The only thread that sets it.
            let _ = running
                .result
                .set(found.map_err(|error| (error.kind(), error.to_string())));
        }
        drop(state);
        self.changed.notify_all();
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>, end: Option<Instant>) -> Result<MutexGuard<'a, State>, Unfound> {
        let Some(end) = end else {
            return Ok(self.changed.wait(state).unwrap_or_else(PoisonError::into_inner));
        };
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Unfound::Late);
        }
        let woken = self.changed.wait_timeout(state, left);
        Ok(woken.unwrap_or_else(PoisonError::into_inner).0)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn recall(&mut self, host: &str, fresh: bool) -> Option<Vec<IpAddr>> {
        let now = Instant::now();
        let entry = self.recent.iter_mut().find(|entry| entry.host == host)?;
        if now >= entry.valid_until || (fresh && entry.is_used) {
            return None;
        }
        entry.is_used = true;
        Some(entry.addresses.clone())
    }

    fn remember(&mut self, host: &str, addresses: &[IpAddr]) {
        let now = Instant::now();
        self.recent
            .retain(|entry| now < entry.valid_until && entry.host != host);
        if self.recent.len() < CAPACITY {
            self.recent.push(Entry {
                host: host.to_owned(),
                addresses: addresses.to_vec(),
                valid_until: now + LIFETIME,
                is_used: false,
            });
        }
    }

    fn mark_as_used(&mut self, host: &str) {
        if let Some(entry) = self.recent.iter_mut().find(|entry| entry.host == host) {
            entry.is_used = true;
        }
    }
}

struct OperatingSystem;

impl System for OperatingSystem {
    fn look_up(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        Ok((host, 0).to_socket_addrs()?.map(|address| address.ip()).collect())
    }

    fn start(&self, job: Box<dyn FnOnce() + Send>) -> io::Result<()> {
        // `thread::spawn` would panic at the limit of threads.
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
