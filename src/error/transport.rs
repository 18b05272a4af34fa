//! No usable response.

use std::fmt;
use std::io;
use std::sync::Arc;

use super::context::accessors;
use super::text::without_stop;
use super::{CallContext, one_line};

/// There is no usable response: no connection, no TLS, or a broken or lost response.
///
/// Whether the server processed the request is not known, unless [`is_sent`](Self::is_sent) is false.
#[derive(Clone)]
pub struct TransportError {
    pub(super) context: Box<CallContext>,
    pub(crate) kind: TransportKind,
    problem: &'static str,
    source: Option<Arc<io::Error>>,
}

/// What became of the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TransportKind {
    /// There was no connection, so nothing was sent.
    Connect,
    /// The proxy refused to connect: nothing was sent, and trying again does not help.
    Proxy,
    /// The server could not be trusted: no byte of HTTP was sent, and trying again does not help.
    Tls,
    /// TLS failed once the request was out. Trying again does not help.
    TlsBroken,
    /// The request went out, in whole or in part.
    Lost,
}

impl TransportError {
    pub(crate) fn new(
        context: CallContext,
        kind: TransportKind,
        problem: &'static str,
        source: Option<io::Error>,
    ) -> Self {
        Self {
            context: Box::new(context),
            kind,
            problem,
            source: source.map(Arc::new),
        }
    }

    /// Whether no connection was established: the DNS lookup, the TCP connection or the proxy failed. Nothing was sent then.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        matches!(self.kind, TransportKind::Connect | TransportKind::Proxy)
    }

    /// Whether TLS failed: a certificate that is not trusted, not valid or for another host, or a server without TLS.
    #[must_use]
    pub fn is_tls(&self) -> bool {
        matches!(self.kind, TransportKind::Tls | TransportKind::TlsBroken)
    }

    /// Whether the request was sent, in full or in part, so that the server may have processed it.
    #[must_use]
    pub fn is_sent(&self) -> bool {
        matches!(self.kind, TransportKind::Lost | TransportKind::TlsBroken)
    }

    /// The error of the socket or of TLS that is the cause, if there is one. `Display` has its text.
    #[must_use]
    pub fn io_error(&self) -> Option<&io::Error> {
        self.source.as_deref()
    }

    pub(super) fn is_retryable(&self) -> bool {
        matches!(self.kind, TransportKind::Connect | TransportKind::Lost)
    }
}

accessors!(TransportError);

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.context, self.problem)?;
        self.context.write_origin(f)?;
        if let Some(source) = &self.source {
            write!(f, ": {}", one_line(without_stop(&source.to_string()), 240))?;
        }
        self.context.write_end(f)
    }
}

impl fmt::Debug for TransportError {
    /// Bounded, as the error of TLS may quote the certificate of the server.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("kind", &self.kind)
            .field("display", &format_args!("{self}"))
            .finish_non_exhaustive()
    }
}

/// Without a source, as [`Error`](crate::Error).
impl std::error::Error for TransportError {}
