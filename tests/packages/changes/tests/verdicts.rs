//! `genesys-spec diff` reports the changes that a caller notices as breaking.

#[allow(dead_code, reason = "shared with packages that use more of it")]
#[path = "../../dependents/server.rs"]
mod server;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use changes::table::{Seen, changes};
use changes::{CALLERS, Caller};
use genesys_cloud::Client;
use serde_json::Value;
use server::Server;

const OUT: &str = env!("OUT_DIR");

/// Returns the target directory, which the nested builds share.
fn target() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.ancestors().nth(3).unwrap().to_owned()
}

fn cargo(arguments: &[&str], manifest: &Path) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).arg("--manifest-path").arg(manifest);
    command.arg("--target-dir").arg(target());
    command
}

fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn there_are_sixty_kinds_of_change() {
    let names: BTreeSet<&str> = changes().map(|change| change.name).collect();
    assert_eq!(names.len(), changes().count());
    assert!(names.len() >= 60, "{}", names.len());
}

#[test]
fn diff_agrees_with_the_effect_on_callers() {
    let root = package().join("../../../Cargo.toml");
    let built = cargo(&["build", "--quiet", "-p", "genesys-spec"], &root).status();
    assert!(built.unwrap().success());
    let mut wrong = Vec::new();
    for change in changes() {
        let output = Command::new(target().join("debug/genesys-spec"))
            .args(["diff", "--json"])
            .arg(format!("{OUT}/base.json"))
            .arg(format!("{OUT}/{}.json", change.name))
            .output()
            .unwrap();
        let verdict: Value = serde_json::from_slice(&output.stdout).unwrap();
        let step = match change.seen {
            Seen::Compiler | Seen::Wire => "major",
            Seen::Same(step) => step,
            Seen::Taken | Seen::Exhaustive => "minor",
        };
        if verdict["step"] != step {
            wrong.push(format!("{}: {step}, diff says {verdict}", change.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// One `cargo check` of all callers that a change breaks: each has an error in its own file, and generated code has none.
#[test]
fn the_compiler_refuses_the_callers_that_a_change_breaks() {
    let manifest = package().join("Cargo.toml");
    let arguments = [
        "check",
        "--bin",
        "broken",
        "--features",
        "broken",
        "--message-format",
        "json",
    ];
    let output = cargo(&arguments, &manifest).output().unwrap();
    let messages = String::from_utf8(output.stdout).unwrap();
    let mut refused = BTreeSet::new();
    for message in messages
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
    {
        if message["message"]["level"] != "error" {
            continue;
        }
        for span in message["message"]["spans"].as_array().unwrap() {
            if span["is_primary"] == true {
                let file = Path::new(span["file_name"].as_str().unwrap());
                refused.insert(file.file_stem().unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    let breaks = changes().filter(|change| matches!(change.seen, Seen::Compiler | Seen::Exhaustive));
    let expected: BTreeSet<String> = breaks.map(|change| format!("after_{}", change.name)).collect();
    assert_eq!(refused, expected);
}

#[test]
fn the_effect_on_the_other_callers_is_that_of_the_table() {
    let mut wrong = Vec::new();
    for (change, (before, after)) in changes().zip(CALLERS) {
        if matches!(change.seen, Seen::Exhaustive) {
            // The caller sends no request.
            continue;
        }
        let before = recorded(*before);
        let Some(after) = after else { continue };
        let after = recorded(*after);
        if (before == after) != matches!(change.seen, Seen::Same(_)) {
            wrong.push(format!("{}:\n{before}\n{after}", change.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Runs a caller, and returns what it sends and what it reads.
fn recorded(call: Caller) -> String {
    let response = r#"{"id":"1","selfUri":"/1","state":"ACTIVE","size":2,"labels":["l"],"owner":{"name":"Ada"}}"#;
    let server = Server::json(200, response);
    let read = call(&server.client()).unwrap();
    let request = server.request();
    let headers = ["authorization", "content-type", "accept", "tenant", "username"];
    let headers = headers.map(|name| request.header(name));
    format!("{} {headers:?} {} -> {read}", request.line, request.body)
}
