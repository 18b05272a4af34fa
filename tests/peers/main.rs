//! The client with programs that other people wrote, as their users run them. Each has a file.
//!
//! These tests are ignored unless `.ci/peers` runs them, which installs the programs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "clippy.toml allows these in tests, and does not see the functions that tests share"
)]

#[path = "../support/mod.rs"]
mod support;

mod chromium;
mod nginx;
mod node;
mod oidc_provider;
mod openssl;
