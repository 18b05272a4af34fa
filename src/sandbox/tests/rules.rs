//! Rules.

use std::sync::{Arc, Barrier};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{call, call_with};
use crate::Method;
use crate::sandbox::{Reply, Sandbox};

const USER: &str = "/api/v2/users/{userId}";

#[test]
fn a_rule_responds_with_its_status_and_body() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.respond(Method::POST, "/api/v2/users", 201, json!({"id": "1"}));
    let response = call(&sandbox, "POST", "/api/v2/users", Some(&sandbox.issue_token()));
    assert_eq!((response.status, response.body.as_str()), (201, r#"{"id":"1"}"#));
    assert_eq!(response.header("Content-Type"), Some("application/json"));
    assert!(response.header("ININ-Correlation-Id").is_some());
}

#[test]
fn a_path_without_a_rule_gets_501_with_the_method_the_path_and_what_to_do() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.respond(Method::GET, USER, 200, json!({}));
    let response = call(&sandbox, "PATCH", "/api/v2/users/a%20b?x=1", None);
    let body = response.assert_problem(501, "not.implemented");
    assert_eq!(
        body["message"],
        "The sandbox has no rule for PATCH /api/v2/users/a%20b. Add one with \
         `sandbox.respond(Method::PATCH, \"/api/v2/users/a%20b\", status, json)` or `sandbox.on`."
    );
    assert_eq!(body["messageParams"]["path"], "/api/v2/users/a%20b");
    assert_eq!(sandbox.requests()[0].status, 501);
    // The message has the path without the prefix of a gateway.
    let behind = call(&sandbox, "PATCH", "/api/api/v2/users/a%20b?x=1", None);
    assert_eq!(behind.json()["message"], body["message"]);
}

#[test]
fn a_rule_needs_a_valid_token_unless_it_is_without_one() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.respond(Method::GET, "/api/v2/users", 200, json!([]));
    sandbox
        .respond(Method::GET, "/api/v2/guest", 200, json!([]))
        .without_token();
    let revoked = sandbox.issue_token();
    sandbox.expire_tokens();
    call(&sandbox, "GET", "/api/v2/users", None).assert_problem(401, "authentication.required");
    call(&sandbox, "GET", "/api/v2/users", Some(&revoked)).assert_problem(401, "bad.credentials");
    let user = sandbox.issue_user_token();
    assert_eq!(call(&sandbox, "GET", "/api/v2/users", Some(&user)).status, 200);
    assert_eq!(call(&sandbox, "GET", "/api/v2/guest", None).status, 200);
    assert_eq!(call(&sandbox, "GET", "/api/v2/guest", Some(&revoked)).status, 200);
}

#[test]
fn a_parameter_is_one_segment_decoded() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.on(Method::GET, "/api/v2/{kind}/{id}/rest", |request| {
        let unknown = request.parameter("other");
        Reply::json(200, [request.parameter("kind"), request.parameter("id"), unknown])
    });
    let token = sandbox.issue_token();
    let response = call(&sandbox, "GET", "/api/v2/users/a%2Fb%20%C3%A9/rest", Some(&token));
    assert_eq!(response.json(), json!(["users", "a/b é", null]));
    let recorded = sandbox.requests().remove(0);
    assert_eq!(recorded.parameter("id"), Some("a/b é"));
    for path in [
        "/api/v2/users/a/b/rest",
        "/api/v2/users/rest",
        "/api/v2/users//rest",
        "/api/v2/users/a/rest/",
        "/api/v2/users/a/REST",
    ] {
        assert_eq!(call(&sandbox, "GET", path, Some(&token)).status, 501, "{path}");
    }
    assert_eq!(sandbox.requests()[1].parameter("id"), None);
    // The prefix of a gateway is not part of the path.
    assert_eq!(
        call(&sandbox, "GET", "/api/api/v2/users/a/rest", Some(&token)).status,
        200
    );
}

