//! Authorization: how a client proves who it is.
//!
//! [`Credentials`] are what a user configures, [`TokenSource`] is what they become: where the token of a call comes from.
//! Renewable credentials go through `cache` (one token for all threads) to `token_endpoint`.

mod cache;
mod credentials;
pub(crate) mod revocation;
mod token;
mod token_endpoint;
mod token_source;

pub use credentials::Credentials;
pub(crate) use token::Token;
pub(crate) use token_source::TokenSource;

/// The path of the token endpoint, below the login host.
pub(crate) const TOKEN_PATH: &str = "/oauth/token";
