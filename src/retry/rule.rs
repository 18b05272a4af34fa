//! What the client does after a failed attempt.

/// What the client does after a failed attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rule {
    pub(super) retried: Retried,
    /// Whether the retry uses a new connection. The other idle connections may also be broken, or lead to the same backend.
    pub(crate) on_new_connection: bool,
    /// Whether the same call may succeed later.
    pub(crate) is_retryable: bool,
}

/// Which requests are retried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Retried {
    /// Requests with any method, since the server did not process them.
    EveryMethod,
    /// The same, once in a call.
    EveryMethodOnce,
    /// Requests that may be processed twice.
    Idempotent,
    /// The same, once in a call.
    IdempotentOnce,
    Never,
}

impl Rule {
    pub(super) const FINAL: Self = Self {
        retried: Retried::Never,
        on_new_connection: false,
        is_retryable: false,
    };

    /// Returns whether a request is retried, if it may be processed twice or not.
    pub(crate) fn retries(self, is_idempotent: bool) -> bool {
        match self.retried {
            Retried::EveryMethod | Retried::EveryMethodOnce => true,
            Retried::Idempotent | Retried::IdempotentOnce => is_idempotent,
            Retried::Never => false,
        }
    }

    /// Returns whether the server may have processed the request.
    pub(crate) fn may_be_processed(self) -> bool {
        !self.retries(false)
    }

    /// Returns whether there is one such retry in a call at most.
    pub(crate) fn is_once(self) -> bool {
        matches!(self.retried, Retried::EveryMethodOnce | Retried::IdempotentOnce)
    }
}
