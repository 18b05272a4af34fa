//! A clock is turned by a test, and shut down by another thread.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Clock, Wake};

const HOUR: Duration = Duration::from_secs(3600);

#[test]
fn a_wait_takes_its_time() {
    let before = Instant::now();
    Clock::default().sleep(Duration::from_millis(20));
    assert!(before.elapsed() >= Duration::from_millis(20));
}

#[test]
fn a_clock_that_a_test_turns_does_not_wait() {
    let clock = Clock::turned_by_hand();
    let (before, date) = (clock.now(), clock.date());
    clock.turn(HOUR);
    clock.sleep(HOUR);
    let passed = clock.now() - before;
    assert!(passed >= 2 * HOUR && passed < 3 * HOUR, "{passed:?}");
    assert!(clock.date() >= date + HOUR);
}

#[test]
fn shutting_down_ends_a_wait_in_another_thread_and_all_later_ones() {
    let clock = Clock::default();
    let (begun, has_begun) = mpsc::channel();
    thread::scope(|scope| {
        let clock = &clock;
        let waiting = scope.spawn(move || {
            begun.send(()).unwrap();
            clock.sleep(HOUR);
        });
        has_begun.recv().unwrap();
        clock.shut_down();
        waiting.join().unwrap();
        clock.sleep(HOUR);
    });
}

#[derive(Default)]
struct Counter(AtomicUsize);

impl Wake for Counter {
    fn wake(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

impl Counter {
    fn count(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

#[test]
fn shutting_down_wakes_each_object_once() {
    let clock = Clock::default();
    let (first, second) = (Arc::new(Counter::default()), Arc::new(Counter::default()));
    clock.wake_at_shutdown(&first);
    clock.wake_at_shutdown(&second);
    clock.wake_at_shutdown(&first);
    assert_eq!((first.count(), second.count()), (0, 0));
    clock.shut_down();
    clock.shut_down();
    assert_eq!((first.count(), second.count()), (1, 1));
}

#[test]
fn objects_that_are_gone_are_not_kept() {
    let clock = Clock::default();
    for _ in 0..100 {
        clock.wake_at_shutdown(&Arc::new(Counter::default()));
    }
    assert!(clock.lock().len() <= 1);
}
