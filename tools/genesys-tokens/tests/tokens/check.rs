//! `check`.

use std::time::Duration;

use genesys_cloud::Method;
use genesys_cloud::sandbox::{Reply, Sandbox};
use genesys_cloud::serde_json::{Value, json};

use crate::program::{Program, Ran};

const ORGANIZATION: &str = "5e0f6b1c-9d27-4c83-a1f4-2b7d80e6c953";

/// A program with a token that the sandbox does not know.
fn refused(test: &str, sandbox: &Sandbox) -> Program {
    Program::new(test)
        .at(sandbox.port())
        .with("GENESYSCLOUD_ACCESS_TOKEN", "revoked-token")
}

#[test]
fn a_valid_token_is_0_and_its_idle_timer_goes_on() {
    let sandbox = Sandbox::start().unwrap();
    let ran = Program::with_sandbox("check_valid", &sandbox).run(&["check"]);
    assert_eq!((ran.code, ran.log.as_str()), (0, ""));
    assert!(ran.out.starts_with("valid"), "{}", ran.out);
    let requests = sandbox.requests();
    let request = requests.last().unwrap();
    assert_eq!(
        (request.method.as_str(), request.query.as_deref()),
        ("GET", Some("preserveIdleTTL=true"))
    );
}

#[test]
fn a_refused_token_and_refused_credentials_are_1() {
    let sandbox = Sandbox::start().unwrap();
    let wrong = Program::new("check_wrong_secret")
        .at(sandbox.port())
        .with("GENESYSCLOUD_OAUTHCLIENT_ID", sandbox.client_id())
        .with("GENESYSCLOUD_OAUTHCLIENT_SECRET", "wrong");
    for program in [refused("check_refused", &sandbox), wrong] {
        let ran = program.run(&["check"]);
        assert_eq!(ran.code, 1, "{}", ran.log);
        assert!(ran.out.starts_with("invalid: "), "{}", ran.out);
    }
}

#[test]
fn another_organization_is_1() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("check_organization", &sandbox);
    assert_eq!(program.run(&["check", "--org", ORGANIZATION]).code, 0);
    assert_eq!(program.run(&["check", "--org", &ORGANIZATION.to_uppercase()]).code, 0);
    let ran = program.run(&["check", "--org", "00000000-0000-4000-8000-000000000000"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("Sandbox organization"), "{}", ran.out);
}

#[test]
fn what_cannot_be_told_is_2() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("check_unknown", &sandbox);
    for status in [403, 404, 500] {
        sandbox.at(Method::GET, "/api/v2/tokens/me").fail_next(1, status);
        assert_eq!(program.run(&["check"]).code, 2, "{status}");
    }
    sandbox.limit_next(1, Duration::from_secs(7_200));
    assert_eq!(program.run(&["check"]).code, 2);
    sandbox.respond(Method::GET, "/api/v2/tokens/me", 200, json!({}));
    assert_eq!(
        program.run(&["check"]).code,
        0,
        "without --org, the organization does not matter"
    );
    assert_eq!(program.run(&["check", "--org", ORGANIZATION]).code, 2);
    // No account, no server, no region.
    let without = Program::new("check_no_account").run(&["check"]);
    assert!(
        without.code == 2 && without.log.contains("GENESYSCLOUD_ACCESS_TOKEN"),
        "{}",
        without.log
    );
    let alone = Program::new("check_no_region").with("GENESYSCLOUD_ACCESS_TOKEN", "token");
    assert_eq!(alone.run(&["check"]).code, 2);
    assert_eq!(alone.run(&["check", "--region", "no such region"]).code, 2);
    assert_eq!(alone.run(&["check", "--profile", "missing"]).code, 2);
}

#[test]
fn a_401_of_a_gateway_is_2() {
    let sandbox = Sandbox::start().unwrap();
    let token = sandbox.issue_token();
    let program = Program::new("check_gateway")
        .at(sandbox.port())
        .with("GENESYSCLOUD_ACCESS_TOKEN", &token);
    let page = Reply::empty(401).body("text/html", "<html><title>Sign in</title></html>");
    let challenge = Reply::empty(401).header("WWW-Authenticate", "Basic realm=\"gateway\"");
    for reply in [page, challenge] {
        let rule = sandbox.on(Method::GET, "/api/v2/tokens/me", move |_| reply.clone());
        rule.without_token();
        assert_eq!(program.run(&["check"]).code, 2);
    }
    let challenge = Reply::empty(401).header("WWW-Authenticate", "Bearer");
    sandbox.on(Method::GET, "/api/v2/tokens/me", move |_| challenge.clone());
    assert_eq!(program.run(&["check"]).code, 1);
}

