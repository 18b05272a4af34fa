//! Recorded requests.

use super::{Wire, basic, call_with, request_token, token_of};
use crate::sandbox::Sandbox;

#[test]
fn a_request_is_recorded_as_it_was_sent() {
    let sandbox = Sandbox::start().unwrap();
    let mut wire = Wire::connect(&sandbox);
    wire.send("PUT /api/v2/x%2Fy?a=b%20c&d HTTP/1.1\r\nHost: here\r\nX-Mine: 1\r\nContent-Length: 3\r\n\r\n{ }");
    assert_eq!(wire.response().status, 501);
    let [request] = &sandbox.requests()[..] else {
        panic!("one request")
    };
    assert_eq!(
        (request.method.as_str(), request.path.as_str()),
        ("PUT", "/api/v2/x%2Fy")
    );
    assert_eq!(request.query.as_deref(), Some("a=b%20c&d"));
    assert_eq!((request.body.as_str(), request.status), ("{ }", 501));
    let names: Vec<_> = request.headers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["host", "x-mine", "content-length"]);
    assert_eq!(request.header("X-MINE"), Some("1"));
}

#[test]
fn no_secret_is_recorded_or_shown() {
    let sandbox = Sandbox::start().unwrap();
    let token = token_of(&sandbox, sandbox.client_id(), sandbox.client_secret());
    let form = "grant_type=refresh_token&client_id=me&client_secret=hush1&refresh%5Ftoken=hush2&assertion=hush3\
                &code_verifier=hush4&password=hush5&%zz=hush6&code=hush7";
    request_token(&sandbox, &basic("id", "hush8"), form);
    request_token(&sandbox, "hush9", "");
    request_token(&sandbox, "Digest hush10", "");
    call_with(
        &sandbox,
        "POST",
        "/o%61uth/token",
        None,
        "application/json",
        r#"{"client_secret": "hush11"}"#,
    );
    call_with(
        &sandbox,
        "GET",
        "/api/v2/tokens/me?access_token=hush12&a=b",
        Some(&token),
        "",
        "",
    );
    let shown = format!("{:?} {sandbox:?}", sandbox.requests());
    assert!(!shown.contains("hush"), "{shown}");
    for secret in [&token, sandbox.client_secret(), sandbox.limited_client_secret()] {
        assert!(!shown.contains(secret), "{shown}");
    }
    let requests = sandbox.requests();
    assert_eq!(requests[0].header("authorization"), Some("Basic ***"));
    assert_eq!(requests[0].body, "grant_type=client_credentials");
    assert_eq!(
        requests[1].body,
        "grant_type=refresh_token&client_id=me&client_secret=***&refresh%5Ftoken=***&assertion=***\
         &code_verifier=***&password=***&***&code=***"
    );
    assert_eq!(requests[2].header("authorization"), Some("***"));
    assert_eq!(requests[4].body, "***");
    assert_eq!(requests[5].header("authorization"), Some("Bearer ***"));
    assert_eq!(requests[5].query.as_deref(), Some("access_token=***&a=b"));
}

#[test]
fn the_oldest_request_is_dropped_first() {
    let sandbox = Sandbox::start().unwrap();
    let mut wire = Wire::connect(&sandbox);
    for number in 0..1_001 {
        wire.send(format!("GET /{number} HTTP/1.1\r\nHost: x\r\n\r\n"));
        wire.response();
    }
    let requests = sandbox.requests();
    assert_eq!((requests.len(), requests[0].path.as_str()), (1_000, "/1"));
}
