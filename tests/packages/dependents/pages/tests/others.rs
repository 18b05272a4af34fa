//! The code of README.md and of other pages, at the sandbox.

use std::process::Command;

use genesys_cloud::Method;
use genesys_cloud::sandbox::Sandbox;
use genesys_cloud::serde_json::json;

#[test]
fn the_readme_switches_the_idle_timeout_on() {
    let sandbox = Sandbox::start().unwrap();
    let client = sandbox.client();
    pages::readme::a_first_program_3::set_idle_timeout(&client).unwrap();
    let settings = client.tokens().get_tokens_timeout().send().unwrap();
    assert_eq!(settings.enable_idle_token_timeout, Some(true));
    assert_eq!(settings.idle_token_timeout_seconds, Some(900));
}

#[test]
fn a_single_operation_needs_no_fragment() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.respond(Method::GET, "/api/v2/users/{userId}", 200, json!({"name": "Ada"}));
    let id = "7f0c1d2e-3a4b-4c5d-8e6f-0a1b2c3d4e5f";
    let user = pages::other_apis::a_single_operation::user(&sandbox.client(), id).unwrap();
    assert_eq!(user["name"], "Ada");
}

#[test]
fn the_tour_of_the_migration_page_calls_five_operations() {
    let sandbox = Sandbox::start().unwrap();
    pages::migration::beginning::tour(&sandbox.client(), sandbox.user_id()).unwrap();
    assert!(sandbox.is_revoked(sandbox.user_id()));
}

#[test]
fn a_client_that_ends_has_revoked_its_token() {
    let sandbox = Sandbox::start().unwrap();
    let client = sandbox.client();
    client.tokens().get_tokens_me().send().unwrap();
    pages::ctrl_c::signing_out::end(&client).unwrap();
    let requests = sandbox.requests();
    let last = requests.last().map(|request| (request.path.as_str(), request.status));
    assert_eq!(last, Some(("/api/v2/tokens/me", 200)));
    assert!(client.tokens().get_tokens_me().send().is_err());
}

/// A process has one logger, so `logs_two_lines` runs in a process of its own.
#[test]
fn the_logger_prints_lines_of_the_client() {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--ignored", "--nocapture", "logs_two_lines"])
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stderr).unwrap();
    let lines: Vec<_> = printed.lines().filter(|line| line.starts_with("DEBUG ")).collect();
    assert_eq!(lines.len(), 2, "{printed}");
    assert!(
        lines[1].starts_with("DEBUG DELETE /api/v2/tokens/{userId}: 204 in "),
        "{printed}"
    );
    assert!(lines[1].contains(" ms, attempt 1, correlation id "), "{printed}");
}

#[test]
#[ignore = "started by the test above, in a process of its own"]
fn logs_two_lines() {
    pages::logging::a_logger_for_this_client_only::start_logging().unwrap();
    let sandbox = Sandbox::start().unwrap();
    sandbox
        .client()
        .tokens()
        .delete_token(sandbox.user_id())
        .send()
        .unwrap();
}
