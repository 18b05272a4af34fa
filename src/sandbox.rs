//! A stand-in for Genesys Cloud on loopback, for tests and demonstrations.
//!
//! A [`Sandbox`] answers the six operations of the Tokens API and the token endpoint over real sockets, with the status
//! codes, headers and error bodies of the platform, and it remembers: a revoked token is refused, a timeout that was
//! set is read back. It can be told to fail ([`Sandbox::limit_next`], [`Sandbox::fail_next`]) and says what it was sent
//! ([`Sandbox::requests`]). Everything is gone when it is dropped.
//!
//! It is strict where the platform may be lenient: what goes against the specification is refused with 400. It knows
//! one grant (client credentials), one organization, and no rate limit of its own. Tokens do not end for want of use.
//!
//! The API and the token endpoint are at the root of one origin, and also behind the path prefixes `/api` and
//! `/login`, where a gateway would put them.
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

mod body;
mod connection;
mod http;
mod random;
mod recorded;
mod reply;
mod routes;
mod server;
mod state;
mod timeout;
mod token_endpoint;
mod token_info;

#[cfg(test)]
mod tests;

pub use recorded::RecordedRequest;

use crate::Client;
use server::Server;
use state::{Fault, Holder, State, USERS};

/// A stand-in Genesys Cloud. It runs until it is dropped; see the [module](self) for what it does.
pub struct Sandbox {
    server: Server,
    origin: String,
    client: (String, String),
    limited_client: (String, String),
}

/// Starting it, and what a client needs to know.
impl Sandbox {
    /// Starts a sandbox on a free port of 127.0.0.1.
    ///
    /// # Errors
    ///
    /// The socket or the thread could not be had.
    pub fn start() -> io::Result<Self> {
        Self::start_on(0)
    }

    /// Starts a sandbox on this port of 127.0.0.1; 0 picks a free one.
    ///
    /// # Errors
    ///
    /// The port is taken ([`io::ErrorKind::AddrInUse`]), needs privileges, or there is no thread to be had.
    pub fn start_on(port: u16) -> io::Result<Self> {
        let state = State::new();
        let [client, limited_client] = state
            .clients
            .each_ref()
            .map(|client| (client.id.clone(), client.secret.clone()));
        let server = Server::start(port, state)?;
        Ok(Self {
            origin: format!("http://{}", server.address()),
            server,
            client,
            limited_client,
        })
    }

    /// A client for this sandbox, with the credentials of [`Sandbox::client_id`].
    ///
    /// It uses no proxy, whatever the environment says: the sandbox is on this machine.
    #[must_use]
    #[expect(
        clippy::expect_used,
        clippy::missing_panics_doc,
        reason = "every setting is made here: an origin on loopback, an id and a secret in ASCII"
    )]
    pub fn client(&self) -> Client {
        Client::builder()
            .base_url(self.base_url())
            .login_url(self.login_url())
            .client_credentials(self.client_id(), self.client_secret())
            .no_proxy()
            .build()
            .expect("the settings of a sandbox are valid")
    }

    /// Where the API is: `http://127.0.0.1:PORT`, for `ClientBuilder::base_url`.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.origin
    }

    /// Where the token endpoint is, for `ClientBuilder::login_url`: the same origin.
    #[must_use]
    pub fn login_url(&self) -> &str {
        &self.origin
    }

    /// The port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.server.address().port()
    }

    /// The id of a client that may do everything. Another one in each sandbox, as its secret is.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.client.0
    }

    /// The secret of [`Sandbox::client_id`].
    #[must_use]
    pub fn client_secret(&self) -> &str {
        &self.client.1
    }

    /// The id of a client without the permission `oauth:token:delete`: it may not revoke the tokens of others.
    #[must_use]
    pub fn limited_client_id(&self) -> &str {
        &self.limited_client.0
    }

    /// The secret of [`Sandbox::limited_client_id`].
    #[must_use]
    pub fn limited_client_secret(&self) -> &str {
        &self.limited_client.1
    }

    /// The id of a user whose tokens can be revoked. Any other id is not found.
    #[must_use]
    pub fn user_id(&self) -> &str {
        let [(id, _), ..] = USERS;
        id
    }
}

/// Tokens.
impl Sandbox {
    /// A token with all permissions, for a program that is given one and does not ask for its own.
    #[must_use]
    pub fn issue_token(&self) -> String {
        self.server.state().issue(Holder::Client(0))
    }

    /// A token of the user [`Sandbox::user_id`]. It has no permissions, and ends when the tokens of this user are
    /// revoked.
    #[must_use]
    pub fn issue_user_token(&self) -> String {
        self.server.state().issue(Holder::User(0))
    }

    /// Ends all tokens that were issued so far: they are answered with 401 from now on.
    pub fn expire_tokens(&self) {
        self.server.state().expire_tokens();
    }

    /// Gives the tokens that are issued from now on this many seconds to live, instead of 86,399. A token with 0 has
    /// expired when it arrives.
    pub fn token_lifetime(&self, seconds: u32) {
        self.server.state().token_lifetime = seconds;
    }
}

/// Faults, and what was seen.
impl Sandbox {
    /// Answers the next `times` requests to the API with 429 and `Retry-After: seconds`. The token endpoint is not
    /// limited. Faults are met in the order in which they were asked for.
    ///
    /// ```
    /// # fn main() -> std::io::Result<()> {
    /// let sandbox = genesys_cloud::sandbox::Sandbox::start()?;
    /// sandbox.limit_next(1, 2);
    /// sandbox.fail_next(503, 1);
    /// // The next request gets 429, the one after it 503, and the third one is answered.
    /// # Ok(())
    /// # }
    /// ```
    pub fn limit_next(&self, times: u32, seconds: u64) {
        self.server.state().inject(times, Fault::Limit(seconds));
    }

    /// Answers the next `times` requests to the API with this status, 400 to 599; any other counts as 500. The answer
    /// has an `ErrorBody`, except 502, which has the HTML page of a gateway. The token endpoint does not fail.
    pub fn fail_next(&self, status: u16, times: u32) {
        let status = if (400..600).contains(&status) { status } else { 500 };
        self.server.state().inject(times, Fault::Status(status));
    }

    /// The requests that it has answered, oldest first, the last 1,000 of them, without the secrets in them. A request
    /// is there before its answer is sent. What could not be read as HTTP is not among them.
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.server.state().recorded()
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
