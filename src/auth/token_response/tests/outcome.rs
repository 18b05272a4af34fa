//! What a response means for the next request.

use super::*;

/// Returns the name of the outcome of a response.
fn outcome(status: u16, body: &str) -> &'static str {
    name(&read_outcome(status, body))
}

fn name(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Token(_) => "token",
        Outcome::Refused { after_loss: false, .. } => "refused",
        Outcome::Refused { after_loss: true, .. } => "refused after a loss",
        Outcome::Lost(_) => "lost",
        Outcome::Failed(_) => "failed",
    }
}

#[test]
fn a_code_that_is_not_about_the_client_refuses_the_sign_in() {
    for (status, code, expected) in [
        (400, "invalid_grant", "refused"),
        (401, "invalid_grant", "refused"),
        (403, "access_denied", "refused"),
        (400, "invalid_client", "failed"),
        (401, "invalid_client", "failed"),
        (400, "unauthorized_client", "failed"),
        (400, "unsupported_grant_type", "failed"),
        (404, "invalid_grant", "failed"),
        (500, "server_error", "failed"),
    ] {
        let body = json!({ "error": code }).to_string();
        assert_eq!(outcome(status, &body), expected, "{status} {code}");
    }
}

/// A proxy or a gateway sends a page, and a rate limit is over later.
#[test]
fn a_failure_without_a_code_and_a_rate_limit_refuse_nothing() {
    for status in [302, 400, 401, 403, 407, 429, 503] {
        assert_eq!(outcome(status, "<html>"), "failed", "{status}");
    }
    let limited = r#"{"error":"invalid_request","error_description":"rate limit exceeded;"}"#;
    assert_eq!(outcome(400, limited), "failed");
}

#[test]
fn a_success_without_a_valid_token_is_lost() {
    for body in [
        "",
        "<html>",
        r#"{"access_token":"t t"}"#,
        r#"{"error":"invalid_grant"}"#,
    ] {
        assert_eq!(outcome(200, body), "lost", "{body}");
    }
    assert_eq!(outcome(200, &response("1")), "token");
}

#[test]
fn after_an_attempt_without_a_response_a_failure_is_lost() {
    let refusal = json!({ "error": "invalid_grant" }).to_string();
    for (status, body, expected) in [
        (200, response("1"), "token"),
        (400, refusal, "refused after a loss"),
        (200, String::new(), "lost"),
        (503, String::new(), "lost"),
    ] {
        assert_eq!(name(&read_outcome(status, body).after_loss()), expected, "{status}");
    }
}