#[test]
fn a_failure_of_the_token_endpoint_is_2() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("check_token_endpoint", &sandbox);
    let respond = |status, body| {
        sandbox
            .respond(Method::POST, "/oauth/token", status, body)
            .without_token();
    };
    for status in [403, 404, 500] {
        // Without the code of a refusal.
        respond(status, json!({}));
        assert_eq!(program.run(&["check"]).code, 2, "{status}");
    }
    respond(500, json!({"code": "internal.server.error"}));
    assert_eq!(program.run(&["check"]).code, 2);
    respond(400, json!({"error": "invalid_client"}));
    assert_eq!(program.run(&["check"]).code, 1);
}

#[test]
fn quiet_writes_not_a_word() {
    let sandbox = Sandbox::start().unwrap();
    let words = |Ran { out, log, .. }: Ran| out + &log;
    let program = Program::with_sandbox("check_quiet", &sandbox);
    assert_eq!(words(program.run(&["check", "--quiet"])), "");
    assert_eq!(words(program.run(&["check", "--quiet", "--org", "other"])), "");
    assert_eq!(
        words(refused("check_quiet_refused", &sandbox).run(&["check", "--quiet"])),
        ""
    );
    let ran = Program::new("check_quiet_nothing").run(&["check", "--quiet"]);
    assert_eq!((ran.code, words(ran).as_str()), (2, ""));
    assert_eq!(
        words(Program::new("check_quiet_sandbox").run(&["check", "--quiet", "--sandbox"])),
        ""
    );
}

/// The gauges, without their comments.
fn gauges(ran: &Ran) -> Vec<&str> {
    ran.out.lines().filter(|line| !line.starts_with('#')).collect()
}

#[test]
fn metrics_leave_out_what_cannot_be_told() {
    let sandbox = Sandbox::start().unwrap();
    let ran = Program::with_sandbox("check_metrics", &sandbox).run(&["check", "--metrics"]);
    assert_eq!(gauges(&ran), ["genesys_token_check_success 1", "genesys_token_valid 1"]);
    assert!(ran.out.contains("# TYPE genesys_token_valid gauge\n"), "{}", ran.out);
    let ran = refused("check_metrics_refused", &sandbox).run(&["check", "--metrics"]);
    assert_eq!(
        (ran.code, gauges(&ran)),
        (1, vec!["genesys_token_check_success 1", "genesys_token_valid 0"])
    );
    let ran = Program::new("check_metrics_nothing").run(&["check", "--metrics"]);
    assert_eq!((ran.code, gauges(&ran)), (2, vec!["genesys_token_check_success 0"]));
}

#[test]
fn a_token_of_standard_input_replaces_the_own_one() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("check_stdin", &sandbox);
    let token = sandbox.issue_token();
    let check = ["check", "--token-stdin"];
    assert_eq!(program.run_with(&check, &token).code, 0);
    assert_eq!(program.run_with(&check, format!("  {token}\r\n")).code, 0);
    let paths: Vec<_> = sandbox.requests().into_iter().map(|request| request.path).collect();
    assert_eq!(paths, ["/api/v2/tokens/me"; 2], "the own credentials are not used");

    let ran = program.run_with(&check, "another-token");
    assert_eq!(ran.code, 1);
    assert!(!(ran.out + &ran.log).contains("another-token"));
    for input in ["", " \n", "two words", "Tok\u{e9}n"] {
        let ran = program.run_with(&check, input);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{input:?}: {}", ran.log);
    }
    assert_eq!(sandbox.requests().len(), 3, "what is not a token is not sent");
}

#[test]
fn json_has_null_for_what_cannot_be_told() {
    let sandbox = Sandbox::start().unwrap();
    let valid = |ran: Ran| ran.out.parse::<Value>().unwrap()["valid"].clone();
    assert_eq!(
        valid(Program::with_sandbox("check_json", &sandbox).run(&["check", "--json"])),
        true
    );
    assert_eq!(
        valid(refused("check_json_refused", &sandbox).run(&["check", "--json"])),
        false
    );
    assert_eq!(
        valid(Program::new("check_json_nothing").run(&["check", "--json"])),
        Value::Null
    );
}
