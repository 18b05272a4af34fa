//! Codes, refresh tokens and assertions at the token endpoint, and `/oauth/authorize`.

use std::time::Duration;

use super::{Response, basic, call, call_with, request_token};
use crate::sandbox::Sandbox;

const FORM: &str = "application/x-www-form-urlencoded";
const REDIRECT_URI: &str = "http%3A%2F%2Flocalhost%3A8085%2Fcb";
/// RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";

/// Returns the target of a request for a page, with these parameters in addition to the parameters of each client.
fn target(sandbox: &Sandbox, more: &str) -> String {
    let id = sandbox.client_id();
    format!("/oauth/authorize?response_type=code&client_id={id}&redirect_uri={REDIRECT_URI}&state=the%20state&{more}")
}

/// Returns the code of a sign-in.
fn code(sandbox: &Sandbox, more: &str) -> String {
    let callback = sandbox.sign_in(&target(sandbox, more));
    let code = callback.strip_prefix("http://localhost:8085/cb?code=").unwrap();
    code.strip_suffix("&state=the%20state").unwrap().to_owned()
}

/// Requests a token without a secret.
fn request_as_public(sandbox: &Sandbox, form: &str) -> Response {
    let form = format!("{form}&client_id={}", sandbox.client_id());
    call_with(sandbox, "POST", "/oauth/token", None, FORM, &form)
}

fn request_with_secret(sandbox: &Sandbox, form: &str) -> Response {
    request_token(sandbox, &basic(sandbox.client_id(), sandbox.client_secret()), form)
}

fn text(response: &Response, field: &str) -> String {
    let body = response.json();
    assert_eq!(response.status, 200, "{body}");
    body[field].as_str().unwrap_or_else(|| panic!("{body}")).to_owned()
}

#[track_caller]
fn assert_refused(response: &Response, description: &str) {
    let body = response.json();
    assert_eq!(
        (response.status, body["error"].as_str()),
        (400, Some("invalid_grant")),
        "{body}"
    );
    assert!(
        body["error_description"].as_str().unwrap().contains(description),
        "{body}"
    );
}

fn exchange(code: &str) -> String {
    format!("grant_type=authorization_code&code={code}&redirect_uri={REDIRECT_URI}")
}

fn with_pkce(code: &str) -> String {
    format!("{}&code_verifier={VERIFIER}", exchange(code))
}

fn refresh(token: &str) -> String {
    format!("grant_type=refresh_token&refresh_token={token}")
}

fn is_valid(sandbox: &Sandbox, token: &str) -> bool {
    call(sandbox, "GET", "/api/v2/users/me", Some(token)).status == 200
}

#[test]
fn a_code_is_exchanged_for_the_tokens_of_the_user() {
    let sandbox = Sandbox::start().unwrap();
    let granted = request_with_secret(&sandbox, &exchange(&code(&sandbox, "")));
    assert!(!text(&granted, "refresh_token").is_empty());
    let me = call(
        &sandbox,
        "GET",
        "/api/v2/users/me",
        Some(&text(&granted, "access_token")),
    );
    assert_eq!((me.status, me.json()["id"].as_str()), (200, Some(sandbox.user_id())));
    let granted = request_as_public(&sandbox, &with_pkce(&code(&sandbox, CHALLENGE)));
    assert!(is_valid(&sandbox, &text(&granted, "access_token")));
}

