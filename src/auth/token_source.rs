//! Where the token of a call comes from.

use std::sync::Arc;

use super::Token;
use super::cache::TokenCache;
use super::token_endpoint::TokenEndpoint;
use crate::Error;
use crate::transport::{Deadline, Transport};

#[derive(Debug)]
pub(crate) enum TokenSource {
    /// No credentials: no request can have a token.
    None,
    /// A token that the caller supplied; never renewed.
    Static(Arc<Token>),
    /// Tokens that the client fetches, shares and renews.
    Renewable(Box<Renewable>),
}

/// The endpoint that issues tokens, and the one that is in use.
#[derive(Debug)]
pub(crate) struct Renewable {
    endpoint: TokenEndpoint,
    cache: TokenCache,
}

impl TokenSource {
    pub(super) fn renewable(endpoint: TokenEndpoint) -> Self {
        let cache = TokenCache::new(endpoint.uri().clone());
        Self::Renewable(Box::new(Renewable { endpoint, cache }))
    }

    /// Returns the token to send, which is fetched or renewed if necessary.
    pub(crate) fn token(&self, transport: &Transport, deadline: Deadline) -> Result<Arc<Token>, Error> {
        match self {
            Self::None => {
                let problem = "this request needs a token, and the client was built without_credentials; set some";
                Err(Error::config("credentials", problem))
            }
            Self::Static(token) => Ok(Arc::clone(token)),
            Self::Renewable(renewable) => renewable.cache.token(deadline, |purpose| {
                renewable.endpoint.fetch(transport, deadline, purpose)
            }),
        }
    }

    /// Returns the token that a call revokes. It is not renewed for that: the old one would stay valid, and the new one would be
    /// revoked in its place.
    pub(crate) fn token_to_revoke(&self, transport: &Transport, deadline: Deadline) -> Result<Arc<Token>, Error> {
        if let Self::Renewable(renewable) = self {
            if let Some(valid) = renewable.cache.valid() {
                return Ok(valid);
            }
        }
        self.token(transport, deadline)
    }

    /// Whether there can be another token than one that was refused.
    pub(crate) fn can_renew(&self) -> bool {
        matches!(self, Self::Renewable(_))
    }

    /// Does not use this token again: it was revoked or refused.
    pub(crate) fn forget(&self, token: &Arc<Token>) {
        if let Self::Renewable(renewable) = self {
            renewable.cache.forget(token);
        }
    }

    /// The secrets behind the tokens, to mask them in what a server sends.
    pub(crate) fn secrets(&self) -> [&str; 2] {
        match self {
            Self::None | Self::Static(_) => [""; 2],
            Self::Renewable(renewable) => renewable.endpoint.secrets(),
        }
    }

    /// Begins with a token, so that tests need not fetch one.
    #[cfg(test)]
    pub(crate) fn put(&self, token: Token) {
        if let Self::Renewable(renewable) = self {
            renewable.cache.put(Arc::new(token));
        }
    }

    /// The token that would be used next without a request for one.
    #[cfg(test)]
    pub(super) fn cached(&self) -> Option<Arc<Token>> {
        match self {
            Self::None => None,
            Self::Static(token) => Some(Arc::clone(token)),
            Self::Renewable(renewable) => renewable.cache.cached(),
        }
    }
}

#[cfg(test)]
mod tests;
