//! `revoke`.

mod files;
mod interrupted;
mod lists;
mod pace;
mod resumed;
mod sandbox;
mod stopped;

use std::collections::BTreeMap;

use genesys_cloud::sandbox::Sandbox;

use crate::program::{Program, Ran};
use crate::server::{Request, Server};

const HEADER: &str = "input,id,outcome,status,correlation_id,time";

/// A program with an access token, that calls a server which is not the sandbox.
fn with_server(test: &str, server: &Server) -> Program {
    Program::new(test)
        .at(server.port)
        .with("GENESYSCLOUD_ACCESS_TOKEN", "token")
}

/// Runs `revoke` without a question, as fast as possible, with the report `report.csv`.
fn revoke(program: &Program, arguments: &[&str]) -> Ran {
    program.run(&[&REVOKE[..], arguments].concat())
}

const REVOKE: [&str; 6] = ["revoke", "--yes", "--per-minute", "60000", "--report", "report.csv"];

/// The rows of a report, without its first line: input and outcome.
fn rows(report: &str) -> Vec<(String, String)> {
    let mut lines = report.lines();
    assert_eq!(lines.next(), Some(HEADER));
    assert!(report.ends_with('\n'), "{report}");
    lines
        .map(|line| {
            let fields: Vec<_> = line.split(',').collect();
            assert_eq!(fields.len(), 6, "{line}");
            (fields[0].to_owned(), fields[2].to_owned())
        })
        .collect()
}

/// The number of rows with each outcome.
fn outcomes(report: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for (_, outcome) in rows(report) {
        *counts.entry(outcome).or_default() += 1;
    }
    counts
}

fn counts<const N: usize>(counts: [(&str, usize); N]) -> BTreeMap<String, usize> {
    counts.map(|(outcome, count)| (outcome.to_owned(), count)).into()
}

/// The id of a user with a number.
fn id(number: usize) -> String {
    format!("7f0c2a8e-91b3-4c5d-8e6f-{number:012}")
}

/// A list of users.
fn list(count: usize) -> String {
    (0..count).map(|number| id(number) + "\n").collect()
}

/// The number in the id of the user of a request.
fn number_of(request: &Request) -> usize {
    request.line.rsplit('-').next().unwrap().parse().unwrap()
}

/// The e-mail address of a user of the sandbox.
fn address(id: &str) -> String {
    format!("{}@example.com", &id[..8])
}

/// The paths of the DELETE requests of a sandbox.
fn deleted(sandbox: &Sandbox) -> Vec<String> {
    let requests = sandbox.requests().into_iter();
    let deletes = requests.filter(|request| request.method == "DELETE");
    deletes.map(|request| request.path).collect()
}