#[test]
fn the_latest_rule_has_priority_also_over_built_in_operations() {
    let sandbox = Sandbox::start().unwrap();
    let token = sandbox.issue_token();
    let status = |path| call(&sandbox, "GET", path, Some(&token)).status;
    sandbox.respond(Method::GET, "/api/v2/users/me", 200, json!({}));
    sandbox.respond(Method::GET, USER, 202, json!({}));
    assert_eq!((status("/api/v2/users/me"), status("/api/v2/users/1")), (202, 202));
    sandbox.respond(Method::GET, "/api/v2/users/me", 203, json!({}));
    assert_eq!((status("/api/v2/users/me"), status("/api/v2/users/1")), (203, 202));
    sandbox.respond(Method::GET, "/api/v2/tokens/me", 206, json!({}));
    assert_eq!(status("/api/v2/tokens/me"), 206);
    assert_eq!(call(&sandbox, "HEAD", "/api/v2/tokens/me", Some(&token)).status, 200);
    sandbox
        .respond(Method::POST, "/oauth/token", 429, json!({}))
        .without_token();
    assert_eq!(call(&sandbox, "POST", "/oauth/token", None).status, 429);
}

#[test]
fn a_rule_reads_the_query_and_the_body() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.on(Method::PUT, USER, |request| {
        let sent: Value = request.json().unwrap();
        let length = sent["text"].as_str().unwrap().len();
        Reply::json(200, (request.query("expand"), request.query("none"), length))
    });
    // More than the limit of a recorded request.
    let body = json!({"text": "é".repeat(50_000)}).to_string();
    let target = "/api/v2/users/1?expand=a+b&other=x&exp%61nd=%2C&expand";
    let token = sandbox.issue_token();
    let response = call_with(&sandbox, "PUT", target, Some(&token), "application/json", &body);
    assert_eq!(response.json(), json!([["a b", ",", ""], [], 100_000]));
    let recorded = sandbox.requests().remove(0);
    assert_eq!(recorded.query("expand"), ["a b", ",", ""]);
    assert_eq!(
        recorded.query.as_deref(),
        Some("expand=a+b&other=x&exp%61nd=%2C&expand")
    );
    assert!(recorded.body.len() <= 64 * 1024 + 3, "{}", recorded.body.len());
    assert!(recorded.json::<Value>().is_err());
}

/// The API has a resource of this name, whose requests are not token requests.
#[test]
fn a_body_for_the_oauth_clients_of_the_api_is_not_masked() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.on(Method::POST, "/api/v2/oauth/clients", |request| {
        Reply::json(200, request.json::<Value>().unwrap())
    });
    let body = r#"{"name":"A"}"#;
    let token = sandbox.issue_token();
    let target = "/api/v2/oauth/clients";
    let response = call_with(&sandbox, "POST", target, Some(&token), "application/json", body);
    assert_eq!(response.body, body);
}

#[test]
fn a_rule_that_panics_responds_with_the_message_and_later_requests_work() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.on(Method::PUT, USER, |request| {
        assert_eq!(request.query("a"), ["1"], "wrong query");
        Reply::empty(204)
    });
    let token = sandbox.issue_token();
    let response = call(&sandbox, "PUT", "/api/v2/users/1?a=2", Some(&token));
    let body = response.assert_problem(500, "internal.server.error");
    assert!(body["message"].as_str().unwrap().contains("wrong query"), "{body}");
    assert_eq!(call(&sandbox, "PUT", "/api/v2/users/1?a=1", Some(&token)).status, 204);
}

#[test]
fn a_reply_has_the_headers_that_were_set() {
    let sandbox = Sandbox::start().unwrap();
    sandbox
        .on(Method::GET, "/api/v2/file", |_| {
            Reply::empty(200)
                .header("X-Mine", "1")
                .header("x-mine", "2")
                .header("ININ-Correlation-Id", "mine")
                .body("text/csv", "a;b")
        })
        .without_token();
    let response = call(&sandbox, "GET", "/api/v2/file", None);
    assert_eq!((response.status, response.body.as_str()), (200, "a;b"));
    assert_eq!(response.header("Content-Type"), Some("text/csv"));
    let mine: Vec<_> = response.headers.iter().filter(|(name, _)| name == "x-mine").collect();
    assert_eq!(mine.len(), 1);
    assert_eq!(response.header("ININ-Correlation-Id"), Some("mine"));
    let count = response
        .headers
        .iter()
        .filter(|(name, _)| name.eq_ignore_ascii_case("ININ-Correlation-Id"));
    assert_eq!(count.count(), 1);
}

