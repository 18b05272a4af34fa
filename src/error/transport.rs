//! A call without a usable response.

use std::fmt;
use std::io;
use std::sync::Arc;

use super::context::accessors;
use super::text::without_stop;
use super::{CallContext, one_line};
use crate::retry::Cause;

/// There is no usable response: the connection or TLS failed, or the response was lost or is not valid HTTP.
///
/// If [`is_sent`](Self::is_sent) is `false`, the server did not process the request. Otherwise it may have done so.
///
/// ```
/// use std::io::ErrorKind;
/// use genesys_cloud::{Client, Error, RetryPolicy};
///
/// let client = Client::builder()
///     // No server listens on this port.
///     .base_url("http://127.0.0.1:1")
///     .access_token("token")
///     .retry(RetryPolicy::none())
///     .build()?;
/// if let Err(Error::Transport(error)) = client.tokens().get_tokens_me().send() {
///     assert!(error.is_connect() && !error.is_sent() && !error.is_tls());
///     assert_eq!(error.io_error().map(|error| error.kind()), Some(ErrorKind::ConnectionRefused));
/// }
/// # Ok::<(), genesys_cloud::Error>(())
/// ```
#[derive(Clone)]
pub struct TransportError {
    pub(super) context: Box<CallContext>,
    pub(crate) kind: TransportKind,
    problem: &'static str,
    source: Option<Arc<io::Error>>,
}

/// What failed, and how much of the request was sent until then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TransportKind {
    /// The connection could not be established. Nothing was sent.
    Connect,
    /// The proxy refused to connect. Nothing was sent.
    Proxy,
    /// The TLS handshake failed, for example because of an untrusted certificate. Nothing was sent.
    Tls,
    /// TLS failed after the request was sent.
    TlsBroken,
    /// The connection broke after the request was sent, in full or in part.
    Lost,
    /// The response is not valid HTTP.
    Invalid,
}

impl TransportKind {
    /// Returns the cause that decides whether the request is retried.
    pub(crate) fn retry_cause(self) -> Cause {
        match self {
            Self::Connect => Cause::Connect,
            Self::Proxy | Self::Tls | Self::TlsBroken => Cause::Permanent,
            Self::Lost => Cause::Lost,
            Self::Invalid => Cause::Invalid,
        }
    }
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

    /// Whether the DNS lookup, the TCP connection or the proxy failed. Nothing was sent.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        matches!(self.kind, TransportKind::Connect | TransportKind::Proxy)
    }

    /// Whether TLS failed: the certificate is not trusted, not valid or for another host, or the server does not support TLS.
    #[must_use]
    pub fn is_tls(&self) -> bool {
        matches!(self.kind, TransportKind::Tls | TransportKind::TlsBroken)
    }

    /// Whether the request was sent, in full or in part, so that the server may have processed it.
    ///
    /// The client never retries a POST or PATCH that was sent:
    ///
    /// ```
    /// use genesys_cloud::serde_json::{Value, json};
    /// use genesys_cloud::{Client, Error, Method};
    ///
    /// # fn create(client: &Client) -> Result<(), Error> {
    /// let request = client.request(Method::POST, "/api/v2/groups").body_json(&json!({"name": "Sales", "type": "official"}));
    /// match request.send_json::<Value>() {
    ///     Ok(group) => println!("created {}", group.body()["id"]),
    ///     Err(Error::Transport(error)) if error.is_sent() => println!("search for the group before you create it again"),
    ///     Err(error) => return Err(error),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn is_sent(&self) -> bool {
        matches!(
            self.kind,
            TransportKind::Lost | TransportKind::TlsBroken | TransportKind::Invalid
        )
    }

    /// Returns the underlying error of the socket or of TLS, if there is one. `Display` contains its text.
    #[must_use]
    pub fn io_error(&self) -> Option<&io::Error> {
        self.source.as_deref()
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
    /// Bounded, since a TLS error may quote the certificate of the server.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("kind", &self.kind)
            .field("display", &format_args!("{self}"))
            .finish_non_exhaustive()
    }
}

/// Without a `source`, as [`Error`](crate::Error).
impl std::error::Error for TransportError {}
