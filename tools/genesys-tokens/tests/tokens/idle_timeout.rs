//! `idle-timeout`.

use std::sync::Mutex;

use genesys_cloud::Method;
use genesys_cloud::sandbox::Sandbox;
use genesys_cloud::serde_json::{Value, json};

use crate::program::Program;
use crate::server::{Reply, Server};

/// The bodies of the requests that changed the setting.
fn written(sandbox: &Sandbox) -> Vec<Value> {
    let requests = sandbox.requests().into_iter();
    let puts = requests.filter(|request| request.method == "PUT");
    puts.map(|request| request.json().unwrap()).collect()
}

#[test]
fn get_shows_the_setting_with_its_groups() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.respond(
        Method::GET,
        "/api/v2/tokens/timeout",
        200,
        json!({
            "idleTokenTimeoutSeconds": 900, "enableIdleTokenTimeout": true, "inactivityTimeoutGroupsEnabled": true,
            "inactivityTimeoutGroupBundles": [{"priority": 1, "timeoutSeconds": 3600, "groups": ["supervisors", "leads"]}],
        }),
    );
    let program = Program::with_sandbox("idle_get", &sandbox);
    let ran = program.run(&["idle-timeout", "get"]);
    assert_eq!(ran.code, 0, "{}", ran.log);
    assert!(
        ran.out.contains("on, 15 min") && ran.out.contains("priority 1: 1 h, groups supervisors, leads"),
        "{}",
        ran.out
    );
    let document: Value = program.run(&["idle-timeout", "get", "--json"]).out.parse().unwrap();
    assert_eq!(document["idleTokenTimeoutSeconds"], 900);
    assert_eq!(document["inactivityTimeoutGroupBundles"][0]["groups"][1], "leads");
}

#[test]
fn set_switches_the_timeout_on_and_keeps_the_rest() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.respond(
        Method::GET,
        "/api/v2/tokens/timeout",
        200,
        json!({
            "idleTokenTimeoutSeconds": 3600, "enableIdleTokenTimeout": false, "future": [1],
            "inactivityTimeoutGroupBundles": [{"priority": 1, "timeoutSeconds": 600, "groups": ["a"], "color": "red"}],
        }),
    );
    let ran = Program::with_sandbox("idle_set", &sandbox).run(&["idle-timeout", "set", "15m", "--yes"]);
    assert_eq!(ran.code, 0, "{}", ran.log);
    for part in ["Before", "off (the length is set to 1 h)", "After", "on, 15 min"] {
        assert!(ran.log.contains(part), "{part}: {}", ran.log);
    }
    assert!(!ran.log.contains("HIPAA"), "{}", ran.log);
    let expected = json!({
        "idleTokenTimeoutSeconds": 900, "enableIdleTokenTimeout": true, "future": [1],
        "inactivityTimeoutGroupBundles": [{"priority": 1, "timeoutSeconds": 600, "groups": ["a"], "color": "red"}],
    });
    assert_eq!(written(&sandbox), [expected]);
}

#[test]
fn a_timeout_above_15_minutes_has_a_warning() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("idle_hipaa", &sandbox);
    for (length, warns) in [("901s", true), ("900s", false), ("8h", true), ("5m", false)] {
        let ran = program.run(&["idle-timeout", "set", length, "--yes"]);
        assert_eq!(
            (ran.code, ran.log.contains("HIPAA")),
            (0, warns),
            "{length}: {}",
            ran.log
        );
    }
}

#[test]
fn a_length_that_the_platform_refuses_is_not_sent() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("idle_range", &sandbox);
    for length in ["299s", "4m", "28801s", "9h", "0m", "15", "fifteen", ""] {
        let ran = program.run(&["idle-timeout", "set", length, "--yes"]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{length}: {}", ran.log);
    }
    assert!(sandbox.requests().is_empty());
}

#[test]
fn off_does_not_send_the_seconds() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("idle_off", &sandbox);
    assert_eq!(program.run(&["idle-timeout", "set", "15m", "--yes"]).code, 0);
    let ran = program.run(&["idle-timeout", "off", "--yes"]);
    assert_eq!(ran.code, 0, "{}", ran.log);
    assert_eq!(
        written(&sandbox).last(),
        Some(&json!({"enableIdleTokenTimeout": false}))
    );
}

