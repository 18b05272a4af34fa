//! `RetryPolicy`: whether and how long to wait.

use std::time::Duration;

use proptest::prelude::*;

use crate::RetryPolicy;
use crate::retry::policy::jitter;
use crate::retry::{Next, Wait};

const MINUTE: Duration = Duration::from_secs(60);

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[test]
fn the_default_is_three_retries_and_none_disables_them() {
    let policy = RetryPolicy::default();
    assert!(policy.delay(2, Wait::Backoff, MINUTE).is_some());
    assert!(policy.delay(3, Wait::Backoff, MINUTE).is_none());
    assert!(RetryPolicy::none().delay(0, Wait::Backoff, MINUTE).is_none());
    assert!(
        RetryPolicy::none()
            .delay(0, Wait::Asked(Duration::ZERO), MINUTE)
            .is_none()
    );
}

#[test]
fn after_the_last_retry_there_is_no_wait_whatever_the_server_asks_for() {
    let policy = RetryPolicy::default().with_max_retries(1);
    assert!(policy.delay(0, Wait::Asked(seconds(1)), MINUTE).is_some());
    assert!(policy.delay(1, Wait::Asked(seconds(1)), MINUTE).is_none());
    assert!(policy.delay(u32::MAX, Wait::Backoff, MINUTE).is_none());
}

#[test]
fn each_wait_is_at_most_twice_the_one_before_up_to_the_longest() {
    let policy = RetryPolicy::default().with_max_retries(u32::MAX);
    for (retried, longest) in [
        (0, 200),
        (1, 400),
        (2, 800),
        (6, 12_800),
        (7, 20_000),
        (31, 20_000),
        (u32::MAX - 1, 20_000),
    ] {
        for _ in 0..200 {
            let wait = policy.delay(retried, Wait::Backoff, MINUTE).unwrap();
            let longest = Duration::from_millis(longest);
            assert!(wait >= longest / 2 && wait <= longest, "{retried}: {wait:?}");
        }
    }
}

#[test]
fn half_of_a_wait_is_fixed_and_the_other_half_is_spread() {
    let policy = RetryPolicy::default().with_base_delay(seconds(1));
    let waits: Vec<_> = (0..400)
        .map(|_| policy.delay(0, Wait::Backoff, MINUTE).unwrap())
        .collect();
    for quarter in 0..4 {
        let from = Duration::from_millis(500 + 125 * quarter);
        let count = waits
            .iter()
            .filter(|wait| (from..from + Duration::from_millis(125)).contains(*wait))
            .count();
        // 100 are expected; 30 are eight standard deviations away.
        assert!(count > 30, "{count} waits from {from:?}");
    }
}

#[test]
fn retry_after_replaces_the_chosen_delay_and_is_never_shortened() {
    let policy = RetryPolicy::default();
    for _ in 0..200 {
        let wait = policy.delay(0, Wait::Asked(seconds(7)), MINUTE).unwrap();
        assert!(
            (seconds(7)..=seconds(7) + Duration::from_millis(200)).contains(&wait),
            "{wait:?}"
        );
    }
}

#[test]
fn a_retry_after_of_zero_does_not_replace_the_growing_delays() {
    let policy = RetryPolicy::default();
    for (retried, longest) in [(0, 200), (1, 400), (2, 800)] {
        let longest = Duration::from_millis(longest);
        let wait = policy.delay(retried, Wait::Asked(Duration::ZERO), MINUTE).unwrap();
        assert!(wait >= longest / 2 && wait <= longest, "{retried}: {wait:?}");
    }
}

#[test]
fn a_rate_limit_without_a_wait_is_retried_after_seconds() {
    let policy = RetryPolicy::default();
    for (retried, longest) in [(0, 2), (1, 4), (2, 8)] {
        let wait = policy.delay(retried, Wait::RateLimited(None), MINUTE).unwrap();
        assert!(
            wait >= seconds(longest) / 2 && wait <= seconds(longest),
            "{retried}: {wait:?}"
        );
    }
}

#[test]
fn the_window_of_a_rate_limit_is_waited_for_up_to_the_longest_wait() {
    let policy = RetryPolicy::default();
    let spread = Duration::from_millis(200);
    for (window, expected) in [(17, 17), (60, 60), (61, 60), (3600, 60)] {
        let wait = policy
            .delay(0, Wait::RateLimited(Some(seconds(window))), 2 * MINUTE)
            .unwrap();
        assert!(
            wait >= seconds(expected) && wait <= seconds(expected) + spread,
            "{window}: {wait:?}"
        );
    }
}

