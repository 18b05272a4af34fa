//! Signing out.

use ureq::http::Method;

use crate::{Client, Error};

impl Client {
    /// Revokes the token of this client (`DELETE /api/v2/tokens/me`) and forgets it. Without a token, it sends nothing.
    ///
    /// Call this method at the end of a program, so that its token cannot be used any longer. A later call of a client that can renew
    /// its token requests a new one.
    ///
    /// # Errors
    ///
    /// The same errors as for any call. The token may still be valid then.
    ///
    /// ```
    /// use genesys_cloud::Client;
    ///
    /// let client = Client::builder().client_credentials("id", "secret").build()?;
    /// // The client has made no call, so it has no token.
    /// client.sign_out()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn sign_out(&self) -> Result<(), Error> {
        if !self.inner.has_token() {
            return Ok(());
        }
        let request = self.request(Method::DELETE, "/api/v2/tokens/me");
        request.send_empty().map(drop)
    }
}
