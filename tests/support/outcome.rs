//! What every outcome has to keep to, whatever went wrong.

use std::error::Error as _;
use std::fmt::Debug;
use std::time::{Duration, Instant};

use genesys_cloud::Error;

use super::leaks;

/// `Display` stays below this.
const DISPLAY_LIMIT: usize = 1 << 10;
/// `Debug` stays below this, however much the server sent.
const DEBUG_LIMIT: usize = 16 << 10;

/// The error of a call that had to fail: one printable line, bounded, without a secret in its whole chain.
#[track_caller]
pub(crate) fn error_of<T: Debug>(outcome: Result<T, Error>) -> Error {
    let error = match outcome {
        Ok(value) => panic!("this had to fail, and brought {value:?}"),
        Err(error) => error,
    };
    let display = error.to_string();
    assert!(
        display.len() < DISPLAY_LIMIT,
        "{} bytes of Display: {display}",
        display.len()
    );
    assert!(!display.is_empty(), "an error says something");
    assert!(
        !display.chars().any(char::is_control),
        "not one clean line: {display:?}"
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

/// How long it took.
pub(crate) fn timed<T>(call: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let value = call();
    (value, start.elapsed())
}
