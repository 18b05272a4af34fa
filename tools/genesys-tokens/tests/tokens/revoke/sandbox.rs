//! `--sandbox`: a mock server in the process of the command.

use super::rows;
use crate::program::Program;

const README: &str = include_str!("../../../README.md");

#[test]
fn the_list_of_the_readme_has_the_same_outcomes_in_each_run() {
    let list = README.split("printf '").nth(1).and_then(|rest| rest.split_once('\''));
    let (list, _) = list.unwrap();
    let outcomes = [
        ("ada@example.com", "revoked"),
        ("grace@example.com", "revoked"),
        ("kim@example.com", "ambiguous"),
        ("eve@example.com", "not_found"),
    ];
    let mut expected = outcomes.map(|(input, outcome)| (input.to_owned(), outcome.to_owned()));
    expected.sort();
    let program = Program::new("sandbox_list");
    program.file("leavers.csv", list.replace("\\n", "\n"));
    for report in ["first.csv", "second.csv"] {
        let ran = program.run(&[
            "revoke",
            "--sandbox",
            "--yes",
            "--per-minute",
            "60000",
            "--file",
            "leavers.csv",
            "--column",
            "email",
            "--report",
            report,
        ]);
        assert_eq!(ran.code, 3, "{}", ran.log);
        let mut rows = rows(&program.read(report));
        rows.sort();
        assert_eq!(rows, expected);
    }
}

#[test]
fn a_user_of_the_sandbox_has_the_same_id_in_each_run() {
    let program = Program::new("sandbox_id");
    let ran = program.run(&[
        "revoke",
        "--sandbox",
        "--yes",
        "--json",
        "7f0c2a8e-91b3-4c5d-8e6f-0a1b2c3d4e5f",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.log);
}
