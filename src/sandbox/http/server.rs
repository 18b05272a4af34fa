//! The listener and its threads: one that accepts connections, and one for each connection. All of them end with the server.

use std::collections::HashMap;
use std::io::{self, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::{Reader, Refusal, Request};
use crate::sandbox::reply::Reply;

/// Pause after a failed `accept`, for example if the process has no more sockets.
const PAUSE: Duration = Duration::from_millis(20);
/// Time limit for the connection that wakes the listener.
const WAKE_TIMEOUT: Duration = Duration::from_secs(1);

/// A server that runs until it is dropped.
pub(in crate::sandbox) struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

type Handler = dyn Fn(Result<&Request, Refusal>) -> Reply + Send + Sync;

struct Shared {
    handler: Box<Handler>,
    is_stopped: Mutex<bool>,
    stopped: Condvar,
    /// The connections that are open, so that a stop can end their reads and writes.
    open: Mutex<HashMap<u64, Arc<TcpStream>>>,
}

impl Server {
    /// Starts a server that responds with what `handler` returns. `handler` must not panic.
    pub(in crate::sandbox) fn start(
        port: u16,
        handler: impl Fn(Result<&Request, Refusal>) -> Reply + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            handler: Box::new(handler),
            is_stopped: Mutex::new(false),
            stopped: Condvar::new(),
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

    pub(in crate::sandbox) fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        *lock(&self.shared.is_stopped) = true;
        self.shared.stopped.notify_all();
        let Some(thread) = self.thread.take() else { return };
        // With the standard library, only a connection ends an `accept`. If that connection fails, joining the thread could take
        // forever, so the thread is left to end with the next connection.
        let is_woken = TcpStream::connect_timeout(&self.address, WAKE_TIMEOUT).is_ok();
        if is_woken || thread.is_finished() {
            // The thread does not panic.
            let _ = thread.join();
        }
    }
}

impl Shared {
    /// Waits for `time`, or until the server is stopped. Returns whether it is stopped.
    fn pause(&self, time: Duration) -> bool {
        let waited = self
            .stopped
            .wait_timeout_while(lock(&self.is_stopped), time, |is_stopped| !*is_stopped);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

/// Accepts connections until the server stops. The scope ends after the last connection thread.
fn accept(listener: TcpListener, shared: &Shared) {
    thread::scope(|scope| {
        for id in 0.. {
            let accepted = listener.accept();
            if *lock(&shared.is_stopped) {
                break;
            }
            let Ok((stream, _)) = accepted else {
                shared.pause(PAUSE);
                continue;
            };
            let stream = Arc::new(stream);
            lock(&shared.open).insert(id, Arc::clone(&stream));
            let builder = thread::Builder::new().name("sandbox connection".to_owned());
            let spawned = builder.spawn_scoped(scope, move || {
                serve(&stream, shared);
                lock(&shared.open).remove(&id);
            });
            if spawned.is_err() {
                lock(&shared.open).remove(&id);
            }
        }
        drop(listener);
        for stream in lock(&shared.open).values() {
            // This fails if the client closed the connection first.
            let _ = stream.shutdown(Shutdown::Both);
        }
    });
}

/// Responds to the requests of one connection until either side closes it.
fn serve(mut stream: &TcpStream, shared: &Shared) {
    // Without this option, responses are only slower.
    let _ = stream.set_nodelay(true);
    let mut reader = Reader::new(stream);
    loop {
        let (reply, is_head, keep_alive) = match Request::read(&mut reader) {
            Ok(Some(request)) => {
                let reply = (shared.handler)(Ok(&request));
                (reply, request.head.method == "HEAD", request.head.keeps_alive())
            }
            Ok(None) => return,
            Err(refusal) => ((shared.handler)(Err(refusal)), false, false),
        };
        if shared.pause(reply.delay) || reply.is_dropped {
            return;
        }
        let is_written = stream.write_all(&reply.to_bytes(keep_alive, is_head)).is_ok();
        if !is_written || !keep_alive {
            return;
        }
    }
}

/// Locks a value. Each change is a single step, so that a poisoned value is still valid.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
