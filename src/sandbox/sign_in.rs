//! Signing in as a user, without a browser.

use super::Sandbox;
use super::authorize::{Authorization, Decision, Invalid};

/// Sign-ins of users. A browser can also open the URL: the sandbox has the page.
impl Sandbox {
    /// Signs the user [`Sandbox::user_id`] in at the URL of a [`Login`](crate::Login), and returns the URL that the browser would be
    /// redirected to.
    ///
    /// ```
    /// use genesys_cloud::sandbox::Sandbox;
    /// use genesys_cloud::{Login, Method};
    /// use genesys_cloud::serde_json::Value;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// let login = Login::pkce(sandbox.client_id()).login_url(sandbox.login_url()).start()?;
    /// let credentials = login.finish(&sandbox.sign_in(login.url()))?;
    ///
    /// let client = sandbox.client_builder().credentials(credentials).build()?;
    /// let me: Value = client.request(Method::GET, "/api/v2/users/me").send_json()?.into_body();
    /// assert_eq!(me["id"], sandbox.user_id());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Panics
    ///
    /// If the URL has an unknown client, or no redirect URI that is `https` or on this machine.
    #[must_use]
    #[track_caller]
    pub fn sign_in(&self, url: &str) -> String {
        let decision = Decision::Allow { user: &self.user_id };
        self.decide(url, &decision)
    }

    /// Refuses a sign-in, and returns the URL that the browser would be redirected to.
    ///
    /// ```
    /// use genesys_cloud::Login;
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// let login = Login::pkce(sandbox.client_id()).login_url(sandbox.login_url()).start()?;
    /// let error = login.finish(&sandbox.deny_sign_in(login.url())).unwrap_err();
    /// assert_eq!(error.code(), Some("access_denied"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Panics
    ///
    /// As [`sign_in`](Self::sign_in).
    #[must_use]
    #[track_caller]
    pub fn deny_sign_in(&self, url: &str) -> String {
        self.decide(url, &Decision::Deny)
    }

    #[track_caller]
    #[expect(
        clippy::panic,
        reason = "documented: a test passed a URL that the sandbox cannot redirect from"
    )]
    fn decide(&self, url: &str, decision: &Decision<'_>) -> String {
        let query = url.split_once('?').map_or("", |(_, query)| query);
        let mut state = self.state();
        match Authorization::parse(&state, query) {
            Ok(authorization) => authorization.decide(&mut state, decision),
            Err(Invalid::Redirect(url)) => url,
            Err(Invalid::Page(problem)) => panic!("the sandbox refuses this sign-in: {problem}"),
        }
    }
}
