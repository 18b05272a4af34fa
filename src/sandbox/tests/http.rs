//! HTTP: framing, keep-alive, limits, malformed requests.

use std::net::Shutdown;

use super::{Wire, call};
use crate::sandbox::Sandbox;

#[test]
fn several_requests_share_a_connection() {
    let sandbox = Sandbox::start().unwrap();
    let token = sandbox.issue_token();
    let request = format!("GET /api/v2/tokens/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n");
    let mut wire = Wire::connect(&sandbox);
    for _ in 0..3 {
        wire.send(&request);
        let response = wire.response();
        assert_eq!(
            (response.status, response.header("Connection")),
            (200, Some("keep-alive"))
        );
    }
    assert_eq!(sandbox.requests().len(), 3);
}

#[test]
fn the_bytes_of_a_response() {
    let sandbox = Sandbox::start().unwrap();
    let token = sandbox.issue_token();
    let mut wire = Wire::connect(&sandbox);
    wire.send(format!(
        "DELETE /api/v2/tokens/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n"
    ));
    let bytes = String::from_utf8(wire.rest()).unwrap();
    let lines: Vec<_> = bytes.split("\r\n").collect();
    assert_eq!(lines[0], "HTTP/1.1 200 OK");
    assert!(
        lines[1].starts_with("ININ-Correlation-Id: ") && lines[1].len() == 21 + 36,
        "{bytes}"
    );
    assert_eq!(lines[2], "Content-Length: 0");
    assert!(lines[3].starts_with("Date: ") && lines[3].ends_with(" GMT"), "{bytes}");
    assert_eq!(&lines[4..], ["Connection: close", "", ""]);
}

#[test]
fn pipelined_requests_get_responses_in_order() {
    let sandbox = Sandbox::start().unwrap();
    let mut wire = Wire::connect(&sandbox);
    wire.send(
        "POST /api/v2/nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello\
         HEAD /api/v2/tokens/me HTTP/1.1\r\nHost: x\r\n\r\n\
         GET /oauth/token HTTP/1.1\r\nHost: x\r\n\r\n",
    );
    assert_eq!(wire.response().status, 501);
    assert_eq!(wire.response_to_head().status, 401);
    assert_eq!(wire.response().status, 405);
}

