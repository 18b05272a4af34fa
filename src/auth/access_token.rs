//! An access token, as a program has it.

use std::time::Duration;

use jiff::Timestamp;

use super::expiry::Expiry;
use crate::clock::Clock;
use crate::secret::Secret;

/// An access token: returned by [`Client::access_token`](crate::Client::access_token), and by the function of
/// [`Credentials::provider`](crate::Credentials::provider).
///
/// `Debug` shows no part of the token, and its memory is wiped when the last clone is dropped.
///
/// ```
/// use std::time::Duration;
/// use genesys_cloud::AccessToken;
///
/// let token = AccessToken::new("the-token").expires_in(Duration::from_secs(600));
/// assert!(token.expires_at().is_some());
/// assert!(!format!("{token:?}").contains("the-token"));
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct AccessToken {
    secret: Secret,
    expiry: Option<Expiry>,
}

impl AccessToken {
    /// Returns a token that never expires, as far as the client knows: the client uses it until the platform rejects it.
    pub fn new(token: impl Into<String>) -> Self {
        Self {
            secret: Secret::new(token.into()),
            expiry: None,
        }
    }

    /// Sets the time after which the token expires, from now on. The client requests the next token 60 s earlier, or a tenth of the
    /// lifetime if that is shorter.
    pub fn expires_in(mut self, lifetime: Duration) -> Self {
        self.expiry = Expiry::after(lifetime, &Clock::default());
        self
    }

    pub(super) fn from_parts(secret: Secret, expiry: Option<Expiry>) -> Self {
        Self { secret, expiry }
    }

    /// Returns the token itself. Each use is a place where it could leak.
    ///
    /// ```no_run
    /// use genesys_cloud::Client;
    ///
    /// // For a tool that reads the token from its standard input.
    /// println!("{}", Client::from_env()?.access_token()?.expose());
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    #[must_use]
    pub fn expose(&self) -> &str {
        self.secret.expose_secret()
    }

    /// Returns the time at which the token expires. `None` if that is not known, and for an access token that the program has set
    /// itself.
    #[must_use]
    pub fn expires_at(&self) -> Option<Timestamp> {
        self.expiry.map(|expiry| expiry.date)
    }

    /// Returns the token itself, and the rest of its lifetime if that is known.
    ///
    /// A program makes its tokens without a client, so this is by the clock of the system, as [`expires_in`](Self::expires_in).
    pub(super) fn into_parts(self) -> (Secret, Option<Duration>) {
        let now = Clock::default().now();
        let left = |expiry: Expiry| expiry.at.saturating_duration_since(now);
        (self.secret, self.expiry.map(left))
    }
}

#[cfg(test)]
mod tests;
