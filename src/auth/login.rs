//! Signing in with the browser (RFC 8252: OAuth 2.0 for native apps).
//!
//! A [`Login`] is started as a [`PendingLogin`], whose URL the user opens. The platform redirects the browser to the `listener` of the
//! program, which reads the `callback` and responds with a page.

mod browser;
mod callback;
mod cancellation;
mod listener;
mod pages;
mod pending;
mod random;
mod redirect;

use std::time::Duration;

use ureq::http::Uri;

use super::form;
use super::pasted::{self, Content};
use crate::base_url::BaseUrl;
use crate::named::Named;
use crate::secret::Secret;
use crate::{Error, Region};
pub use cancellation::CancelHandle;
use listener::Listener;
pub use pending::PendingLogin;
use pending::Proof;
use redirect::RedirectUri;

/// The path of the page at which users sign in, below the login host.
const AUTHORIZE_PATH: &str = "/oauth/authorize";

/// A sign-in of a user with the browser.
///
/// The OAuth client needs the grant Code Authorization, and the redirect URI of this sign-in among its own. With the default redirect
/// URI, register `http://localhost`: any port is accepted then.
///
/// ```no_run
/// use genesys_cloud::{Client, Login, Region};
///
/// # fn main() -> Result<(), genesys_cloud::Error> {
/// let login = Login::pkce("client-id").region(Region::EuWest1).start()?;
/// if login.open().is_err() {
///     println!("Open this page in a browser: {}", login.url());
/// }
/// let client = Client::builder()
///     .region(Region::EuWest1)
///     .credentials(login.wait()?)
///     .build()?;
/// # Ok(())
/// # }
/// ```
///
/// The client exchanges the code of the sign-in for a token with its first call, with its own proxy and certificates. To keep the user
/// signed in, store the refresh token: see [`Credentials::on_refresh`](crate::Credentials::on_refresh) and the page
/// [Signing in](crate::docs::signing_in).
#[derive(Debug, Clone)]
#[must_use = "a sign-in does nothing until start is called"]
pub struct Login {
    client_id: String,
    /// `None` for a public client, which uses PKCE.
    client_secret: Option<Secret>,
    region: Option<Region>,
    base_url: Option<String>,
    redirect_uri: String,
    timeout: Duration,
}

impl Login {
    /// Signs in with PKCE (RFC 7636), for programs that users install: the OAuth client has no secret.
    pub fn pkce(client_id: impl Into<String>) -> Self {
        Self {
            client_id: client_id.into(),
            client_secret: None,
            region: None,
            base_url: None,
            redirect_uri: "http://localhost/".to_owned(),
            timeout: Duration::from_secs(300),
        }
    }

    /// Signs in with an OAuth client that has a secret (RFC 6749, section 4.1), for programs that only the organization runs.
    ///
    /// ```
    /// use genesys_cloud::{Login, Region};
    ///
    /// let login = Login::authorization_code("client-id", "client-secret").region(Region::EuWest1).start()?;
    /// assert!(login.url().starts_with("https://login.mypurecloud.ie/oauth/authorize?"));
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn authorization_code(client_id: impl Into<String>, client_secret: impl Into<String>) -> Self {
        Self {
            client_secret: Some(Secret::new(client_secret.into())),
            ..Self::pkce(client_id)
        }
    }

    /// Sets the region of the organization. This or [`login_url`](Self::login_url) is required.
    pub fn region(mut self, region: Region) -> Self {
        self.region = Some(region);
        self
    }

