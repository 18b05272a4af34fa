//! `--resume`.

use genesys_cloud::sandbox::Sandbox;

use super::{HEADER, address, counts, deleted, id, list, number_of, outcomes, rows, with_server};
use crate::program::{Program, Ran};
use crate::server::{Reply, Server};

/// Resumes the run of the report for `list.txt`.
fn resume(program: &Program, arguments: &[&str]) -> Ran {
    let fixed = [
        "revoke",
        "--yes",
        "--per-minute",
        "60000",
        "--file",
        "list.txt",
        "--resume",
        "report.csv",
    ];
    program.run(&[&fixed[..], arguments].concat())
}

/// A row of a report.
fn row(input: &str, id: &str, outcome: &str) -> String {
    format!("{input},{id},{outcome},,,2026-11-30T15:00:00.000Z\n")
}

/// The numbers of the users that were revoked, in their order.
fn revoked(server: &Server) -> Vec<usize> {
    let mut numbers: Vec<_> = server.requests().iter().map(number_of).collect();
    numbers.sort_unstable();
    numbers
}

#[test]
fn what_failed_was_skipped_or_is_missing_is_done_again() {
    let server = Server::start(|_, _| Reply::revoked());
    let program = with_server("resume_rest", &server);
    // The list has grown since.
    program.file("list.txt", list(7));
    let outcomes_before = ["revoked", "failed", "skipped", "not_found", "revoked"];
    let mut report = format!("{HEADER}\n");
    for (number, outcome) in outcomes_before.iter().enumerate() {
        report += &row(&id(number), &id(number), outcome);
    }
    program.file("report.csv", &report);
    let ran = resume(&program, &[]);
    assert_eq!(ran.code, 3, "one user does not exist: {}", ran.log);
    assert_eq!(revoked(&server), [1, 2, 5, 6]);
    let after = program.read("report.csv");
    assert!(after.starts_with(&report), "{after}");
    assert_eq!(rows(&after).len(), 5 + 4);
    assert!(ran.log.contains("3 of them done"), "{}", ran.log);
    assert!(ran.out.contains("6 revoked, 1 not found"), "{}", ran.out);

    // Nothing is left: no request, no row.
    let ran = resume(&program, &[]);
    assert_eq!(
        (ran.code, program.read("report.csv"), server.requests().len()),
        (3, after, 4)
    );
}

#[test]
fn a_row_that_is_not_whole_is_removed() {
    let server = Server::start(|_, _| Reply::revoked());
    let program = with_server("resume_half", &server);
    program.file("list.txt", list(3));
    let whole = format!("{HEADER}\n{}", row(&id(0), &id(0), "revoked"));
    for half in [
        "7",
        "7f0c2a8e-91b3-4c5d-8e6f-000000000001,7f0c2a8e-91b3-4c5d-8e6f-000000000001,revo",
        "\"a\n",
    ] {
        program.file("report.csv", format!("{whole}{half}"));
        let ran = resume(&program, &[]);
        assert_eq!(ran.code, 0, "{half}: {}", ran.log);
        let report = program.read("report.csv");
        assert!(report.starts_with(&whole), "{report}");
        assert_eq!(outcomes(&report), counts([("revoked", 3)]));
    }
    assert_eq!(revoked(&server), [1, 1, 1, 2, 2, 2]);
}

#[test]
fn a_report_that_ended_within_its_first_line_is_begun_again() {
    let server = Server::start(|_, _| Reply::revoked());
    let program = with_server("resume_header", &server);
    program.file("list.txt", list(2));
    for begun in ["", "input,id,out"] {
        program.file("report.csv", begun);
        assert_eq!(resume(&program, &[]).code, 0, "{begun}");
        assert_eq!(outcomes(&program.read("report.csv")), counts([("revoked", 2)]));
    }
}

#[test]
fn a_second_line_of_a_user_is_completed_without_a_request() {
    let server = Server::start(|_, _| Reply::revoked());
    let program = with_server("resume_duplicates", &server);
    let upper = id(0).to_uppercase();
    program.file("list.txt", format!("{0}\n{0}\n{1}\n{upper}\n", id(0), id(1)));
    program.file("report.csv", format!("{HEADER}\n{}", row(&id(0), &id(0), "revoked")));
    assert_eq!(resume(&program, &[]).code, 0);
    assert_eq!(revoked(&server), [1]);
    let report = program.read("report.csv");
    assert_eq!(outcomes(&report), counts([("revoked", 4)]));
    assert!(report.contains(&format!("\n{upper},{},revoked", id(0))), "{report}");
}

#[test]
fn a_report_of_another_run_is_refused_and_stays_as_it_is() {
    let server = Server::start(|_, _| Reply::revoked());
    let program = with_server("resume_refused", &server);
    program.file("list.txt", list(2));
    for (report, part) in [
        (
            format!("{HEADER}\n{}", row(&id(7), &id(7), "revoked")),
            "which is not in the list",
        ),
        (
            format!("{HEADER}\n{}", row("eve@example.com", "", "not_found")),
            "which is not in the list",
        ),
        ("id,name\n1,Ada\n".to_owned(), "its first line"),
        ("input,id,outcome,status,correlation_id\n".to_owned(), "its first line"),
        ("no line at all".to_owned(), "its first line"),
        (format!("{HEADER}\n{}", row(&id(0), &id(0), "deleted")), "row 2 is not"),
        (format!("{HEADER}\n{},1\n", id(0)), "row 2 is not"),
    ] {
        program.file("report.csv", &report);
        let ran = resume(&program, &[]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{report}: {}", ran.log);
        assert!(ran.log.contains(part), "{report}: {}", ran.log);
        assert_eq!(program.read("report.csv"), report);
    }
    std::fs::remove_file(program.folder.join("report.csv")).unwrap();
    assert_eq!(resume(&program, &[]).code, 1, "there is no report");
    assert_eq!(server.requests().len(), 0);
}

#[test]
fn addresses_that_are_done_are_not_looked_up() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("resume_addresses", &sandbox);
    let users = sandbox.add_users(2);
    program.file("list.txt", format!("{}\n{}\n", address(&users[0]), address(&users[1])));
    let report = format!("{HEADER}\n{}", row(&address(&users[0]), &users[0], "revoked"));
    program.file("report.csv", report);
    assert_eq!(resume(&program, &[]).code, 0);
    let searches = sandbox
        .requests()
        .into_iter()
        .filter(|request| request.path.ends_with("/search"));
    let bodies: Vec<_> = searches.map(|request| request.body).collect();
    assert!(bodies.len() == 1 && !bodies[0].contains(&users[0][..8]), "{bodies:?}");
    assert_eq!(deleted(&sandbox), [format!("/api/v2/tokens/{}", users[1])]);
}

#[test]
fn a_dry_run_of_the_rest_changes_nothing() {
    let server = Server::start(|_, _| Reply::revoked());
    let program = with_server("resume_dry", &server);
    program.file("list.txt", list(3));
    let report = format!("{HEADER}\n{}half", row(&id(0), &id(0), "revoked"));
    program.file("report.csv", &report);
    let ran = resume(&program, &["--dry-run"]);
    assert_eq!((ran.code, program.read("report.csv")), (0, report));
    assert!(ran.out.contains("2 users (3 lines, 1 of them done)"), "{}", ran.out);
    assert_eq!(server.requests().len(), 0);
}
