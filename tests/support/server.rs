//! A server on loopback that follows a script and records the requests that it receives.

use std::collections::VecDeque;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::leaks;
use super::recorded::Recorded;
use super::script::{Connection, Gate, Status, Step, wake};
use super::shared::{Behavior, Shared, State, lock};

/// How long a test waits for an event before it fails.
const PATIENCE: Duration = Duration::from_secs(20);

/// The server. Dropping it ends all of its threads. It also fails the test if there was a connection or request that no
/// script covers, or if a secret was logged.
pub(crate) struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    acceptor: Option<JoinHandle<()>>,
}

impl Server {
    /// Follows one script for each connection, in the order in which the connections arrive.
    pub(crate) fn script(scripts: impl IntoIterator<Item = Vec<Step>>) -> Self {
        Self::start(Behavior::Scripts(scripts.into_iter().collect()))
    }

    /// Follows the same script on every connection.
    pub(crate) fn each(steps: Vec<Step>) -> Self {
        Self::start(Behavior::Each(steps))
    }

    /// Runs the steps that `handler` returns for each request.
    pub(crate) fn serve(handler: impl Fn(&Recorded) -> Vec<Step> + Send + Sync + 'static) -> Self {
        Self::start(Behavior::Serve(Box::new(handler)))
    }

    /// Runs the nth list of steps for the nth request, on any connection. A request without steps fails the test.
    pub(crate) fn steps(steps: impl IntoIterator<Item = Vec<Step>>) -> Self {
        let queue = Mutex::new(steps.into_iter().collect::<VecDeque<_>>());
        Self::serve(move |request| {
            let next = lock(&queue).pop_front();
            next.unwrap_or_else(|| panic!("an unexpected request: {}", request.line()))
        })
    }

    /// Sends the nth response to the nth request. A request without a response fails the test.
    pub(crate) fn responses(responses: impl IntoIterator<Item = Vec<u8>>) -> Self {
        Self::steps(responses.into_iter().map(|response| vec![Step::Send(response)]))
    }

    /// Sends the same response to every request.
    pub(crate) fn always(response: Vec<u8>) -> Self {
        Self::serve(move |_| vec![Step::Send(response.clone())])
    }

    /// Fails the test if a client connects.
    pub(crate) fn unused() -> Self {
        Self::script([])
    }

    /// Returns the base URL: `http://127.0.0.1:port`.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    /// Returns the requests received so far, in the order of arrival.
    pub(crate) fn requests(&self) -> Vec<Recorded> {
        self.shared.lock().requests.clone()
    }

