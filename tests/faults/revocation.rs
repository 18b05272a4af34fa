//! `delete_tokens_me` revokes the token that it is sent with. The client never replays it with another token, which the replay would
//! revoke.

use genesys_cloud::Error;

use crate::support::leaks::{FIRST_TOKEN, SECOND_TOKEN};
use crate::support::response::{error_response, no_content, status, token_info, token_response};
use crate::support::{Server, Step, cases, client, client_with_credentials, error_of};

/// Revokes the token. The token endpoint issues `FIRST_TOKEN`, and the nth request to the API runs the nth list of steps.
fn revoke(api: impl IntoIterator<Item = Vec<Step>>) -> (Result<u16, Error>, Server) {
    let first = vec![Step::Send(token_response(FIRST_TOKEN))];
    let server = Server::steps(std::iter::once(first).chain(api));
    let client = client_with_credentials(&server);
    let outcome = client.tokens().delete_tokens_me().send_with_response();
    // A replay with another token would revoke that token.
    assert_eq!(server.token_requests(), 1);
    for request in server.api_requests() {
        assert_eq!(request.bearer(), Some(FIRST_TOKEN));
    }
    (outcome.map(|response| response.status()), server)
}

fn send(response: Vec<u8>) -> Vec<Step> {
    vec![Step::Send(response)]
}

/// Returns the steps that lose a response: the server has read the request in full.
fn reset() -> Vec<Step> {
    vec![Step::Reset]
}

fn close() -> Vec<Step> {
    vec![Step::Fin]
}

fn half() -> Vec<Step> {
    vec![Step::Send(b"HTTP/1.1 200 O".to_vec()), Step::Fin]
}

fn unauthorized() -> Vec<Step> {
    send(error_response(401, "bad.credentials"))
}

fn succeeds(api: Vec<Vec<Step>>, expected: u16) {
    let requests = api.len();
    let (outcome, server) = revoke(api);
    assert_eq!(outcome.unwrap(), expected);
    assert_eq!(server.api_requests().len(), requests);
}

cases! { succeeds:
    at_once => vec![send(status(200, &[], ""))], 200;
    with_204 => vec![send(no_content())], 204;
    after_503 => vec![send(error_response(503, "busy")), send(no_content())], 204;
    after_429 => vec![send(error_response(429, "busy")), send(no_content())], 204;
    after_a_reset => vec![reset(), send(no_content())], 204;
    a_lost_response_and_a_401_is_a_revoked_token => vec![reset(), unauthorized()], 401;
    a_closed_connection_and_a_401_is_a_revoked_token => vec![close(), unauthorized()], 401;
    half_a_response_and_a_401_is_a_revoked_token => vec![half(), unauthorized()], 401;
    a_lost_response_a_503_and_a_401_is_a_revoked_token => vec![reset(), send(error_response(503, "busy")), unauthorized()], 401;
    a_408_and_a_401_is_a_revoked_token => vec![send(error_response(408, "request.timeout")), unauthorized()], 401;
    a_502_and_a_401_is_a_revoked_token => vec![send(status(502, &[], "<html>bad gateway</html>")), unauthorized()], 401;
    a_504_and_a_401_is_a_revoked_token => vec![send(error_response(504, "gateway.timeout")), unauthorized()], 401;
    two_lost_responses_and_a_401_is_a_revoked_token => vec![reset(), close(), unauthorized()], 401;
}

fn is_lost(api: Vec<Vec<Step>>) {
    let (outcome, _server) = revoke(api);
    let error = error_of(outcome);
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

cases! { is_lost:
    every_response => vec![reset(), reset(), reset(), reset()];
    a_lost_response_and_a_401_of_another_server => vec![reset(), send(status(401, &[], "<html>proxy</html>"))];
    a_lost_response_and_an_empty_401 => vec![reset(), send(status(401, &[], ""))];
}

#[test]
fn a_401_to_the_first_request_is_the_error() {
    let (outcome, server) = revoke([unauthorized()]);
    let error = error_of(outcome);
    assert!(matches!(error, Error::Api(_)), "{error:?}");
    assert_eq!((error.status(), error.attempts()), (Some(401), 1));
    assert_eq!(server.api_requests().len(), 1);
}

#[test]
fn a_401_after_a_503_is_the_error() {
    // A server usually sends a 503 before it processes a request, so nothing shows that this client revoked the token.
    let (outcome, _server) = revoke([send(error_response(503, "busy")), unauthorized()]);
    let error = error_of(outcome);
    assert_eq!(error.status(), Some(401));
}

fn forgets_the_token(api: Vec<Vec<Step>>) {
    let steps = [vec![send(token_response(FIRST_TOKEN))], api];
    let next = [send(token_response(SECOND_TOKEN)), send(token_info("here"))];
    let server = Server::steps(steps.concat().into_iter().chain(next));
    let client = client_with_credentials(&server);
    client.clone().tokens().delete_tokens_me().send().unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    let requests = server.requests();
    assert_eq!(requests.last().unwrap().bearer(), Some(SECOND_TOKEN));
    assert_eq!(server.token_requests(), 2);
}

cases! { forgets_the_token:
    success => vec![send(no_content())];
    a_token_that_was_already_revoked => vec![reset(), unauthorized()];
}

#[test]
fn a_refusal_keeps_the_token() {
    let server = Server::responses([
        token_response(FIRST_TOKEN),
        error_response(403, "missing.permissions"),
        token_info("here"),
    ]);
    let client = client_with_credentials(&server);
    error_of(client.tokens().delete_tokens_me().send());
    client.tokens().get_tokens_me().send().unwrap();
    assert_eq!(server.token_requests(), 1);
}

#[test]
fn a_static_token_is_revoked_after_a_lost_response_and_a_401() {
    let server = Server::steps([reset(), unauthorized()]);
    let response = client(&server)
        .tokens()
        .delete_tokens_me()
        .send_with_response()
        .unwrap();
    assert_eq!(response.status(), 401);
}

#[test]
fn another_operation_with_a_lost_response_and_a_401_renews() {
    let server = Server::steps([
        send(token_response(FIRST_TOKEN)),
        reset(),
        unauthorized(),
        send(token_response(SECOND_TOKEN)),
        send(no_content()),
    ]);
    client_with_credentials(&server)
        .tokens()
        .delete_token("user-1")
        .send()
        .unwrap();
}

#[test]
fn a_lost_revocation_counts_all_attempts() {
    for api in [
        vec![reset(), send(status(401, &[], ""))],
        vec![
            reset(),
            send(error_response(503, "busy")),
            close(),
            send(status(401, &[], "")),
        ],
    ] {
        let (outcome, server) = revoke(api);
        let error = error_of(outcome);
        assert_eq!(error.attempts() as usize, server.api_requests().len());
    }
}
