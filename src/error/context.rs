//! The part of an error that comes from its call.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use ureq::http::{Method, StatusCode, Uri};

use super::one_line;
use super::text::{quoted, shown_wait};
use crate::host::{HostSource, default_port};
use crate::proxy::ProxyName;
use crate::retry::{Repeat, is_idempotent};

/// The call that failed, and what is known of its last response.
#[derive(Clone)]
pub(crate) struct CallContext {
    subject: Subject,
    /// Scheme, host and port of the request, if there is no usable response.
    origin: Option<Box<str>>,
    /// Where the host comes from, if it is known: `region eu-west-1`.
    source_of_host: Option<Box<HostSource>>,
    pub(crate) attempts: u32,
    pub(crate) status: Option<StatusCode>,
    pub(crate) correlation_id: Option<String>,
    pub(crate) retry_after: Option<Duration>,
    /// The longest wait that the client obeys, if it is known.
    pub(crate) longest_wait: Option<Duration>,
    /// What to do if the request was sent and its response is lost. `None` if a second request like it does no harm.
    if_lost: Option<&'static str>,
}

/// What to do about a lost response, if a second request would have another effect.
const CHECK_BEFORE_REPEATING: &str = "it was sent and may have been processed, so check before you repeat it";

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
        let if_lost = (!is_idempotent(method)).then_some(CHECK_BEFORE_REPEATING);
        let method = method.clone();
        Self {
            if_lost,
            ..Self::about(Subject::Request { method, template }, attempts)
        }
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
            source_of_host: None,
            attempts,
            status: None,
            correlation_id: None,
            retry_after: None,
            longest_wait: None,
            if_lost: None,
        }
    }

    /// Sets how often the request may be sent, if its method does not say it.
    pub(crate) fn with_repeat(mut self, repeat: Repeat) -> Self {
        if repeat == Repeat::Any {
            self.if_lost = None;
        }
        self
    }

    /// Sets what to do if the response is lost.
    pub(super) fn set_advice_if_lost(&mut self, advice: &'static str) {
        self.if_lost = Some(advice);
    }

    /// Returns what to do after a response that was lost.
    pub(super) fn advice_if_lost(&self) -> Option<&'static str> {
        self.if_lost
    }

    /// Adds scheme, host and port, for an error that names them. The port is always there, since firewalls filter by port.
    pub(crate) fn with_origin(mut self, uri: &Uri, source_of_host: Option<&HostSource>) -> Self {
        let scheme = uri.scheme_str().unwrap_or_default();
        let port = uri.port_u16().unwrap_or_else(|| default_port(scheme));
        self.origin = uri.host().map(|host| format!("{scheme}://{host}:{port}").into());
        self.source_of_host = source_of_host.map(|source| Box::new(source.clone()));
        self
    }

    /// Returns whether the request changes something, and may be sent again.
    pub(super) fn is_repeatable_change(&self) -> bool {
        matches!(&self.subject, Subject::Request { method, .. } if [Method::PUT, Method::DELETE].contains(method))
    }

    /// Returns whether no region is set, so that the request went to the default region.
    pub(crate) fn is_region_missing(&self) -> bool {
        self.source_of_host.as_ref().is_some_and(|source| source.is_default)
    }

    /// Returns what to do about an outage, which may end soon.
    pub(super) fn advice_after_outage(&self) -> Cow<'static, str> {
        self.if_lost.map_or_else(|| self.advice_to_wait(), Cow::Borrowed)
    }

    /// Returns how long to wait before the same call, which may succeed then.
    pub(super) fn advice_to_wait(&self) -> Cow<'static, str> {
        match self.retry_after.filter(|wait| !wait.is_zero()) {
            Some(wait) => format!("call again in {}", shown_wait(wait)).into(),
            None => "call again in some minutes".into(),
        }
    }

    /// Returns whether the path of the request has values, such as ids.
    pub(super) fn has_values_in_path(&self) -> bool {
        // The path of `request_uri` is not known here.
        matches!(&self.subject, Subject::Request { template, .. } if template.contains(['{', '(']))
    }

    /// Displays scheme, host and port in parentheses, and where the host comes from, if they are known.
    pub(super) fn origin(&self) -> Origin<'_> {
        Origin(self)
    }

    /// Displays the proxy that the connection was to go through, and where it was to lead.
    pub(super) fn route<'a>(&'a self, proxy: &'a ProxyName) -> Route<'a> {
        Route(self, proxy)
    }

    /// Displays what follows the text of each message: the number of attempts, `Retry-After` and the correlation id.
    pub(super) fn end(&self) -> End<'_> {
        End(self)
    }
}

pub(super) struct Origin<'a>(&'a CallContext);

impl fmt::Display for Origin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.origin {
            Some(origin) => {
                write!(f, " ({}", one_line(origin, 160))?;
                if let Some(source) = &self.0.source_of_host {
                    write!(f, ", {}", one_line(&source.text, 120))?;
                }
                f.write_str(")")
            }
            None => Ok(()),
        }
    }
}

pub(super) struct Route<'a>(&'a CallContext, &'a ProxyName);

impl fmt::Display for Route<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "through {}", one_line(&self.1.to_string(), 160))?;
        match &self.0.origin {
            Some(origin) => write!(f, " to {}", one_line(origin, 160)),
            None => Ok(()),
        }
    }
}

pub(super) struct End<'a>(&'a CallContext);

impl fmt::Display for End<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let context = self.0;
        if context.attempts > 1 {
            write!(f, ", after {} attempts", context.attempts)?;
        }
        if let Some(wait) = context.retry_after {
            match context.longest_wait.filter(|longest| wait > *longest) {
                Some(longest) => write!(
                    f,
                    "; the server asks to wait {}, more than RetryPolicy::with_max_retry_after ({}), so the call ended",
                    shown_wait(wait),
                    shown_wait(longest)
                )?,
                None => write!(f, "; the response asks to wait {}", shown_wait(wait))?,
            }
        }
        if let Some(id) = &context.correlation_id {
            write!(f, " (correlation id {})", one_line(id, 64))?;
        }
        Ok(())
    }
}

impl fmt::Display for CallContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.subject {
            Subject::Request { method, template } => {
                write!(f, "{} {}", one_line(method.as_str(), 24), one_line(template, 160))
            }
            Subject::Provider => f.write_str("token provider"),
            Subject::SignIn => f.write_str("sign-in"),
        }
    }
}

impl fmt::Debug for CallContext {
    /// Writes a bounded text, since the correlation id may be of any length.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = self.correlation_id.as_deref().map(|id| quoted(id, 80));
        let source = self.source_of_host.as_ref().map(|source| quoted(&source.text, 120));
        f.debug_struct("CallContext")
            .field("call", &format_args!("{self}"))
            .field("origin", &self.origin)
            .field("source_of_host", &source)
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
