//! The report: where it may be written, and what it has if something fails.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::Stdio;

use genesys_cloud::sandbox::Sandbox;

use super::{HEADER, REVOKE, counts, deleted, id, list, number_of, outcomes, revoke, rows, with_server};
use crate::program::Program;
use crate::server::{Reply, Server};

#[test]
fn without_an_option_the_report_is_a_dated_file_that_is_named_first() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("report_dated", &sandbox);
    for count in 1..=2 {
        let ran = program.run(&["revoke", "--yes", sandbox.user_id()]);
        let names = program.names();
        assert_eq!((ran.code, names.len()), (0, count), "{}", ran.log);
        let report = ran.log.lines().next().unwrap().strip_prefix("Report: ").unwrap();
        assert!(names.contains(&report.to_owned()), "{report}");
        let date = report.strip_prefix("revoked-20").unwrap();
        assert_eq!(date.find('T'), Some(8), "{report}");
        assert_eq!(outcomes(&program.read(report)), counts([("revoked", 1)]));
    }
}

#[test]
fn a_report_that_names_the_list_or_exists_is_refused_before_anything_is_sent() {
    let server = Server::start(|_, _| Reply::status(500));
    let program = with_server("report_refused", &server);
    program.file("list.txt", list(2));
    program.file("report.csv", "precious");
    fs::hard_link(program.folder.join("list.txt"), program.folder.join("link.txt")).unwrap();
    for arguments in [
        &["--report", "list.txt"][..],
        &["--report", "./list.txt", "--force"],
        &["--report", "link.txt", "--force"],
        &["--resume", "list.txt"],
        &["--report", "report.csv"],
        &["--report", "report.csv", "--dry-run"],
        &["--report", "other.csv", "--resume", "report.csv"],
    ] {
        let ran = program.run(&[&["revoke", "--yes", "--file", "list.txt"][..], arguments].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}: {}", ran.log);
    }
    assert_eq!(program.read("list.txt"), list(2));
    assert_eq!(program.read("report.csv"), "precious");
    assert_eq!((server.requests().len(), program.names().len()), (0, 3));
}

#[test]
fn a_report_is_replaced_with_force_once_the_run_begins() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("report_forced", &sandbox);
    program.file("report.csv", "precious\n".repeat(100));
    sandbox.fail_next(1, 403);
    let ran = revoke(&program, &["--force", "ada@example.com"]);
    assert_eq!(ran.code, 1, "the address cannot be looked up: {}", ran.log);
    assert_eq!(program.read("report.csv"), "precious\n".repeat(100));
    assert_eq!(revoke(&program, &["--force", sandbox.user_id()]).code, 0);
    assert_eq!(rows(&program.read("report.csv")).len(), 1);
}

