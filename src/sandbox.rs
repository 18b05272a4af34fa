//! A mock server for Genesys Cloud on loopback, for tests and demonstrations. Needs the feature `sandbox`.
//!
//! A [`Sandbox`] implements the six operations of the Tokens API and the token endpoint over real sockets, with the status
//! codes, headers and error bodies of the platform. A sandbox is stateful: a revoked token is invalid from then on, and later requests
//! return a timeout that was set. For any other operation, add a rule ([`Sandbox::respond`], [`Sandbox::on`]) or a list
//! ([`Sandbox::list`]). Faults ([`Sandbox::fail_next`] and others) make requests fail, and [`Sandbox::requests`] returns the requests
//! that were sent. The page [Testing your program](crate::docs::testing) has complete tests.
//!
//! Users sign in at its page `/oauth/authorize`, or without a browser with [`Sandbox::sign_in`]. The token endpoint supports client
//! credentials, codes with a secret or with PKCE, refresh tokens that are replaced with each use, and SAML2 assertions (any XML in
//! base64, once). A code or a refresh token that is used twice revokes all tokens of its sign-in.
//!
//! `GET /api/v2/users/me` returns the user of a token, and `POST /api/v2/users/search` finds users by exact values: each user of the
//! sandbox has a name and an e-mail address.
//!
//! The sandbox may be stricter than the platform: a request that violates the specification of the Tokens API is a 400. The sandbox
//! has one organization, no rate limit unless [`Sandbox::rate_limit`] sets one, and does not enforce the idle timeout.
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
use std::sync::{Arc, Mutex, MutexGuard};

// This module comes first, since rustdoc lists methods in the order of the modules, and a test begins with `start`.
mod start;

mod authorize;
mod clock;
mod encoding;
mod fault_queue;
mod faults;
mod grants;
mod http;
mod lists;
mod masking;
mod pattern;
mod problem;
mod random;
mod rate_limiter;
mod recorded;
mod reply;
mod router;
mod rules;
mod sign_in;
mod state;
mod token_endpoint;
mod tokens;
mod tokens_api;
mod users;
mod users_api;

#[cfg(test)]
mod tests;

pub use faults::PathFaults;
pub use lists::List;
pub use recorded::RecordedRequest;
pub use reply::Reply;
pub use rules::Rule;

use http::Server;
use state::State;

/// A mock server for Genesys Cloud, which runs until it is dropped. Needs the feature `sandbox`.
///
/// The [module](self) describes what it implements.
///
/// ```
/// use genesys_cloud::Method;
/// use genesys_cloud::sandbox::Sandbox;
/// use genesys_cloud::serde_json::{Value, json};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let sandbox = Sandbox::start()?;
/// sandbox.respond(Method::GET, "/api/v2/users/me", 200, json!({"name": "Ada"}));
/// sandbox.fail_next(1, 503);
///
/// let client = sandbox.client();
/// let me: Value = client.request(Method::GET, "/api/v2/users/me").send_json()?.into_body();
/// assert_eq!(me["name"], "Ada");
/// assert_eq!(sandbox.requests().len(), 3, "the token, the 503 and the retry");
/// # Ok(())
/// # }
/// ```
pub struct Sandbox {
    server: Server,
    state: Arc<Mutex<State>>,
    origin: String,
    client: (String, String),
    limited_client: (String, String),
    user_id: String,
}

impl Sandbox {
    fn state(&self) -> MutexGuard<'_, State> {
        state::lock(&self.state)
    }
}

/// Shows no secrets.
impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("base_url", &self.origin)
            .field("client_id", &self.client.0)
            .field("limited_client_id", &self.limited_client.0)
            .finish_non_exhaustive()
    }
}
