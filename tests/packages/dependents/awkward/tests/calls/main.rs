//! Every operation of `awkward.json`, called over a socket: the request that is sent, and the result that is read from the response.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod builder;
mod models;
mod reports;
#[path = "../../../server.rs"]
mod server;
mod shifts;
mod users;

use genesys_cloud::Client;
