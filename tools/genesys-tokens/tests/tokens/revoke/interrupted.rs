//! Ctrl-C, and a process that is killed.
#![cfg(unix)]

use std::time::{Duration, Instant};

use genesys_cloud::sandbox::Sandbox;

use super::{counts, list, number_of, outcomes, revoke, with_server};
use crate::program::{Program, end_of, signal};
use crate::server::{Reply, Server};

const LIST: [&str; 7] = [
    "revoke",
    "--yes",
    "--file",
    "list.txt",
    "--report",
    "report.csv",
    "--per-minute",
];

#[test]
fn ctrl_c_ends_the_run_within_a_second_and_what_was_sent_has_failed() {
    // The fourth request and the ones after it get no response.
    let server = Server::start(|_, number| if number < 3 { Reply::revoked() } else { Reply::Hang });
    let program = with_server("interrupted_in_flight", &server);
    program.file("list.txt", list(50));
    let child = program
        .command(&[&LIST[..], &["60000", "--threads", "4"]].concat())
        .spawn()
        .unwrap();
    server.wait_for_requests(7);
    let start = Instant::now();
    signal(&child, "INT");
    let ran = end_of(child);
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    assert_eq!(ran.code, 130, "{}", ran.log);
    assert!(
        ran.out.contains("Stopped: interrupted") && ran.out.contains("--resume report.csv"),
        "{}",
        ran.out
    );
    assert_eq!(server.requests().len(), 7);
    let expected = counts([("failed", 4), ("revoked", 3), ("skipped", 43)]);
    assert_eq!(outcomes(&program.read("report.csv")), expected);
}

#[test]
fn ctrl_c_ends_the_wait_for_a_rate_limit() {
    // The program may be interrupted before it has read the 429. Then the request was in flight, and has failed.
    let not_failed = (1..=5).map(interrupted_after_a_429).find(|count| *count != 4);
    assert_eq!(not_failed, Some(5), "a request that was refused was not processed");
}

/// Interrupts a run of five users, of which the second one gets a 429. Returns the number of users that have not failed.
fn interrupted_after_a_429(run: u32) -> usize {
    let server = Server::start(|_, number| match number {
        0 => Reply::revoked(),
        _ => Reply::Send(429, "Retry-After: 100\r\n", "{}".to_owned()),
    });
    let program = with_server(&format!("interrupted_waiting_{run}"), &server);
    program.file("list.txt", list(5));
    let child = program
        .command(&[&LIST[..], &["60", "--threads", "1"]].concat())
        .spawn()
        .unwrap();
    server.wait_for_requests(2);
    let start = Instant::now();
    signal(&child, "INT");
    let ran = end_of(child);
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    assert_eq!(ran.code, 130, "{}", ran.log);
    rows_without(&program, "failed")
}

/// The number of rows with another outcome than this.
fn rows_without(program: &Program, outcome: &str) -> usize {
    let outcomes = outcomes(&program.read("report.csv"));
    outcomes
        .iter()
        .filter(|(name, _)| *name != outcome)
        .map(|(_, count)| count)
        .sum()
}

/// A server that accepts no more connections: the system does not end the attempt to open one.
#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_does_not_wait_for_a_connection() {
    use std::net::{TcpListener, TcpStream};

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    while let Ok(stream) = TcpStream::connect_timeout(&address, Duration::from_millis(200)) {
        waiting.push(stream);
    }
    let program = Program::new("interrupted_connecting")
        .at(address.port())
        .with("GENESYSCLOUD_ACCESS_TOKEN", "token");
    program.file("list.txt", list(5));
    let child = program.command(&[&LIST[..], &["60"]].concat()).spawn().unwrap();
    // The work begins with the first line of the report.
    while std::fs::read(program.folder.join("report.csv"))
        .unwrap_or_default()
        .is_empty()
    {
        std::thread::yield_now();
    }
    let start = Instant::now();
    signal(&child, "INT");
    let ran = end_of(child);
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    assert_eq!((ran.code, rows_without(&program, "revoked")), (130, 5), "{}", ran.log);
}

