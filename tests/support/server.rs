//! A server on loopback that does exactly what a test says, and remembers what it saw.

use std::collections::VecDeque;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::leaks;
use super::recorded::Recorded;
use super::script::{Connection, Gate, Standing, Step, wake};
use super::shared::{Behaviour, Shared, State, lock};

/// How long a test waits for something that has to happen.
const PATIENCE: Duration = Duration::from_secs(20);

/// The server. Dropping it ends all of its threads, and fails the test where a client did something that no script
/// foresaw, or where a secret was logged.
pub(crate) struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    acceptor: Option<JoinHandle<()>>,
}

impl Server {
    /// One script for each connection, in the order of arrival.
    pub(crate) fn script(scripts: impl IntoIterator<Item = Vec<Step>>) -> Self {
        Self::start(Behaviour::Scripts(scripts.into_iter().collect()))
    }

    /// The same script for every connection.
    pub(crate) fn each(steps: Vec<Step>) -> Self {
        Self::start(Behaviour::Each(steps))
    }

    /// For each request the steps that `handler` answers it with.
    pub(crate) fn serve(handler: impl Fn(&Recorded) -> Vec<Step> + Send + Sync + 'static) -> Self {
        Self::start(Behaviour::Serve(Box::new(handler)))
    }

    /// The nth request gets the nth list of steps, over whichever connection it comes. One more is a surprise.
    pub(crate) fn steps(steps: impl IntoIterator<Item = Vec<Step>>) -> Self {
        let queue = Mutex::new(steps.into_iter().collect::<VecDeque<_>>());
        Self::serve(move |request| {
            let next = lock(&queue).pop_front();
            next.unwrap_or_else(|| panic!("a request too many: {}", request.line()))
        })
    }

    /// The nth request gets the nth answer. One more is a surprise.
    pub(crate) fn answers(answers: impl IntoIterator<Item = Vec<u8>>) -> Self {
        Self::steps(answers.into_iter().map(|answer| vec![Step::Send(answer)]))
    }

    /// Every request gets the same answer.
    pub(crate) fn always(answer: Vec<u8>) -> Self {
        Self::serve(move |_| vec![Step::Send(answer.clone())])
    }

    /// Nobody may come here.
    pub(crate) fn untouched() -> Self {
        Self::script([])
    }

    /// `http://127.0.0.1:port`
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    /// What was received so far, in the order of arrival.
    pub(crate) fn requests(&self) -> Vec<Recorded> {
        self.shared.lock().requests.clone()
    }

    /// The only request. More or fewer fail the test.
    pub(crate) fn request(&self) -> Recorded {
        let mut requests = self.requests();
        assert_eq!(
            requests.len(),
            1,
            "exactly one request was to be sent: {:?}",
            self.lines()
        );
        requests.remove(0)
    }

    /// The request lines.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.shared
            .lock()
            .requests
            .iter()
            .map(|request| request.line().to_owned())
            .collect()
    }

    /// The number of requests that went to the token endpoint.
    pub(crate) fn token_requests(&self) -> usize {
        self.shared
            .lock()
            .requests
            .iter()
            .filter(|request| request.is_token_request())
            .count()
    }

    /// The requests that went elsewhere than to the token endpoint.
    pub(crate) fn api_requests(&self) -> Vec<Recorded> {
        let mut requests = self.requests();
        requests.retain(|request| !request.is_token_request());
        requests
    }

    /// The time from each request to the next.
    pub(crate) fn gaps(&self) -> Vec<Duration> {
        let requests = self.requests();
        requests.windows(2).map(|pair| pair[1].at - pair[0].at).collect()
    }

    /// How many connections were opened.
    pub(crate) fn connections(&self) -> usize {
        self.shared.lock().connections
    }

    /// What `ReadRaw` read.
    pub(crate) fn raw(&self) -> Vec<u8> {
        self.shared.lock().raw.clone()
    }

    /// How many bytes `Flood` was able to send.
    pub(crate) fn flooded(&self) -> u64 {
        self.shared.lock().flooded
    }

    /// Lets go of what waits for this gate.
    pub(crate) fn open(&self, gate: &Gate) {
        let state = self.shared.lock();
        gate.0.store(true, std::sync::atomic::Ordering::SeqCst);
        drop(state);
        self.shared.changed.notify_all();
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
            assert!(!left.is_zero(), "waited in vain for {what}");
            state = self
                .shared
                .changed
                .wait_timeout(state, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }

    fn start(behaviour: Behaviour) -> Self {
        leaks::watch();
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            behaviour,
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
        // Wakes the acceptor, which then sees that it is over.
        let _ = TcpStream::connect(self.address);
        let joined = self.acceptor.take().map(JoinHandle::join);
        if thread::panicking() {
            return;
        }
        assert!(
            matches!(joined, Some(Ok(()))),
            "a thread of the server panicked: see above"
        );
        let surprises = std::mem::take(&mut self.shared.lock().surprises);
        assert!(surprises.is_empty(), "the server was surprised: {surprises:?}");
        leaks::assert_log_is_clean();
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    let mut threads = Vec::new();
    for stream in listener.incoming() {
        let Ok(stream) = stream else { continue };
        // What a script sends goes out at once, also before a close that resets the connection: Nagle's algorithm would hold
        // a response back behind the session tickets of TLS, and the reset would drop it.
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
        threads.push(thread::spawn(move || converse(connection, number, &shared)));
    }
    for thread in threads {
        if let Err(panic) = thread.join() {
            let text = panic
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| panic.downcast_ref::<&str>().map(|&text| text.to_owned()));
            shared.lock().surprises.push(text.unwrap_or_default());
        }
    }
}

fn converse(mut connection: Connection, number: usize, shared: &Arc<Shared>) {
    match &shared.behaviour {
        Behaviour::Scripts(scripts) => match scripts.get(number) {
            // An error is a client that left, which is its right.
            Some(steps) => drop(connection.run(steps)),
            None => shared
                .lock()
                .surprises
                .push(format!("connection {number} was not expected")),
        },
        Behaviour::Each(steps) => drop(connection.run(steps)),
        Behaviour::Serve(handler) => {
            while let Ok(request) = connection.read_request() {
                let steps = handler(&request);
                if !matches!(connection.run(&steps), Ok(Standing::Open)) {
                    break;
                }
            }
        }
    }
}
