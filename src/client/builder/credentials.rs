//! How a client gets its token.

use super::ClientBuilder;
use crate::Credentials;

/// # Credentials
///
/// If several are set, the last one applies.
impl ClientBuilder {
    /// Uses an access token that the program already has. See [`Credentials::access_token`].
    pub fn access_token(self, token: impl Into<String>) -> Self {
        self.credentials(Credentials::access_token(token))
    }

    /// Requests tokens with client credentials. See [`Credentials::client_credentials`].
    pub fn client_credentials(self, id: impl Into<String>, secret: impl Into<String>) -> Self {
        self.credentials(Credentials::client_credentials(id, secret))
    }

    /// Sets the credentials, for a program that chooses their kind at run time.
    ///
    /// ```
    /// use genesys_cloud::{Client, Credentials};
    ///
    /// # let (token, id, secret) = (None::<String>, "id", "secret");
    /// let credentials = match token {
    ///     Some(token) => Credentials::access_token(token),
    ///     None => Credentials::client_credentials(id, secret),
    /// };
    /// let client = Client::builder().credentials(credentials).build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = Ok(credentials);
        self
    }

    /// Uses no credentials, for a client that only calls operations without a token.
    ///
    /// For any other request, the call returns [`Error::Config`](crate::Error::Config) and sends nothing.
    ///
    /// ```
    /// use genesys_cloud::{Client, Region};
    ///
    /// let client = Client::builder().region(Region::EuWest1).without_credentials().build()?;
    /// assert!(client.tokens().get_tokens_me().send().is_err());
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn without_credentials(self) -> Self {
        self.credentials(Credentials::none())
    }
}
