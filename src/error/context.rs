//! Where a call was when it failed.

use std::fmt;
use std::time::Duration;

use ureq::http::{Method, StatusCode};

use super::one_line;

/// What all errors know of their call.
#[derive(Clone)]
pub(crate) struct CallContext {
    pub(crate) method: Method,
    /// The path as the specification has it, without values.
    pub(crate) path: &'static str,
    pub(crate) attempts: u32,
    pub(crate) status: Option<StatusCode>,
    pub(crate) correlation_id: Option<String>,
    pub(crate) retry_after: Option<Duration>,
}

impl CallContext {
    pub(crate) fn new(method: &Method, path: &'static str, attempts: u32) -> Self {
        Self {
            method: method.clone(),
            path,
            attempts,
            status: None,
            correlation_id: None,
            retry_after: None,
        }
    }

    /// What stands behind each message: how often it was tried, and the name that Genesys knows the call by.
    pub(super) fn write_end(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.attempts > 1 {
            write!(f, ", after {} attempts", self.attempts)?;
        }
        if let Some(wait) = self.retry_after {
            write!(f, ", try again in {} s", wait.as_secs_f64().ceil())?;
        }
        if let Some(id) = &self.correlation_id {
            write!(f, " (correlation id {})", one_line(id, 80))?;
        }
        Ok(())
    }
}

impl fmt::Display for CallContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, one_line(self.path, 240))
    }
}

impl fmt::Debug for CallContext {
    /// Bounded, as the correlation id is as long as the server makes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = self.correlation_id.as_deref().unwrap_or_default();
        f.debug_struct("CallContext")
            .field("call", &format_args!("{self}"))
            .field("attempts", &self.attempts)
            .field("status", &self.status)
            .field("correlation_id", &format_args!("{}", one_line(id, 80)))
            .field("retry_after", &self.retry_after)
            .finish_non_exhaustive()
    }
}

/// Gives an error what its [`CallContext`] knows, so that whoever has matched a variant need not go back to `Error`.
macro_rules! accessors {
    ($name:ident) => {
        $crate::error::context::accessors!($name, beside_its_own);

        impl $name {
            /// The HTTP status of the answer, where one came.
            #[must_use]
            pub fn status(&self) -> Option<u16> {
                self.context.status.map(|status| status.as_u16())
            }

            /// The value of `ININ-Correlation-Id`, by which Genesys finds the call in its logs.
            #[must_use]
            pub fn correlation_id(&self) -> Option<&str> {
                self.context.correlation_id.as_deref()
            }
        }
    };
    ($name:ident, beside_its_own) => {
        impl $name {
            /// How long the server asks to wait, where it does.
            #[must_use]
            pub fn retry_after(&self) -> Option<std::time::Duration> {
                self.context.retry_after
            }

            /// How many requests were sent, those that were sent again included.
            #[must_use]
            pub fn attempts(&self) -> u32 {
                self.context.attempts
            }
        }
    };
}

pub(super) use accessors;
