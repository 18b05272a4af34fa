//! Deadlines.

use super::*;
use crate::clock::Clock;

#[test]
fn a_deadline_has_its_limit_and_the_time_left() {
    let clock = Clock::turned_by_hand();
    let deadline = Deadline::after(Duration::from_secs(60), &clock);
    assert_eq!(deadline.limit(), Duration::from_secs(60));
    assert!(deadline.left() <= Duration::from_secs(60) && deadline.left() > Duration::from_secs(1));
    assert!(!deadline.is_over());
}

#[test]
fn a_deadline_of_zero_is_over() {
    let clock = Clock::turned_by_hand();
    let deadline = Deadline::after(Duration::ZERO, &clock);
    assert!(deadline.is_over());
    assert_eq!(deadline.left(), Duration::ZERO);
}

#[test]
fn a_deadline_beyond_the_range_of_an_instant_is_never_over() {
    let clock = Clock::turned_by_hand();
    let deadline = Deadline::after(Duration::MAX, &clock);
    assert_eq!(deadline.left(), Duration::MAX);
    assert!(!deadline.is_over());
}

#[test]
fn half_of_a_deadline_ends_earlier_and_has_the_same_limit() {
    let clock = Clock::turned_by_hand();
    let deadline = Deadline::after(Duration::from_secs(60), &clock);
    let half = deadline.half();
    assert!(half.left() <= Duration::from_secs(30) && half.left() > Duration::from_secs(1));
    assert_eq!(half.limit(), Duration::from_secs(60));
    assert!(!Deadline::after(Duration::MAX, &clock).half().is_over());
}
