//! What goes over the wire, byte for byte: each of the six operations, and the token request.

mod support;

use genesys_cloud::models::{IdleTokenTimeout, InactivityTimeoutGroupBundle};
use genesys_cloud::{Client, Error};

use support::answer::{no_content, ok_json, token_answer, token_info};
use support::leaks::{BASIC, FIRST_TOKEN, TOKEN};
use support::{Server, anonymous, builder, cases, client, client_with_credentials};

const USER_AGENT: &str = concat!("genesys-cloud/", env!("CARGO_PKG_VERSION"));

/// `expected` has `\n` for line ends, `{host}` for the address of the server and `{agent}` for our name.
fn bytes(server: &Server, expected: &str) -> String {
    expected
        .replace('\n', "\r\n")
        .replace("{host}", &server.address().to_string())
        .replace("{agent}", USER_AGENT)
        .replace("{token}", TOKEN)
}

fn sends(answer: Vec<u8>, call: impl FnOnce(&Client) -> Result<(), Error>, expected: &str) {
    let server = Server::answers([answer]);
    call(&client(&server)).unwrap();
    assert_eq!(server.request().text(), bytes(&server, expected));
}

const GET_ME: &str = "GET /api/v2/tokens/me HTTP/1.1
host: {host}
accept: application/json
user-agent: {agent}
authorization: Bearer {token}

";

#[test]
fn get_tokens_me() {
    sends(
        token_info("here"),
        |client| client.tokens().get_tokens_me().send().map(drop),
        GET_ME,
    );
}
