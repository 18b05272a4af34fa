//! The listener and its threads: one that accepts, one for each connection, all of them gone after a stop.

use std::collections::HashMap;
use std::io;
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::connection;
use super::state::State;

/// How long to wait before accepting again when the process has run out of sockets.
const PAUSE: Duration = Duration::from_millis(20);
/// How long to wait for the loopback connection that wakes the listener.
const WAKE_TIMEOUT: Duration = Duration::from_secs(1);

/// A server that runs until it is dropped.
pub(super) struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    state: Mutex<State>,
    stopping: AtomicBool,
    /// The connections that are open, so that a stop can end their reads.
    open: Mutex<HashMap<u64, Arc<TcpStream>>>,
}

impl Server {
    pub(super) fn start(port: u16, state: State) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            state: Mutex::new(state),
            stopping: AtomicBool::new(false),
            open: Mutex::default(),
        });
        let thread = thread::Builder::new().name("sandbox".to_owned()).spawn({
            let shared = Arc::clone(&shared);
            move || accept(listener, &shared)
        })?;
        Ok(Self {
            address,
            shared,
            thread: Some(thread),
        })
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.shared.state)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::SeqCst);
        let Some(thread) = self.thread.take() else { return };
        thread.thread().unpark();
        // Nothing in the standard library ends an `accept` except a connection. Where there is none to be had, the
        // thread is left to the next one that comes: better than to hang here.
        let woken = TcpStream::connect_timeout(&self.address, WAKE_TIMEOUT).is_ok();
        if woken || thread.is_finished() {
            // The thread does not panic, and there would be nothing to do about it here.
            let _ = thread.join();
        }
    }
}

/// Accepts until the server stops. The scope ends when the last connection thread has ended.
fn accept(listener: TcpListener, shared: &Shared) {
    thread::scope(|scope| {
        for id in 0.. {
            let accepted = listener.accept();
            if shared.stopping.load(Ordering::SeqCst) {
                break;
            }
            let Ok((stream, _)) = accepted else {
                thread::park_timeout(PAUSE);
                continue;
            };
            let stream = Arc::new(stream);
            lock(&shared.open).insert(id, Arc::clone(&stream));
            let builder = thread::Builder::new().name("sandbox connection".to_owned());
            let spawned = builder.spawn_scoped(scope, move || {
                connection::serve(&stream, &shared.state);
                lock(&shared.open).remove(&id);
            });
            if spawned.is_err() {
                lock(&shared.open).remove(&id);
            }
        }
        drop(listener);
        for stream in lock(&shared.open).values() {
            // It fails where the other side was faster.
            let _ = stream.shutdown(Shutdown::Both);
        }
    });
}

/// Locks. No thread panics while it holds a lock, and each change is made whole, so a poisoned state is still a state.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
