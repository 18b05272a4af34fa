//! Planned faults.

use std::thread;
use std::time::{Duration, Instant};

use super::{Wire, basic, call, request_token, token_of};
use crate::Method;
use crate::sandbox::Sandbox;

const ME: &str = "/api/v2/tokens/me";

#[test]
fn the_next_requests_are_limited() {
    let sandbox = Sandbox::start().unwrap();
    let token = sandbox.issue_token();
    sandbox.limit_next(2, Duration::from_secs(7));
    for _ in 0..2 {
        let response = call(&sandbox, "GET", ME, Some(&token));
        let body = response.assert_problem(429, "too.many.requests.retry.after");
        assert_eq!(response.header("Retry-After"), Some("7"));
        assert_eq!(body["messageParams"]["seconds"], "7");
        assert_eq!(body["limit"]["namespace"], "platform.api");
    }
    assert_eq!(call(&sandbox, "GET", ME, Some(&token)).status, 200);
}

#[test]
fn the_next_requests_fail_in_the_planned_order() {
    let sandbox = Sandbox::start().unwrap();
    let token = sandbox.issue_token();
    sandbox.fail_next(1, 503);
    sandbox.limit_next(0, Duration::from_secs(1));
    sandbox.limit_next(1, Duration::ZERO);
    sandbox.fail_next(1, 401);
    sandbox.fail_next(1, 500);
    call(&sandbox, "GET", ME, Some(&token)).assert_problem(503, "service.unavailable");
    call(&sandbox, "GET", "/api/v2/nowhere", Some(&token)).assert_problem(429, "too.many.requests.retry.after");
    call(&sandbox, "GET", "/api/api/v2/tokens/me", Some(&token)).assert_problem(401, "bad.credentials");
    call(&sandbox, "GET", ME, Some(&token)).assert_problem(500, "internal.server.error");
    assert_eq!(call(&sandbox, "GET", ME, Some(&token)).status, 200);
}

#[test]
fn a_request_that_fails_has_no_effect() {
    let sandbox = Sandbox::start().unwrap();
    let token = sandbox.issue_token();
    sandbox.fail_next(1, 504);
    assert_eq!(call(&sandbox, "DELETE", ME, Some(&token)).status, 504);
    assert_eq!(call(&sandbox, "HEAD", ME, Some(&token)).status, 200);
}

#[test]
fn a_502_has_the_page_of_a_gateway() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.fail_next(1, 502);
    let response = call(&sandbox, "GET", ME, None);
    assert_eq!(
        (response.status, response.header("Content-Type")),
        (502, Some("text/html"))
    );
    assert!(response.body.starts_with("<html>"));
}

#[test]
fn faults_for_all_paths_exclude_the_token_endpoint() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.fail_next(1, 500);
    token_of(&sandbox, sandbox.client_id(), sandbox.client_secret());
    assert_eq!(call(&sandbox, "HEAD", ME, None).status, 500);
}

#[test]
fn faults_for_a_path_apply_to_its_method_and_template_only() {
    let sandbox = Sandbox::start().unwrap();
    let token = sandbox.issue_token();
    sandbox.at(Method::DELETE, "/api/v2/tokens/{userId}").fail_next(2, 503);
    sandbox.at(Method::GET, ME).limit_next(1, Duration::from_millis(1_500));
    let user = format!("/api/v2/tokens/{}", sandbox.user_id());
    assert_eq!(call(&sandbox, "HEAD", ME, Some(&token)).status, 200);
    assert_eq!(call(&sandbox, "DELETE", &user, Some(&token)).status, 503);
    let limited = call(&sandbox, "GET", "/api/api/v2/tokens/me", Some(&token));
    // The header has whole seconds.
    assert_eq!((limited.status, limited.header("Retry-After")), (429, Some("2")));
    assert_eq!(call(&sandbox, "GET", ME, Some(&token)).status, 200);
    assert_eq!(call(&sandbox, "DELETE", &user, Some(&token)).status, 503);
    assert_eq!(call(&sandbox, "DELETE", &user, Some(&token)).status, 204);
}

