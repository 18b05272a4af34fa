//! `POST /oauth/token`.

use super::{Response, Wire, basic, call, call_with, request_token};
use crate::sandbox::Sandbox;

const FORM: &str = "application/x-www-form-urlencoded";

#[track_caller]
fn assert_refused(response: &Response, status: u16, error: &str) {
    let body = response.json();
    assert_eq!(
        (response.status, body["error"].as_str()),
        (status, Some(error)),
        "{body}"
    );
    assert!(body["error_description"].is_string() && body["description"].is_string());
    assert_eq!(response.header("Cache-Control"), Some("no-store"));
}

#[test]
fn valid_credentials_get_a_token() {
    let sandbox = Sandbox::start().unwrap();
    let authorization = basic(sandbox.client_id(), sandbox.client_secret());
    let response = request_token(&sandbox, &authorization, "grant_type=client_credentials");
    let body = response.json();
    assert_eq!(response.status, 200);
    assert_eq!(
        (body["token_type"].as_str(), body["expires_in"].as_u64()),
        (Some("bearer"), Some(86_399))
    );
    assert_eq!(response.header("Cache-Control"), Some("no-store"));
    let token = body["access_token"].as_str().unwrap();
    assert_eq!(call(&sandbox, "GET", "/api/v2/tokens/me", Some(token)).status, 200);
    let again = request_token(&sandbox, &authorization, "scope=&grant_type=client_credentials").json();
    assert_ne!(again["access_token"], body["access_token"]);
}

#[test]
fn the_response_has_the_lifetime() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.token_lifetime(60);
    let authorization = basic(sandbox.client_id(), sandbox.client_secret());
    let response = request_token(&sandbox, &authorization, "grant_type=client_credentials");
    assert_eq!(response.json()["expires_in"], 60);
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
        let response = request_token(&sandbox, authorization, "grant_type=client_credentials");
        assert_refused(&response, 401, "invalid_client");
        assert!(response.header("WWW-Authenticate").is_some());
    }
}

#[test]
fn other_requests_get_400() {
    let sandbox = Sandbox::start().unwrap();
    let authorization = basic(sandbox.client_id(), sandbox.client_secret());
    let ask = |form| request_token(&sandbox, &authorization, form);
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
fn the_endpoint_is_also_behind_the_prefix_of_a_gateway() {
    let sandbox = Sandbox::start().unwrap();
    let authorization = basic(sandbox.client_id(), sandbox.client_secret());
    let mut wire = Wire::connect(&sandbox);
    wire.send(format!(
        "POST /login/oauth/token HTTP/1.1\r\nHost: x\r\nauthorization: {authorization}\r\ncontent-type: {FORM}\r\n\
         content-length: 29\r\n\r\ngrant_type=client_credentials"
    ));
    assert_eq!(wire.response().status, 200);
}
