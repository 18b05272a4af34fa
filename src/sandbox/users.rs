//! The users of a sandbox.

use super::Sandbox;

/// Users, whose tokens can be revoked. Any other user id gets a 404.
impl Sandbox {
    /// Returns the id of the user that each sandbox has from the start.
    #[must_use]
    pub fn user_id(&self) -> &str {
        &self.user_id
    }

    /// Adds a user and returns its id.
    ///
    /// ```
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// let (ada, grace) = (sandbox.add_user(), sandbox.add_user());
    ///
    /// sandbox.client().tokens().delete_token(&ada).send()?;
    /// assert!(sandbox.is_revoked(&ada) && !sandbox.is_revoked(&grace));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn add_user(&self) -> String {
        self.state().add_user()
    }

    /// Adds `count` users and returns their ids.
    ///
    /// ```
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// let (client, users) = (sandbox.client(), sandbox.add_users(200));
    /// // … the program under test …
    /// # for user in &users { client.tokens().delete_token(user).send()?; }
    /// assert!(users.iter().all(|user| sandbox.is_revoked(user)));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn add_users(&self, count: usize) -> Vec<String> {
        let mut state = self.state();
        (0..count).map(|_| state.add_user()).collect()
    }

    /// Adds a user with this id and this e-mail address, for input that is the same in each run. If there is a user with the id, the
    /// new one takes its place.
    ///
    /// ```
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// const ADA: &str = "7f0c2a8e-91b3-4c5d-8e6f-0a1b2c3d4e5f";
    /// let sandbox = Sandbox::start()?;
    /// sandbox.add_user_with(ADA, "ada@example.com");
    ///
    /// sandbox.client().tokens().delete_token(ADA).send()?;
    /// assert!(sandbox.is_revoked(ADA));
    /// # Ok(())
    /// # }
    /// ```
    pub fn add_user_with(&self, id: impl Into<String>, email: impl Into<String>) {
        self.state().add_user_with(id.into(), email.into());
    }

    /// Returns whether the tokens of this user were revoked with `DELETE /api/v2/tokens/{userId}`, and the user has received no
    /// token since then. `false` for an unknown id.
    ///
    /// ```
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// sandbox.client().tokens().delete_token(sandbox.user_id()).send()?;
    /// assert!(sandbox.is_revoked(sandbox.user_id()));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn is_revoked(&self, user_id: &str) -> bool {
        self.state().is_revoked(user_id)
    }
}
