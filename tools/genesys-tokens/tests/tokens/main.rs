//! `genesys-tokens` as a process: what it sends, its messages, its files and its exit codes.
#![allow(clippy::unwrap_used, reason = "a test that cannot run its program has failed")]

mod check;
mod command_line;
mod idle_timeout;
mod login;
mod program;
mod revoke;
mod server;
mod whoami;
