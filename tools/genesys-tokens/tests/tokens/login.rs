//! `login`, with the sandbox in the place of the browser.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::Child;

use genesys_cloud::sandbox::Sandbox;
use genesys_cloud::serde_json::Value;

use crate::program::{Program, Ran};

/// Runs `login`, and goes to the page with `sign_in`, which returns the URL of the callback.
fn sign_in(program: &Program, arguments: &[&str], sign_in: impl Fn(&str) -> String) -> Ran {
    let mut child: Child = program.command(&[&["login"], arguments].concat()).spawn().unwrap();
    let mut log = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    log.read_line(&mut line).unwrap();
    let mut said = line.clone();
    if let Some(url) = line.trim().strip_prefix("Sign in with this page: ") {
        call_back(&sign_in(url));
    }
    log.read_to_string(&mut said).unwrap();
    let mut ran = crate::program::end_of(child);
    ran.log = said;
    ran
}

/// Sends the redirect of the browser.
fn call_back(url: &str) {
    let (authority, path) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let mut stream = TcpStream::connect(authority.replace("localhost", "127.0.0.1")).unwrap();
    write!(
        stream,
        "GET /{path} HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let _ = stream.read_to_end(&mut Vec::new());
}

/// A program that knows the host of the sandbox, and no browser.
fn program(test: &str, sandbox: &Sandbox) -> Program {
    Program::new(test).at(sandbox.port()).with("PATH", "/nowhere")
}

#[test]
fn a_user_signs_in_and_the_token_is_revoked_if_it_is_not_kept() {
    let sandbox = Sandbox::start().unwrap();
    let program = program("login_not_kept", &sandbox);
    let arguments = ["--client-id", sandbox.client_id(), "--json"];
    let ran = sign_in(&program, &arguments, |url| sandbox.sign_in(url));
    assert_eq!(ran.code, 0, "{}", ran.log);
    let document: Value = ran.out.parse().unwrap();
    assert_eq!(
        (&document["type"], &document["user"]["id"]),
        (&"user".into(), &sandbox.user_id().into())
    );
    assert!(ran.log.contains("--save-profile"), "{}", ran.log);
    let last = sandbox.requests().pop().unwrap();
    assert_eq!(
        (last.method.as_str(), last.path.as_str(), last.status),
        ("DELETE", "/api/v2/tokens/me", 200)
    );
    assert!(program.names().is_empty());
}

#[test]
fn a_token_is_kept_where_gc_keeps_it_for_its_owner_alone() {
    let sandbox = Sandbox::start().unwrap();
    let program = program("login_kept", &sandbox);
    fs::create_dir(program.folder.join(".gc")).unwrap();
    let before = "# mine\n[production] # do not touch\n  client_credentials = \"id\"\n  client_secret = 's'\n\n[Me]\naccess_token = \"old\"\n";
    program.file(".gc/config.toml", before);
    let arguments = ["--client-id", sandbox.client_id(), "--save-profile", "me"];
    let ran = sign_in(&program, &arguments, |url| sandbox.sign_in(url));
    assert_eq!(ran.code, 0, "{}", ran.log);
    let file = program.read(".gc/config.toml");
    assert!(
        file.starts_with(&before[..before.find("access_token").unwrap()]),
        "{file}"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(program.folder.join(".gc/config.toml"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    // Nothing of it is printed.
    let token = file
        .split("access_token\\\":\\\"")
        .nth(1)
        .or_else(|| file.split("\"access_token\":\"").nth(1));
    let token = token.unwrap().split(['"', '\\']).next().unwrap();
    assert!(token.len() > 20 && !(ran.out + &ran.log).contains(token), "{file}");

    // The profile alone has all that is needed.
    let ran = Program::new("login_kept_alone")
        .with("HOME", program.folder.to_str().unwrap())
        .run(&["whoami", "--profile", "me", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.log);
    assert_eq!(ran.out.parse::<Value>().unwrap()["user"]["id"], sandbox.user_id());

    // The next sign-in uses its client ID.
    let ran = sign_in(&program, &["--profile", "me", "--save-profile", "ME"], |url| {
        sandbox.sign_in(url)
    });
    assert_eq!(ran.code, 0, "{}", ran.log);
    assert_eq!(program.read(".gc/config.toml").matches('[').count(), 2);
}

#[test]
fn a_new_file_is_made_where_there_is_none() {
    let sandbox = Sandbox::start().unwrap();
    let program = program("login_new_file", &sandbox);
    let ran = sign_in(
        &program,
        &["--client-id", sandbox.client_id(), "--save-profile", "Work"],
        |url| sandbox.sign_in(url),
    );
    assert_eq!(ran.code, 0, "{}", ran.log);
    assert!(program.read(".gc/config.toml").starts_with("[work]\n"));
    assert_eq!(program.run(&["check", "--profile", "work"]).code, 0);
}

#[test]
fn the_profile_of_an_oauth_client_is_not_replaced() {
    let sandbox = Sandbox::start().unwrap();
    let program = program("login_client_profile", &sandbox);
    fs::create_dir(program.folder.join(".gc")).unwrap();
    for text in [
        "[production]\ngrant_type = \"1\"\nclient_credentials = \"id\"\n",
        "[Production]\nclient_credentials = \"id\"\nclient_secret = \"s3cr3t\"\n",
        "[production\nclient_secret = \"s3cr3t\"\n",
    ] {
        program.file(".gc/config.toml", text);
        let ran = program.run(&["login", "--client-id", "id", "--save-profile", "production"]);
        assert!(ran.code != 0 && !ran.log.contains("s3cr3t"), "{}", ran.log);
        assert_eq!(program.read(".gc/config.toml"), text);
    }
    assert!(sandbox.requests().is_empty());
}

#[test]
fn a_sign_in_that_is_refused_is_1() {
    let sandbox = Sandbox::start().unwrap();
    let program = program("login_refused", &sandbox);
    let arguments = ["--client-id", sandbox.client_id(), "--save-profile", "me"];
    let ran = sign_in(&program, &arguments, |url| sandbox.deny_sign_in(url));
    assert!(ran.code == 1 && ran.log.contains("access_denied"), "{}", ran.log);
    assert!(program.names().is_empty());
}

#[test]
fn a_client_id_or_a_region_that_is_missing_is_named() {
    let ran = Program::new("login_no_region").run(&["login", "--client-id", "id"]);
    assert!(ran.code == 1 && ran.log.contains("GENESYSCLOUD_REGION"), "{}", ran.log);
    let ran = Program::new("login_no_client").run(&["login", "--region", "eu-west-1"]);
    assert!(
        ran.code == 1 && ran.log.contains("GENESYSCLOUD_OAUTHCLIENT_ID"),
        "{}",
        ran.log
    );
}