#[test]
fn retry_after_beyond_the_longest_ends_the_call_at_once() {
    let policy = RetryPolicy::default().with_max_retry_after(seconds(5));
    assert!(policy.delay(0, Wait::Asked(seconds(5)), MINUTE).is_some());
    assert!(
        policy
            .delay(0, Wait::Asked(seconds(5) + Duration::from_nanos(1)), MINUTE)
            .is_none()
    );
    assert!(policy.delay(0, Wait::Asked(Duration::MAX), Duration::MAX).is_none());
    assert!(
        RetryPolicy::default()
            .delay(0, Wait::Asked(seconds(61)), seconds(120))
            .is_none()
    );
}

#[test]
fn retry_after_that_leaves_no_time_for_the_request_ends_the_call_at_once() {
    let policy = RetryPolicy::default();
    assert!(policy.delay(0, Wait::Asked(seconds(5)), seconds(5)).is_none());
    assert!(policy.delay(0, Wait::Asked(seconds(5)), seconds(4)).is_none());
    let left = seconds(5) + Duration::from_nanos(1);
    assert_eq!(policy.delay(0, Wait::Asked(seconds(5)), left), Some(seconds(5)));
}

#[test]
fn a_call_without_time_left_does_not_wait() {
    assert!(RetryPolicy::default().delay(0, Wait::Backoff, Duration::ZERO).is_none());
    let at_once = RetryPolicy::default().with_base_delay(Duration::ZERO);
    assert!(at_once.delay(0, Wait::Asked(Duration::ZERO), Duration::ZERO).is_none());
    assert_eq!(
        at_once.delay(0, Wait::Backoff, Duration::from_nanos(1)),
        Some(Duration::ZERO)
    );
}

#[test]
fn a_decision_says_why_there_is_no_retry() {
    let policy = RetryPolicy::default();
    assert_eq!(policy.next(3, Wait::Asked(seconds(5)), MINUTE), Next::Exhausted);
    assert_eq!(policy.next(0, Wait::Asked(seconds(61)), 2 * MINUTE), Next::Exhausted);
    assert_eq!(policy.next(0, Wait::Asked(seconds(5)), seconds(5)), Next::NoTime);
    assert_eq!(policy.next(0, Wait::Backoff, Duration::ZERO), Next::NoTime);
}

#[test]
fn the_longest_settings_do_not_overflow() {
    let policy = RetryPolicy::default()
        .with_max_retries(u32::MAX)
        .with_base_delay(Duration::MAX)
        .with_max_delay(Duration::MAX)
        .with_max_retry_after(Duration::MAX);
    for retried in [0, 31, 32, u32::MAX - 1] {
        assert!(policy.delay(retried, Wait::Backoff, Duration::MAX).is_some());
        assert!(policy.delay(retried, Wait::Asked(seconds(1)), Duration::MAX).unwrap() >= seconds(1));
        assert!(
            policy
                .delay(retried, Wait::Asked(Duration::MAX), Duration::MAX)
                .is_none()
        );
    }
}

fn durations() -> impl Strategy<Value = Duration> {
    prop_oneof![
        Just(Duration::ZERO),
        Just(Duration::MAX),
        (0_u64..200).prop_map(Duration::from_millis),
        any::<u64>().prop_map(Duration::from_nanos),
        any::<u64>().prop_map(Duration::from_secs),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn jitter_is_never_more_than_its_longest(longest in durations()) {
        prop_assert!(jitter(longest) <= longest);
    }

    #[test]
    fn no_wait_is_early_or_late(
        retried in any::<u32>(),
        max_retries in any::<u32>(),
        base in durations(),
        longest in durations(),
        longest_asked in durations(),
        wait in prop_oneof![
            Just(Wait::Backoff),
            prop::option::of(durations()).prop_map(Wait::RateLimited),
            durations().prop_map(Wait::Asked),
        ],
        left in durations(),
    ) {
        let policy = RetryPolicy::default()
            .with_max_retries(max_retries)
            .with_base_delay(base)
            .with_max_delay(longest)
            .with_max_retry_after(longest_asked);
        if let Some(chosen) = policy.delay(retried, wait, left) {
            prop_assert!(retried < max_retries);
            prop_assert!(chosen < left);
            let doubled = |first: Duration| first.saturating_mul(1 << retried.min(31)).min(longest);
            match wait {
                Wait::Asked(asked) => prop_assert!(chosen >= asked && asked <= longest_asked),
                Wait::RateLimited(Some(window)) => prop_assert!(chosen >= window.min(longest_asked)),
                Wait::RateLimited(None) => prop_assert!(chosen <= doubled(base.saturating_mul(10))),
                Wait::Backoff => prop_assert!(chosen <= doubled(base)),
            }
        }
    }
}
