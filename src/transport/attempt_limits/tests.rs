use super::*;
use crate::clock::Clock;

fn limits(timeout: Duration, attempt_timeout: Duration, connect_timeout: Duration) -> (AttemptLimits, Instant) {
    let settings = CallSettings {
        timeout,
        attempt_timeout,
        connect_timeout,
        max_response_bytes: 7,
        retry: crate::RetryPolicy::none(),
        ..CallSettings::default()
    };
    let clock = Clock::default();
    let limits = AttemptLimits::new(&settings, attempt_timeout, Deadline::after(timeout, &clock));
    (limits, Instant::now())
}

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn an_attempt_ends_at_the_first_of_its_limits() {
    let (attempt, now) = limits(100 * SECOND, 60 * SECOND, 10 * SECOND);
    let (end, limit) = attempt.for_stage(Stage::Response);
    assert!(end.unwrap() <= now + 60 * SECOND);
    assert!(matches!(limit, TimeLimit::Attempt(limit) if limit == 60 * SECOND));

    let (attempt, now) = limits(30 * SECOND, 60 * SECOND, 10 * SECOND);
    let (end, limit) = attempt.for_stage(Stage::Response);
    assert!(end.unwrap() <= now + 30 * SECOND);
    assert!(matches!(limit, TimeLimit::Call(limit) if limit == 30 * SECOND));
    assert!(matches!(attempt.for_stage(Stage::Tcp).1, TimeLimit::Connect(limit) if limit == 10 * SECOND));
    assert_eq!(attempt.max_response_bytes, 7);
}

#[test]
fn connecting_does_not_outlast_the_attempt() {
    let (attempt, _) = limits(100 * SECOND, 5 * SECOND, 10 * SECOND);
    assert!(matches!(attempt.for_stage(Stage::Lookup).1, TimeLimit::Attempt(limit) if limit == 5 * SECOND));
    let (attempt, _) = limits(3 * SECOND, 5 * SECOND, 10 * SECOND);
    assert!(matches!(attempt.for_stage(Stage::Lookup).1, TimeLimit::Call(limit) if limit == 3 * SECOND));
}

#[test]
fn limits_beyond_the_range_of_an_instant_are_none() {
    let (attempt, _) = limits(Duration::MAX, Duration::MAX, Duration::MAX);
    assert_eq!(attempt.for_stage(Stage::Response).0, None);
    assert_eq!(attempt.for_stage(Stage::Tcp).0, None);

    let (attempt, now) = limits(Duration::MAX, 5 * SECOND, Duration::MAX);
    assert!(attempt.for_stage(Stage::Tcp).0.unwrap() <= now + 5 * SECOND);
    assert!(attempt.ending_within(SECOND).for_stage(Stage::Body).0.unwrap() <= now + 2 * SECOND);
}
