//! The stage in which a request failed.
//!
//! It decides whether the request may be retried, and the errors of ureq do not contain it. The connector and the resolver therefore
//! mark their errors: [`Staged`] wraps an error of the lookup, of connecting, of TLS or of sending. An error without a mark happened
//! after the request was sent.

use std::cell::Cell;
use std::fmt;

use ureq::Error;

/// A stage of a request.
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

/// An error with the stage in which it happened.
#[derive(Debug)]
pub(crate) struct Staged {
    stage: Stage,
    error: Error,
}

thread_local! {
    /// Whether the last step of this thread was to send. Between two parts of a request body ureq checks the time itself, and the
    /// error cannot be marked there.
    static SENDING: Cell<bool> = const { Cell::new(false) };
}

impl Stage {
    /// Sets whether this thread is sending a request.
    pub(super) fn set_sending(is_sending: bool) {
        SENDING.set(is_sending);
    }

    /// Marks an error. An error that is marked with an earlier stage keeps that: the TLS handshake or the lookup of a proxy.
    pub(crate) fn mark(self, error: Error) -> Error {
        let (earlier, error) = Self::split(error);
        let stage = match earlier {
            Some(earlier @ (Self::Lookup | Self::Tls)) => earlier,
            _ => self,
        };
        Error::Other(Box::new(Staged { stage, error }))
    }

    /// Returns the stage of an error, and the error without its mark.
    pub(crate) fn split(error: Error) -> (Option<Self>, Error) {
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
