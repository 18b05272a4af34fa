//! `whoami`.

use genesys_cloud::Login;
use genesys_cloud::Method;
use genesys_cloud::sandbox::Sandbox;
use genesys_cloud::serde_json::{Value, json};

use crate::program::Program;
use crate::server::{Reply, Server};

#[test]
fn a_client_is_described_without_a_reset_of_its_idle_timer() {
    let sandbox = Sandbox::start().unwrap();
    let ran = Program::with_sandbox("whoami_client", &sandbox).run(&["whoami"]);
    assert_eq!((ran.code, ran.log.as_str()), (0, ""));
    for part in [
        sandbox.client_id(),
        "Sandbox organization",
        "CLIENT-CREDENTIALS",
        "users:readonly",
    ] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    let requests = sandbox.requests();
    let queries: Vec<_> = requests.iter().map(|request| request.query.as_deref()).collect();
    assert_eq!(queries, [None, Some("preserveIdleTTL=true")]);
}

#[test]
fn a_client_is_a_value_of_the_json_document() {
    let sandbox = Sandbox::start().unwrap();
    for arguments in [["whoami", "--json"], ["--json", "whoami"]] {
        let ran = Program::with_sandbox("whoami_json", &sandbox).run(&arguments);
        let document: Value = ran.out.parse().unwrap();
        assert_eq!(document["type"], "client");
        assert_eq!(document["user"], Value::Null);
        assert_eq!(document["client"]["id"], sandbox.client_id());
        assert_eq!(document["organization"]["name"], "Sandbox organization");
        assert_eq!(document["home_organization"]["name"], "Sandbox organization");
        assert_eq!(document["grant"], "CLIENT-CREDENTIALS");
        assert_eq!(document["scopes"][0], "authorization");
        assert!(document["idles_at"].as_str().unwrap().ends_with('Z'));
    }
}

/// A program with the token of a user who has signed in.
fn signed_in(test: &str, sandbox: &Sandbox) -> Program {
    let login = Login::pkce(sandbox.client_id())
        .login_url(sandbox.login_url())
        .start()
        .unwrap();
    let credentials = login.finish(&sandbox.sign_in(login.url())).unwrap();
    let client = sandbox.client_builder().credentials(credentials).build().unwrap();
    let token = client.access_token().unwrap();
    Program::new(test)
        .at(sandbox.port())
        .with("GENESYSCLOUD_ACCESS_TOKEN", token.expose())
}

#[test]
fn a_user_has_a_name_and_an_address() {
    let sandbox = Sandbox::start().unwrap();
    let ran = signed_in("whoami_user", &sandbox).run(&["whoami", "--json"]);
    let document: Value = ran.out.parse().unwrap();
    assert_eq!((ran.code, &document["type"]), (0, &json!("user")));
    assert!(document["user"]["email"].as_str().unwrap().contains('@'));
    let ran = signed_in("whoami_user_text", &sandbox).run(&["whoami"]);
    assert!(ran.out.starts_with("User "), "{}", ran.out);
}

#[test]
fn a_user_without_permission_for_the_details_is_still_a_user() {
    let sandbox = Sandbox::start().unwrap();
    let program = signed_in("whoami_refused", &sandbox);
    sandbox.respond(
        Method::GET,
        "/api/v2/users/me",
        403,
        json!({"code": "missing.permissions"}),
    );
    let ran = program.run(&["whoami", "--json"]);
    let document: Value = ran.out.parse().unwrap();
    assert_eq!(
        (ran.code, &document["type"], &document["user"]),
        (0, &json!("user"), &Value::Null)
    );
    assert!(ran.log.contains("403"), "{}", ran.log);
}

#[test]
fn a_response_without_any_field_is_described_as_unknown() {
    let server = Server::start(|request, _| {
        if request.line.contains("/users/me") {
            Reply::status(400)
        } else {
            Reply::json("{}")
        }
    });
    let program = Program::new("whoami_empty")
        .at(server.port)
        .with("GENESYSCLOUD_ACCESS_TOKEN", "token");
    let ran = program.run(&["whoami"]);
    assert_eq!(ran.code, 0, "{}", ran.log);
    assert!(ran.out.contains("Grant              unknown"), "{}", ran.out);
}

#[test]
fn without_access_the_exit_code_is_1_and_nothing_is_printed() {
    let sandbox = Sandbox::start().unwrap();
    let revoked = Program::new("whoami_revoked")
        .at(sandbox.port())
        .with("GENESYSCLOUD_ACCESS_TOKEN", "unknown-token");
    for program in [Program::new("whoami_nothing"), revoked] {
        let ran = program.run(&["whoami"]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""));
        assert_eq!(ran.log.lines().count(), 1, "{}", ran.log);
        assert!(!ran.log.contains("unknown-token"), "{}", ran.log);
    }
}
