//! The credentials of a client.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::grant::Grant;
use super::pasted::{self, Content};
use super::token_endpoint::TokenEndpoint;
use super::{Token, TokenSource};
use crate::Error;
use crate::base_url::BaseUrl;
use crate::named::Named;
use crate::secret::Secret;

/// The credentials of a client.
///
/// `Debug` shows no secret, and the memory of secrets is wiped when they are dropped. If a response quotes a secret of at least 8
/// bytes, the error has `***` in its place. Shorter secrets are not masked, since they would be found in ordinary words.
///
/// ```
/// use genesys_cloud::{Client, Credentials, Region};
///
/// let credentials = Credentials::client_credentials("id", "the-secret");
/// assert!(!format!("{credentials:?}").contains("the-secret"));
/// let client = Client::builder().region(Region::EuWest1).credentials(credentials).build()?;
/// # Ok::<(), genesys_cloud::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Credentials(Kind);

#[derive(Debug, Clone)]
enum Kind {
    None,
    AccessToken(Named<Secret>),
    ClientCredentials { id: Named<String>, secret: Named<Secret> },
}

impl Credentials {
    /// Returns the credentials for an access token that the program already has. The client never renews it: once it has expired,
    /// calls fail with 401.
    ///
    /// ```
    /// use genesys_cloud::Credentials;
    ///
    /// # fn token() -> Result<Credentials, std::env::VarError> {
    /// let credentials = Credentials::access_token(std::env::var("TOKEN_OF_THE_AGENT")?);
    /// # Ok(credentials)
    /// # }
    /// ```
    #[must_use]
    pub fn access_token(token: impl Into<String>) -> Self {
        Self::from_access_token(Named::new("access_token", Secret::new(token.into())))
    }

    /// Returns the credentials of an OAuth client with the grant type Client Credentials (RFC 6749, section 4.4).
    ///
    /// The client fetches a token with the first call and renews it before it expires. All clones and threads share the token.
    ///
    /// ```
    /// use genesys_cloud::{Client, Credentials, Region};
    ///
    /// let credentials = Credentials::client_credentials("id", "secret");
    /// // The same credentials for two clients, each of which fetches its own token.
    /// let builder = Client::builder().region(Region::EuWest1).credentials(credentials);
    /// let (first, second) = (builder.clone().build()?, builder.build()?);
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    #[must_use]
    pub fn client_credentials(id: impl Into<String>, secret: impl Into<String>) -> Self {
        let secret = Secret::new(secret.into());
        Self::from_client_credentials(
            Named::new("client_credentials", id.into()),
            Named::new("client_credentials", secret),
        )
    }

    /// Returns the credentials for an access token. Errors name where it was set.
    pub(crate) fn from_access_token(token: Named<Secret>) -> Self {
        Self(Kind::AccessToken(token))
    }

    /// Returns the credentials of an OAuth client. Errors name where id and secret were set.
    pub(crate) fn from_client_credentials(id: Named<String>, secret: Named<Secret>) -> Self {
        Self(Kind::ClientCredentials { id, secret })
    }

    /// Returns no credentials, for operations that need no token.
    pub(crate) fn none() -> Self {
        Self(Kind::None)
    }

    /// Checks the credentials. `login` is the host of the token endpoint, if it is known.
    pub(crate) fn into_source(self, login: Option<BaseUrl>) -> Result<TokenSource, Error> {
        match self.0 {
            Kind::None => Ok(TokenSource::None),
            Kind::AccessToken(token) => {
                pasted::check(&token, Content::Token, token.value.expose_secret())?;
                let too_long = || token.refused("the token is longer than 16 KiB; copy it again");
                let header = Token::new(&token.value, None).ok_or_else(too_long)?;
                Ok(TokenSource::Static(Arc::new(header)))
            }
            Kind::ClientCredentials { id, secret } => {
                let login = login.ok_or_else(|| {
                    let problem = "base_url is set, but neither login_url nor region; set one of them to name the host that the secret is sent to";
                    Error::config("login_url", problem)
                })?;
                let grant = Grant::client_credentials(basic(&id, &secret)?, secret.value.clone())
                    .ok_or_else(|| secret.refused("the client id or secret does not fit into a header"))?;
                Ok(TokenSource::renewable(grant, TokenEndpoint::new(&login)?))
            }
        }
    }
}

/// The value of `Authorization` for an OAuth client (RFC 7617): base64 of `id:secret` in UTF-8.
fn basic(id: &Named<String>, secret: &Named<Secret>) -> Result<Secret, Error> {
    pasted::check(id, Content::ClientId, &id.value)?;
    pasted::check(secret, Content::ClientSecret, secret.value.expose_secret())?;
    if id.value.contains(':') {
        return Err(id.refused("the client id has a colon, which HTTP Basic does not allow; set the id alone"));
    }
    let (id, secret) = (&id.value, secret.value.expose_secret());
    // Neither text grows, so that no copy of the secret is left behind.
    let mut pair = Zeroizing::new(String::with_capacity(id.len() + 1 + secret.len()));
    pair.push_str(id);
    pair.push(':');
    pair.push_str(secret);
    let mut basic = String::with_capacity("Basic ".len() + pair.len().div_ceil(3) * 4);
    basic.push_str("Basic ");
    STANDARD.encode_string(pair.as_bytes(), &mut basic);
    Ok(Secret::new(basic))
}

#[cfg(test)]
mod tests;
