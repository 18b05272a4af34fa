//! The client.

mod builder;
mod tls;

use std::fmt;
use std::sync::Arc;

use crate::auth::Authority;
use crate::call::Wire;
use crate::origin::Origin;
use crate::{Error, config};
pub use builder::ClientBuilder;

/// A client of the Genesys Cloud Platform API.
///
/// It is cheap to clone, and its clones share one pool of connections and one token; so one client serves a whole
/// program and all of its threads. It has no threads in the background and does nothing until a request is sent. Looking
/// up a host is done in a thread that ends with it, since nothing else bounds its time.
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
    inner: Arc<Inner>,
}

/// What the clones of a client share.
pub(crate) struct Inner {
    pub(crate) api: Origin,
    pub(crate) authority: Authority,
    pub(crate) wire: Wire,
}

impl Client {
    /// Begins the configuration of a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// A client as the environment configures it: [`ClientBuilder::from_env`] with nothing added.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] names the variable that is missing or wrong, or the setting that it fills.
    pub fn from_env() -> Result<Self, Error> {
        config::from_env()?.build()
    }

    pub(crate) fn new(inner: Inner) -> Self {
        Self { inner: Arc::new(inner) }
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.inner
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
