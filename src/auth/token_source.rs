//! The source of the token of a call.

use std::sync::Arc;
use std::time::Instant;

use super::Token;
use super::cache::{Fetch, FetchError, TokenCache};
use super::grant::Grant;
use super::provider::Provider;
use super::token_endpoint::{Posted, TokenEndpoint};
use crate::Error;
use crate::error::{CallContext, Stage, TransportError};
use crate::retry::Next;
use crate::secret::{Secret, Secrets};
use crate::transport::Call;

/// The source of the tokens of a client.
#[derive(Debug)]
pub(crate) enum TokenSource {
    /// No credentials. Requests that need a token are an error.
    None,
    /// A token of the caller, which is never renewed.
    Static(Arc<Token>),
    /// Tokens that the client requests, shares and renews.
    Renewable(Box<Renewable>),
}

/// Where tokens come from, and the cache of the current one.
#[derive(Debug)]
pub(crate) struct Renewable {
    issuer: Issuer,
    /// Shared by the clients that are built from clones of the same credentials, if those have a state.
    cache: Arc<TokenCache>,
}

/// Where tokens come from.
#[derive(Debug)]
pub(super) enum Issuer {
    /// A grant, and the token endpoint to which it is sent.
    Endpoint(Grant, TokenEndpoint),
    /// A function of the program.
    Provider(Provider),
}

impl TokenSource {
    pub(super) fn renewable(issuer: Issuer, cache: Arc<TokenCache>) -> Self {
        Self::Renewable(Box::new(Renewable { issuer, cache }))
    }

    /// Returns the token to send, and requests or renews it first if necessary.
    pub(crate) fn token(&self, call: Call<'_>) -> Result<Arc<Token>, Error> {
        match self {
            Self::None => {
                let problem = "this request needs a token, and the client was built without_credentials; set some";
                Err(Error::config("credentials", problem))
            }
            Self::Static(token) => Ok(Arc::clone(token)),
            Self::Renewable(renewable) => renewable
                .cache
                .token(call.deadline, |kind| renewable.issuer.fetch(call, kind)),
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

    /// Returns whether there is a token that has not expired.
    pub(crate) fn has_token(&self, now: Instant) -> bool {
        match self {
            Self::None => false,
            Self::Static(_) => true,
            Self::Renewable(renewable) => renewable.cache.valid(now).is_some(),
        }
    }

    /// Decides whether to replace a token that the server has rejected, so that the call is sent again with another one.
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

    /// Returns whether the client requests its tokens itself.
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

    /// Sets the token, so that tests need not request one.
    #[cfg(test)]
    pub(crate) fn put(&self, token: Token) {
        if let Self::Renewable(renewable) = self {
            renewable.cache.put(Arc::new(token));
        }
    }

    /// Returns the token that the next call would use without requesting one.
    #[cfg(test)]
    pub(super) fn cached(&self) -> Option<Arc<Token>> {
        match self {
            Self::None => None,
            Self::Static(token) => Some(Arc::clone(token)),
            Self::Renewable(renewable) => renewable.cache.cached(),
        }
    }
}

impl Issuer {
    fn fetch(&self, call: Call<'_>, kind: Fetch) -> Result<Token, FetchError> {
        match self {
            Self::Endpoint(grant, endpoint) => {
                let request = grant.request().map_err(FetchError::last)?;
                let Posted { outcome, next, asked } = endpoint.post(call, request, kind);
                grant.settle(outcome).map_err(|error| FetchError { error, next, asked })
            }
            Self::Provider(provider) => {
                let clock = call.deadline.clock();
                if clock.is_shut_down() {
                    return Err(shut_down());
                }
                provider.token(clock).map_err(|error| {
                    // Ctrl-C also ends what the function was waiting for, such as another program.
                    if clock.is_shut_down() {
                        shut_down()
                    } else {
                        FetchError::last(error)
                    }
                })
            }
        }
    }
}

/// Returns the error of a provider whose client is shut down.
fn shut_down() -> FetchError {
    let error = TransportError::shut_down(CallContext::for_provider(), Stage::Lookup);
    FetchError {
        error: Error::Transport(error),
        next: Next::ShutDown,
        asked: None,
    }
}

impl Secrets for TokenSource {
    fn secrets(&self) -> Vec<Secret> {
        match self {
            Self::None | Self::Static(_) => Vec::new(),
            Self::Renewable(renewable) => match &renewable.issuer {
                Issuer::Endpoint(grant, _) => grant.secrets(),
                Issuer::Provider(_) => Vec::new(),
            },
        }
    }
}

#[cfg(test)]
mod tests;
