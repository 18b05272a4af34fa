//! What follows an attempt.

use std::time::Duration;

/// The step that follows an attempt, decided once when the attempt has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// Nothing: a retry would not change the outcome, or could process the request twice.
    Done,
    /// Another attempt after this wait.
    Retry(Duration),
    /// Nothing: the outcome could be retried, but the retries are used up, or the server asks for too long a wait.
    Exhausted,
    /// Nothing: there would have been a retry if the call had more time.
    NoTime,
    /// Nothing: the client was shut down.
    ShutDown,
}
