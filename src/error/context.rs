//! Where a call was when it failed.

use std::fmt;
use std::time::Duration;

use ureq::http::{Method, StatusCode, Uri};

use super::one_line;

/// What all errors know of their call.
#[derive(Clone)]
pub(crate) struct CallContext {
    pub(crate) method: Method,
    /// The path as the specification has it, without values.
    pub(crate) path: &'static str,
    /// Scheme, host and port that the request was for, if there is no usable response.
    origin: Option<Box<str>>,
    pub(crate) attempts: u32,
    pub(crate) status: Option<StatusCode>,
    pub(crate) correlation_id: Option<String>,
    pub(crate) retry_after: Option<Duration>,
    /// With more time, the request would have been sent again.
    pub(crate) is_cut_short: bool,
}

impl CallContext {
    pub(crate) fn new(method: &Method, path: &'static str, attempts: u32) -> Self {
        Self {
            method: method.clone(),
            path,
            origin: None,
            attempts,
            status: None,
            correlation_id: None,
            retry_after: None,
            is_cut_short: false,
        }
    }

    /// The same, for errors that name the host. The port is part of it: that is what a firewall lets through or not.
    pub(crate) fn at(mut self, uri: &Uri) -> Self {
        let scheme = uri.scheme_str().unwrap_or_default();
        let port = uri.port_u16().unwrap_or(if scheme == "http" { 80 } else { 443 });
        self.origin = uri.host().map(|host| format!("{scheme}://{host}:{port}").into());
        self
    }

    /// Where the request went, in parentheses, if there is no usable response.
    pub(super) fn write_origin(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.origin {
            Some(origin) => write!(f, " ({})", one_line(origin, 272)),
            None => Ok(()),
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
            .field("origin", &self.origin)
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
            /// The HTTP status, if there was a response.
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

            /// How many attempts were made, retries included. See [`Error::attempts`](crate::Error::attempts).
            #[must_use]
            pub fn attempts(&self) -> u32 {
                self.context.attempts
            }
        }
    };
}

pub(super) use accessors;
