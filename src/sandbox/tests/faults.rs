//! Faults that were asked for.

use std::time::Duration;

use super::{call, token_of};
use crate::sandbox::Sandbox;

const ME: &str = "/api/v2/tokens/me";

#[test]
fn the_next_requests_are_limited() {
    let sandbox = Sandbox::start().unwrap();
    let token = sandbox.issue_token();
    sandbox.limit_next(2, Duration::from_secs(7));
    for _ in 0..2 {
        let answer = call(&sandbox, "GET", ME, Some(&token));
        let body = answer.problem(429, "too.many.requests.retry.after");
        assert_eq!(answer.header("Retry-After"), Some("7"));
        assert_eq!(body["messageParams"]["seconds"], "7");
        assert_eq!(body["limit"]["namespace"], "platform.api");
    }
    assert_eq!(call(&sandbox, "GET", ME, Some(&token)).status, 200);
}

#[test]
fn the_next_requests_fail_with_what_was_asked_for_in_its_order() {
    let sandbox = Sandbox::start().unwrap();
    let token = sandbox.issue_token();
    sandbox.fail_next(1, 503);
    sandbox.limit_next(0, Duration::from_secs(1));
    sandbox.limit_next(1, Duration::ZERO);
    sandbox.fail_next(1, 401);
    sandbox.fail_next(1, 500);
    call(&sandbox, "GET", ME, Some(&token)).problem(503, "service.unavailable");
    call(&sandbox, "GET", "/api/v2/nowhere", Some(&token)).problem(429, "too.many.requests.retry.after");
    call(&sandbox, "GET", "/api/api/v2/tokens/me", Some(&token)).problem(401, "bad.credentials");
    call(&sandbox, "GET", ME, Some(&token)).problem(500, "internal.server.error");
    assert_eq!(call(&sandbox, "GET", ME, Some(&token)).status, 200);
}

#[test]
fn a_request_that_failed_did_nothing() {
    let sandbox = Sandbox::start().unwrap();
    let token = sandbox.issue_token();
    sandbox.fail_next(1, 504);
    assert_eq!(call(&sandbox, "DELETE", ME, Some(&token)).status, 504);
    assert_eq!(call(&sandbox, "HEAD", ME, Some(&token)).status, 200);
}

#[test]
fn a_bad_gateway_answers_with_a_page() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.fail_next(1, 502);
    let answer = call(&sandbox, "GET", ME, None);
    assert_eq!((answer.status, answer.header("Content-Type")), (502, Some("text/html")));
    assert!(answer.body.starts_with("<html>"));
}

#[test]
fn the_token_endpoint_meets_no_fault() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.fail_next(1, 500);
    token_of(&sandbox, sandbox.client_id(), sandbox.client_secret());
    assert_eq!(call(&sandbox, "HEAD", ME, None).status, 500);
}
