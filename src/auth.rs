//! Authorization of requests.
//!
//! A user configures [`Credentials`]. The client turns them into a [`TokenSource`], which returns the token of a call. Tokens that can
//! be renewed are kept in `cache`, one for all threads, and come from a `provider` or from `token_endpoint`, with the request of a
//! `grant`; `token_response` reads the response of the endpoint.

mod access_token;
mod cache;
mod credentials;
mod expiry;
mod form;
mod grant;
mod login;
mod pasted;
mod provider;
pub(crate) mod refusal;
pub(crate) mod revocation;
mod token;
mod token_endpoint;
mod token_response;
mod token_source;

pub use access_token::AccessToken;
pub use credentials::{Code, Credentials};
pub use login::{CancelHandle, Login, PendingLogin};
pub(crate) use token::Token;
pub(crate) use token_source::TokenSource;

/// The path of the token endpoint, below the login host.
pub(crate) const TOKEN_PATH: &str = "/oauth/token";