#[test]
fn faults_for_a_path_and_for_all_paths_apply_in_the_planned_order() {
    let sandbox = Sandbox::start().unwrap();
    let token = sandbox.issue_token();
    sandbox.fail_next(1, 500);
    sandbox.at(Method::GET, ME).fail_next(1, 504);
    sandbox.fail_next(1, 409);
    for status in [500, 504, 409, 200] {
        assert_eq!(call(&sandbox, "GET", ME, Some(&token)).status, status);
    }
}

#[test]
fn faults_come_before_rules() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.respond(Method::GET, "/api/v2/users", 200, ()).without_token();
    sandbox.at(Method::GET, "/api/v2/users").fail_next(1, 503);
    assert_eq!(call(&sandbox, "GET", "/api/v2/users", None).status, 503);
    assert_eq!(call(&sandbox, "GET", "/api/v2/users", None).status, 200);
}

#[test]
fn a_dropped_request_is_processed_without_a_response() {
    let sandbox = Sandbox::start().unwrap();
    let token = sandbox.issue_token();
    sandbox.drop_next(1);
    let mut wire = Wire::connect(&sandbox);
    let user = sandbox.user_id();
    wire.send(format!(
        "DELETE /api/v2/tokens/{user} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n"
    ));
    assert_eq!(wire.rest(), b"");
    assert!(sandbox.is_revoked(user));
    assert_eq!(sandbox.requests()[0].status, 204);
    assert_eq!(call(&sandbox, "GET", ME, Some(&token)).status, 200);
}

#[test]
fn a_stalled_request_is_processed_at_once_and_its_response_is_late() {
    let sandbox = Sandbox::start().unwrap();
    let token = sandbox.issue_token();
    let delay = Duration::from_millis(50);
    sandbox.stall_next(1, delay);
    let started = Instant::now();
    assert_eq!(call(&sandbox, "GET", ME, Some(&token)).status, 200);
    assert!(started.elapsed() >= delay);
    // Dropping the sandbox ends the wait.
    sandbox.at(Method::GET, ME).stall_next(1, Duration::from_secs(3_600));
    let mut wire = Wire::connect(&sandbox);
    wire.send(format!(
        "GET {ME} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n"
    ));
    while sandbox.requests().len() < 2 {
        thread::yield_now();
    }
    drop(sandbox);
    assert_eq!(wire.rest(), b"");
}

#[test]
fn the_rate_limit_of_the_token_endpoint_is_a_400() {
    let sandbox = Sandbox::start().unwrap();
    let authorization = basic(sandbox.client_id(), sandbox.client_secret());
    sandbox.limit_tokens(2);
    assert_eq!(call(&sandbox, "HEAD", ME, None).status, 401);
    for _ in 0..2 {
        let response = request_token(&sandbox, &authorization, "grant_type=client_credentials");
        assert_eq!(response.status, 400);
        assert_eq!(
            response.body,
            r#"{"error":"invalid_request","error_description":"rate limit exceeded; retry later"}"#
        );
        assert_eq!(response.header("Retry-After"), None);
    }
    token_of(&sandbox, sandbox.client_id(), sandbox.client_secret());
}

#[test]
fn the_token_endpoint_fails_if_its_path_is_named() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.at(Method::POST, "/oauth/token").fail_next(1, 503);
    let authorization = basic(sandbox.client_id(), sandbox.client_secret());
    let response = request_token(&sandbox, &authorization, "grant_type=client_credentials");
    assert_eq!(response.status, 503);
    token_of(&sandbox, sandbox.client_id(), sandbox.client_secret());
}

#[test]
#[should_panic(expected = "200 is not the status of a failure: use 400 to 599")]
fn the_status_of_a_success_is_refused() {
    Sandbox::start().unwrap().fail_next(1, 200);
}

#[test]
#[should_panic(expected = "600 is not the status of a failure: use 400 to 599")]
fn an_invalid_status_is_refused() {
    Sandbox::start().unwrap().at(Method::GET, ME).fail_next(1, 600);
}
