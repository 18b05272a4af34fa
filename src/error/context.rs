//! What every error has from its call.

use std::fmt;
use std::time::Duration;

use ureq::http::{Method, StatusCode, Uri};

use super::one_line;
use super::text::quoted;
use crate::host::default_port;
use crate::proxy::ProxyName;
use crate::retry;

/// The call that failed, and what is known of its last response.
#[derive(Clone)]
pub(crate) struct CallContext {
    subject: Subject,
    /// Scheme, host and port of the request, if there is no usable response.
    origin: Option<Box<str>>,
    pub(crate) attempts: u32,
    pub(crate) status: Option<StatusCode>,
    pub(crate) correlation_id: Option<String>,
    pub(crate) retry_after: Option<Duration>,
    /// The longest wait that the client obeys, if it is known.
    pub(crate) longest_wait: Option<Duration>,
}

/// What failed.
#[derive(Clone)]
enum Subject {
    Request {
        method: Method,
        /// The path template of the specification, without values.
        template: &'static str,
    },
    /// The function of `Credentials::provider`.
    Provider,
    /// A sign-in with the browser.
    SignIn,
}

impl CallContext {
    pub(crate) fn new(method: &Method, template: &'static str, attempts: u32) -> Self {
        let method = method.clone();
        Self::about(Subject::Request { method, template }, attempts)
    }

    /// Returns the context of an error of a token provider.
    pub(crate) fn for_provider() -> Self {
        Self::about(Subject::Provider, 0)
    }

    /// Returns the context of an error of a sign-in with the browser.
    pub(crate) fn for_sign_in() -> Self {
        Self::about(Subject::SignIn, 0)
    }

    fn about(subject: Subject, attempts: u32) -> Self {
        Self {
            subject,
            origin: None,
            attempts,
            status: None,
            correlation_id: None,
            retry_after: None,
            longest_wait: None,
        }
    }

    /// Adds the host, for an error that names it. Always with the port, since firewalls filter by port.
    pub(crate) fn with_origin(mut self, uri: &Uri) -> Self {
        let scheme = uri.scheme_str().unwrap_or_default();
        let port = uri.port_u16().unwrap_or_else(|| default_port(scheme));
        self.origin = uri.host().map(|host| format!("{scheme}://{host}:{port}").into());
        self
    }

    /// Writes scheme, host and port in parentheses, if they are known.
    pub(super) fn write_origin(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.origin {
            Some(origin) => write!(f, " ({})", one_line(origin, 272)),
            None => Ok(()),
        }
    }

    /// Writes the proxy that the connection was to go through, and where it was to lead.
    pub(super) fn write_route(&self, f: &mut fmt::Formatter<'_>, proxy: &ProxyName) -> fmt::Result {
        write!(f, "through {}", one_line(&proxy.to_string(), 160))?;
        match &self.origin {
            Some(origin) => write!(f, " to {}", one_line(origin, 160)),
            None => Ok(()),
        }
    }

    /// Writes that a request that was sent may have been processed, if a second one like it would have another effect.
    pub(super) fn write_advice_after_sending(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.subject {
            Subject::Request { method, .. } if !retry::is_idempotent(method) => {
                f.write_str("; it was sent and may have been processed, so check before you repeat it")
            }
            _ => Ok(()),
        }
    }

    /// Writes the end of each message: the number of attempts, `Retry-After` and the correlation id.
    pub(super) fn write_end(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.attempts > 1 {
            write!(f, ", after {} attempts", self.attempts)?;
        }
        if let Some(wait) = self.retry_after {
            let seconds = wait.as_secs_f64().ceil();
            match self.longest_wait.filter(|longest| wait > *longest) {
                Some(longest) => {
                    let longest = longest.as_secs_f64();
                    write!(
                        f,
                        ", the server asks to wait {seconds} s, more than max_retry_after ({longest} s)"
                    )?;
                }
                None => write!(f, ", retry after {seconds} s")?,
            }
        }
        if let Some(id) = &self.correlation_id {
            write!(f, " (correlation id {})", one_line(id, 80))?;
        }
        Ok(())
    }
}

impl fmt::Display for CallContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.subject {
            Subject::Request { method, template } => {
                write!(f, "{} {}", one_line(method.as_str(), 24), one_line(template, 240))
            }
            Subject::Provider => f.write_str("token provider"),
            Subject::SignIn => f.write_str("sign-in"),
        }
    }
}

impl fmt::Debug for CallContext {
    /// Bounded, since the correlation id may be of any length.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = self.correlation_id.as_deref().map(|id| quoted(id, 80));
        f.debug_struct("CallContext")
            .field("call", &format_args!("{self}"))
            .field("origin", &self.origin)
            .field("attempts", &self.attempts)
            .field("status", &self.status)
            .field("correlation_id", &id)
            .field("retry_after", &self.retry_after)
            .finish_non_exhaustive()
    }
}

/// Implements the accessors of a [`CallContext`] for the error of a variant, so that a program that has matched the variant has
/// the same methods as `Error`.
macro_rules! accessors {
    ($name:ident) => {
        $crate::error::context::accessors!($name, without status and correlation_id);

        impl $name {
            /// Returns the HTTP status, if there was a response.
            #[must_use]
            pub fn status(&self) -> Option<u16> {
                self.context.status.map(|status| status.as_u16())
            }

            /// Returns the header `ININ-Correlation-Id`, which identifies the request to Genesys support.
            #[must_use]
            pub fn correlation_id(&self) -> Option<&str> {
                self.context.correlation_id.as_deref()
            }
        }
    };
    ($name:ident, without status and correlation_id) => {
        impl $name {
            /// Returns how long the server asks the client to wait (`Retry-After`), if it does.
            #[must_use]
            pub fn retry_after(&self) -> Option<std::time::Duration> {
                self.context.retry_after
            }

            /// Returns the number of attempts, retries included. See [`Error::attempts`](crate::Error::attempts).
            #[must_use]
            pub fn attempts(&self) -> u32 {
                self.context.attempts
            }
        }
    };
}

pub(super) use accessors;
