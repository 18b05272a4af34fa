//! Outcomes of calls, and the rules for every error.

use std::error::Error as _;
use std::fmt::Debug;
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use genesys_cloud::Error;

use super::leaks;

/// Limit for the length of `Display`.
const DISPLAY_LIMIT: usize = 1 << 10;
/// Limit for the length of `Debug`, whatever the server sent.
const DEBUG_LIMIT: usize = 16 << 10;

/// Returns the error of a call that has to fail. Checks that it is one printable line, bounded, and that neither it nor its
/// sources contain a secret.
#[track_caller]
pub(crate) fn error_of<T: Debug>(outcome: Result<T, Error>) -> Error {
    let error = match outcome {
        Ok(value) => panic!("expected an error, got {value:?}"),
        Err(error) => error,
    };
    let display = error.to_string();
    assert!(
        display.len() < DISPLAY_LIMIT,
        "{} bytes of Display: {display}",
        display.len()
    );
    assert!(!display.is_empty(), "an error without a text");
    assert!(
        !display.chars().any(char::is_control),
        "control characters in {display:?}"
    );
    leaks::assert_clean("Display of an error", &display);

    let debug = format!("{error:?}");
    assert!(debug.len() < DEBUG_LIMIT, "{} bytes of Debug", debug.len());
    leaks::assert_debug_is_clean("an error", &error);

    let mut source = error.source();
    while let Some(cause) = source {
        leaks::assert_display_is_clean("the source of an error", &cause);
        leaks::assert_debug_is_clean("the source of an error", &cause);
        source = cause.source();
    }
    error
}

/// Runs `call` and measures its time.
pub(crate) fn timed<T>(call: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let value = call();
    (value, start.elapsed())
}

/// Runs `call` in each of so many threads, which begin at the same time. Returns their results.
pub(crate) fn in_threads<T: Send>(threads: usize, call: impl Fn() -> T + Sync) -> Vec<T> {
    let start = Barrier::new(threads);
    thread::scope(|scope| {
        let run = || {
            start.wait();
            call()
        };
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}
