//! Starting a sandbox, connecting a client to it, and its record of requests.

use std::io;
use std::sync::{Arc, Mutex};

use super::http::Server;
use super::state::State;
use super::{RecordedRequest, Sandbox, router};
use crate::{Client, ClientBuilder};

/// Starting a sandbox, and the settings of a client for it.
impl Sandbox {
    /// Starts a sandbox on a free port of 127.0.0.1.
    ///
    /// # Errors
    ///
    /// If the socket cannot be bound or the thread cannot be started.
    pub fn start() -> io::Result<Self> {
        Self::start_on(0)
    }

    /// Starts a sandbox on this port of 127.0.0.1. Port 0 is any free port.
    ///
    /// # Errors
    ///
    /// If the port is in use ([`io::ErrorKind::AddrInUse`]) or needs privileges, or if the thread cannot be started.
    ///
    /// ```
    /// use std::io::ErrorKind;
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start_on(0)?;
    /// assert_eq!(sandbox.base_url(), format!("http://127.0.0.1:{}", sandbox.port()));
    /// let error = Sandbox::start_on(sandbox.port()).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::AddrInUse);
    /// # Ok(())
    /// # }
    /// ```
    pub fn start_on(port: u16) -> io::Result<Self> {
        let state = State::new();
        let user_id = state.first_user().to_owned();
        let [client, limited_client] = state
            .clients
            .each_ref()
            .map(|client| (client.id.clone(), client.secret.clone()));
        let state = Arc::new(Mutex::new(state));
        let server = Server::start(port, {
            let state = Arc::clone(&state);
            move |request| router::respond(&state, request)
        })?;
        Ok(Self {
            origin: format!("http://{}", server.address()),
            server,
            state,
            client,
            limited_client,
            user_id,
        })
    }

    /// Returns a client for this sandbox, with the credentials of [`Sandbox::client_id`].
    ///
    /// The client uses no proxy, even if the environment has one, since the sandbox is on this machine.
    ///
    /// ```
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// let me = sandbox.client().tokens().get_tokens_me().send()?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    #[expect(
        clippy::expect_used,
        clippy::missing_panics_doc,
        reason = "all settings are set here and valid: an origin on loopback, an id and a secret in ASCII"
    )]
    pub fn client(&self) -> Client {
        self.client_builder()
            .build()
            .expect("the settings of a sandbox are valid")
    }

    /// Returns the builder of [`client`](Self::client), for further settings.
    ///
    /// ```
    /// use std::time::Duration;
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// let client = sandbox.client_builder().attempt_timeout(Duration::from_secs(1)).build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn client_builder(&self) -> ClientBuilder {
        Client::builder()
            .base_url(self.base_url())
            .login_url(self.login_url())
            .client_credentials(self.client_id(), self.client_secret())
            .no_proxy()
    }

    /// Returns the base URL of the API: `http://127.0.0.1:PORT`. For a program that builds its client itself:
    ///
    /// ```
    /// use genesys_cloud::Client;
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// let client = Client::builder()
    ///     .base_url(sandbox.base_url())
    ///     .login_url(sandbox.login_url())
    ///     .client_credentials(sandbox.client_id(), sandbox.client_secret())
    ///     .build()?;
    /// client.tokens().get_tokens_me().send()?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.origin
    }

    /// Returns the base URL of the token endpoint, which is also the base URL of the API.
    #[must_use]
    pub fn login_url(&self) -> &str {
        &self.origin
    }

    /// Returns the port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.server.address().port()
    }

    /// Returns the id of an OAuth client with all permissions. Each sandbox has its own ids and secrets.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.client.0
    }

    /// Returns the secret of the OAuth client [`Sandbox::client_id`].
    #[must_use]
    pub fn client_secret(&self) -> &str {
        &self.client.1
    }

    /// Returns the id of an OAuth client without the permission `oauth:token:delete`, which cannot revoke the tokens of users.
    ///
    /// ```
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// let limited = sandbox
    ///     .client_builder()
    ///     .client_credentials(sandbox.limited_client_id(), sandbox.limited_client_secret())
    ///     .build()?;
    /// let error = limited.tokens().delete_token(sandbox.user_id()).send().unwrap_err();
    /// assert_eq!(error.code(), Some("missing.any.permissions"));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn limited_client_id(&self) -> &str {
        &self.limited_client.0
    }

    /// Returns the secret of the OAuth client [`Sandbox::limited_client_id`].
    #[must_use]
    pub fn limited_client_secret(&self) -> &str {
        &self.limited_client.1
    }
}

/// Requests.
impl Sandbox {
    /// Returns the last 1,000 requests, oldest first, with their secrets masked.
    ///
    /// A request is recorded before its response is sent. The sandbox does not record bytes that are not a valid request.
    ///
    /// ```
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// sandbox.client().tokens().get_tokens_me().send()?;
    ///
    /// let calls: Vec<_> = sandbox.requests().iter().map(|call| format!("{} {}", call.method, call.path)).collect();
    /// assert_eq!(calls, ["POST /oauth/token", "GET /api/v2/tokens/me"]);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.state().recorded()
    }
}
