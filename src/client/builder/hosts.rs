//! The hosts that a client calls.

use super::{BASE_URL, ClientBuilder, LOGIN_URL, REGION};
use crate::Region;
use crate::named::Named;

/// # Hosts
impl ClientBuilder {
    /// Sets the region of the organization. Default: `us-east-1`, except for [`from_env`](Self::from_env), which requires one.
    ///
    /// ```
    /// use genesys_cloud::{Client, Region};
    ///
    /// let client = Client::builder().region(Region::EuWest1).access_token("token").build()?;
    /// // The region from a configuration file:
    /// let client = Client::builder().region("eu-west-1".parse()?).access_token("token").build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn region(mut self, region: Region) -> Self {
        self.region = Some(Named::new(REGION, region));
        self
    }

    /// Sets the base URL of the API, for example the URL of a gateway or a mock server. Default: `https://api.<domain>` of the region.
    ///
    /// The URL may have a path, which is put before the path of each request. The scheme must be `https`, except on loopback or with
    /// [`allow_plain_http`](Self::allow_plain_http).
    ///
    /// With credentials that request a token, also set [`login_url`](Self::login_url) or [`region`](Self::region): the client never
    /// sends a secret to a host that you did not name. See [Networks](crate::docs::networks#gateways).
    ///
    /// ```
    /// use genesys_cloud::Client;
    ///
    /// let client = Client::builder()
    ///     .base_url("https://gateway.example.com/genesys/api")
    ///     .login_url("https://gateway.example.com/genesys/login")
    ///     .client_credentials("id", "secret")
    ///     .build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(Named::new(BASE_URL, url.into()));
        self
    }

    /// Sets the base URL of the token endpoint, to which the client adds `/oauth/token`. Default: `https://login.<domain>` of the
    /// region. The rules of [`base_url`](Self::base_url) apply.
    pub fn login_url(mut self, url: impl Into<String>) -> Self {
        self.login_url = Some(Named::new(LOGIN_URL, url.into()));
        self
    }

    /// Allows `http` for hosts other than loopback. Anyone on the network path can then read the token. Default: `false`.
    ///
    /// ```
    /// use genesys_cloud::Client;
    ///
    /// // A mock server in another container.
    /// let client = Client::builder()
    ///     .base_url("http://mock:8080")
    ///     .allow_plain_http(true)
    ///     .access_token("token")
    ///     .build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn allow_plain_http(mut self, allow: bool) -> Self {
        self.allow_plain_http = allow;
        self
    }
}
