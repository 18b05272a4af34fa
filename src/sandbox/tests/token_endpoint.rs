//! `POST /oauth/token`.

use super::{Answer, Wire, ask_for_token, basic, call, call_with};
use crate::sandbox::Sandbox;

const FORM: &str = "application/x-www-form-urlencoded";

#[track_caller]
fn assert_refused(answer: &Answer, status: u16, error: &str) {
    let body = answer.json();
    assert_eq!((answer.status, body["error"].as_str()), (status, Some(error)), "{body}");
    assert!(body["error_description"].is_string() && body["description"].is_string());
    assert_eq!(answer.header("Cache-Control"), Some("no-store"));
}

#[test]
fn credentials_buy_a_token() {
    let sandbox = Sandbox::start().unwrap();
    let authorization = basic(sandbox.client_id(), sandbox.client_secret());
    let answer = ask_for_token(&sandbox, &authorization, "grant_type=client_credentials");
    let body = answer.json();
    assert_eq!(answer.status, 200);
    assert_eq!(
        (body["token_type"].as_str(), body["expires_in"].as_u64()),
        (Some("bearer"), Some(86_399))
    );
    assert_eq!(answer.header("Cache-Control"), Some("no-store"));
    let token = body["access_token"].as_str().unwrap();
    assert_eq!(call(&sandbox, "GET", "/api/v2/tokens/me", Some(token)).status, 200);
    let again = ask_for_token(&sandbox, &authorization, "scope=&grant_type=client_credentials").json();
    assert_ne!(again["access_token"], body["access_token"]);
}

#[test]
fn the_lifetime_is_told() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.token_lifetime(60);
    let authorization = basic(sandbox.client_id(), sandbox.client_secret());
    let answer = ask_for_token(&sandbox, &authorization, "grant_type=client_credentials");
    assert_eq!(answer.json()["expires_in"], 60);
}

#[test]
fn wrong_credentials_get_401() {
    let sandbox = Sandbox::start().unwrap();
    let (id, secret) = (sandbox.client_id(), sandbox.client_secret());
    for authorization in [
        &basic(id, "wrong"),
        &basic("wrong", secret),
        &basic(id, sandbox.limited_client_secret()),
        &basic(id, ""),
        "Basic",
        "Basic %%%",
        "Basic /////w==",
        "Bearer x",
    ] {
        let answer = ask_for_token(&sandbox, authorization, "grant_type=client_credentials");
        assert_refused(&answer, 401, "invalid_client");
        assert!(answer.header("WWW-Authenticate").is_some());
    }
}

#[test]
fn other_requests_get_400() {
    let sandbox = Sandbox::start().unwrap();
    let authorization = basic(sandbox.client_id(), sandbox.client_secret());
    let ask = |form| ask_for_token(&sandbox, &authorization, form);
    assert_refused(&ask("grant_type=password"), 400, "unsupported_grant_type");
    assert_refused(&ask(""), 400, "invalid_request");
    assert_refused(&ask("grant_type=%f"), 400, "invalid_request");
    assert_refused(
        &ask("grant_type=client_credentials&grant_type=client_credentials"),
        400,
        "invalid_request",
    );
    let json = call_with(&sandbox, "POST", "/oauth/token", None, "application/json", "{}");
    assert_refused(&json, 400, "invalid_request");
}

#[test]
fn a_gateway_puts_the_endpoint_behind_a_prefix() {
    let sandbox = Sandbox::start().unwrap();
    let authorization = basic(sandbox.client_id(), sandbox.client_secret());
    let mut wire = Wire::connect(&sandbox);
    wire.send(format!(
        "POST /login/oauth/token HTTP/1.1\r\nHost: x\r\nauthorization: {authorization}\r\ncontent-type: {FORM}\r\n\
         content-length: 29\r\n\r\ngrant_type=client_credentials"
    ));
    assert_eq!(wire.answer().status, 200);
}