#[test]
fn a_run_that_was_killed_is_resumed_without_a_gap() {
    let server = Server::start(|_, _| Reply::revoked());
    let program = with_server("interrupted_killed", &server);
    program.file("list.txt", list(300));
    let mut child = program
        .command(&[&LIST[..], &["6000", "--threads", "4"]].concat())
        .spawn()
        .unwrap();
    server.wait_for_requests(100);
    child.kill().unwrap();
    child.wait().unwrap();
    let before = outcomes(&program.read("report.csv"))["revoked"];
    assert!((90..300).contains(&before), "{before}");

    let ran = program.run(&[
        "revoke",
        "--yes",
        "--file",
        "list.txt",
        "--resume",
        "report.csv",
        "--per-minute",
        "60000",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.log);
    assert_eq!(outcomes(&program.read("report.csv")), counts([("revoked", 300)]));
    let mut users: Vec<_> = server.requests().iter().map(number_of).collect();
    let requests = users.len();
    users.sort_unstable();
    users.dedup();
    assert_eq!(users.len(), 300);
    assert!(
        requests <= 305,
        "{requests}: only those without a row are revoked again"
    );
}

/// Runs the program in a terminal, and types this when it asks.
#[cfg(target_os = "linux")]
fn in_a_terminal(program: &Program, arguments: &str, typed: &str) -> (i32, String) {
    use std::io::{Read as _, Write as _};
    use std::process::{Command, Stdio};

    let line = format!("{} {arguments}", env!("CARGO_BIN_EXE_genesys-tokens"));
    let mut child = Command::new("script")
        .args(["--quiet", "--return", "--command", &line, "/dev/null"])
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap())
        .envs(
            program
                .command(&[])
                .get_envs()
                .map(|(name, value)| (name, value.unwrap_or_default())),
        )
        .current_dir(&program.folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut shown = Vec::new();
    let mut output = child.stdout.take().unwrap();
    while !shown.ends_with(b"[y/N] ") {
        let mut byte = [0];
        output.read_exact(&mut byte).unwrap();
        shown.extend(byte);
    }
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    output.read_to_end(&mut shown).unwrap();
    (child.wait().unwrap().code().unwrap(), String::from_utf8(shown).unwrap())
}

/// `script` of util-linux gives a program a terminal.
#[cfg(target_os = "linux")]
#[test]
fn only_yes_is_a_yes() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("interrupted_question", &sandbox);
    let revoke = format!("revoke {} --report report.csv", sandbox.user_id());
    for typed in ["n\n", "\n", "yesterday\n"] {
        let (code, shown) = in_a_terminal(&program, &revoke, typed);
        assert_eq!(code, 1, "{typed:?}: {shown}");
        assert!(shown.contains("1 user (1 line)"), "{shown}");
        assert!(
            program.names().is_empty(),
            "a run that is not confirmed leaves no report"
        );
        assert!(!sandbox.is_revoked(sandbox.user_id()));
    }
    let (code, shown) = in_a_terminal(&program, &revoke, "y\n");
    assert_eq!(code, 0, "{shown}");
    assert!(sandbox.is_revoked(sandbox.user_id()));
    // Ctrl-C at the question.
    let (code, shown) = in_a_terminal(&program, "revoke --all-users", "\u{3}");
    assert_eq!((code, program.names()), (130, vec!["report.csv".to_owned()]), "{shown}");
}

#[test]
fn without_a_terminal_a_run_needs_yes() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("interrupted_no_terminal", &sandbox);
    let ran = program.run_with(&["revoke", sandbox.user_id()], "y\n");
    assert!(ran.code == 2 && ran.log.contains("--yes"), "{}", ran.log);
    assert!(sandbox.requests().is_empty() && program.names().is_empty());
    assert_eq!(revoke(&program, &[sandbox.user_id()]).code, 0);
}
