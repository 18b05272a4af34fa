//! Spacing of requests. A test turns the clock.

use std::time::{Duration, Instant};

use super::{Deadline, Pacer};
use crate::clock::Clock;

const MILLI: Duration = Duration::from_millis(1);
const SECOND: Duration = Duration::from_secs(1);

/// Returns a pacer with a second between two requests.
fn pacer() -> Pacer {
    Pacer::per_minute(60, Clock::default().now())
}

/// Sends a request with this time limit. Returns how long it waited.
fn wait(pacer: &Pacer, clock: &Clock, timeout: Duration) -> Duration {
    let before = clock.now();
    pacer.wait(Deadline::after(timeout, clock));
    clock.now() - before
}

/// Returns whether a wait is this long, apart from the time that the test itself takes.
fn is(wait: Duration, expected: Duration) -> bool {
    wait.abs_diff(expected) < 200 * MILLI
}

#[test]
fn the_first_request_does_not_wait_and_the_others_are_spaced() {
    let (pacer, clock) = (pacer(), Clock::turned_by_hand());
    assert!(is(wait(&pacer, &clock, 60 * SECOND), Duration::ZERO));
    for _ in 0..3 {
        assert!(is(wait(&pacer, &clock, 60 * SECOND), SECOND));
    }
}

#[test]
fn a_pause_of_the_program_does_not_save_requests_for_later() {
    let (pacer, clock) = (pacer(), Clock::turned_by_hand());
    wait(&pacer, &clock, 60 * SECOND);
    clock.turn(60 * SECOND);
    assert!(is(wait(&pacer, &clock, 60 * SECOND), Duration::ZERO));
    assert!(is(wait(&pacer, &clock, 60 * SECOND), SECOND));
}

#[test]
fn a_wait_that_does_not_fit_is_not_begun_and_takes_no_ticket() {
    let (pacer, clock) = (pacer(), Clock::turned_by_hand());
    wait(&pacer, &clock, 60 * SECOND);
    assert!(is(wait(&pacer, &clock, SECOND / 2), Duration::ZERO));
    assert!(is(wait(&pacer, &clock, 60 * SECOND), SECOND));
}

#[test]
fn after_a_429_the_next_requests_wait_and_then_follow_one_by_one() {
    let (pacer, clock) = (pacer(), Clock::turned_by_hand());
    wait(&pacer, &clock, 60 * SECOND);
    pacer.hold(clock.now(), 30 * SECOND);
    // A shorter wait of another thread does not end the longer one.
    pacer.hold(clock.now(), 5 * SECOND);
    assert!(is(wait(&pacer, &clock, 60 * SECOND), 30 * SECOND));
    assert!(is(wait(&pacer, &clock, 60 * SECOND), SECOND));
}

/// Returns the times at which these tickets are called, in seconds after `now`.
fn calls(pacer: &Pacer, tickets: &[u64], now: Instant) -> Vec<u64> {
    let queue = pacer.lock();
    let after = |ticket: &u64| (queue.time_of(*ticket) - now + 500 * MILLI).as_secs();
    tickets.iter().map(after).collect()
}

#[test]
fn tickets_are_called_in_the_order_in_which_they_were_taken_also_after_a_429() {
    let (pacer, clock) = (pacer(), Clock::turned_by_hand());
    let now = clock.now();
    let take = || pacer.lock().take_ticket(now, 60 * SECOND).unwrap();
    let tickets: Vec<u64> = (0..5).map(|_| take()).collect();
    assert_eq!(calls(&pacer, &tickets, now), [0, 1, 2, 3, 4]);

    // The first two are called when a 429 asks for ten seconds.
    pacer.hold(now + SECOND, 10 * SECOND);
    assert_eq!(calls(&pacer, &tickets[2..], now), [11, 12, 13]);
    assert_eq!(calls(&pacer, &[take()], now), [14]);
}

#[test]
fn a_request_that_was_called_just_before_a_429_waits_as_well() {
    let (pacer, clock) = (pacer(), Clock::turned_by_hand());
    let now = clock.now();
    let ticket = pacer.lock().take_ticket(now, 60 * SECOND).unwrap();
    assert!(!pacer.lock().is_void(ticket, now));
    pacer.hold(now, 10 * SECOND);
    assert!(pacer.lock().is_void(ticket, now));
    assert!(!pacer.lock().is_void(ticket, now + 10 * SECOND));
}

#[test]
fn a_wait_beyond_the_range_of_the_clock_is_ignored() {
    let (pacer, clock) = (pacer(), Clock::turned_by_hand());
    pacer.hold(clock.now(), Duration::MAX);
    assert!(is(wait(&pacer, &clock, 60 * SECOND), Duration::ZERO));
}

#[test]
fn a_clock_that_is_shut_down_ends_the_wait() {
    let (pacer, clock) = (pacer(), Clock::default());
    wait(&pacer, &clock, 60 * SECOND);
    clock.shut_down();
    assert!(is(wait(&pacer, &clock, 60 * SECOND), Duration::ZERO));
}

#[test]
fn another_token_has_a_queue_of_its_own() {
    let (pacer, clock) = (pacer(), Clock::turned_by_hand());
    wait(&pacer, &clock, 60 * SECOND);
    let other = pacer.for_another_token(clock.now());
    assert!(is(wait(&other, &clock, 60 * SECOND), Duration::ZERO));
    assert!(is(wait(&other, &clock, 60 * SECOND), SECOND));
}
