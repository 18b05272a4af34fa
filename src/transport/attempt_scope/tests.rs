use std::panic;
use std::thread;

use super::*;
use crate::clock::Clock;
use crate::error::TimeLimit;
use crate::transport::{CallSettings, Deadline};

/// Returns the limits of an attempt of 60 s that connects within 10 s.
fn limits() -> AttemptLimits {
    let settings = CallSettings {
        timeout: Duration::from_secs(100),
        attempt_timeout: Duration::from_secs(60),
        connect_timeout: Duration::from_secs(10),
        max_response_bytes: 1,
        retry: crate::RetryPolicy::none(),
        ..CallSettings::default()
    };
    AttemptLimits::new(
        &settings,
        settings.attempt_timeout,
        Deadline::after(settings.timeout, &Clock::default()),
    )
}

fn seconds_left() -> u64 {
    time_left().unwrap().unwrap().as_secs() + 1
}

#[test]
fn without_an_attempt_nothing_is_limited() {
    assert_eq!(time_left().unwrap(), None);
    assert!(!needs_new_connection());
}

#[test]
fn connecting_has_a_limit_of_its_own() {
    let _scope = AttemptScope::enter(limits(), false);
    for stage in [Stage::Lookup, Stage::Tcp, Stage::Proxy, Stage::Tls] {
        set_stage(stage);
        assert_eq!(seconds_left(), 10, "{stage:?}");
    }
    for stage in [Stage::Send, Stage::Response, Stage::Body] {
        set_stage(stage);
        assert_eq!(seconds_left(), 60, "{stage:?}");
    }
    assert!(matches!(limits().for_stage(Stage::Tls).1, TimeLimit::Connect(_)));
    assert!(matches!(limits().for_stage(Stage::Body).1, TimeLimit::Attempt(_)));
}

#[test]
fn a_nested_attempt_does_not_change_the_one_around_it() {
    let _outer = AttemptScope::enter(limits(), true);
    set_stage(Stage::Body);
    {
        let _inner = AttemptScope::enter(limits(), false);
        assert!(!needs_new_connection());
        set_stage(Stage::Tls);
    }
    assert_eq!(stage(), Stage::Body);
    assert!(needs_new_connection());
}

#[test]
fn a_panic_ends_an_attempt() {
    let panicked = panic::catch_unwind(|| {
        let _scope = AttemptScope::enter(limits(), true);
        panic!("a logger that panics");
    });
    assert!(panicked.is_err());
    assert_eq!(time_left().unwrap(), None);
    assert!(!needs_new_connection());
}

#[test]
fn an_attempt_concerns_only_its_thread() {
    let _scope = AttemptScope::enter(limits(), true);
    thread::scope(|scope| {
        scope.spawn(|| assert_eq!(time_left().unwrap(), None));
    });
    assert!(needs_new_connection());
}

#[test]
fn a_step_can_have_less_time_but_not_more() {
    let _scope = AttemptScope::enter(limits(), false);
    {
        let _step = AttemptScope::with_less_time(Duration::from_secs(5));
        assert_eq!(seconds_left(), 5);
        let _longer = AttemptScope::with_less_time(Duration::from_secs(50));
        assert_eq!(seconds_left(), 5);
        let _none = AttemptScope::with_less_time(Duration::ZERO);
        assert!(OutOfTime::is_cause_of(&time_left().unwrap_err()));
    }
    assert_eq!(seconds_left(), 60);
}

#[test]
fn a_new_connection_is_needed_once() {
    let _scope = AttemptScope::enter(limits(), true);
    assert!(needs_new_connection());
    set_connected();
    assert!(!needs_new_connection(), "the new connection goes into the pool");
    assert_eq!(stage(), Stage::Send);
}

#[test]
fn a_timeout_of_the_system_is_not_one_of_the_client() {
    assert!(OutOfTime::is_cause_of(&OutOfTime::error()));
    assert!(!OutOfTime::is_cause_of(&io::ErrorKind::TimedOut.into()));
}