#[test]
fn what_does_not_belong_to_the_code_is_refused() {
    let sandbox = Sandbox::start().unwrap();
    let pkce = code(&sandbox, CHALLENGE);
    let plain = code(&sandbox, "");
    assert_refused(&request_as_public(&sandbox, &exchange(&pkce)), "code_verifier");
    let wrong = format!("{}&code_verifier={}", exchange(&pkce), VERIFIER.replace('d', "e"));
    assert_refused(&request_as_public(&sandbox, &wrong), "code_verifier");
    assert_refused(&request_with_secret(&sandbox, &with_pkce(&plain)), "code_verifier");
    assert_refused(&request_as_public(&sandbox, &exchange(&plain)), "send its secret");
    let other = exchange(&plain).replace("8085", "8086");
    assert_refused(&request_with_secret(&sandbox, &other), "redirect_uri");
    assert_refused(
        &request_with_secret(&sandbox, &exchange("unknown")),
        "unknown, or has expired",
    );
    let limited = basic(sandbox.limited_client_id(), sandbox.limited_client_secret());
    assert_refused(&request_token(&sandbox, &limited, &exchange(&plain)), "another client");
    // The codes are still valid after these requests.
    assert_eq!(request_as_public(&sandbox, &with_pkce(&pkce)).status, 200);
    assert_eq!(request_with_secret(&sandbox, &exchange(&plain)).status, 200);
}

#[test]
fn a_code_that_is_used_twice_ends_the_sign_in() {
    let sandbox = Sandbox::start().unwrap();
    let code = code(&sandbox, CHALLENGE);
    let granted = request_as_public(&sandbox, &with_pkce(&code));
    assert_refused(&request_as_public(&sandbox, &with_pkce(&code)), "used before");
    assert!(!is_valid(&sandbox, &text(&granted, "access_token")));
    let refreshed = request_as_public(&sandbox, &refresh(&text(&granted, "refresh_token")));
    assert_refused(&refreshed, "unknown");
}

#[test]
fn a_code_expires() {
    let sandbox = Sandbox::start().unwrap();
    let code = code(&sandbox, "");
    sandbox.advance(Duration::from_secs(301));
    assert_refused(&request_with_secret(&sandbox, &exchange(&code)), "has expired");
}

#[test]
fn a_refresh_token_is_replaced_and_a_reused_one_ends_the_sign_in() {
    let sandbox = Sandbox::start().unwrap();
    let granted = request_as_public(&sandbox, &with_pkce(&code(&sandbox, CHALLENGE)));
    let first = text(&granted, "refresh_token");
    let refreshed = request_as_public(&sandbox, &refresh(&first));
    let second = text(&refreshed, "refresh_token");
    assert_ne!(first, second);
    let access_token = text(&refreshed, "access_token");
    assert!(is_valid(&sandbox, &access_token));
    // Another sign-in of the same user goes on.
    let other = request_with_secret(&sandbox, &exchange(&code(&sandbox, "")));
    assert_refused(
        &request_as_public(&sandbox, &refresh(&first)),
        "all tokens of the sign-in are revoked",
    );
    assert_refused(&request_as_public(&sandbox, &refresh(&second)), "unknown");
    assert!(!is_valid(&sandbox, &access_token) && is_valid(&sandbox, &text(&other, "access_token")));
}

#[test]
fn a_refresh_token_needs_the_secret_if_the_code_did() {
    let sandbox = Sandbox::start().unwrap();
    let granted = request_with_secret(&sandbox, &exchange(&code(&sandbox, "")));
    let token = text(&granted, "refresh_token");
    assert_refused(&request_as_public(&sandbox, &refresh(&token)), "send its secret");
    assert_eq!(request_with_secret(&sandbox, &refresh(&token)).status, 200);
}

#[test]
fn revoking_the_tokens_of_a_user_ends_the_sign_in() {
    let sandbox = Sandbox::start().unwrap();
    let granted = request_with_secret(&sandbox, &exchange(&code(&sandbox, "")));
    let client = sandbox.client();
    client.tokens().delete_token(sandbox.user_id()).send().unwrap();
    assert!(!is_valid(&sandbox, &text(&granted, "access_token")));
    assert_refused(
        &request_with_secret(&sandbox, &refresh(&text(&granted, "refresh_token"))),
        "unknown",
    );
}

