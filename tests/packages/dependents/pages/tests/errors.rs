//! The code of the page on errors, at the sandbox.

use std::time::Duration;

use genesys_cloud::sandbox::Sandbox;
use genesys_cloud::serde_json::json;
use genesys_cloud::{Client, Error, Method, RetryPolicy};
use pages::errors;

/// Returns a sandbox, and a client that waits a millisecond at most before its first retry.
fn start() -> (Sandbox, Client) {
    let sandbox = Sandbox::start().unwrap();
    let retry = RetryPolicy::default().with_base_delay(Duration::from_millis(1));
    let client = sandbox.client_builder().retry(retry).build().unwrap();
    (sandbox, client)
}

/// Returns the status of the last response.
fn last_status(sandbox: &Sandbox) -> Option<u16> {
    Some(sandbox.requests().last()?.status)
}

#[test]
fn an_invalid_token_is_final() {
    let (sandbox, _) = start();
    let token = sandbox.issue_token();
    let client = sandbox.client_builder().access_token(token).build().unwrap();
    assert_eq!(errors::in_code::revoke(&client, sandbox.user_id()), 0);
    sandbox.expire_tokens();
    assert_eq!(errors::in_code::revoke(&client, sandbox.user_id()), 1);
    assert_eq!(last_status(&sandbox), Some(401));
}

#[test]
fn a_missing_permission_is_final() {
    let (sandbox, _) = start();
    let (id, secret) = (sandbox.limited_client_id(), sandbox.limited_client_secret());
    let client = sandbox.client_builder().client_credentials(id, secret).build().unwrap();
    assert_eq!(errors::in_code::revoke(&client, sandbox.user_id()), 1);
    assert_eq!(last_status(&sandbox), Some(403));
}

#[test]
fn a_user_that_does_not_exist_has_no_tokens() {
    let (sandbox, client) = start();
    let user_id = "7f0c1d2e-3a4b-4c5d-8e6f-0a1b2c3d4e5f";
    assert_eq!(errors::in_code::revoke(&client, user_id), 0);
    assert_eq!(last_status(&sandbox), Some(404));
}

#[test]
fn after_a_long_rate_limit_the_program_may_run_again() {
    let (sandbox, client) = start();
    sandbox.limit_next(1, Duration::from_secs(2 * 60 * 60));
    assert_eq!(errors::in_code::revoke(&client, sandbox.user_id()), 75);
    assert_eq!(last_status(&sandbox), Some(429));
    assert_eq!(errors::in_code::revoke(&client, sandbox.user_id()), 0);
}

#[test]
fn after_an_outage_the_program_may_run_again() {
    let (sandbox, client) = start();
    sandbox.fail_next(4, 503);
    assert_eq!(errors::in_code::revoke(&client, sandbox.user_id()), 75);
    assert_eq!(errors::in_code::revoke(&client, sandbox.user_id()), 0);
}

#[test]
fn after_a_timeout_the_program_may_run_again() {
    let (sandbox, _) = start();
    let client = sandbox
        .client_builder()
        .attempt_timeout(Duration::from_millis(200))
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    client.tokens().head_tokens_me().send().unwrap();
    sandbox.stall_next(1, Duration::from_secs(60));
    assert_eq!(errors::in_code::revoke(&client, sandbox.user_id()), 75);
    assert_eq!(sandbox.requests().len(), 3);
}

#[test]
fn a_queue_is_created_once() {
    use errors::lost_response_of_a_post::create_queue;

    let (sandbox, client) = start();
    let queue = json!({"id": "1", "name": "Support"});
    let other = json!({"id": "2", "name": "Support 2"});
    let path = "/api/v2/routing/queues";
    sandbox.respond(Method::POST, path, 200, queue.clone());
    sandbox.respond(Method::GET, path, 200, json!({"entities": [other, queue.clone()]}));
    assert_eq!(create_queue(&client, "Support").unwrap(), queue);
    sandbox.at(Method::POST, path).drop_next(1);
    assert_eq!(create_queue(&client, "Support").unwrap(), queue);
    sandbox.at(Method::POST, path).fail_next(1, 503);
    assert_eq!(create_queue(&client, "Support").unwrap(), queue);
    // A token and three POST requests, two of them followed by a search.
    assert_eq!(sandbox.requests().len(), 6);

    sandbox.respond(Method::GET, path, 200, json!({"entities": [other]}));
    sandbox.at(Method::POST, path).drop_next(1);
    assert!(matches!(create_queue(&client, "Support"), Err(Error::Transport(_))));
    sandbox.respond(Method::POST, path, 409, json!({"code": "general.conflict"}));
    assert_eq!(create_queue(&client, "Support").unwrap_err().status(), Some(409));
    assert_eq!(sandbox.requests().len(), 9);
}

#[test]
fn a_wrong_secret_is_final() {
    let (sandbox, _) = start();
    let client = sandbox
        .client_builder()
        .client_credentials("id", "wrong")
        .build()
        .unwrap();
    assert_eq!(errors::in_code::revoke(&client, sandbox.user_id()), 1);
    assert_eq!(last_status(&sandbox), Some(401));
}