    /// Returns the only request. More or fewer fail the test.
    pub(crate) fn request(&self) -> Recorded {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1, "expected exactly one request: {:?}", self.lines());
        requests.remove(0)
    }

    /// Returns the request lines.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.shared
            .lock()
            .requests
            .iter()
            .map(|request| request.line().to_owned())
            .collect()
    }

    /// Returns the number of requests that went to the token endpoint.
    pub(crate) fn token_requests(&self) -> usize {
        self.shared
            .lock()
            .requests
            .iter()
            .filter(|request| request.is_token_request())
            .count()
    }

    /// Returns the requests that went to another path than the token endpoint.
    pub(crate) fn api_requests(&self) -> Vec<Recorded> {
        let mut requests = self.requests();
        requests.retain(|request| !request.is_token_request());
        requests
    }

    /// Returns the time from each request to the next.
    pub(crate) fn gaps(&self) -> Vec<Duration> {
        let requests = self.requests();
        requests.windows(2).map(|pair| pair[1].at - pair[0].at).collect()
    }

    /// Returns the number of connections that were opened.
    pub(crate) fn connections(&self) -> usize {
        self.shared.lock().connections
    }

    /// Returns the bytes read by [`Step::ReadRaw`].
    pub(crate) fn raw(&self) -> Vec<u8> {
        self.shared.lock().raw.clone()
    }

    /// Returns the number of bytes sent by [`Step::Flood`].
    pub(crate) fn flooded(&self) -> u64 {
        self.shared.lock().flooded
    }

    /// Opens a gate: scripts that wait for it continue.
    pub(crate) fn open(&self, gate: &Gate) {
        self.shared.open(gate);
    }

    /// Waits until a script has come to [`Step::Reached`].
    pub(crate) fn wait_for(&self, gate: &Gate) {
        self.wait("a step of a script", |_| gate.0.load(Ordering::SeqCst));
    }

    pub(crate) fn wait_for_requests(&self, count: usize) {
        self.wait(&format!("{count} requests"), |state| state.requests.len() >= count);
    }

    /// Waits until no connection is open on this side.
    pub(crate) fn wait_for_all_closed(&self) {
        self.wait("every connection to be closed", |state| state.open.is_empty());
    }

    fn wait(&self, what: &str, happened: impl Fn(&State) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        let mut state = self.shared.lock();
        while !happened(&state) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "timed out waiting for {what}");
            state = self
                .shared
                .changed
                .wait_timeout(state, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }

    fn start(behavior: Behavior) -> Self {
        leaks::install_logger();
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            behavior,
            state: Mutex::default(),
            changed: Condvar::new(),
        });
        let accepting = Arc::clone(&shared);
        let acceptor = thread::spawn(move || accept(&listener, &accepting));
        Self {
            address,
            shared,
            acceptor: Some(acceptor),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let open: Vec<_> = {
            let mut state = self.shared.lock();
            state.stopping = true;
            state.open.drain().collect()
        };
        self.shared.changed.notify_all();
        for (_, stream) in &open {
            wake(stream);
        }
        // Wakes the accepting thread, which then sees `stopping`.
        let _ = TcpStream::connect(self.address);
        let joined = self.acceptor.take().map(JoinHandle::join);
        if thread::panicking() {
            return;
        }
        assert!(
            matches!(joined, Some(Ok(()))),
            "a thread of the server panicked: see above"
        );
        let unexpected = std::mem::take(&mut self.shared.lock().unexpected);
        assert!(unexpected.is_empty(), "unexpected by the server: {unexpected:?}");
        leaks::assert_log_is_clean();
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    let mut threads = Vec::new();
    for stream in listener.incoming() {
        let Ok(stream) = stream else { continue };
        // Otherwise Nagle's algorithm would delay a response that follows the session tickets of TLS, and a reset after it
        // would drop it.
        let _ = stream.set_nodelay(true);
        let number = {
            let mut state = shared.lock();
            if state.stopping {
                break;
            }
            let number = state.connections;
            state.connections += 1;
            state
                .open
                .insert(number, stream.try_clone().expect("a socket can be cloned"));
            number
        };
        shared.changed.notify_all();
        let connection = Connection::new(number, stream, Arc::clone(shared));
        let shared = Arc::clone(shared);
        threads.push(thread::spawn(move || handle(connection, number, &shared)));
    }
    for thread in threads {
        if let Err(panic) = thread.join() {
            let text = panic
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| panic.downcast_ref::<&str>().map(|&text| text.to_owned()));
            shared.lock().unexpected.push(text.unwrap_or_default());
        }
    }
}

fn handle(mut connection: Connection, number: usize, shared: &Arc<Shared>) {
    match &shared.behavior {
        Behavior::Scripts(scripts) => match scripts.get(number) {
            // An error only means that the client closed the connection.
            Some(steps) => drop(connection.run(steps)),
            None => shared
                .lock()
                .unexpected
                .push(format!("connection {number} was not expected")),
        },
        Behavior::Each(steps) => drop(connection.run(steps)),
        Behavior::Serve(handler) => {
            while let Ok(request) = connection.read_request() {
                let steps = handler(&request);
                if !matches!(connection.run(&steps), Ok(Status::Open)) {
                    break;
                }
            }
        }
    }
}