#[test]
fn there_is_no_refresh_token_if_tokens_end_when_they_are_idle() {
    let sandbox = Sandbox::start().unwrap();
    let client = sandbox.client();
    let settings = client.tokens().get_tokens_timeout().send().unwrap();
    let settings = settings.with_enable_idle_token_timeout(true);
    client.tokens().put_tokens_timeout().body(settings).send().unwrap();
    let granted = request_with_secret(&sandbox, &exchange(&code(&sandbox, "")));
    assert!(granted.json().get("refresh_token").is_none());
}

#[test]
fn an_assertion_is_xml_in_base64_and_used_once() {
    let sandbox = Sandbox::start().unwrap();
    let grant = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Asaml2-bearer&orgName=acme";
    // "<saml/>"
    let form = format!("{grant}&assertion=PHNhbWwvPg%3D%3D");
    let granted = request_with_secret(&sandbox, &form);
    assert!(is_valid(&sandbox, &text(&granted, "access_token")));
    assert!(granted.json().get("refresh_token").is_none());
    assert_refused(&request_with_secret(&sandbox, &form), "used before");
    assert_refused(
        &request_with_secret(&sandbox, &format!("{grant}&assertion=c2FtbA==")),
        "not XML in base64",
    );
    assert_refused(
        &request_with_secret(&sandbox, &format!("{grant}&assertion=%3Csaml%2F%3E")),
        "not XML in base64",
    );
    assert_eq!(request_as_public(&sandbox, &form).status, 401);
}

#[test]
fn a_missing_or_repeated_field_is_named() {
    let sandbox = Sandbox::start().unwrap();
    for (form, field) in [
        ("grant_type=authorization_code", "code"),
        ("grant_type=authorization_code&code=", "code"),
        ("grant_type=refresh_token", "refresh_token"),
        (
            "grant_type=refresh_token&refresh_token=a&refresh_token=b",
            "refresh_token",
        ),
        (
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Asaml2-bearer&assertion=a",
            "orgName",
        ),
        (
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Asaml2-bearer&orgName=a",
            "assertion",
        ),
    ] {
        let body = request_with_secret(&sandbox, form).json();
        assert_eq!(body["error"], "invalid_request", "{form}");
        assert!(body["error_description"].as_str().unwrap().ends_with(field), "{body}");
    }
    let response = call_with(
        &sandbox,
        "POST",
        "/oauth/token",
        None,
        FORM,
        "grant_type=refresh_token&refresh_token=a",
    );
    assert_eq!(
        (response.status, response.json()["error"].as_str()),
        (401, Some("invalid_client"))
    );
}

#[test]
fn a_client_has_no_user() {
    let sandbox = Sandbox::start().unwrap();
    let token = sandbox.issue_token();
    let body = call(&sandbox, "GET", "/api/v2/users/me", Some(&token)).assert_problem(400, "bad.request");
    assert_eq!(
        body["message"],
        "This request requires a user context. Client credentials cannot be used for requests to this resource."
    );
    call(&sandbox, "GET", "/api/v2/users/me", None).assert_problem(401, "authentication.required");
    call(&sandbox, "DELETE", "/api/v2/users/me", Some(&token)).assert_problem(405, "method.not.allowed");
}

#[test]
fn the_page_has_a_form_with_the_parameters_escaped() {
    let sandbox = Sandbox::start().unwrap();
    let page = call(&sandbox, "GET", &target(&sandbox, "more=%22%3E%3Cscript%3E%26"), None);
    assert_eq!(
        (page.status, page.header("Content-Type")),
        (200, Some("text/html; charset=utf-8"))
    );
    assert!(
        page.body.contains("<form method=\"post\" action=\"authorize\">"),
        "{}",
        page.body
    );
    assert!(
        page.body.contains("name=\"state\" value=\"the state\""),
        "{}",
        page.body
    );
    assert!(
        page.body.contains("value=\"&quot;&gt;&lt;script&gt;&amp;\"") && !page.body.contains("<script"),
        "{}",
        page.body
    );
    assert!(page.body.contains(sandbox.user_id()));
}

