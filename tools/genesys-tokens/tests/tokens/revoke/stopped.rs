//! What ends a run before its end.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use genesys_cloud::Method;
use genesys_cloud::sandbox::Sandbox;
use genesys_cloud::serde_json::json;

use super::{counts, deleted, list, number_of, outcomes, revoke, with_server};
use crate::program::Program;
use crate::server::{Reply, Server};

#[test]
fn without_the_permission_one_request_is_sent_and_the_permission_is_named() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::new("stopped_forbidden")
        .at(sandbox.port())
        .with("GENESYSCLOUD_OAUTHCLIENT_ID", sandbox.limited_client_id())
        .with("GENESYSCLOUD_OAUTHCLIENT_SECRET", sandbox.limited_client_secret());
    program.file("list.txt", list(100));
    let ran = revoke(&program, &["--file", "list.txt", "--threads", "8"]);
    assert_eq!(ran.code, 1, "{}", ran.log);
    assert!(ran.log.contains("oauth:token:delete"), "{}", ran.log);
    assert_eq!(deleted(&sandbox).len(), 1);
    assert_eq!(
        outcomes(&program.read("report.csv")),
        counts([("failed", 1), ("skipped", 99)])
    );
}

#[test]
fn a_permission_that_ends_in_the_middle_is_3() {
    let server = Server::start(|request, _| match number_of(request) {
        ..10 => Reply::revoked(),
        _ => Reply::Send(
            403,
            "",
            r#"{"code": "missing.permissions", "message": "needs oauth:token:delete"}"#.to_owned(),
        ),
    });
    let program = with_server("stopped_in_the_middle", &server);
    program.file("list.txt", list(100));
    let ran = revoke(&program, &["--file", "list.txt", "--threads", "1"]);
    assert_eq!(ran.code, 3, "{}", ran.log);
    assert_eq!(server.requests().len(), 11);
    let expected = counts([("failed", 1), ("revoked", 10), ("skipped", 89)]);
    assert_eq!(outcomes(&program.read("report.csv")), expected);
}

#[test]
fn a_token_that_ends_in_the_middle_stops_the_run() {
    let server = Server::start(|_, number| {
        if number < 10 {
            Reply::revoked()
        } else {
            Reply::status(401)
        }
    });
    let program = with_server("stopped_token", &server);
    program.file("list.txt", list(100));
    let ran = revoke(&program, &["--file", "list.txt", "--threads", "1"]);
    assert_eq!(ran.code, 3, "{}", ran.log);
    assert!(
        ran.out.contains("no valid token any more") && ran.out.contains("--resume report.csv"),
        "{}",
        ran.out
    );
    assert_eq!(server.requests().len(), 11);
    let expected = counts([("failed", 1), ("revoked", 10), ("skipped", 89)]);
    assert_eq!(outcomes(&program.read("report.csv")), expected);
}

#[test]
fn a_token_that_expires_is_renewed_where_the_client_can() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("stopped_renewed", &sandbox);
    let users = sandbox.add_users(20);
    sandbox.at(Method::DELETE, "/api/v2/tokens/{userId}").fail_next(1, 401);
    let ran = revoke(&program, &users.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(ran.code, 0, "{}", ran.log);
}

#[test]
fn a_wrong_secret_and_a_missing_account_are_1() {
    let sandbox = Sandbox::start().unwrap();
    let wrong = Program::new("stopped_secret")
        .at(sandbox.port())
        .with("GENESYSCLOUD_OAUTHCLIENT_ID", sandbox.client_id())
        .with("GENESYSCLOUD_OAUTHCLIENT_SECRET", "wrong");
    let ran = revoke(&wrong, &[sandbox.user_id()]);
    assert_eq!(ran.code, 1, "{}", ran.log);
    let nothing = Program::new("stopped_no_account");
    let ran = revoke(&nothing, &[sandbox.user_id()]);
    assert_eq!((ran.code, nothing.names()), (1, vec![]), "{}", ran.log);
    assert!(deleted(&sandbox).is_empty());
}

#[test]
fn a_lookup_that_is_refused_revokes_nothing_and_leaves_no_report() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("stopped_lookup", &sandbox);
    let body = json!({"code": "missing.permissions", "message": "needs directory:user:view"});
    sandbox.respond(Method::POST, "/api/v2/users/search", 403, body);
    let ran = revoke(&program, &[sandbox.user_id(), "ada@example.com"]);
    assert!(ran.code == 1 && ran.log.contains("directory:user:view"), "{}", ran.log);
    assert!(deleted(&sandbox).is_empty() && program.names().is_empty());
}

#[test]
fn a_user_that_fails_does_not_stop_the_others() {
    let server = Server::start(|request, _| match number_of(request) {
        3 => Reply::status(500),
        _ => Reply::revoked(),
    });
    let program = with_server("stopped_not", &server);
    program.file("list.txt", list(10));
    let ran = revoke(&program, &["--file", "list.txt"]);
    assert_eq!(ran.code, 3, "{}", ran.log);
    assert!(
        ran.log.contains("line 4: 7f0c2a8e-91b3-4c5d-8e6f-000000000003: DELETE"),
        "{}",
        ran.log
    );
    assert!(ran.out.contains("9 revoked, 1 failed"), "{}", ran.out);
    assert_eq!(
        outcomes(&program.read("report.csv")),
        counts([("failed", 1), ("revoked", 9)])
    );
}

#[test]
fn a_rate_limit_of_hours_stops_the_run() {
    let server = Server::start(|_, number| match number {
        ..5 => Reply::revoked(),
        _ => Reply::Send(429, "Retry-After: 7200\r\n", "{}".to_owned()),
    });
    let program = with_server("stopped_daily_limit", &server);
    program.file("list.txt", list(20));
    let ran = revoke(&program, &["--file", "list.txt", "--threads", "1"]);
    assert_eq!((ran.code, server.requests().len()), (3, 6), "{}", ran.log);
    assert_eq!(
        outcomes(&program.read("report.csv")),
        counts([("failed", 1), ("revoked", 5), ("skipped", 14)])
    );
}

#[test]
fn what_fails_for_a_moment_is_retried() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("stopped_retried", &sandbox);
    let users = sandbox.add_users(40);
    sandbox.limit_next(1, Duration::ZERO);
    sandbox.fail_next(1, 503);
    sandbox.drop_next(1);
    let ran = revoke(&program, &users.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(ran.code, 0, "{}", ran.log);
    assert!(users.iter().all(|user| sandbox.is_revoked(user)));
}

#[test]
fn no_thread_begins_before_the_server_has_accepted_one_request() {
    static OPEN: AtomicUsize = AtomicUsize::new(0);
    let server = Server::start(|_, number| {
        if number == 0 {
            OPEN.store(1, Ordering::SeqCst);
            // Long enough for other threads to send a request, if there were any.
            std::thread::sleep(Duration::from_millis(200));
            OPEN.store(0, Ordering::SeqCst);
        } else if OPEN.load(Ordering::SeqCst) > 0 {
            return Reply::status(500);
        }
        Reply::revoked()
    });
    let program = with_server("stopped_first_alone", &server);
    program.file("list.txt", list(30));
    assert_eq!(revoke(&program, &["--file", "list.txt", "--threads", "8"]).code, 0);
}
