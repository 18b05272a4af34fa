//! The client.

mod builder;
mod call;
mod decode;
mod derived;
mod environment;
mod no_proxy;
mod pem;
#[cfg(feature = "profile")]
mod profile;
mod proxy;
mod source;
mod tls;

use std::fmt;
use std::sync::Arc;

use crate::Error;
use crate::auth::{AccessToken, TokenSource};
use crate::base_url::BaseUrl;
use crate::transport::{CallSettings, Pacer, Transport};
pub use builder::ClientBuilder;
pub(crate) use decode::{bytes, empty, json, json_string, json_string_or_none, text};

/// A client of the Genesys Cloud Platform API.
///
/// ```no_run
/// use genesys_cloud::{Client, Region};
///
/// let client = Client::builder()
///     .region(Region::EuWest1)
///     .client_credentials("id", "secret")
///     .build()?;
/// let me = client.tokens().get_tokens_me().send()?;
/// # Ok::<(), genesys_cloud::Error>(())
/// ```
///
/// A client has a method for each API. The crate ships with the Tokens API, as `client.tokens()`. The APIs of your own fragment are
/// methods of the trait `Apis` that [`include_api!`](crate::include_api) generates in your crate. [`request`](Self::request) calls
/// any other operation. See [Other APIs](crate::docs::other_apis).
///
/// A client is cheap to clone. Clones share connections and token, so one client is enough for a whole program and all of its
/// threads:
///
/// ```no_run
/// use std::thread;
/// use genesys_cloud::Client;
///
/// # fn main() -> Result<(), genesys_cloud::Error> {
/// let client = Client::from_env()?;
/// let worker = thread::spawn({
///     let client = client.clone();
///     move || client.tokens().get_tokens_me().send()
/// });
/// let timeout = client.tokens().get_tokens_timeout().send()?;
/// # Ok(())
/// # }
/// ```
///
/// A client has no background threads, and opens no connection before the first request. DNS lookups run in short-lived threads, at
/// most eight in a process, since nothing else bounds their time.
///
/// After a `fork`, build the client in the process that uses it. A child process shares the connections of its parent: it would
/// read responses to requests of the parent, and a lock that another thread of the parent held would stay locked.
#[derive(Clone)]
pub struct Client {
    pub(crate) inner: Arc<Inner>,
}

/// The part of a client that its clones share: the settings of its calls, and the token and the connections, which derived clients
/// share with it. This type has the private methods of the client, so that their names cannot conflict with the generated methods of
/// `Client`.
#[derive(Clone)]
pub(crate) struct Inner {
    pub(crate) base_url: BaseUrl,
    pub(crate) tokens: Arc<TokenSource>,
    pub(crate) transport: Arc<Transport>,
    pub(crate) settings: CallSettings,
    /// Spaces the requests that are sent with the token.
    pub(crate) pacer: Option<Arc<Pacer>>,
}

impl Client {
    /// Returns a builder with the default settings.
    ///
    /// ```
    /// use genesys_cloud::Client;
    ///
    /// let client = Client::builder().access_token("token").build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// Returns the access token of the client. If necessary, the client first requests or renews it, within the time limits of a call
    /// and with its retries.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the client was built without credentials, and the errors of requesting a token.
    ///
    /// ```no_run
    /// use genesys_cloud::{Client, Region};
    ///
    /// let client = Client::builder().region(Region::EuWest1).client_credentials("id", "secret").build()?;
    /// let token = client.access_token()?;
    /// // For another program, or the next start of this one.
    /// println!("{} is valid until {:?}", token.expose(), token.expires_at());
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn access_token(&self) -> Result<AccessToken, Error> {
        let token = self.inner.tokens.token(self.inner.begin_call())?;
        Ok(token.to_access_token())
    }

    /// Builds a client from environment variables: `GENESYSCLOUD_REGION`, `GENESYSCLOUD_OAUTHCLIENT_ID` and others, see
    /// [`ClientBuilder::from_env`].
    ///
    /// # Errors
    ///
    /// [`Error::Config`] names the variable that is missing or invalid, or its setting.
    ///
    /// ```no_run
    /// use genesys_cloud::Client;
    ///
    /// let me = Client::from_env()?.tokens().get_tokens_me().send()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn from_env() -> Result<Self, Error> {
        ClientBuilder::from_env()?.build()
    }
}

/// The end of a client.
impl Client {
    /// Ends all calls of this client, its clones and its derived clients, on all threads: those that are in progress and all later
    /// ones.
    ///
    /// Each of these calls returns an [`Error::Transport`] for which
    /// [`is_shutdown`](crate::error::TransportError::is_shutdown) is true; its
    /// [`is_sent`](crate::error::TransportError::is_sent) says whether the server may have processed the request. They end at once,
    /// except while the system opens a TCP connection, which takes the time to connect at most, and while code of the program runs,
    /// such as an observer. See [Ctrl-C](crate::docs::ctrl_c).
    ///
    /// ```
    /// use genesys_cloud::{Client, Error};
    ///
    /// let client = Client::builder().access_token("token").build()?;
    /// client.shutdown();
    /// let Err(Error::Transport(error)) = client.tokens().get_tokens_me().send() else { unreachable!() };
    /// assert!(error.is_shutdown() && !error.is_sent());
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn shutdown(&self) {
        self.inner.transport.clock.shut_down();
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.inner.base_url)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