#[test]
fn a_setting_that_is_as_wanted_is_not_written() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("idle_same", &sandbox);
    for _ in 0..2 {
        assert_eq!(program.run(&["idle-timeout", "set", "15m", "--yes"]).code, 0);
    }
    assert_eq!(written(&sandbox).len(), 1);
}

#[test]
fn a_change_that_is_not_confirmed_is_not_written() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("idle_yes", &sandbox);
    for arguments in [&["idle-timeout", "set", "15m"][..], &["idle-timeout", "set", "2h"]] {
        for (input, code) in [("", 2), ("n\n", 1), ("\n", 1), ("yesterday\n", 1)] {
            let ran = program.run_with(arguments, input);
            assert_eq!(ran.code, code, "{input:?}: {}", ran.log);
        }
    }
    assert!(written(&sandbox).is_empty());
    assert_eq!(program.run_with(&["idle-timeout", "set", "15m"], "y\n").code, 0);
    assert_eq!(written(&sandbox).len(), 1);
}

#[test]
fn a_missing_permission_is_named() {
    let sandbox = Sandbox::start().unwrap();
    let body = json!({"code": "missing.any.permissions", "message": "needs [directory:organization:admin]"});
    sandbox.respond(Method::GET, "/api/v2/tokens/timeout", 403, body);
    let ran = Program::with_sandbox("idle_permission", &sandbox).run(&["idle-timeout", "set", "15m", "--yes"]);
    assert!(
        ran.code == 1 && ran.log.contains("directory:organization:admin"),
        "{}",
        ran.log
    );
    assert_eq!(written(&sandbox).len(), 0);
}

#[test]
fn check_writes_what_it_has_compared() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("idle_check", &sandbox);
    let check = ["idle-timeout", "check", "--max", "15m"];
    let off = program.run(&check);
    assert_eq!(off.code, 1, "{}", off.log);

    for (length, code) in [("15m", 0), ("901s", 1)] {
        assert_eq!(program.run(&["idle-timeout", "set", length, "--yes"]).code, 0);
        let ran = program.run(&check);
        assert_eq!(ran.code, code, "{}", ran.log);
        let document: Value = ran.out.parse().unwrap();
        assert_eq!(document["limit_seconds"], 900);
        assert_eq!(document["within"], code == 0);
        assert_eq!(document["setting"]["enableIdleTokenTimeout"], true);
        assert_eq!(document["organization"]["name"], "Sandbox organization");
        assert!(document["time"].as_str().unwrap().ends_with('Z'));
    }
    let last = sandbox.requests().pop().unwrap();
    assert_eq!(last.query.as_deref(), Some("preserveIdleTTL=true"));
}

#[test]
fn a_group_above_the_limit_counts_where_groups_are_on() {
    let state = Mutex::new(false);
    let server = Server::start(move |request, _| {
        if request.line.contains("/tokens/me") {
            return Reply::json("{}");
        }
        let mut groups = state.lock().unwrap();
        let reply = Reply::json(&format!(
            r#"{{"idleTokenTimeoutSeconds": 600, "enableIdleTokenTimeout": true, "inactivityTimeoutGroupsEnabled": {groups},
            "inactivityTimeoutGroupBundles": [{{"priority": 1, "timeoutSeconds": 1800, "groups": []}}]}}"#
        ));
        *groups = true;
        reply
    });
    let program = Program::new("idle_groups")
        .at(server.port)
        .with("GENESYSCLOUD_ACCESS_TOKEN", "token");
    let check = ["idle-timeout", "check", "--max", "15m"];
    assert_eq!(program.run(&check).code, 0);
    assert_eq!(program.run(&check).code, 1);
    assert_eq!(program.run(&["idle-timeout", "check", "--max", "30m"]).code, 0);
}

#[test]
fn a_check_that_cannot_be_made_is_2() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("idle_unknown", &sandbox);
    let check = ["idle-timeout", "check", "--max", "15m"];
    sandbox.fail_next(1, 403);
    assert_eq!(program.run(&check).code, 2);
    sandbox.respond(
        Method::GET,
        "/api/v2/tokens/timeout",
        200,
        json!({"enableIdleTokenTimeout": null}),
    );
    let ran = program.run(&check);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert_eq!(Program::new("idle_no_account").run(&check).code, 2);
    for arguments in [
        &["idle-timeout", "check"][..],
        &["idle-timeout", "check", "--max", "long"],
    ] {
        assert_eq!(program.run(arguments).code, 2);
    }
}
