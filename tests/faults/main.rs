//! One test for each fault of a server, the network or the credentials, over raw sockets.
//!
//! The tests are one binary, so that one logger checks everything that any of them makes the client log.

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
mod derived;
mod endless_responses;
mod ends;
mod error_bodies;
mod error_text;
mod fields;
mod grants;
mod handshake;
mod login;
mod messages;
mod observer;
mod operation;
mod pages;
mod paging;
mod pool;
mod profile;
mod proxy;
mod proxy_environment;
mod proxy_responses;
mod redirects;
mod refused_token;
mod retries;
mod retry_after;
mod revocation;
mod secrets;
mod socks;
mod statuses;
#[cfg(unix)]
mod stopped;
mod streams;
#[cfg(all(feature = "platform-verifier", target_os = "linux"))]
mod system_certificates;
mod test_server;
mod timeouts;
mod tls;
mod tls_records;
mod token_rate_limit;
mod token_responses;
mod token_sharing;
