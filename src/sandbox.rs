//! A mock server for Genesys Cloud on loopback, for tests and demonstrations.
//!
//! A [`Sandbox`] implements the six operations of the Tokens API and the token endpoint over real sockets, with the status
//! codes, headers and error bodies of the platform. It is stateful: a revoked token is refused, a timeout that was set is
//! read back. For any other operation, add a rule ([`Sandbox::respond`], [`Sandbox::on`]). Faults
//! ([`Sandbox::fail_next`] and others) make requests fail, and [`Sandbox::requests`] returns what was sent. The page
//! [Testing your program](crate::docs::testing) has whole tests.
//!
//! It is stricter than the platform may be: what is against the specification of the Tokens API is refused with 400. It
//! supports one grant (client credentials) and one organization. It has no rate limit of its own, and tokens do not end
//! because they are not used.
//!
//! The API and the token endpoint are at the root of one origin, and also behind the path prefixes `/api` and `/login`, as
//! behind a gateway.
//!
//! ```
//! use genesys_cloud::sandbox::Sandbox;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let sandbox = Sandbox::start()?;
//! let client = sandbox.client();
//! let me = client.tokens().get_tokens_me().send()?;
//! assert!(me.organization.is_some());
//!
//! client.tokens().delete_tokens_me().send()?;
//! assert_eq!(sandbox.requests().last().unwrap().path, "/api/v2/tokens/me");
//! # Ok(())
//! # }
//! ```

use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

mod encoding;
mod faults;
mod http;
mod problem;
mod random;
mod recorded;
mod reply;
mod route;
mod routes;
mod rules;
mod state;
mod token_endpoint;
mod tokens_api;

#[cfg(test)]
mod tests;

pub use faults::PathFaults;
pub use recorded::RecordedRequest;
pub use reply::Reply;
pub use rules::Rule;

use crate::{Client, ClientBuilder};
use http::Server;
use state::{Holder, State};

/// A mock server for Genesys Cloud. It runs until it is dropped; see the [module](self) for what it does.
pub struct Sandbox {
    server: Server,
    state: Arc<Mutex<State>>,
    origin: String,
    client: (String, String),
    limited_client: (String, String),
    user_id: String,
}

/// Start, and the settings of a client.
impl Sandbox {
    /// Starts a sandbox on a free port of 127.0.0.1.
    ///
    /// # Errors
    ///
    /// If the socket cannot be bound or the thread cannot be started.
    pub fn start() -> io::Result<Self> {
        Self::start_on(0)
    }

    /// Starts a sandbox on this port of 127.0.0.1; 0 is a free port.
    ///
    /// # Errors
    ///
    /// If the port is in use ([`io::ErrorKind::AddrInUse`]) or needs privileges, or if the thread cannot be started.
    pub fn start_on(port: u16) -> io::Result<Self> {
        let mut state = State::new();
        let user_id = state.add_user();
        let [client, limited_client] = state
            .clients
            .each_ref()
            .map(|client| (client.id.clone(), client.secret.clone()));
        let state = Arc::new(Mutex::new(state));
        let server = Server::start(port, {
            let state = Arc::clone(&state);
            move |request| routes::answer(&state, request)
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
    /// It uses no proxy, whatever the environment says: the sandbox is on this machine.
    #[must_use]
    #[expect(
        clippy::expect_used,
        clippy::missing_panics_doc,
        reason = "every setting is made here: an origin on loopback, an id and a secret in ASCII"
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

    /// The origin of the API for `ClientBuilder::base_url`: `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.origin
    }

    /// The origin of the token endpoint for `ClientBuilder::login_url`: the same as that of the API.
    #[must_use]
    pub fn login_url(&self) -> &str {
        &self.origin
    }

    /// The port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.server.address().port()
    }

    /// The id of an OAuth client with all permissions. Id and secret are different in each sandbox.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.client.0
    }

    /// The secret of [`Sandbox::client_id`].
    #[must_use]
    pub fn client_secret(&self) -> &str {
        &self.client.1
    }

    /// The id of an OAuth client without the permission `oauth:token:delete`: it cannot revoke the tokens of users.
    #[must_use]
    pub fn limited_client_id(&self) -> &str {
        &self.limited_client.0
    }

    /// The secret of [`Sandbox::limited_client_id`].
    #[must_use]
    pub fn limited_client_secret(&self) -> &str {
        &self.limited_client.1
    }
}

/// Users, whose tokens can be revoked. Any id that is not one of theirs is not found.
impl Sandbox {
    /// The id of the user that each sandbox has from the start.
    #[must_use]
    pub fn user_id(&self) -> &str {
        &self.user_id
    }

    /// Adds a user and returns its id.
    #[must_use]
    pub fn add_user(&self) -> String {
        self.state().add_user()
    }

    /// Adds `count` users and returns their ids.
    #[must_use]
    pub fn add_users(&self, count: usize) -> Vec<String> {
        let mut state = self.state();
        (0..count).map(|_| state.add_user()).collect()
    }

    /// Returns whether the tokens of this user were revoked with `DELETE /api/v2/tokens/{userId}`, and the user got no
    /// token since then. `false` for an unknown id.
    #[must_use]
    pub fn is_revoked(&self, user_id: &str) -> bool {
        self.state().is_revoked(user_id)
    }
}

/// Tokens, and the clock by which they expire.
impl Sandbox {
    /// Returns a new token with all permissions, for a program that does not request one itself.
    #[must_use]
    pub fn issue_token(&self) -> String {
        self.state().issue(Holder::Client(0))
    }

    /// Returns a new token of the user [`Sandbox::user_id`]. It has no permissions, and ends when the tokens of this user
    /// are revoked.
    #[must_use]
    pub fn issue_user_token(&self) -> String {
        self.state().issue(Holder::User(self.user_id.clone()))
    }

    /// Ends all tokens that were issued so far: from now on, a request with one of them gets a 401.
    pub fn expire_tokens(&self) {
        self.state().expire_tokens();
    }

    /// Sets the lifetime of new tokens, 86,399 seconds by default. A token with 0 has expired when it arrives.
    pub fn token_lifetime(&self, seconds: u32) {
        self.state().token_lifetime = seconds;
    }

    /// Moves the clock of the sandbox forward, by which tokens expire.
    ///
    /// The clock of the client does not move: its waits between retries and its timeouts are in real time.
    ///
    /// ```
    /// use std::time::Duration;
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// let client = sandbox.client();
    /// client.tokens().get_tokens_me().send()?;
    /// sandbox.advance(Duration::from_secs(24 * 60 * 60));
    /// // The token has expired: the client gets a 401, requests another token, and repeats the call.
    /// client.tokens().get_tokens_me().send()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn advance(&self, time: Duration) {
        self.state().advance(time);
    }
}

/// Requests.
impl Sandbox {
    /// Returns the last 1,000 requests, oldest first, without the secrets in them. A request is recorded before its response
    /// is sent. What cannot be read as a request is not recorded.
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.state().recorded()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        state::lock(&self.state)
    }
}

/// Shows no secret.
impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("base_url", &self.origin)
            .field("client_id", &self.client.0)
            .field("limited_client_id", &self.limited_client.0)
            .finish_non_exhaustive()
    }
}