#[test]
fn a_status_without_a_body_is_sent_without_one() {
    let sandbox = Sandbox::start().unwrap();
    sandbox
        .respond(Method::GET, "/api/v2/nothing", 204, json!({"a": 1}))
        .without_token();
    let mut wire = super::Wire::connect(&sandbox);
    wire.send("GET /api/v2/nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    let bytes = String::from_utf8(wire.rest()).unwrap();
    assert!(bytes.starts_with("HTTP/1.1 204 No Content\r\n"), "{bytes}");
    assert!(
        bytes.ends_with("\r\n\r\n") && !bytes.contains("Content-Length"),
        "{bytes}"
    );
}

#[test]
fn a_delayed_reply_is_late_and_dropping_the_sandbox_ends_the_wait() {
    let sandbox = Sandbox::start().unwrap();
    let delay = Duration::from_millis(50);
    sandbox
        .on(Method::GET, "/slow", move |_| Reply::empty(204).delay(delay))
        .without_token();
    let started = Instant::now();
    assert_eq!(call(&sandbox, "GET", "/slow", None).status, 204);
    assert!(started.elapsed() >= delay);

    let barrier = Arc::new(Barrier::new(2));
    let met = Arc::clone(&barrier);
    sandbox
        .on(Method::GET, "/slower", move |_| {
            met.wait();
            Reply::empty(204).delay(Duration::MAX)
        })
        .without_token();
    let mut wire = super::Wire::connect(&sandbox);
    wire.send("GET /slower HTTP/1.1\r\nHost: x\r\n\r\n");
    barrier.wait();
    drop(sandbox);
    assert_eq!(wire.rest(), b"");
}

#[test]
fn a_function_runs_for_several_requests_at_once() {
    let sandbox = Sandbox::start().unwrap();
    let barrier = Barrier::new(3);
    sandbox
        .on(Method::GET, "/together", move |_| {
            barrier.wait();
            Reply::empty(204)
        })
        .without_token();
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| assert_eq!(call(&sandbox, "GET", "/together", None).status, 204));
        }
    });
}

#[track_caller]
fn assert_panics(expected: &str, action: impl FnOnce(&Sandbox)) {
    let sandbox = Sandbox::start().unwrap();
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| action(&sandbox)));
    let panicked = outcome.expect_err(expected);
    let text = panicked.downcast_ref::<String>().unwrap();
    assert!(text.contains(expected), "{text}");
}

#[test]
fn a_rule_that_cannot_match_or_respond_is_refused() {
    for path in ["users", "", "/users?expand=a", "/users/#1"] {
        assert_panics("must begin with / and have no query", |sandbox| {
            sandbox.respond(Method::GET, path, 200, json!({}));
        });
    }
    for path in ["/users/{a}.json", "/users/{}", "/users/{a", "/users/{a}{b}"] {
        assert_panics("must have each {name} as a whole segment", |sandbox| {
            sandbox.on(Method::GET, path, |_| Reply::empty(204));
        });
        assert_panics("must have each {name} as a whole segment", |sandbox| {
            sandbox.at(Method::GET, path).drop_next(1);
        });
    }
    for status in [0, 100, 199, 600] {
        assert_panics("use 200 to 599", |sandbox| {
            sandbox.respond(Method::GET, "/users", status, json!({}));
        });
    }
    assert_panics("the body of a reply is serializable", |_| {
        drop(Reply::json(200, std::collections::HashMap::from([((1, 2), 3)])));
    });
    assert_panics("is not a valid header", |_| drop(Reply::empty(204).header("A b", "c")));
    assert_panics("is not a valid header", |_| {
        drop(Reply::empty(204).header("A", "b\r\nC: d"));
    });
    assert_panics("the sandbox sets content-length itself", |_| {
        drop(Reply::empty(204).header("content-length", "1"));
    });
}