#[test]
fn the_form_redirects_with_a_code_or_a_refusal() {
    let sandbox = Sandbox::start().unwrap();
    let fields = target(&sandbox, CHALLENGE).split_once('?').unwrap().1.to_owned();
    let submit = |more: &str| {
        call_with(
            &sandbox,
            "POST",
            "/login/oauth/authorize",
            None,
            FORM,
            &format!("{fields}&{more}"),
        )
    };
    let other_user = sandbox.add_user();
    let allowed = submit(&format!("decision=allow&user={other_user}"));
    let location = allowed.header("Location").unwrap();
    let code = location
        .strip_prefix("http://localhost:8085/cb?code=")
        .unwrap()
        .split('&')
        .next()
        .unwrap();
    let granted = request_as_public(&sandbox, &with_pkce(code));
    let me = call(
        &sandbox,
        "GET",
        "/api/v2/users/me",
        Some(&text(&granted, "access_token")),
    )
    .json();
    assert_eq!((allowed.status, me["id"].as_str()), (303, Some(other_user.as_str())));
    let denied = submit("decision=deny&user=");
    let location = denied.header("Location").unwrap();
    assert!(
        location.starts_with("http://localhost:8085/cb?error=access_denied&error_description="),
        "{location}"
    );
    assert!(location.ends_with("&state=the%20state"), "{location}");
    assert_eq!(submit("decision=allow&user=other").status, 400);
}

#[test]
fn an_invalid_request_is_shown_if_the_browser_cannot_be_redirected() {
    let sandbox = Sandbox::start().unwrap();
    let valid = target(&sandbox, "");
    for invalid in [
        "/oauth/authorize".to_owned(),
        valid.replace(sandbox.client_id(), "unknown"),
        valid.replace(REDIRECT_URI, ""),
        valid.replace(REDIRECT_URI, "http%3A%2F%2Fevil.example%2F"),
        valid.replace(REDIRECT_URI, "http%3A%2F%2Flocalhost.evil.example%2F"),
        valid.replace(REDIRECT_URI, "javascript%3Aalert(1)"),
        valid.replace(REDIRECT_URI, "http%3A%2F%2Flocalhost%2F%0D%0AX%3A%20y"),
        valid.replace(REDIRECT_URI, "http%3A%2F%2Flocalhost%2F%23a"),
    ] {
        let page = call(&sandbox, "GET", &invalid, None);
        assert_eq!((page.status, page.header("Location")), (400, None), "{invalid}");
    }
    for (invalid, error) in [
        (
            valid.replace("response_type=code", "response_type=token"),
            "unsupported_response_type",
        ),
        (format!("{valid}code_challenge=a"), "invalid_request"),
        (
            format!("{valid}code_challenge=a&code_challenge_method=plain"),
            "invalid_request",
        ),
    ] {
        let response = call(&sandbox, "GET", &invalid, None);
        let location = response.header("Location").unwrap();
        assert_eq!(response.status, 303);
        assert!(
            location.starts_with(&format!("http://localhost:8085/cb?error={error}&")),
            "{location}"
        );
    }
    assert_eq!(call(&sandbox, "PUT", &valid, None).status, 405);
}

#[test]
#[should_panic(expected = "the sandbox refuses this sign-in: The client_id is unknown.")]
fn a_sign_in_at_another_url_panics() {
    let sandbox = Sandbox::start().unwrap();
    let _ = sandbox.sign_in("https://login.mypurecloud.ie/oauth/authorize");
}

#[test]
fn codes_and_tokens_are_masked_in_recorded_requests() {
    let sandbox = Sandbox::start().unwrap();
    let code = code(&sandbox, CHALLENGE);
    let token = text(&request_as_public(&sandbox, &with_pkce(&code)), "refresh_token");
    request_as_public(&sandbox, &refresh(&token));
    let recorded = format!("{:?}", sandbox.requests());
    for secret in [&code, VERIFIER, &token] {
        assert!(!recorded.contains(secret), "{recorded}");
    }
    assert!(
        recorded.contains("code_verifier=***") && recorded.contains("refresh_token=***"),
        "{recorded}"
    );
}
