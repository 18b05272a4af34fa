//! Signing in at the host of a configuration.

use super::ClientBuilder;
use crate::{Error, Login};

/// # Signing in
impl ClientBuilder {
    /// Returns a sign-in with the browser, with PKCE, at the login host of these settings: the host of [`login_url`](Self::login_url)
    /// or [`region`](Self::region), or of the environment or the profile that they were read from.
    ///
    /// `None` is the client ID of the environment ([`from_env`](Self::from_env)) or of the profile
    /// (`ClientBuilder::discover`, with the feature `profile`). Credentials are not necessary, since the sign-in returns them.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] names the client ID or the region that is missing.
    ///
    /// ```no_run
    /// use genesys_cloud::ClientBuilder;
    ///
    /// let builder = ClientBuilder::from_env()?;
    /// let login = builder.login(Some("client-id"))?.start()?;
    /// println!("{}", login.url());
    /// let client = builder.credentials(login.wait()?).build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn login(&self, client_id: Option<&str>) -> Result<Login, Error> {
        let client_id = match (client_id, &self.client_id) {
            (Some(id), _) => id,
            (None, Some(setting)) => setting.value.as_deref().ok_or_else(|| {
                let problem = "not set; set the id of an OAuth client with the grant Code Authorization";
                setting.refused(problem)
            })?,
            (None, None) => {
                let problem = "not set; pass the id of an OAuth client with the grant Code Authorization";
                return Err(Error::config("client_id", problem));
            }
        };
        let login = Login::pkce(client_id);
        match (&self.login_url, &self.region, &self.missing_region) {
            (Some(url), _, _) => Ok(login.login_url(url.value.as_str())),
            (None, Some(region), _) => Ok(login.region(region.value.clone())),
            (None, None, Some(error)) => Err(error.clone()),
            // Starting it is the error for a missing region.
            (None, None, None) => Ok(login),
        }
    }
}
