//! The proxy of a client.

use super::ClientBuilder;
use crate::client::proxy::ProxySetting;
use crate::secret::Secret;

/// # Proxies
impl ClientBuilder {
    /// Sets the proxy for all hosts: `http://user:password@host:port`, user and password percent-encoded. The scheme may also be
    /// `https` or `socks5`.
    ///
    /// Default: the proxy of the environment variables `https_proxy`, `all_proxy` and `no_proxy`, read when the client is built.
    /// See [Networks](crate::docs::networks).
    ///
    /// ```
    /// use genesys_cloud::Client;
    ///
    /// let client = Client::builder().proxy("http://user:p%40ss@proxy.example.com:3128").access_token("token").build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = ProxySetting::Url(Secret::new(url.into()));
        self
    }

    /// Disables proxies, including the proxy of the environment.
    pub fn no_proxy(mut self) -> Self {
        self.proxy = ProxySetting::None;
        self
    }
}
