//! Users, and the clock.

use std::time::Duration;

use super::call;
use crate::sandbox::Sandbox;

const ME: &str = "/api/v2/tokens/me";

#[test]
fn each_added_user_can_be_revoked() {
    let sandbox = Sandbox::start().unwrap();
    let admin = sandbox.issue_token();
    let mut users = sandbox.add_users(200);
    users.push(sandbox.add_user());
    users.push(sandbox.user_id().to_owned());
    let mut different = users.clone();
    different.sort();
    different.dedup();
    assert_eq!(different.len(), 202);
    for user in &users {
        assert!(!sandbox.is_revoked(user));
        let path = format!("/api/v2/tokens/{user}");
        assert_eq!(call(&sandbox, "DELETE", &path, Some(&admin)).status, 204);
        assert!(sandbox.is_revoked(user));
    }
    assert!(!sandbox.is_revoked("unknown"));
}

#[test]
fn a_user_with_a_new_token_is_not_revoked() {
    let sandbox = Sandbox::start().unwrap();
    let path = format!("/api/v2/tokens/{}", sandbox.user_id());
    call(&sandbox, "DELETE", &path, Some(&sandbox.issue_token()));
    assert!(sandbox.is_revoked(sandbox.user_id()));
    let token = sandbox.issue_user_token();
    assert!(!sandbox.is_revoked(sandbox.user_id()));
    assert_eq!(call(&sandbox, "GET", ME, Some(&token)).status, 200);
}

#[test]
fn tokens_expire_by_the_clock_of_the_sandbox() {
    let sandbox = Sandbox::start().unwrap();
    let first = sandbox.issue_token();
    sandbox.advance(Duration::from_secs(86_300));
    let second = sandbox.issue_token();
    assert_eq!(call(&sandbox, "GET", ME, Some(&first)).status, 200);
    sandbox.advance(Duration::from_secs(100));
    call(&sandbox, "GET", ME, Some(&first)).assert_problem(401, "bad.credentials");
    let idles = |token| {
        let body = call(&sandbox, "GET", ME, Some(token)).json();
        body["dateTokenIdles"].as_str().unwrap().parse().unwrap()
    };
    let before: jiff::Timestamp = idles(&second);
    sandbox.advance(Duration::from_secs(3_600));
    let after: jiff::Timestamp = idles(&second);
    assert!(before.duration_until(after) >= jiff::SignedDuration::from_secs(3_600));
    sandbox.advance(Duration::MAX);
    assert_eq!(call(&sandbox, "GET", ME, Some(&second)).status, 401);
}