#[test]
fn a_report_that_cannot_be_written_ends_the_run_before_anything_is_revoked() {
    let server = Server::start(|_, _| Reply::revoked());
    let program = with_server("report_unwritable", &server);
    let folder = program.folder.to_str().unwrap();
    for report in ["missing/report.csv", folder] {
        let ran = program.run(&["revoke", "--yes", "--force", "--report", report, &id(1)]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{report}: {}", ran.log);
        assert!(ran.log.contains("nothing was revoked"), "{report}: {}", ran.log);
    }
    #[cfg(target_os = "linux")]
    {
        let ran = program.run(&["revoke", "--yes", "--force", "--report", "/dev/full", &id(1)]);
        assert!(ran.code == 1 && ran.log.contains("nothing was revoked"), "{}", ran.log);
    }
    assert_eq!(server.requests().len(), 0);
}

/// A pipe whose reader has gone refuses rows as a full disk does.
#[cfg(unix)]
#[test]
fn a_full_disk_stops_the_run_and_the_rows_that_are_not_in_the_report_are_printed() {
    let server = Server::start(|_, _| Reply::revoked());
    let program = with_server("report_full", &server);
    let users = list(200);
    program.file("list.txt", &users);
    let pipe = program.folder.join("pipe.csv");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let arguments = [
        "revoke",
        "--yes",
        "--file",
        "list.txt",
        "--force",
        "--report",
        "pipe.csv",
        "--per-minute",
        "6000",
    ];
    let child = program.command(&arguments).spawn().unwrap();
    let mut reader = fs::File::open(&pipe).unwrap();
    let mut report = Vec::new();
    let mut lines = 0;
    while lines < 4 {
        let mut byte = [0];
        reader.read_exact(&mut byte).unwrap();
        report.extend(byte);
        lines += usize::from(byte == [b'\n']);
    }
    drop(reader);
    let ran = crate::program::end_of(child);
    assert_eq!(ran.code, 3, "{}", ran.log);
    assert!(ran.log.contains("pipe.csv cannot be written"), "{}", ran.log);
    assert!(
        ran.out.contains("Stopped: the report could not be written"),
        "{}",
        ran.out
    );

    let printed = ran.out.lines().filter(|line| line.contains(",7f0c2a8e-"));
    let printed: Vec<_> = printed.map(|line| line.split(',').next().unwrap().to_owned()).collect();
    let reported = String::from_utf8(report).unwrap();
    let reported: Vec<_> = reported
        .lines()
        .skip(1)
        .map(|line| line.split(',').next().unwrap().to_owned())
        .collect();
    let mut all = [printed, reported].concat();
    all.sort();
    all.dedup();
    let missing = users.lines().filter(|user| !all.contains(&(*user).to_owned())).count();
    // A row may have been in the pipe when its reader went.
    assert!(missing <= 1, "{missing} rows are lost: {}", ran.out);
    let sent = server.requests().len();
    assert!(sent < 100, "{sent} requests were sent");
}

/// Writes to the end of a report, as a second run does.
fn append(report: &Path, rows: &str) {
    let mut file = fs::OpenOptions::new().append(true).open(report).unwrap();
    file.write_all(rows.as_bytes()).unwrap();
}

#[test]
fn a_report_that_another_run_changes_is_not_written_any_more() {
    let folder = Program::new("report_shared").folder;
    let report = folder.join("report.csv");
    let theirs = "me,,invalid,,,2026-11-30T15:00:00.000Z\n";
    let server = Server::start(move |request, _| {
        if number_of(request) == 2 {
            // The rows of both users before this one are written first.
            while fs::read_to_string(&report).unwrap().lines().count() < 3 {
                std::thread::yield_now();
            }
            append(&report, theirs);
        }
        Reply::revoked()
    });
    let program = with_server("report_shared", &server);
    program.file("list.txt", list(100));
    let ran = revoke(&program, &["--file", "list.txt", "--threads", "1"]);
    assert_eq!(ran.code, 3, "{}", ran.log);
    assert!(ran.log.contains("perhaps a second run"), "{}", ran.log);
    let written = program.read("report.csv");
    assert_eq!(rows(&written).len(), 3, "{written}");
    assert!(written.ends_with(theirs), "{written}");
    // Each line has its row, in the report or on standard output.
    assert_eq!(ran.out.lines().filter(|line| line.contains(",7f0c2a8e-")).count(), 98);
}

#[test]
fn a_report_that_grows_before_the_run_begins_is_not_cut() {
    let folder = Program::new("report_grows").folder;
    let report = folder.join("report.csv");
    let server = Server::start(move |request, _| {
        // The address is looked up after the report was opened.
        assert!(request.line.contains("/users/search"), "{}", request.line);
        append(&report, "a row of the first run\n");
        Reply::json(
            r#"{"pageCount": 1, "results": [{"id": "7f0c2a8e-91b3-4c5d-8e6f-000000000001", "email": "ada@example.com"}]}"#,
        )
    });
    let program = with_server("report_grows", &server);
    program.file("list.txt", "ada@example.com\n");
    program.file("report.csv", format!("{HEADER}\n"));
    let arguments = ["revoke", "--yes", "--file", "list.txt", "--resume", "report.csv"];
    let ran = program.run(&arguments);
    assert_eq!((ran.code, server.requests().len()), (1, 1), "{}", ran.log);
    assert!(
        ran.log.contains("so nothing was revoked: another program"),
        "{}",
        ran.log
    );
    assert_eq!(
        program.read("report.csv"),
        format!("{HEADER}\na row of the first run\n")
    );
}

#[test]
fn the_work_goes_on_if_nothing_reads_the_output() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("report_closed_output", &sandbox);
    let users = sandbox.add_users(50);
    let arguments = [
        &REVOKE[..],
        &["me", "eve@example.com"],
        &users.iter().map(String::as_str).collect::<Vec<_>>(),
    ]
    .concat();
    let mut child = program.command(&arguments).stdin(Stdio::null()).spawn().unwrap();
    drop((child.stdout.take(), child.stderr.take()));
    assert_eq!(child.wait().unwrap().code(), Some(3));
    assert_eq!(deleted(&sandbox).len(), 50);
    assert_eq!(rows(&program.read("report.csv")).len(), 52);
}

#[test]
fn an_input_with_commas_and_quotes_is_one_field() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("report_quoted", &sandbox);
    program.file("list.txt", "Lovelace, \"Ada\"\n=1+1\n");
    assert_eq!(revoke(&program, &["--file", "list.txt"]).code, 3);
    let report = program.read("report.csv");
    assert!(report.contains("\n\"Lovelace, \"\"Ada\"\"\",,invalid,,,20"), "{report}");
}
