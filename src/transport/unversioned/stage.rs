//! How far a request had come when it failed.
//!
//! An error of ureq does not say so, and it decides whether the request may be sent again. So the connector and the resolver
//! mark their errors with the stage: [`Staged`] wraps an error of the lookup, of connecting, of TLS or of sending. An error
//! without a mark came after the request was sent.

use std::cell::Cell;
use std::fmt;

use ureq::Error;

/// How far a request had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Looking up the host.
    Lookup,
    /// Connecting to the host, or through the proxy.
    Connect,
    /// The TLS handshake.
    Tls,
    /// Sending the request.
    Send,
}

/// An error, and the stage in which it happened.
#[derive(Debug)]
pub(crate) struct Staged {
    stage: Stage,
    error: Error,
}

thread_local! {
    /// Whether this thread last sent on a connection. ureq checks the time between two pieces of a body, where no error
    /// can be marked.
    static SENDING: Cell<bool> = const { Cell::new(false) };
}

impl Stage {
    /// Notes whether this thread is sending, or waiting for the response.
    pub(super) fn sending(is_sending: bool) {
        SENDING.set(is_sending);
    }

    /// Marks an error. The mark of an earlier stage inside it stays: TLS with a proxy, the lookup of a proxy.
    pub(crate) fn mark(self, error: Error) -> Error {
        let (inside, error) = Self::of(error);
        let stage = inside
            .filter(|inside| matches!(inside, Self::Lookup | Self::Tls))
            .unwrap_or(self);
        Error::Other(Box::new(Staged { stage, error }))
    }

    /// The mark of an error, and the error without it.
    pub(crate) fn of(error: Error) -> (Option<Self>, Error) {
        match error {
            Error::Timeout(_) if SENDING.get() => (Some(Self::Send), error),
            Error::Other(inner) => match inner.downcast::<Staged>() {
                Ok(staged) => (Some(staged.stage), staged.error),
                Err(other) => (None, Error::Other(other)),
            },
            error => (None, error),
        }
    }
}

impl fmt::Display for Staged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl std::error::Error for Staged {}
