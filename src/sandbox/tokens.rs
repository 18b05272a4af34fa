//! The tokens of a sandbox, and the clock by which they expire.

use std::time::Duration;

use super::Sandbox;
use super::state::Holder;

/// Tokens, and the clock by which they expire.
impl Sandbox {
    /// Returns a new token with all permissions, for a program that does not request one itself.
    ///
    /// ```
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// let client = sandbox.client_builder().access_token(sandbox.issue_token()).build()?;
    /// client.tokens().head_tokens_me().send()?;
    /// assert_eq!(sandbox.requests().len(), 1, "no token request");
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn issue_token(&self) -> String {
        self.state().issue(Holder::Client(0))
    }

    /// Returns a new token of the user [`Sandbox::user_id`]. The token has no permissions, and is no longer valid once the tokens of
    /// the user are revoked.
    ///
    /// ```
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// let user = sandbox.client_builder().access_token(sandbox.issue_user_token()).build()?;
    /// user.tokens().head_tokens_me().send()?;
    ///
    /// sandbox.client().tokens().delete_token(sandbox.user_id()).send()?;
    /// assert_eq!(user.tokens().head_tokens_me().send().unwrap_err().status(), Some(401));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn issue_user_token(&self) -> String {
        self.state().issue(Holder::User(self.user_id.clone()))
    }

    /// Makes all tokens that were issued so far invalid. The response to a request with one of them is a 401.
    ///
    /// ```
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// let client = sandbox.client();
    /// client.tokens().head_tokens_me().send()?;
    /// sandbox.expire_tokens();
    /// client.tokens().head_tokens_me().send()?;
    ///
    /// let statuses: Vec<_> = sandbox.requests().iter().map(|request| request.status).collect();
    /// assert_eq!(statuses, [200, 200, 401, 200, 200], "the client has requested another token");
    /// # Ok(())
    /// # }
    /// ```
    pub fn expire_tokens(&self) {
        self.state().expire_tokens();
    }

    /// Sets the lifetime of new tokens. Default: 86,399 seconds. A token with a lifetime of 0 is expired when it arrives.
    ///
    /// ```
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// sandbox.token_lifetime(0);
    /// let error = sandbox.client().tokens().get_tokens_me().send().unwrap_err();
    /// assert_eq!(error.status(), Some(401));
    /// # Ok(())
    /// # }
    /// ```
    pub fn token_lifetime(&self, seconds: u32) {
        self.state().token_lifetime = seconds;
    }

    /// Limits the requests of each token to so many a minute. Default: no limit.
    ///
    /// Each response then has the headers of [`RateLimit`](crate::RateLimit), and a request above the limit gets a 429 with
    /// `Retry-After`. The windows last a second rather than a minute, so that a test need not wait long: 600 a minute are 10 in each
    /// second. The windows of a rate below 60 are longer.
    ///
    /// ```
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// sandbox.rate_limit(600);
    /// let client = sandbox.client();
    /// let response = client.tokens().get_tokens_me().send_with_response()?;
    /// let limit = response.rate_limit().ok_or("no rate limit")?;
    /// assert_eq!((limit.count(), limit.allowed()), (1, 10));
    /// # Ok(())
    /// # }
    /// ```
    pub fn rate_limit(&self, per_minute: u32) {
        self.state().set_rate_limit(per_minute);
    }

    /// Moves the clock of the sandbox forward, by which tokens expire and rate limits end.
    ///
    /// The clock of the client does not move: its waits between retries and its time limits are in real time.
    ///
    /// ```
    /// use std::time::Duration;
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// let client = sandbox.client();
    /// client.tokens().get_tokens_me().send()?;
    /// sandbox.advance(Duration::from_secs(24 * 60 * 60));
    /// // The token has expired: the client receives a 401, requests another token, and repeats the call.
    /// client.tokens().get_tokens_me().send()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn advance(&self, time: Duration) {
        self.state().advance(time);
    }
}
