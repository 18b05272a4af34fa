//! What the documents of the repository say about it: the files that they name exist, and the fragment has what the README promises.

#![allow(clippy::expect_used, reason = "helpers of tests fail by panicking too")]

use std::fs;
use std::path::{Path, PathBuf};

use genesys_cloud::serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).expect("a file of the repository")
}

/// What stands between backticks and looks like a file or a folder of the repository.
fn named_files(text: &str) -> Vec<&str> {
    let quoted = text.split('`').skip(1).step_by(2);
    quoted
        .filter(|name| !name.contains(char::is_whitespace))
        .filter(|name| name.ends_with('/') || Path::new(name).extension().is_some_and(|it| it == "rs"))
        .collect()
}

/// A bare name is a file of the fault tests.
fn candidates(name: &str) -> [PathBuf; 2] {
    [root().join(name), root().join("tests/faults").join(name)]
}

#[test]
fn every_file_that_the_reliability_page_names_exists() {
    let page = read("src/docs/reliability.md");
    let names = named_files(&page);
    assert!(names.len() > 50, "only {} names were found", names.len());
    for name in names {
        assert!(
            candidates(name).iter().any(|file| file.exists()),
            "the page names {name}, which does not exist"
        );
    }
}

#[test]
fn every_fault_test_is_on_the_reliability_page() {
    let page = read("src/docs/reliability.md");
    let files = fs::read_dir(root().join("tests/faults")).expect("the fault tests");
    for file in files {
        let name = file.expect("a file").file_name().into_string().expect("ASCII");
        // `main.rs` declares the others; these three test operations and the test server itself.
        if ["main.rs", "operation.rs", "test_server.rs"].contains(&name.as_str()) {
            continue;
        }
        assert!(page.contains(&format!("`{name}`")), "{name} proves nothing on the page");
    }
}

#[test]
fn the_fragment_has_the_six_operations() {
    let fragment: Value = read("spec/tokens.json").parse().expect("JSON");
    let mut ids = Vec::new();
    for item in fragment["paths"].as_object().expect("paths").values() {
        let operations = item.as_object().expect("a path").values();
        ids.extend(operations.filter_map(|operation| operation["operationId"].as_str()));
    }
    ids.sort_unstable();
    let expected = [
        "deleteToken",
        "deleteTokensMe",
        "getTokensMe",
        "getTokensTimeout",
        "headTokensMe",
        "putTokensTimeout",
    ];
    assert_eq!(ids, expected);
}
