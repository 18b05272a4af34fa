//! The client.

mod builder;
mod call;
mod decode;
mod environment;
mod no_proxy;
mod proxy;
mod tls;

use std::fmt;
use std::sync::Arc;

use crate::Error;
use crate::auth::TokenSource;
use crate::base_url::BaseUrl;
use crate::transport::Transport;
pub use builder::ClientBuilder;
#[cfg(any(test, fuzzing))]
pub(crate) use call::api_error;
pub(crate) use decode::{bytes, empty, json, json_string, json_string_or_none, text};

/// A client of the Genesys Cloud Platform API.
///
/// Cheap to clone: clones share their connections and their token, so that one client serves a whole program and all of its
/// threads. It has no background threads, and sends nothing before a request is sent. DNS lookups run in short-lived threads,
/// at most eight in a process, since nothing else bounds their time.
///
/// Build the client after `fork`, in the process that uses it. A child shares the connections of its parent: it would read
/// responses to requests of the parent, and a lock that another thread of the parent held stays locked in the child.
///
/// Each tag of the specification is a method that returns the API of that tag. The published crate has the tag Tokens, as
/// `client.tokens()`; the tags of this build are listed at its generated methods below. The APIs of a fragment of your own are
/// methods of the trait `Apis` that [`include_api!`](crate::include_api) generates in your crate. An operation that no fragment
/// has can be called with [`request`](Self::request).
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
#[derive(Clone)]
pub struct Client {
    pub(crate) inner: Arc<Inner>,
}

/// What the clones of a client share. Its methods are not those of `Client`, so that none can meet the method of a tag.
pub(crate) struct Inner {
    pub(crate) api: BaseUrl,
    pub(crate) tokens: TokenSource,
    pub(crate) transport: Transport,
}

impl Client {
    /// Returns a builder, to configure a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// Returns a client that is configured by the environment: [`ClientBuilder::from_env`] and nothing else.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] names the variable that is missing or invalid, or the setting that it is for.
    pub fn from_env() -> Result<Self, Error> {
        ClientBuilder::from_env()?.build()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.inner.api)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
