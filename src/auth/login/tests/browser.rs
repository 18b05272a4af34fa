//! The command that opens the browser.
#![cfg(unix)]

use super::super::browser::open_with;

#[test]
fn a_command_that_is_missing_or_finds_no_browser_is_named() {
    let error = open_with("no-such-command-4711", &[], "http://localhost/?s3cr3t")
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("open: no browser was opened: no-such-command-4711 cannot be started"),
        "{error}"
    );
    assert!(
        error.contains("show the user the URL instead") && !error.contains("s3cr3t"),
        "{error}"
    );
    let error = open_with("false", &[], "http://localhost/?s3cr3t")
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("false failed (exit status: 1)") && !error.contains("s3cr3t"),
        "{error}"
    );
}

#[test]
fn a_command_that_ends_or_that_runs_as_long_as_the_browser_is_a_success() {
    open_with("true", &[], "http://localhost/").unwrap();
    // The URL is an argument of the shell, which ignores it.
    open_with("sh", &["-c", "sleep 4"], "http://localhost/").unwrap();
}
