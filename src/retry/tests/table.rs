//! The table of what is retried. The documentation of `RetryPolicy` contains it.

use std::fmt::Write as _;
use std::fs;

use super::StatusCode;
use crate::retry::Cause;
use crate::retry::rule::Retried;

fn status(code: u16) -> Cause {
    Cause::Status(StatusCode::from_u16(code).unwrap())
}

/// Returns the rows of the table: causes with the same rule, and how users call them.
fn rows() -> Vec<(&'static str, Vec<Cause>)> {
    vec![
        (
            "429, or the rate limit of the token endpoint: rejected without being processed",
            vec![status(429), Cause::TokenRateLimit],
        ),
        (
            "408, 425, 502, 503, 504",
            [408, 425, 502, 503, 504].map(status).to_vec(),
        ),
        ("421: the connection leads to another server", vec![status(421)]),
        ("the host name cannot be looked up", vec![Cause::Lookup]),
        ("no connection, so that nothing was sent", vec![Cause::Connect]),
        (
            "response lost, or not received within the time limit of the attempt",
            vec![Cause::Lost],
        ),
        ("response that is not valid HTTP/1.1", vec![Cause::Invalid]),
        (
            "certificate that is not trusted, proxy that refuses, response that is too large or cannot be decoded",
            vec![Cause::Permanent],
        ),
    ]
}

fn table() -> String {
    let mut table = String::from(
        "| cause | GET, HEAD, PUT, DELETE | POST, PATCH | new connection | [`is_retryable`](crate::Error::is_retryable) |\n\
         |---|---|---|---|---|\n",
    );
    let yes_or_no = |value| if value { "yes" } else { "no" };
    for (name, causes) in rows() {
        let rule = causes[0].rule();
        for cause in causes {
            assert_eq!(cause.rule(), rule, "{name}: {cause:?}");
        }
        let (safe, others) = match rule.retried {
            Retried::EveryMethod => ("retried", "retried"),
            Retried::EveryMethodOnce => ("retried once", "retried once"),
            Retried::Idempotent => ("retried", "final"),
            Retried::IdempotentOnce => ("retried once", "final"),
            Retried::Never => ("final", "final"),
        };
        let connection = if rule.retried == Retried::Never {
            ""
        } else {
            yes_or_no(rule.on_new_connection)
        };
        let retryable = yes_or_no(rule.is_retryable);
        writeln!(table, "| {name} | {safe} | {others} | {connection} | {retryable} |").unwrap();
    }
    table
}

#[test]
fn the_documentation_has_the_table_of_the_code() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/retry/table.md");
    let (written, expected) = (fs::read_to_string(path).unwrap(), table());
    if written != expected {
        fs::write(path, &expected).unwrap();
        panic!("src/retry/table.md was not up to date; the new one is written: review it");
    }
}

#[test]
fn every_status_without_a_row_is_final() {
    let with_a_row: Vec<Cause> = rows().into_iter().flat_map(|(_, causes)| causes).collect();
    for code in 100..1000 {
        let rule = status(code).rule();
        let is_final = !rule.retries(true) && !rule.is_retryable;
        assert_eq!(is_final, !with_a_row.contains(&status(code)), "{code}");
    }
}

#[test]
fn a_request_that_was_perhaps_processed_is_retried_only_if_it_may_be_processed_twice() {
    for (name, causes) in rows() {
        for cause in causes {
            let was_not_processed = matches!(cause, Cause::TokenRateLimit | Cause::Lookup | Cause::Connect)
                || [status(421), status(429)].contains(&cause);
            assert_eq!(cause.rule().retries(false), was_not_processed, "{name}");
        }
    }
}
