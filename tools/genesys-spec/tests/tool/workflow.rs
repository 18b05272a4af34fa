//! The scheduled workflow of the documentation, run with a server on loopback as the source.
#![cfg(unix)]

use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::{env, fs};

use super::server::{Reply, Server, ok};
use super::{SWAGGER, directory, run_in};

/// Returns the commands of the page that compare a fragment: the step of the workflow, and the one that only breaking changes fail.
fn commands() -> [String; 2] {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src/docs/other_apis.md");
    let page = fs::read_to_string(page).unwrap();
    let workflow = page.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    let step = workflow
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- run: "))
        .next_back();
    let lenient = page.split('`').find(|span| span.contains("--check || ")).unwrap();
    [step.unwrap().to_owned(), lenient.to_owned()]
}

/// Runs a step as a runner does, with the tool in its path.
fn step(folder: &Path, command: &str) -> i32 {
    let tool = Path::new(env!("CARGO_BIN_EXE_genesys-spec")).parent().unwrap();
    let path = format!("{}:{}", tool.display(), env::var("PATH").unwrap());
    let mut bash = Command::new("bash");
    bash.args(["-e", "-c", command]).current_dir(folder).env("PATH", path);
    bash.output().unwrap().status.code().unwrap()
}

#[test]
fn the_workflow_fails_when_the_source_has_changed() {
    let published = Arc::new(Mutex::new(fs::read_to_string(SWAGGER).unwrap()));
    let body = Arc::clone(&published);
    let server = Server::start(move |_| Reply::Send(ok(&[], body.lock().unwrap().as_bytes())));
    let folder = directory("workflow");
    let ran = run_in(
        &folder,
        &[
            "trim",
            &server.url("/api/v2/docs/swagger"),
            "--tag",
            "Users",
            "-o",
            "spec/users.json",
        ],
    );
    assert_eq!(ran.code, 0, "{}", ran.log);
    let [step, lenient] = commands();
    assert_eq!(step, "genesys-spec update spec/users.json --check");
    let codes = || (self::step(&folder, &step), self::step(&folder, &lenient));
    assert_eq!(codes(), (0, 0));

    let replace = |old: &str, new: &str| {
        let mut text = published.lock().unwrap();
        assert!(text.contains(old));
        *text = text.replace(old, new);
    };
    replace("\"Lists users.\"", "\"Lists all users.\"");
    assert_eq!(codes(), (1, 0));
    replace("\"operationId\": \"getUsers\"", "\"operationId\": \"listUsers\"");
    assert_eq!(codes(), (2, 1));
}
