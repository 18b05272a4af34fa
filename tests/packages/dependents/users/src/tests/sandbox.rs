//! The program against a mock server with rules for its operations.

use std::time::Duration;

use genesys::sandbox::{Reply, Sandbox};
use genesys::serde_json::{Value, json};
use genesys::{Client, Error, Method, RetryPolicy};

use crate::api::Apis as _;
use crate::api::models::{CreateUser, UserState};
use crate::report;

const USERS: &str = "/api/v2/users";
const QUEUE: &str = "/api/v2/routing/queues/{queueId}";
const REPORT: [&str; 3] = [
    r#"Some("Sandbox organization")"#,
    r#"Some("1") Some("Ada")"#,
    r#"Some("Sales")"#,
];

/// Returns a sandbox with all operations that the program calls.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::start().unwrap();
    let users = json!({"entities": [{"id": "1", "name": "Ada"}]});
    sandbox.respond(Method::GET, USERS, 200, users);
    sandbox.on(Method::GET, QUEUE, |request| match request.parameter("queueId") {
        Some("7f0c") => Reply::json(200, json!({"name": "Sales"})),
        _ => Reply::json(404, json!({"code": "not.found"})),
    });
    sandbox
}

/// Returns a client that does not retry, and waits for a short time only.
fn impatient(sandbox: &Sandbox) -> Client {
    sandbox
        .client_builder()
        .attempt_timeout(Duration::from_millis(200))
        .retry(RetryPolicy::none())
        .build()
        .unwrap()
}

/// Returns the statuses of the requests to the API.
fn statuses(sandbox: &Sandbox) -> Vec<u16> {
    let requests = sandbox.requests();
    let calls = requests.iter().filter(|request| request.path != "/oauth/token");
    calls.map(|request| request.status).collect()
}

#[test]
fn the_program_reports() {
    let sandbox = sandbox();
    assert_eq!(report(&sandbox.client()).unwrap(), REPORT);
    let requests = sandbox.requests();
    assert_eq!(requests[2].path, USERS);
    assert_eq!(requests[2].query("pageSize"), ["100"]);
}

#[test]
fn an_operation_without_a_rule_is_named() {
    let sandbox = Sandbox::start().unwrap();
    let error = report(&sandbox.client()).unwrap_err();
    assert_eq!((error.status(), error.code()), (Some(501), Some("not.implemented")));
    let text = error.to_string();
    assert!(text.contains("no rule for GET /api/v2/users"), "{text}");
    assert!(
        text.contains(r#"sandbox.respond(Method::GET, "/api/v2/users", "#),
        "{text}"
    );
}

#[test]
fn a_rule_responds_depending_on_the_request() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.on(Method::POST, USERS, |request| {
        let mut user: Value = request.json().unwrap();
        user["id"] = json!("2");
        Reply::json(201, user).header("Location", "/api/v2/users/2")
    });
    sandbox.on(Method::GET, "/api/v2/users/{userId}", |request| {
        Reply::json(200, json!({"id": request.parameter("userId"), "state": "on leave"}))
    });
    sandbox.on(Method::GET, USERS, |request| {
        let expanded = request.query("expand");
        Reply::json(200, json!({"entities": [{"name": expanded.join("+")}]}))
    });
    sandbox.on(Method::DELETE, "/api/v2/users/{userId}", |_| Reply::empty(204));
    let client = sandbox.client();
    let users = client.users();

    let body = CreateUser::default().with_name("Ada").with_email("ada@example.com");
    let created = users.post_users(body).send_with_response().unwrap();
    assert_eq!(
        (created.status(), created.header("location")),
        (201, Some("/api/v2/users/2"))
    );
    assert_eq!(created.body().name.as_deref(), Some("Ada"));
    let user = users.get_user("a/b").send().unwrap();
    assert_eq!(user.id.as_deref(), Some("a/b"));
    assert_eq!(user.state, Some(UserState::Unknown("on leave".to_owned())));
    let listing = users.get_users().expand(["presence", "groups"]).send().unwrap();
    assert_eq!(listing.entities.unwrap()[0].name.as_deref(), Some("presence+groups"));
    #[allow(deprecated, reason = "it is mocked like any other")]
    let deleted = users.delete_user("2").send();
    deleted.unwrap();
}

