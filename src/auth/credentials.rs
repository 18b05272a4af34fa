//! The credentials of a client.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::token_endpoint::TokenEndpoint;
use super::{Token, TokenSource};
use crate::Error;
use crate::base_url::BaseUrl;
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
pub struct Credentials(Grant);

#[derive(Debug, Clone)]
enum Grant {
    None,
    AccessToken(Secret),
    ClientCredentials { id: String, secret: Secret },
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
        Self(Grant::AccessToken(Secret::new(token.into())))
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
        Self(Grant::ClientCredentials {
            id: id.into(),
            secret: Secret::new(secret.into()),
        })
    }

    /// Returns no credentials, for operations that need no token.
    pub(crate) fn none() -> Self {
        Self(Grant::None)
    }

    /// Checks the credentials. `login` is the host of the token endpoint, if it is known.
    pub(crate) fn into_source(self, login: Option<BaseUrl>) -> Result<TokenSource, Error> {
        match self.0 {
            Grant::None => Ok(TokenSource::None),
            Grant::AccessToken(token) => {
                if token.expose_secret().is_empty() {
                    return Err(Error::config("access_token", "the token is empty"));
                }
                let problem = if token.expose_secret().bytes().all(|byte| byte.is_ascii_graphic()) {
                    "the token is longer than 16 KiB"
                } else {
                    "a token has visible ASCII characters only; copy it again without spaces"
                };
                let token = Token::new(&token, None).ok_or_else(|| Error::config("access_token", problem))?;
                Ok(TokenSource::Static(Arc::new(token)))
            }
            Grant::ClientCredentials { id, secret } => {
                let login = login.ok_or_else(|| {
                    let problem = "base_url is set, but neither login_url nor region; set one of them to name the host that the secret is sent to";
                    Error::config("login_url", problem)
                })?;
                let endpoint = TokenEndpoint::new(&login, basic(&id, &secret)?, secret)?;
                Ok(TokenSource::renewable(endpoint))
            }
        }
    }
}

/// The value of `Authorization` for an OAuth client (RFC 7617): base64 of `id:secret` in UTF-8.
fn basic(id: &str, secret: &Secret) -> Result<Secret, Error> {
    let secret = secret.expose_secret();
    for (part, text) in [("id", id), ("secret", secret)] {
        let problem = if text.is_empty() {
            "is empty"
        } else if text.chars().any(char::is_control) {
            "has a control character; copy it again"
        } else if part == "id" && text.contains(':') {
            "has a colon, which HTTP Basic does not allow"
        } else {
            continue;
        };
        return Err(Error::config(
            "client_credentials",
            format!("the client {part} {problem}"),
        ));
    }
    let pair = Zeroizing::new(format!("{id}:{secret}"));
    let encoded = Zeroizing::new(STANDARD.encode(pair.as_bytes()));
    Ok(Secret::new(format!("Basic {}", *encoded)))
}

#[cfg(test)]
mod tests;
