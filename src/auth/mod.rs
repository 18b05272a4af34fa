//! How the client proves who it is.
//!
//! `Credentials` is what a user configures; `Authority` is what became of it: where the token of a call comes from.
//! Renewable credentials go through `cache` (one token for all threads) to `endpoint` (the token endpoint).

mod cache;
mod credentials;
mod endpoint;
mod secret;
mod token;

use std::sync::Arc;

use crate::Error;
use crate::call::{Deadline, Wire};
use cache::TokenCache;
pub use credentials::Credentials;
use endpoint::TokenEndpoint;
pub(crate) use secret::Secret;
pub(crate) use token::Token;

/// The path of the token endpoint, below the login host.
pub(crate) const TOKEN_PATH: &str = "/oauth/token";

/// Where the token of a call comes from.
#[derive(Debug)]
pub(crate) enum Authority {
    /// The user's own token. It is what it is.
    Static(Arc<Token>),
    /// Tokens that the client fetches, shares and renews.
    Renewable(Box<Renewable>),
}

/// Client credentials at work: the endpoint that takes them, and the token that came of it.
#[derive(Debug)]
pub(crate) struct Renewable {
    endpoint: TokenEndpoint,
    cache: TokenCache,
}

impl Authority {
    fn renewable(endpoint: TokenEndpoint) -> Self {
        Self::Renewable(Box::new(Renewable {
            endpoint,
            cache: TokenCache::default(),
        }))
    }

    /// The token to send, fetched or renewed where need be.
    pub(crate) fn token(&self, wire: &Wire, deadline: Deadline) -> Result<Arc<Token>, Error> {
        match self {
            Self::Static(token) => Ok(Arc::clone(token)),
            Self::Renewable(renewable) => renewable
                .cache
                .token(deadline, |purpose| renewable.endpoint.fetch(wire, deadline, purpose)),
        }
    }

    /// Whether there can be another token than the one that was refused.
    pub(crate) fn can_renew(&self) -> bool {
        matches!(self, Self::Renewable(_))
    }

    /// Does not use this token again: it was revoked or refused.
    pub(crate) fn forget(&self, token: &Arc<Token>) {
        if let Self::Renewable(renewable) = self {
            renewable.cache.forget(token);
        }
    }

    /// The secrets behind the tokens, to take them out of what a server sends.
    pub(crate) fn secrets(&self) -> [&str; 2] {
        match self {
            Self::Static(_) => [""; 2],
            Self::Renewable(renewable) => renewable.endpoint.secrets(),
        }
    }
}

#[cfg(test)]
mod tests;
