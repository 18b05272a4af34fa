use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use super::*;

/// A system whose lookups wait for the test: each ends with the next result that the test sends, and fails once the test has dropped
/// the sender.
struct Scripted {
    results: Mutex<Receiver<io::Result<Vec<IpAddr>>>>,
    calls: Arc<AtomicUsize>,
}

impl System for Scripted {
    fn look_up(&self, _: &str) -> io::Result<Vec<IpAddr>> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        let results = self.results.lock().unwrap_or_else(PoisonError::into_inner);
        results.recv().unwrap_or_else(|_| Err(io::ErrorKind::NotFound.into()))
    }

    fn start(&self, job: Box<dyn FnOnce() + Send>) -> io::Result<()> {
        OperatingSystem.start(job)
    }
}

struct Script {
    lookups: Arc<Lookups>,
    results: Sender<io::Result<Vec<IpAddr>>>,
    calls: Arc<AtomicUsize>,
}

fn script() -> Script {
    let (sender, receiver) = channel();
    let calls = Arc::new(AtomicUsize::new(0));
    let system = Scripted {
        results: Mutex::new(receiver),
        calls: Arc::clone(&calls),
    };
    Script {
        lookups: Lookups::new(system),
        results: sender,
        calls,
    }
}

impl Script {
    fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }

    /// Waits until the state fulfills a condition.
    fn wait_until(&self, happened: impl Fn(&State) -> bool) {
        let end = Some(Instant::now() + Duration::from_secs(20));
        let mut state = self.lookups.lock();
        while !happened(&state) {
            state = self
                .lookups
                .wait(state, end, &Clock::default())
                .expect("the condition is fulfilled in time");
        }
    }
}

const ADDRESS: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));
const OTHER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 2));

/// Looks up a host, with a limit that is long enough for a machine under load.
fn find(lookups: &Arc<Lookups>, host: &str) -> Result<Vec<IpAddr>, LookupError> {
    lookups.find(host, Some(Instant::now() + Duration::from_secs(20)), &Clock::default())
}

/// Looks up a host with a short limit, and returns whether that timed out.
fn times_out(lookups: &Arc<Lookups>, host: &str) -> bool {
    let found = lookups.find(
        host,
        Some(Instant::now() + Duration::from_millis(50)),
        &Clock::default(),
    );
    matches!(found, Err(LookupError::TimedOut))
}

#[test]
fn a_lookup_that_hangs_uses_one_thread_for_all_callers() {
    let script = script();
    thread::scope(|scope| {
        for _ in 0..32 {
            scope.spawn(|| {
                for _ in 0..3 {
                    assert!(times_out(&script.lookups, "slow.test"));
                }
            });
        }
    });
    assert_eq!(script.lookups.lock().running.len(), 1);
    assert!(script.calls() <= 1);
}

#[test]
fn lookups_that_hang_use_eight_threads_at_most() {
    let script = script();
    thread::scope(|scope| {
        for number in 0..32 {
            let lookups = &script.lookups;
            scope.spawn(move || assert!(times_out(lookups, &format!("{number}.test"))));
        }
    });
    assert_eq!(script.lookups.lock().running.len(), MAX_THREADS);
}

#[test]
fn a_lookup_waits_for_a_thread() {
    let script = script();
    for number in 0..MAX_THREADS {
        assert!(times_out(&script.lookups, &format!("{number}.test")));
    }
    thread::scope(|scope| {
        let ninth = scope.spawn(|| find(&script.lookups, "ninth.test"));
        for _ in 0..=MAX_THREADS {
            script.results.send(Ok(vec![ADDRESS])).unwrap();
        }
        assert_eq!(ninth.join().unwrap().unwrap(), [ADDRESS]);
    });
    script.wait_until(|state| state.running.is_empty());
}

#[test]
fn all_callers_of_a_host_receive_the_result_of_one_lookup() {
    let script = script();
    assert!(times_out(&script.lookups, "a.test"));
    thread::scope(|scope| {
        let waiting: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| find(&script.lookups, "a.test")))
            .collect();
        // Each caller and the lookup hold a reference to the result, once they wait for it.
        while Arc::strong_count(&script.lookups.lock().running[0].result) < 9 {
            thread::yield_now();
        }
        script.results.send(Ok(vec![ADDRESS, OTHER])).unwrap();
        for caller in waiting {
            assert_eq!(caller.join().unwrap().unwrap(), [ADDRESS, OTHER]);
        }
    });
    assert_eq!(script.calls(), 1);
}

