//! The credentials of a client.

mod code;
mod source;

use std::error::Error as StdError;
use std::sync::{Arc, OnceLock};

use super::access_token::AccessToken;
use super::cache::TokenCache;
use super::grant::{Session, Start};
use super::pasted::{self, Content};
use super::provider::Provider;
use crate::Error;
use crate::named::Named;
use crate::secret::Secret;
pub use code::Code;

/// What a client gets its tokens with: client credentials, the sign-in of a user, an access token, or a function of the program.
///
/// [Signing in](crate::docs::signing_in) says which of them to use. `Debug` shows no secret, and the memory of secrets is wiped
/// when they are dropped. If a response quotes a secret of at least 8 bytes, the error has `***` in its place. Shorter secrets are
/// not masked, since they would be found in ordinary words.
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
    ClientCredentials(OAuthClient),
    User(User),
    Provider(Provider),
}

/// An OAuth client of an organization. Without a secret, it is a public client.
#[derive(Debug, Clone)]
struct OAuthClient {
    id: Named<String>,
    secret: Option<Named<Secret>>,
}

/// The sign-in of a user. Clones share the session, and with it the cache of its token.
#[derive(Debug, Clone)]
struct User {
    client: OAuthClient,
    session: Arc<Session>,
    cache: Arc<OnceLock<Arc<TokenCache>>>,
    /// Why the credentials are invalid, which is the error of `build`.
    refusal: Option<Error>,
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
    /// The client requests a token with the first call and renews it before it expires. All clones and threads share the token.
    ///
    /// ```
    /// use genesys_cloud::{Client, Credentials, Region};
    ///
    /// let credentials = Credentials::client_credentials("id", "secret");
    /// // The same credentials for two clients, each of which requests its own token.
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

    /// Returns the credentials for an authorization code that the program has received (RFC 6749, section 4.1; with PKCE: RFC 7636).
    /// [`Login`](crate::Login) does all of that.
    ///
    /// The client exchanges the code for a token with its first call. A code can be used once: build one client, or clients from
    /// clones of these credentials, which share the token and the refresh tokens.
    ///
    /// The client renews the token with the refresh token that it receives with it. If the organization allows none, calls fail once
    /// the token has expired, with an error for which [`is_sign_in_required`](Error::is_sign_in_required) is true.
    ///
    /// See [`Code`] for an example.
    #[must_use]
    pub fn authorization_code(code: Code) -> Self {
        let refusal = code.refusal();
        let start = Start::Code {
            code: code.text,
            verifier: code.verifier,
            redirect_uri: code.redirect_uri,
        };
        Self::user(code.client, Session::new(start), refusal)
    }

    /// Returns the credentials for a refresh token that the program has stored (RFC 6749, section 6). A client that signs in with
    /// PKCE has no secret.
    ///
    /// The platform may replace the refresh token whenever the client uses it. The client passes the new one to
    /// [`on_refresh`](Self::on_refresh).
    ///
    /// ```
    /// use genesys_cloud::{Client, Credentials, Region};
    ///
    /// # fn load() -> String { "refresh-token".to_owned() }
    /// # fn store(token: &str) {}
    /// let credentials = Credentials::refresh_token("client-id", None, load()).on_refresh(store);
    /// let client = Client::builder().region(Region::EuWest1).credentials(credentials).build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    #[must_use]
    pub fn refresh_token(
        client_id: impl Into<String>,
        client_secret: Option<&str>,
        refresh_token: impl Into<String>,
    ) -> Self {
        const SETTING: &str = "refresh_token";
        let secret = client_secret.map(|secret| Secret::new(secret.to_owned()));
        let token = Secret::new(refresh_token.into());
        let refusal = pasted::check(&Named::new(SETTING, ()), Content::RefreshToken, token.expose_secret()).err();
        let client = OAuthClient::new(SETTING, client_id, secret);
        Self::user(client, Session::with_refresh_token(token), refusal)
    }