#[test]
fn an_operation_without_a_token_is_mocked_without_one() {
    let sandbox = Sandbox::start().unwrap();
    sandbox
        .respond(Method::GET, USERS, 200, json!({"total": 3}))
        .without_token();
    let client = Client::builder()
        .base_url(sandbox.base_url())
        .access_token("unknown")
        .no_proxy()
        .build()
        .unwrap();
    assert_eq!(client.users().get_users().send().unwrap().total, Some(3));
    sandbox.respond(Method::GET, USERS, 200, json!({"total": 3}));
    let error = client.users().get_users().send().unwrap_err();
    assert_eq!(error.status(), Some(401));
}

#[test]
fn the_client_waits_for_a_rate_limit() {
    let sandbox = sandbox();
    sandbox.at(Method::GET, USERS).limit_next(2, Duration::ZERO);
    assert_eq!(report(&sandbox.client()).unwrap(), REPORT);
    assert_eq!(statuses(&sandbox), [200, 429, 429, 200, 200]);
}

#[test]
fn a_failure_is_retried_and_after_four_attempts_an_error() {
    let sandbox = sandbox();
    sandbox.at(Method::GET, USERS).fail_next(2, 503);
    assert_eq!(report(&sandbox.client()).unwrap(), REPORT);
    assert_eq!(statuses(&sandbox), [200, 503, 503, 200, 200]);

    sandbox.at(Method::GET, QUEUE).fail_next(4, 503);
    let client = sandbox
        .client_builder()
        .retry(RetryPolicy::default().with_base_delay(Duration::from_millis(1)))
        .build()
        .unwrap();
    let error = report(&client).unwrap_err();
    assert_eq!((error.status(), error.attempts()), (Some(503), 4));
}

#[test]
fn a_lost_response_is_retried_for_get_and_not_for_post() {
    let sandbox = sandbox();
    let client = sandbox.client();
    sandbox.at(Method::GET, USERS).drop_next(1);
    assert_eq!(report(&client).unwrap(), REPORT);
    assert_eq!(statuses(&sandbox), [200, 200, 200, 200]);

    sandbox.respond(Method::POST, USERS, 201, json!({"id": "2"}));
    sandbox.drop_next(1);
    let error = client.users().post_users(CreateUser::default()).send().unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    // The user was created nevertheless: the program has to check.
    assert_eq!(statuses(&sandbox)[4..], [201]);
}

#[test]
fn a_stalled_response_is_a_timeout() {
    let sandbox = sandbox();
    let client = impatient(&sandbox);
    sandbox.at(Method::GET, QUEUE).stall_next(1, Duration::from_secs(30));
    let error = report(&client).unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert_eq!(report(&client).unwrap(), REPORT);
}

#[test]
fn a_slow_reply_is_a_timeout() {
    let sandbox = sandbox();
    sandbox.on(Method::GET, QUEUE, |_| {
        Reply::json(200, json!({"name": "Sales"})).delay(Duration::from_secs(30))
    });
    let client = impatient(&sandbox);
    assert!(report(&client).unwrap_err().is_timeout());
}

#[test]
fn a_limited_token_endpoint_is_seen_by_the_program() {
    let sandbox = sandbox();
    sandbox.limit_tokens(1);
    // Another test shows whether the client retries it.
    drop(report(&sandbox.client()));
    let first = sandbox.requests().remove(0);
    assert_eq!((first.path.as_str(), first.status), ("/oauth/token", 400));
}

#[test]
fn a_token_that_expires_during_a_batch_is_renewed() {
    let sandbox = sandbox();
    let ids = sandbox.add_users(200);
    let client = sandbox.client();
    for (number, id) in ids.iter().enumerate() {
        if number == 100 {
            // The lifetime of a token.
            sandbox.advance(Duration::from_secs(86_399));
        }
        client.tokens().delete_token(id).send().unwrap();
    }
    assert!(ids.iter().all(|id| sandbox.is_revoked(id)));
    assert_eq!(report(&client).unwrap(), REPORT);
    let refused = statuses(&sandbox).into_iter().filter(|status| *status == 401);
    assert_eq!(refused.count(), 1);
}
