//! `/api/v2/tokens/me` and `/api/v2/tokens/{userId}`.

use super::{call, token_of};
use crate::sandbox::Sandbox;

const ME: &str = "/api/v2/tokens/me";

#[test]
fn a_token_describes_itself() {
    let sandbox = Sandbox::start().unwrap();
    let token = token_of(&sandbox, sandbox.client_id(), sandbox.client_secret());
    let response = call(&sandbox, "GET", ME, Some(&token));
    assert_eq!(response.status, 200);
    let info = response.json();
    assert_eq!(info["OAuthClient"]["id"], sandbox.client_id());
    assert_eq!(info["OAuthClient"]["authorizedGrantType"], "CLIENT-CREDENTIALS");
    assert_eq!(info["OAuthClient"]["state"], "active");
    assert_eq!(info["organization"], info["homeOrganization"]);
    assert!(info["organization"]["id"].is_string() && info["organization"]["name"].is_string());
    assert!(info["authorizedScope"][0].is_string());
    for date in [&info["dateTokenIdles"], &info["OAuthClient"]["dateCreated"]] {
        let date: jiff::Timestamp = date.as_str().unwrap().parse().unwrap();
        assert!(date > jiff::Timestamp::UNIX_EPOCH);
    }
}

#[test]
fn a_token_is_required_and_must_be_valid() {
    let sandbox = Sandbox::start().unwrap();
    for method in ["GET", "DELETE"] {
        call(&sandbox, method, ME, None).assert_problem(401, "authentication.required");
        call(&sandbox, method, ME, Some("unknown")).assert_problem(401, "bad.credentials");
    }
    assert_eq!(call(&sandbox, "HEAD", ME, None).status, 401);
    assert_eq!(call(&sandbox, "HEAD", ME, Some("unknown")).status, 401);
    assert_eq!(call(&sandbox, "HEAD", ME, Some(&sandbox.issue_token())).status, 200);
}

#[test]
fn a_token_revokes_itself_and_no_other() {
    let sandbox = Sandbox::start().unwrap();
    let (mine, other) = (sandbox.issue_token(), sandbox.issue_token());
    let response = call(&sandbox, "DELETE", ME, Some(&mine));
    assert_eq!((response.status, response.body.as_str()), (200, ""));
    call(&sandbox, "DELETE", ME, Some(&mine)).assert_problem(401, "bad.credentials");
    assert_eq!(call(&sandbox, "GET", ME, Some(&other)).status, 200);
}

#[test]
fn tokens_expire() {
    let sandbox = Sandbox::start().unwrap();
    let first = sandbox.issue_token();
    sandbox.expire_tokens();
    call(&sandbox, "GET", ME, Some(&first)).assert_problem(401, "bad.credentials");

    sandbox.token_lifetime(0);
    let dead = sandbox.issue_token();
    call(&sandbox, "GET", ME, Some(&dead)).assert_problem(401, "bad.credentials");

    sandbox.token_lifetime(u32::MAX);
    assert_eq!(call(&sandbox, "GET", ME, Some(&sandbox.issue_token())).status, 200);
}

#[test]
fn the_idle_timer_starts_again_unless_it_is_preserved() {
    let sandbox = Sandbox::start().unwrap();
    let (token, other) = (sandbox.issue_token(), sandbox.issue_token());
    let idles = |query: &str| {
        let response = call(&sandbox, "GET", &format!("{ME}{query}"), Some(&token));
        response.json()["dateTokenIdles"].as_str().unwrap().to_owned()
    };
    let start = idles("");
    // Two hours instead of one, so that the test need not wait for a difference.
    let body = r#"{"idleTokenTimeoutSeconds": 7200}"#;
    let put = super::call_with(
        &sandbox,
        "PUT",
        "/api/v2/tokens/timeout",
        Some(&other),
        "application/json",
        body,
    );
    assert_eq!(put.status, 200);
    assert_eq!(idles("?preserveIdleTTL=true"), start);
    assert_ne!(idles("?preserveIdleTTL=false"), start);
}

