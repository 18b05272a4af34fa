//! Tokens that a function of the program returns.

use std::error::Error as StdError;
use std::fmt;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

use super::Token;
use super::access_token::AccessToken;
use crate::Error;
use crate::clock::Clock;
use crate::error::{AuthError, CallContext, display_prefix};

/// How many bytes of the text of an error are kept.
const TEXT_LIMIT: usize = 1024;

/// The function of [`Credentials::provider`](super::Credentials::provider).
#[derive(Clone)]
pub(super) struct Provider(Arc<dyn Fn() -> Result<AccessToken, Box<dyn StdError + Send + Sync>> + Send + Sync>);

impl Provider {
    pub(super) fn new(
        function: impl Fn() -> Result<AccessToken, Box<dyn StdError + Send + Sync>> + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(function))
    }

    /// Calls the function. The caller holds no lock, so that the function may take long.
    pub(super) fn token(&self, clock: &Clock) -> Result<Token, Error> {
        let failed = |problem| {
            let error = AuthError::new(CallContext::for_provider(), problem);
            Error::Auth(error.with_advice("correct the function of Credentials::provider"))
        };
        // AssertUnwindSafe: the client uses nothing that the function has changed.
        let token = panic::catch_unwind(AssertUnwindSafe(|| (self.0)()))
            .map_err(|_| failed("the function panicked"))?
            .map_err(|error| Error::Auth(AuthError::from_provider(display_prefix(&error, TEXT_LIMIT))))?;
        let (secret, lifetime) = token.into_parts();
        let token = Token::new(&secret).ok_or_else(|| {
            failed("the function returned a token that is empty or not visible ASCII, or longer than 16 KiB")
        })?;
        Ok(token.with_lifetime(lifetime, clock))
    }
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Provider(..)")
    }
}
