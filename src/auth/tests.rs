//! Tokens, credentials, and the answers of the token endpoint.

mod credentials;
mod endpoint;
mod renewal;
mod secret;
mod token;
