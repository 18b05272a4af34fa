//! A sign-in that waits for the user.

use std::fmt;
use std::time::Duration;

use super::browser;
use super::callback::Callback;
use super::cancellation::CancelHandle;
use super::listener::{Ended, Listener};
use crate::Error;
use crate::auth::{Code, Credentials};
use crate::error::{AuthError, CallContext, Phase, TimeLimit, TimeoutError};
use crate::secret::Secret;

/// A sign-in that waits for the user, returned by [`Login::start`](super::Login::start).
///
/// Dropping it closes the port.
///
/// ```no_run
/// use genesys_cloud::{Login, Region};
///
/// let login = Login::pkce("client-id").region(Region::EuWest1).start()?;
/// if login.open().is_err() {
///     println!("Open this page in a browser: {}", login.url());
/// }
/// let credentials = login.wait()?;
/// # Ok::<(), genesys_cloud::Error>(())
/// ```
#[must_use = "the sign-in is not finished until wait or finish returns credentials"]
pub struct PendingLogin {
    pub(super) url: String,
    pub(super) client_id: String,
    pub(super) proof: Proof,
    pub(super) redirect_uri: String,
    pub(super) state: Secret,
    /// The sockets, or the error that [`wait`](Self::wait) returns.
    pub(super) listener: Result<Listener, Error>,
    pub(super) timeout: Duration,
    pub(super) cancel_handle: CancelHandle,
}

/// What shows the token endpoint that the code belongs to this program.
pub(super) enum Proof {
    ClientSecret(Secret),
    Verifier(Secret),
}

impl PendingLogin {
    /// Returns the URL that the user has to open in a browser on this machine.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Opens the URL in the browser of the user, with the command of the system: `xdg-open`, `open` or `rundll32`.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the command is missing or finds no browser. Show the user the URL then.
    pub fn open(&self) -> Result<(), Error> {
        browser::open(&self.url)
    }

    /// Returns a handle that ends [`wait`](Self::wait) from another thread.
    #[must_use]
    pub fn cancel_handle(&self) -> CancelHandle {
        self.cancel_handle.clone()
    }

    /// Waits until the user has signed in, and returns the credentials. The browser shows a page that says so.
    ///
    /// The listener accepts one request: the one with the path and host of the redirect URI, and with the state of this sign-in. Any
    /// other request gets a 400 or a 404, and changes nothing.
    ///
    /// # Errors
    ///
    /// - [`Error::Auth`] if the platform returns an error, whose name [`code`](Error::code) returns: `access_denied` if the user or an
    ///   administrator refuses. Also after [`CancelHandle::cancel`].
    /// - [`Error::Timeout`] if the user does not sign in within [`Login::timeout`](super::Login::timeout).
    /// - [`Error::Config`] if the redirect URI is not one of this machine.
    pub fn wait(self) -> Result<Credentials, Error> {
        let received = match &self.listener {
            Ok(listener) => listener.receive(&self.state, self.timeout, &self.cancel_handle),
            Err(error) => return Err(error.clone()),
        };
        match received {
            Ok(callback) => self.credentials(callback),
            Err(Ended::Canceled) => {
                let problem = "canceled by the program; start another sign-in";
                Err(Error::Auth(AuthError::new(CallContext::for_sign_in(), problem)))
            }
            Err(Ended::TimedOut) => Err(Error::Timeout(TimeoutError::new(
                CallContext::for_sign_in(),
                Phase::SignIn,
                TimeLimit::SignIn(self.timeout),
            ))),
        }
    }

    /// Returns the credentials of a callback that the program has received itself: the URL that the browser was redirected to.
    ///
    /// ```
    /// use genesys_cloud::{Login, Region};
    ///
    /// # fn main() -> Result<(), genesys_cloud::Error> {
    /// let login = Login::pkce("client-id")
    ///     .region(Region::EuWest1)
    ///     .redirect_uri("https://app.example.com/callback")
    ///     .start()?;
    /// println!("{}", login.url());
    /// // A callback with the state of another sign-in.
    /// let error = login.finish("https://app.example.com/callback?code=4f3c&state=other").unwrap_err();
    /// assert!(error.to_string().starts_with("sign-in: the URL is not the callback of this sign-in"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Auth`] if the URL does not belong to this sign-in, or if the platform returns an error, whose name
    /// [`code`](Error::code) returns.
    pub fn finish(&self, callback_url: &str) -> Result<Credentials, Error> {
        let url = callback_url.split('#').next().unwrap_or_default();
        let query = url.split_once('?').map_or("", |(_, query)| query);
        let callback = Callback::parse(query, &self.state).ok_or_else(|| {
            let problem = "the URL is not the callback of this sign-in: it has neither its state with a code, nor with an error; \
                           start another sign-in";
            Error::Auth(AuthError::new(CallContext::for_sign_in(), problem))
        })?;
        self.credentials(callback)
    }

    fn credentials(&self, callback: Callback) -> Result<Credentials, Error> {
        let code = callback.into_code()?;
        let (id, code) = (self.client_id.as_str(), code.expose_secret());
        let code = match &self.proof {
            Proof::ClientSecret(secret) => Code::authorization_code(id, secret.expose_secret(), code),
            Proof::Verifier(verifier) => Code::pkce(id, code, verifier.expose_secret()),
        };
        Ok(Credentials::authorization_code(
            code.redirect_uri(self.redirect_uri.as_str()),
        ))
    }
}

/// Shows no secrets, and not the URL, which has the state.
impl fmt::Debug for PendingLogin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingLogin")
            .field("client_id", &self.client_id)
            .field("redirect_uri", &self.redirect_uri)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
