//! The program `genesys-tokens`: the tokens of an organization, for its administrators.
//!
//! `cli` reads the command line, `platform` finds the account, and each command has a module: `whoami` and `check` about the current
//! token, `idle_timeout` about the setting of the organization, `revoke` about the tokens of users, and `login` for a user's own token.

mod check;
mod cli;
mod console;
mod duration;
mod exit;
mod failure;
mod holder;
mod idle_timeout;
mod login;
mod platform;
mod question;
mod revoke;
mod whoami;

/// The client of the operations on users, which `build.rs` generates from `spec/users.json`.
mod users {
    genesys_cloud::include_api!();
}

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(cli::run(std::env::args_os()))
}
