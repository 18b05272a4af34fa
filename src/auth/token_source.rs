//! The source of the token of a call.

use std::sync::Arc;
use std::time::Instant;

use super::Token;
use super::cache::TokenCache;
use super::grant::Grant;
use super::token_endpoint::TokenEndpoint;
use crate::Error;
use crate::secret::{Secret, Secrets};
use crate::transport::Call;

/// The source of the tokens of a client.
#[derive(Debug)]
pub(crate) enum TokenSource {
    /// No credentials. Requests that need a token are an error.
    None,
    /// A token of the caller, which is never renewed.
    Static(Arc<Token>),
    /// Tokens that the client fetches, shares and renews.
    Renewable(Box<Renewable>),
}

/// A grant, the token endpoint to which it is sent, and the cache of its token.
#[derive(Debug)]
pub(crate) struct Renewable {
    grant: Grant,
    endpoint: TokenEndpoint,
    cache: TokenCache,
}

impl TokenSource {
    pub(super) fn renewable(grant: Grant, endpoint: TokenEndpoint) -> Self {
        let cache = TokenCache::new(endpoint.uri().clone());
        Self::Renewable(Box::new(Renewable { grant, endpoint, cache }))
    }

    /// Returns the token to send, which is fetched or renewed if necessary.
    pub(crate) fn token(&self, call: Call<'_>) -> Result<Arc<Token>, Error> {
        match self {
            Self::None => {
                let problem = "this request needs a token, and the client was built without_credentials; set some";
                Err(Error::config("credentials", problem))
            }
            Self::Static(token) => Ok(Arc::clone(token)),
            Self::Renewable(renewable) => renewable.cache.token(call.deadline, |kind| {
                renewable.endpoint.post(call, renewable.grant.request(), kind)
            }),
        }
    }

    /// Returns the token that a call revokes. A valid token is not renewed before that: it would stay valid, and the new one would be
    /// revoked instead.
    pub(crate) fn token_to_revoke(&self, call: Call<'_>) -> Result<Arc<Token>, Error> {
        if let Self::Renewable(renewable) = self {
            if let Some(valid) = renewable.cache.valid(call.deadline.clock().now()) {
                return Ok(valid);
            }
        }
        self.token(call)
    }

    /// Whether there is a token that has not expired.
    pub(crate) fn has_token(&self, now: Instant) -> bool {
        match self {
            Self::None => false,
            Self::Static(_) => true,
            Self::Renewable(renewable) => renewable.cache.valid(now).is_some(),
        }
    }

    /// Decides whether a token that a call was refused with is replaced, so that the call is sent again with another one.
    pub(crate) fn replace_refused(&self, token: &Arc<Token>, call: Call<'_>) -> bool {
        match self {
            Self::None | Self::Static(_) => false,
            Self::Renewable(renewable) => renewable.cache.replace_refused(token, call.deadline.clock().now()),
        }
    }

    /// Records that a call succeeded with a token.
    pub(crate) fn confirm(&self) {
        if let Self::Renewable(renewable) = self {
            renewable.cache.confirm();
        }
    }

    /// Whether the client fetches its tokens itself.
    #[cfg(test)]
    pub(crate) fn can_renew(&self) -> bool {
        matches!(self, Self::Renewable(_))
    }

    /// Removes a token that was revoked from the cache.
    pub(crate) fn forget(&self, token: &Arc<Token>) {
        if let Self::Renewable(renewable) = self {
            renewable.cache.forget(token);
        }
    }

    /// Sets the token, so that tests need not fetch one.
    #[cfg(test)]
    pub(crate) fn put(&self, token: Token) {
        if let Self::Renewable(renewable) = self {
            renewable.cache.put(Arc::new(token));
        }
    }

    /// Returns the token that the next call would use without fetching one.
    #[cfg(test)]
    pub(super) fn cached(&self) -> Option<Arc<Token>> {
        match self {
            Self::None => None,
            Self::Static(token) => Some(Arc::clone(token)),
            Self::Renewable(renewable) => renewable.cache.cached(),
        }
    }
}

impl Secrets for TokenSource {
    fn secrets(&self) -> Vec<Secret> {
        match self {
            Self::None | Self::Static(_) => Vec::new(),
            Self::Renewable(renewable) => renewable.grant.secrets(),
        }
    }
}

#[cfg(test)]
mod tests;