#[test]
fn a_response_to_head_has_the_headers_of_get_and_no_body() {
    let sandbox = Sandbox::start().unwrap();
    let token = sandbox.issue_token();
    let mut wire = Wire::connect(&sandbox);
    let authorized = format!("Host: x\r\nAuthorization: Bearer {token}\r\n");
    wire.send(format!("HEAD /api/v2/tokens/me HTTP/1.1\r\n{authorized}\r\n"));
    let head = wire.response_to_head();
    wire.send(format!("GET /api/v2/tokens/me HTTP/1.1\r\n{authorized}\r\n"));
    let get = wire.response();
    assert_eq!((head.status, get.status), (200, 200));
    assert_eq!(head.header("Content-Length"), get.header("Content-Length"));
    assert!(head.header("ININ-Correlation-Id").is_some());

    // The same applies if the response is an error, and if the connection ends with it.
    wire.send("HEAD /api/v2/tokens/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assert_eq!(wire.response_to_head().status, 401);
    assert_eq!(wire.rest(), b"");
}

#[test]
fn a_204_has_no_length() {
    let sandbox = Sandbox::start().unwrap();
    let path = format!("/api/v2/tokens/{}", sandbox.user_id());
    let response = call(&sandbox, "DELETE", &path, Some(&sandbox.issue_token()));
    assert_eq!((response.status, response.header("Content-Length")), (204, None));
    assert_eq!(response.header("Content-Type"), None);
}

#[test]
fn a_chunked_body_is_joined_and_the_next_request_follows_its_trailers() {
    let sandbox = Sandbox::start().unwrap();
    let token = sandbox.issue_token();
    let mut wire = Wire::connect(&sandbox);
    wire.send(format!(
        "PUT /api/v2/tokens/timeout HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n\
         1d;why=not\r\n{{\"idleTokenTimeoutSeconds\": 9\r\n3\r\n00}}\r\n0\r\nTrailer: ignored\r\n\r\n\
         GET /api/v2/nowhere HTTP/1.1\r\nHost: x\r\n\r\n"
    ));
    let response = wire.response();
    assert_eq!(
        (response.status, response.body.as_str()),
        (200, r#"{"idleTokenTimeoutSeconds":900}"#)
    );
    assert_eq!(wire.response().status, 501);
    assert_eq!(sandbox.requests()[0].body, r#"{"idleTokenTimeoutSeconds": 900}"#);
}

#[test]
fn a_request_may_arrive_byte_by_byte() {
    let sandbox = Sandbox::start().unwrap();
    let mut wire = Wire::connect(&sandbox);
    for byte in b"POST /nowhere HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n" {
        wire.send([*byte]);
    }
    assert_eq!(wire.response().status, 501);
}

#[test]
fn connection_close_and_http_1_0_end_the_connection() {
    let sandbox = Sandbox::start().unwrap();
    for request in [
        "GET / HTTP/1.1\r\nHost: x\r\nConnection: TE, Close\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
    ] {
        let mut wire = Wire::connect(&sandbox);
        wire.send(request);
        assert_eq!(wire.response().header("Connection"), Some("close"));
        assert_eq!(wire.rest(), b"");
    }
    let mut wire = Wire::connect(&sandbox);
    wire.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    assert_eq!(wire.response().header("Connection"), Some("keep-alive"));
}

#[test]
fn malformed_requests_get_400_and_the_end_of_the_connection() {
    let sandbox = Sandbox::start().unwrap();
    for bytes in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..],
        b"GET /\r\n\r\n",
        b"GET / HTTP/2.0\r\n\r\n",
        b"GET nowhere HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET ftp://x/ HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n folded\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nA : b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n",
        b"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: \r\n\r\n",
        b"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\na",
        b"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n+1\r\na\r\n0\r\n\r\n",
        b"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        b"PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n\r\n\r\n",
        b"PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n",
        b"PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n11111111111111111\r\n",
    ] {
        let mut wire = Wire::connect(&sandbox);
        wire.send(bytes);
        let text = String::from_utf8_lossy(bytes);
        let response = wire.response();
        assert_eq!(response.status, 400, "{text:?}: {response:?}");
        response.assert_problem(400, "bad.request");
        assert_eq!(response.header("Connection"), Some("close"), "{text:?}");
        assert_eq!(wire.rest(), b"", "{text:?}");
    }
}

#[test]
fn a_request_that_ends_in_the_middle_gets_400() {
    let sandbox = Sandbox::start().unwrap();
    for bytes in ["GET / HT", "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\na"] {
        let mut wire = Wire::connect(&sandbox);
        wire.send(bytes);
        wire.stream.get_ref().shutdown(Shutdown::Write).unwrap();
        wire.response().assert_problem(400, "bad.request");
    }
    // Between two requests, the end of the connection is not an error.
    let mut wire = Wire::connect(&sandbox);
    wire.stream.get_ref().shutdown(Shutdown::Write).unwrap();
    assert_eq!(wire.rest(), b"");
}

#[test]
fn a_request_that_is_too_large_is_refused() {
    let sandbox = Sandbox::start().unwrap();
    let limit = 16 * 1024 * 1024;
    let start = "GET / HTTP/1.1\r\nHost: x\r\nA: ";
    let long_header = format!("{start}{}", "a".repeat(64 * 1024 - start.len()));
    let many_headers = format!("GET / HTTP/1.1\r\nHost: x\r\n{}\r\n", "A: b\r\n".repeat(101));
    let announced = format!("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n", limit + 1);
    let absurd = format!(
        "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n",
        "9".repeat(40)
    );
    let chunk = "a".repeat(limit / 2);
    let chunks = format!(
        "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n800000\r\n{chunk}\r\n800000\r\n{chunk}\r\n1\r\n"
    );
    for (request, status) in [
        (long_header, 431),
        (many_headers, 431),
        (announced, 413),
        (absurd, 413),
        (chunks, 413),
    ] {
        let mut wire = Wire::connect(&sandbox);
        wire.send(request);
        wire.response().assert_problem(status, "request.entity.too.large");
        assert_eq!(wire.rest(), b"");
    }
    let mut wire = Wire::connect(&sandbox);
    wire.send(format!(
        "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: {limit}\r\n\r\n{}",
        "a".repeat(limit)
    ));
    assert_eq!(wire.response().status, 501);
    assert_eq!(sandbox.requests()[0].body.len(), 64 * 1024);
}

#[test]
fn a_target_may_have_the_host_as_for_a_proxy() {
    let sandbox = Sandbox::start().unwrap();
    let response = call(
        &sandbox,
        "GET",
        "http://sandbox/api/v2/tokens/me",
        Some(&sandbox.issue_token()),
    );
    assert_eq!(response.status, 200);
}