#[test]
fn a_failure_has_the_text_of_the_system() {
    let script = script();
    script.results.send(Err(io::Error::other("no such name"))).unwrap();
    let Err(LookupError::Failed(error)) = find(&script.lookups, "a.test") else {
        panic!("the lookup fails");
    };
    assert_eq!(
        (error.kind(), error.to_string().as_str()),
        (io::ErrorKind::Other, "no such name")
    );
    script.results.send(Ok(vec![ADDRESS])).unwrap();
    assert_eq!(find(&script.lookups, "a.test").unwrap(), [ADDRESS]);
}

#[test]
fn a_thread_that_cannot_be_started_is_an_error() {
    struct NoThreads;
    impl System for NoThreads {
        fn look_up(&self, _: &str) -> io::Result<Vec<IpAddr>> {
            unreachable!("no thread is started")
        }
        fn start(&self, _: Box<dyn FnOnce() + Send>) -> io::Result<()> {
            Err(io::ErrorKind::WouldBlock.into())
        }
    }
    let lookups = Lookups::new(NoThreads);
    for _ in 0..=MAX_THREADS {
        let Err(LookupError::Failed(error)) = find(&lookups, "a.test") else {
            panic!("no thread can be started");
        };
        assert!(
            error
                .to_string()
                .starts_with("a thread for the DNS lookup cannot be started: ")
        );
    }
    assert!(lookups.lock().running.is_empty());
}

#[test]
fn a_host_is_looked_up_for_each_connection() {
    let script = script();
    script.results.send(Ok(vec![ADDRESS])).unwrap();
    assert_eq!(find(&script.lookups, "a.test").unwrap(), [ADDRESS]);
    script.results.send(Ok(vec![OTHER])).unwrap();
    assert_eq!(
        find(&script.lookups, "a.test").unwrap(),
        [OTHER],
        "a host that has moved"
    );
    assert_eq!(script.calls(), 2);
}

#[test]
fn a_retry_uses_the_result_of_a_lookup_that_timed_out() {
    let script = script();
    assert!(times_out(&script.lookups, "a.test"));
    script.results.send(Ok(vec![ADDRESS])).unwrap();
    script.wait_until(|state| state.running.is_empty());
    assert_eq!(find(&script.lookups, "a.test").unwrap(), [ADDRESS]);
    assert_eq!(script.calls(), 1);
    script.results.send(Ok(vec![OTHER])).unwrap();
    assert_eq!(
        find(&script.lookups, "a.test").unwrap(),
        [OTHER],
        "only one retry uses it"
    );
}

#[test]
fn an_old_result_is_not_used() {
    let script = script();
    script.lookups.lock().keep_late("a.test", &[ADDRESS]);
    script.lookups.lock().late[0].valid_until = Instant::now();
    script.results.send(Ok(vec![OTHER])).unwrap();
    assert_eq!(find(&script.lookups, "a.test").unwrap(), [OTHER]);
}

#[test]
fn the_number_of_late_results_is_limited() {
    let mut state = State::default();
    for number in 0..100 {
        state.keep_late(&format!("{number}.test"), &[ADDRESS]);
    }
    assert_eq!(state.late.len(), MAX_LATE);
}

#[test]
fn the_lookups_of_the_process_use_the_system() {
    let found = find(&Lookups::for_process(), "localhost").unwrap();
    assert!(!found.is_empty());
    assert!(Arc::ptr_eq(&Lookups::for_process(), &Lookups::for_process()));
}

#[test]
fn a_lookup_that_hangs_does_not_hold_a_client_that_is_shut_down() {
    let script = script();
    let clock = Clock::default();
    thread::scope(|scope| {
        let waiting = scope.spawn(|| script.lookups.find("host", None, &clock));
        while script.calls.load(Ordering::SeqCst) == 0 {
            thread::yield_now();
        }
        clock.shut_down();
        assert!(matches!(waiting.join().unwrap(), Err(LookupError::ShutDown)));
        // Another client still waits for it.
        assert!(times_out(&script.lookups, "host"));
        drop(script.results);
    });
}
