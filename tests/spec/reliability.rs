//! The promises of the pages on reliability and security, and the table of their tests.

use std::fs;
use std::path::{Path, PathBuf};

use crate::tree::{read, root};

const PAGES: [&str; 2] = ["src/docs/reliability.md", "src/docs/security.md"];
const TABLE: &str = "tests/faults/promises.md";

/// Returns what stands between backticks and looks like a file or a folder of the repository.
fn named_files(text: &str) -> Vec<&str> {
    let quoted = text.split('`').skip(1).step_by(2);
    quoted
        .filter(|name| !name.contains(char::is_whitespace))
        .filter(|name| name.ends_with('/') || Path::new(name).extension().is_some_and(|it| it == "rs"))
        .collect()
}

/// Returns the paths that a page may mean. A bare name may be a file of the fault tests.
fn candidates(name: &str) -> [PathBuf; 2] {
    [root().join(name), root().join("tests/faults").join(name)]
}

#[test]
fn every_file_that_the_table_names_exists() {
    let table = read(TABLE);
    let names = named_files(&table);
    assert!(names.len() > 50, "only {} names were found", names.len());
    for name in names {
        assert!(
            candidates(name).iter().any(|file| file.exists()),
            "the table names {name}, which does not exist"
        );
    }
}

#[test]
fn every_fault_test_is_in_the_table() {
    let table = read(TABLE);
    let files = fs::read_dir(root().join("tests/faults")).expect("the fault tests");
    for file in files {
        let file = file.expect("a file");
        // A folder belongs to the file of the same name.
        if file.path().is_dir() {
            continue;
        }
        let name = file.file_name().into_string().expect("ASCII");
        // `main.rs` declares the others, and `promises.md` is the table; these two test operations and the test server itself.
        if ["main.rs", "promises.md", "operation.rs", "test_server.rs"].contains(&name.as_str()) {
            continue;
        }
        assert!(
            table.contains(&format!("`{name}`")),
            "{name} proves nothing in the table"
        );
    }
}

/// Returns the bold names at the beginning of table rows.
fn promises(text: &str) -> Vec<&str> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("| **"));
    rows.filter_map(|row| row.split("**").next())
        .map(|name| name.trim_end_matches('.'))
        .collect()
}

/// Returns the first cells of table rows, without the header.
fn first_cells(text: &str) -> Vec<&str> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("| "));
    rows.filter_map(|row| row.split(" | ").next()).skip(1).collect()
}

#[test]
fn every_promise_has_a_row_in_the_table_of_tests() {
    let (pages, table) = (PAGES.map(read).concat(), read(TABLE));
    let promises = promises(&pages);
    assert!(promises.len() > 50, "only {} promises were found", promises.len());
    assert_eq!(promises, first_cells(&table));
}