    /// Sets the base URL of the page at which users sign in, to which `/oauth/authorize` is added, for example the URL of a sandbox.
    /// Default: `https://login.<domain>` of the region. The rules of [`ClientBuilder::base_url`](crate::ClientBuilder::base_url) apply.
    pub fn login_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Sets the redirect URI, exactly as it is registered for the OAuth client. Default: `http://localhost/` with a free port.
    ///
    /// If it is `http` on `localhost` or a loopback address, [`PendingLogin::wait`] listens on its port, or on a free one if it has
    /// none or 0. With any other URI, the program receives the redirect itself, and passes it to [`PendingLogin::finish`].
    ///
    /// ```
    /// use genesys_cloud::{Login, Region};
    ///
    /// let login = Login::pkce("client-id")
    ///     .region(Region::EuWest1)
    ///     .redirect_uri("https://tool.example.com/callback")
    ///     .start()?;
    /// assert!(login.url().contains("redirect_uri=https%3A%2F%2Ftool.example.com%2Fcallback"));
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn redirect_uri(mut self, uri: impl Into<String>) -> Self {
        self.redirect_uri = uri.into();
        self
    }

    /// Sets the time limit for [`PendingLogin::wait`]. Default: 5 minutes.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Checks the settings, opens the port of the redirect URI, and makes the URL that the user has to open. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] names the setting that is missing or invalid, `region` if there is neither a region nor a login URL, and
    /// `redirect_uri` if its port is in use.
    pub fn start(self) -> Result<PendingLogin, Error> {
        pasted::check(&Named::new("client_id", ()), Content::ClientId, &self.client_id)?;
        if let Some(secret) = &self.client_secret {
            pasted::check(
                &Named::new("client_secret", ()),
                Content::ClientSecret,
                secret.expose_secret(),
            )?;
        }
        if self.timeout.is_zero() {
            let problem = "is 0, so that every sign-in would fail; set a longer time";
            return Err(Error::config("timeout", problem));
        }
        let login_url = self.checked_base_url()?;
        let redirect = RedirectUri::parse(&self.redirect_uri)?;
        let (redirect_uri, listener) = if let Some(loopback) = redirect.loopback {
            let listener = Listener::bind(&loopback)?;
            (loopback.uri(listener.port()), Ok(listener))
        } else {
            let problem = "is not http on localhost or on a loopback address, so this program cannot receive the redirect; \
                           call finish with the URL that the browser was redirected to";
            (redirect.text, Err(Error::config("redirect_uri", problem)))
        };
        let state = random::text()?;
        let proof = match self.client_secret {
            Some(secret) => Proof::ClientSecret(secret),
            None => Proof::Verifier(random::text()?),
        };
        let url = authorize_url(&login_url, &self.client_id, &redirect_uri, &state, &proof)?;
        Ok(PendingLogin {
            url: url.to_string(),
            client_id: self.client_id,
            proof,
            redirect_uri,
            state,
            listener,
            timeout: self.timeout,
            cancel_handle: CancelHandle::default(),
        })
    }

    fn checked_base_url(&self) -> Result<BaseUrl, Error> {
        let url = match (&self.base_url, &self.region) {
            (Some(url), _) => Named::new("login_url", url.clone()),
            (None, Some(region)) => Named::new("region", region.login_url()),
            (None, None) => {
                let problem = "not set, nor is login_url; set the region of the organization";
                return Err(Error::config("region", problem));
            }
        };
        BaseUrl::parse(&url, false)
    }
}

/// Returns the URL of the page at which the user signs in (RFC 6749, section 4.1.1; RFC 7636, section 4.3).
fn authorize_url(
    login_url: &BaseUrl,
    client_id: &str,
    redirect_uri: &str,
    state: &Secret,
    proof: &Proof,
) -> Result<Uri, Error> {
    let mut parameters = vec![
        ("response_type", "code"),
        ("client_id", client_id),
        ("redirect_uri", redirect_uri),
        ("state", state.expose_secret()),
    ];
    let challenge;
    if let Proof::Verifier(verifier) = proof {
        challenge = random::challenge(verifier);
        parameters.push(("code_challenge", &challenge));
        parameters.push(("code_challenge_method", "S256"));
    }
    let query = form::encode(&parameters);
    login_url
        .uri(format!("{AUTHORIZE_PATH}?{}", *query).into())
        .map_err(|problem| Error::config("login_url", problem))
}

#[cfg(test)]
mod tests;
