//! The rate of requests.

use std::time::Duration;

use genesys_cloud::sandbox::Sandbox;

use super::{address, list, revoke, with_server};
use crate::program::Program;
use crate::server::{Reply, Server};

/// A run of the list by eight threads, with this number of requests a minute.
fn with_eight_threads(per_minute: &str) -> [&str; 8] {
    [
        "revoke",
        "--yes",
        "--file",
        "list.txt",
        "--threads",
        "8",
        "--per-minute",
        per_minute,
    ]
}

#[test]
fn requests_are_spaced_whatever_the_number_of_threads() {
    let server = Server::start(|_, _| Reply::revoked());
    let program = with_server("pace_spaced", &server);
    program.file("list.txt", list(11));
    // One request in 100 ms.
    assert_eq!(program.run(&with_eight_threads("600")).code, 0);
    let requests = server.requests();
    let all = requests.last().unwrap().at - requests[0].at;
    assert!(all >= Duration::from_millis(950), "11 requests in {all:?}");
}

#[test]
fn searches_are_spaced_as_well() {
    let server = Server::start(|request, _| {
        if request.line.starts_with("POST") {
            assert!(
                request.body.contains("\"values\":[\"ada@example.com\"]"),
                "{}",
                request.body
            );
            return Reply::json(&format!(
                r#"{{"pageNumber": 1, "pageCount": 1, "results": [{{"id": "{}", "email": "Ada@example.com"}}]}}"#,
                super::id(1)
            ));
        }
        Reply::revoked()
    });
    let program = with_server("pace_search", &server);
    let ran = program.run(&["revoke", "--yes", "ada@example.com", "--per-minute", "60"]);
    assert_eq!(ran.code, 0, "{}", ran.log);
    let requests = server.requests();
    let gap = requests[1].at - requests[0].at;
    assert!(requests.len() == 2 && gap >= Duration::from_millis(950), "{gap:?}");
}

#[test]
fn after_a_429_no_thread_sends_before_its_wait_is_over() {
    let server = Server::start(|_, number| match number {
        20 => Reply::Send(429, "Retry-After: 1\r\n", "{}".to_owned()),
        _ => Reply::revoked(),
    });
    let program = with_server("pace_limited", &server);
    program.file("list.txt", list(60));
    // One request in 10 ms, so that the wait is much longer than what is between two requests.
    let ran = program.run(&with_eight_threads("6000"));
    assert_eq!(ran.code, 0, "{}", ran.log);
    let requests = server.requests();
    assert_eq!(requests.len(), 61);
    let limited = requests[20].at;
    // Those that were on the way when the response was received have arrived by then.
    let on_the_way = Duration::from_millis(200);
    let early = requests[21..].iter().filter(|request| {
        let after = request.at - limited;
        after > on_the_way && after < Duration::from_millis(990)
    });
    assert_eq!(early.count(), 0);
}

#[test]
fn a_rate_or_a_number_of_threads_that_is_out_of_range_is_refused() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("pace_refused", &sandbox);
    let user = address(sandbox.user_id());
    for arguments in [
        ["--per-minute", "0"],
        ["--per-minute", "60001"],
        ["--per-minute", "fast"],
        ["--threads", "0"],
        ["--threads", "9"],
    ] {
        let ran = revoke(&program, &[&arguments[..], &[user.as_str()]].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}: {}", ran.log);
    }
    assert!(sandbox.requests().is_empty() && program.names().is_empty());
}