#[test]
fn a_query_value_of_the_wrong_type_is_refused() {
    let sandbox = Sandbox::start().unwrap();
    let token = sandbox.issue_token();
    for value in ["True", "1", "", "true&preserveIdleTTL=true", "true%20"] {
        let response = call(&sandbox, "GET", &format!("{ME}?preserveIdleTTL={value}"), Some(&token));
        let body = response.assert_problem(400, "invalid.value");
        assert_eq!(body["details"][0]["fieldName"], "preserveIdleTTL");
    }
    for query in ["preserveIdleTTL=%", "preserveIdleTTL=%ff"] {
        call(&sandbox, "GET", &format!("{ME}?{query}"), Some(&token)).assert_problem(400, "bad.request");
    }
}

#[test]
fn the_tokens_of_a_user_are_revoked() {
    let sandbox = Sandbox::start().unwrap();
    let (admin, user) = (sandbox.issue_token(), sandbox.issue_user_token());
    assert_eq!(
        call(&sandbox, "GET", ME, Some(&user)).json()["OAuthClient"]["authorizedGrantType"],
        "CODE"
    );
    let path = format!("/api/v2/tokens/{}", sandbox.user_id());
    assert_eq!(call(&sandbox, "DELETE", &path, Some(&admin)).status, 204);
    call(&sandbox, "GET", ME, Some(&user)).assert_problem(401, "bad.credentials");
    assert_eq!(call(&sandbox, "GET", ME, Some(&admin)).status, 200);
}

#[test]
fn an_unknown_user_is_not_found() {
    let sandbox = Sandbox::start().unwrap();
    let response = call(
        &sandbox,
        "DELETE",
        "/api/v2/tokens/a%2Fb%20c",
        Some(&sandbox.issue_token()),
    );
    let body = response.assert_problem(404, "not.found");
    assert_eq!(body["entityId"], "a/b c");
    assert_eq!(body["messageParams"]["userId"], "a/b c");
    assert_eq!(body["message"], "The user a/b c was not found.");
}

#[test]
fn revoking_the_tokens_of_others_requires_the_permission() {
    let sandbox = Sandbox::start().unwrap();
    let limited = token_of(&sandbox, sandbox.limited_client_id(), sandbox.limited_client_secret());
    let path = format!("/api/v2/tokens/{}", sandbox.user_id());
    let body = call(&sandbox, "DELETE", &path, Some(&limited)).assert_problem(403, "missing.any.permissions");
    assert_eq!(body["messageParams"]["permissions"], "[oauth:token:delete]");
    assert!(body["message"].as_str().unwrap().contains("[oauth:token:delete]"));
    assert_eq!(body["entityId"], sandbox.user_id());
    // All other operations are allowed.
    assert_eq!(
        call(&sandbox, "GET", "/api/v2/tokens/timeout", Some(&limited)).status,
        200
    );
    assert_eq!(call(&sandbox, "GET", ME, Some(&limited)).status, 200);
}

#[test]
fn a_user_without_permissions_does_not_see_the_timeout() {
    let sandbox = Sandbox::start().unwrap();
    let response = call(
        &sandbox,
        "GET",
        "/api/v2/tokens/timeout",
        Some(&sandbox.issue_user_token()),
    );
    response.assert_problem(403, "missing.any.permissions");
}

#[test]
fn paths_without_a_rule_get_501_and_wrong_methods_405() {
    let sandbox = Sandbox::start().unwrap();
    let token = sandbox.issue_token();
    for path in [
        "/",
        "/api/v2",
        "/api/v2/tokens",
        "/api/v2/tokens/",
        "/api/v2/tokens/me/",
        "/login/api/v2/tokens/me",
    ] {
        call(&sandbox, "GET", path, Some(&token)).assert_problem(501, "not.implemented");
    }
    call(&sandbox, "GET", "/api/v2/tokens/%zz", Some(&token)).assert_problem(400, "bad.request");
    for (method, path, allowed) in [
        ("POST", ME, "GET, HEAD, DELETE"),
        ("DELETE", "/api/v2/tokens/timeout", "GET, PUT"),
        ("GET", "/api/v2/tokens/somebody", "DELETE"),
        ("GET", "/oauth/token", "POST"),
    ] {
        let response = call(&sandbox, method, path, Some(&token));
        response.assert_problem(405, "method.not.allowed");
        assert_eq!(response.header("Allow"), Some(allowed));
    }
}

#[test]
fn the_api_is_also_behind_the_prefix_of_a_gateway() {
    let sandbox = Sandbox::start().unwrap();
    assert_eq!(
        call(&sandbox, "GET", "/api/api/v2/tokens/me", Some(&sandbox.issue_token())).status,
        200
    );
}