    /// Returns the credentials for a SAML2 assertion of an identity provider, in base64 (RFC 7522). `org_name` is the short name of
    /// the organization.
    ///
    /// The client exchanges the assertion for a token with its first call. Once that token has expired and cannot be renewed, calls
    /// fail with an error for which [`is_sign_in_required`](Error::is_sign_in_required) is true: request a new assertion.
    ///
    /// ```
    /// use genesys_cloud::{Client, Credentials, Region};
    ///
    /// # let assertion = "PHNhbWxwOlJlc3BvbnNlLz4=";
    /// let credentials = Credentials::saml2_bearer("client-id", "client-secret", "example-org", assertion);
    /// let client = Client::builder().region(Region::EuWest1).credentials(credentials).build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    #[must_use]
    pub fn saml2_bearer(
        client_id: impl Into<String>,
        client_secret: impl Into<String>,
        org_name: impl Into<String>,
        assertion: impl Into<String>,
    ) -> Self {
        const SETTING: &str = "saml2_bearer";
        let client = OAuthClient::new(SETTING, client_id, Some(Secret::new(client_secret.into())));
        let (org_name, assertion) = (org_name.into(), Secret::new(assertion.into()));
        let refusal = if org_name.is_empty() {
            Some(Error::config(SETTING, "the name of the organization is empty; set it"))
        } else {
            pasted::check(&Named::new(SETTING, ()), Content::Assertion, assertion.expose_secret()).err()
        };
        Self::user(client, Session::new(Start::Saml2 { org_name, assertion }), refusal)
    }

    /// Returns the credentials for tokens that a function of the program returns, for example from a vault or from a service of your
    /// own. Each client calls it itself, and only if it has no valid token: with the first call, early before the token expires, and
    /// after a 401.
    ///
    /// The function runs in the thread of a call, and to its end: limit its time. Meanwhile the other threads use the token that is
    /// still valid, or wait within the time limits of their own calls. The function must not call the client that it returns tokens for.
    ///
    /// An error of the function or a panic in it is the [`Error::Auth`] of the call. The next call calls the function again.
    ///
    /// ```
    /// use std::time::Duration;
    /// use genesys_cloud::{AccessToken, Client, Credentials};
    ///
    /// # fn token_from_vault() -> Result<String, std::io::Error> { Ok("token".to_owned()) }
    /// let credentials = Credentials::provider(|| {
    ///     let token = token_from_vault()?;
    ///     Ok(AccessToken::new(token).expires_in(Duration::from_secs(3600)))
    /// });
    /// let client = Client::builder().credentials(credentials).build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    #[must_use]
    pub fn provider(
        function: impl Fn() -> Result<AccessToken, Box<dyn StdError + Send + Sync>> + Send + Sync + 'static,
    ) -> Self {
        Self(Kind::Provider(Provider::new(function)))
    }

    /// Sets a function that stores refresh tokens. The client passes each refresh token that it receives to the function: the first
    /// one of a sign-in, and each one that replaces another. The replaced token is no longer valid then.
    ///
    /// The client calls the function in the thread of a call, before it uses the new access token. The function must not call the
    /// client. All clones of the credentials share one function, and setting another one replaces it. Credentials without refresh
    /// tokens never call it.
    ///
    /// ```no_run
    /// use genesys_cloud::{Client, Login, Region};
    ///
    /// # fn store(token: &str) -> std::io::Result<()> { Ok(()) }
    /// let login = Login::pkce("client-id").region(Region::EuWest1).start()?;
    /// login.open()?;
    /// let credentials = login.wait()?.on_refresh(|token| {
    ///     if let Err(error) = store(token) {
    ///         eprintln!("the refresh token was not stored, so the next start needs another sign-in: {error}");
    ///     }
    /// });
    /// let client = Client::builder().region(Region::EuWest1).credentials(credentials).build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    #[must_use]
    pub fn on_refresh(self, store: impl Fn(&str) + Send + Sync + 'static) -> Self {
        if let Kind::User(user) = &self.0 {
            user.session.set_on_refresh(Arc::new(store));
        }
        self
    }

    fn user(client: OAuthClient, session: Session, refusal: Option<Error>) -> Self {
        Self(Kind::User(User {
            client,
            session: Arc::new(session),
            cache: Arc::default(),
            refusal,
        }))
    }

    /// Returns the credentials for an access token. Errors name where it was set.
    pub(crate) fn from_access_token(token: Named<Secret>) -> Self {
        Self(Kind::AccessToken(token))
    }

    /// Returns the credentials of an OAuth client. Errors name where id and secret were set.
    pub(crate) fn from_client_credentials(id: Named<String>, secret: Named<Secret>) -> Self {
        Self(Kind::ClientCredentials(OAuthClient {
            id,
            secret: Some(secret),
        }))
    }

    /// Returns no credentials, for operations that need no token.
    pub(crate) fn none() -> Self {
        Self(Kind::None)
    }
}

impl OAuthClient {
    fn new(setting: &'static str, id: impl Into<String>, secret: Option<Secret>) -> Self {
        Self {
            id: Named::new(setting, id.into()),
            secret: secret.map(|secret| Named::new(setting, secret)),
        }
    }
}

#[cfg(test)]
mod tests;
