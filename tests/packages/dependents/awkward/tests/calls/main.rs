//! Every operation of `awkward.json`, called over a socket: what goes out, and what is made of the answer.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod builder;
mod models;
#[path = "../../../server.rs"]
mod server;
mod shifts;
mod users;

use genesys_cloud::Client;
use server::Server;

/// A client of one server.
fn client(server: &Server) -> Client {
    Client::builder()
        .base_url(server.url())
        .access_token("token")
        .no_proxy()
        .build()
        .unwrap()
}
