//! What happens when things go wrong: one test for each fault, over raw sockets.
//!
//! One binary holds them all, so that one logger watches over everything that any of them makes the client say.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "clippy.toml allows these in tests, and does not see the functions that tests share"
)]

#[path = "../support/mod.rs"]
mod support;

mod bodies;
mod connection;
mod crypto_provider;
mod early_renewal;
mod endless_responses;
mod error_bodies;
mod error_text;
mod operation;
mod pool;
mod proxy;
mod proxy_environment;
mod redirects;
mod retries;
mod retry_after;
mod revocation;
mod secrets;
mod statuses;
mod test_server;
mod timeouts;
mod tls;
mod token_rate_limit;
mod token_responses;
mod token_sharing;
