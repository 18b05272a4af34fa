//! No usable answer.

use std::fmt;
use std::io;
use std::sync::Arc;

use super::trace::accessors;
use super::{Trace, one_line};

/// There is no usable answer.
///
/// Whether the server did the work is not known, except where [`is_connect`](Self::is_connect) says that nothing was
/// sent.
#[derive(Clone)]
pub struct TransportError {
    pub(super) trace: Box<Trace>,
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
    pub(crate) fn new(trace: Trace, kind: TransportKind, problem: &'static str, source: Option<io::Error>) -> Self {
        Self {
            trace: Box::new(trace),
            kind,
            problem,
            source: source.map(Arc::new),
        }
    }

    /// Whether there was no connection at all, so that nothing was sent.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        !matches!(self.kind, TransportKind::Lost | TransportKind::TlsBroken)
    }

    /// Whether TLS failed: a certificate that is not trusted, not valid or for another host, or no TLS at all.
    #[must_use]
    pub fn is_tls(&self) -> bool {
        matches!(self.kind, TransportKind::Tls | TransportKind::TlsBroken)
    }

    pub(super) fn is_retryable(&self) -> bool {
        matches!(self.kind, TransportKind::Connect | TransportKind::Lost)
    }
}

accessors!(TransportError);

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.trace, self.problem)?;
        if let Some(source) = &self.source {
            write!(f, ": {}", one_line(&source.to_string(), 300))?;
        }
        self.trace.write_end(f)
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

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
