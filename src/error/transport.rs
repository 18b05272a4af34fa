//! A call without a usable response.

mod message;
mod problem;

use std::fmt;
use std::io;
use std::sync::Arc;

use super::context::accessors;
use super::text::{quoted, room_for_text, without_stop};
use super::{CallContext, Stage, one_line};
use crate::proxy::ProxyName;
use crate::retry::Cause;
use message::Message;
pub(crate) use problem::{Problem, TlsProblem};

/// There is no usable response: the connection or TLS failed, or the response was lost or is not valid HTTP.
///
/// If [`is_sent`](Self::is_sent) is `false`, the server did not process the request. Otherwise the server may have done so.
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
    at: Stage,
    problem: Box<Problem>,
    /// The proxy, if the connection was to go through one.
    proxy: Option<Arc<ProxyName>>,
    source: Option<Arc<io::Error>>,
}

impl TransportError {
    pub(crate) fn new(context: CallContext, at: Stage, problem: Problem, source: Option<io::Error>) -> Self {
        Self {
            context: Box::new(context),
            at,
            problem: Box::new(problem),
            proxy: None,
            source: source.map(Arc::new),
        }
    }

    /// Returns the error of a call that was ended because the client was shut down, or of one after that.
    pub(crate) fn shut_down(context: CallContext, at: Stage) -> Self {
        Self::new(context, at, Problem::ShutDown, None)
    }

    /// Sets the proxy that the connection was to go through.
    pub(crate) fn with_proxy(mut self, proxy: Option<Arc<ProxyName>>) -> Self {
        self.proxy = proxy;
        self
    }

    /// Returns the cause that decides whether the request is retried.
    pub(crate) fn retry_cause(&self) -> Cause {
        self.problem.retry_cause(self.at)
    }

    /// Returns whether the connection could not be opened: the DNS lookup, TCP or the proxy failed, or the connection broke during the
    /// TLS handshake. Nothing was sent.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.at.is_before_sending() && !self.is_tls() && !self.is_shutdown()
    }

    /// Returns whether TLS failed: the certificate is not trusted, not valid or for another host, or the server does not support TLS.
    #[must_use]
    pub fn is_tls(&self) -> bool {
        matches!(*self.problem, Problem::Tls(_))
    }

    /// Returns whether the call was ended by [`Client::shutdown`](crate::Client::shutdown), or began after that.
    ///
    /// If [`is_sent`](Self::is_sent) is `true`, the server may have processed the request.
    #[must_use]
    pub fn is_shutdown(&self) -> bool {
        matches!(*self.problem, Problem::ShutDown)
    }

    /// Returns whether the request was sent, in full or in part, so that the server may have processed it.
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
        !self.at.is_before_sending()
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
        let message = Message::new(self.at, &self.problem, self.proxy.as_deref(), &self.context);
        let start = format!("{}: {}", self.context, message.what(self.source.as_deref()));
        let end = format!("{}{}", self.context.end(), message.advice());
        f.write_str(&start)?;
        if let Some(source) = &self.source {
            let room = room_for_text(start.len() + end.len()).min(200);
            write!(f, ": {}", one_line(without_stop(&source.to_string()), room))?;
        }
        f.write_str(&end)
    }
}

impl fmt::Debug for TransportError {
    /// Writes a bounded text, since a TLS error may quote the certificate of the server.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = self.source.as_ref().map(ToString::to_string);
        f.debug_struct("TransportError")
            .field("context", &self.context)
            .field("at", &self.at)
            .field("problem", &self.problem)
            .field("proxy", &self.proxy)
            .field("io_error", &source.as_deref().map(|source| quoted(source, 512)))
            .finish()
    }
}

/// Has no `source`, as [`Error`](crate::Error).
impl std::error::Error for TransportError {}
