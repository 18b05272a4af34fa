//! `Retry-After` is obeyed if it fits, and otherwise returned to the caller. A retry is never early.

use std::time::Duration;

use genesys_cloud::RetryPolicy;
use jiff::{Timestamp, tz::TimeZone};

use super::operation::{DeleteUser, GetMe, Operation, PutTimeout};
use crate::support::clients::{PROMPT, quick};
use crate::support::response::{error_response_with, status, token_info};
use crate::support::{Server, builder, cases, client, client_with_credentials, error_of, timed};

/// The formats of a date in a header (RFC 9110, section 5.6.7).
const IMF_FIXDATE: &str = "%a, %d %b %Y %H:%M:%S GMT";
const RFC_850: &str = "%A, %d-%b-%y %H:%M:%S GMT";
const ASCTIME: &str = "%a %b %e %H:%M:%S %Y";

fn in_seconds(seconds: i64, format: &str) -> String {
    let then = Timestamp::now() + jiff::SignedDuration::from_secs(seconds);
    then.to_zoned(TimeZone::UTC).strftime(format).to_string()
}

fn refusal(code: u16, waits: &[&str]) -> Vec<u8> {
    let headers: Vec<_> = waits.iter().map(|&wait| ("Retry-After", wait)).collect();
    error_response_with(code, "too.many.requests.retry.after", &headers)
}

/// Checks that the client sends the second request, and not before the wait is over.
fn is_obeyed(code: u16, waits: &[&str], at_least: Duration) {
    let server = Server::responses([refusal(code, waits), token_info("here")]);
    client(&server).tokens().get_tokens_me().send().unwrap();
    let gap = server.gaps()[0];
    assert!(gap >= at_least, "{gap:?} is too early");
    assert!(gap < at_least + PROMPT, "{gap:?} is too late");
}

const SECOND: Duration = Duration::from_secs(1);

cases! { is_obeyed:
    one_second => 429, &["1"], SECOND;
    two_seconds => 429, &["2"], 2 * SECOND;
    with_spaces_around => 429, &["  1  "], SECOND;
    with_leading_zeros => 429, &["0001"], SECOND;
    of_503 => 503, &["1"], SECOND;
    of_502 => 502, &["1"], SECOND;
    of_504 => 504, &["1"], SECOND;
    zero => 429, &["0"], Duration::ZERO;
    the_same_header_twice => 429, &["1", "1"], SECOND;
    // A date has whole seconds, so the wait may be little more than two seconds.
    an_imf_fixdate => 429, &[&in_seconds(3, IMF_FIXDATE)], SECOND;
    an_rfc_850_date => 429, &[&in_seconds(3, RFC_850)], SECOND;
    an_asctime_date => 429, &[&in_seconds(3, ASCTIME)], SECOND;
    a_date_in_the_past => 429, &[&in_seconds(-3600, IMF_FIXDATE)], Duration::ZERO;
    a_date_long_ago => 429, &["Sun, 06 Nov 1994 08:49:37 GMT"], Duration::ZERO;
    an_rfc_850_date_long_ago => 429, &["Sunday, 06-Nov-94 08:49:37 GMT"], Duration::ZERO;
    an_asctime_date_long_ago => 429, &["Sun Nov  6 08:49:37 1994"], Duration::ZERO;
}

/// Checks that the client obeys a wait that is not in `Retry-After`.
fn is_obeyed_elsewhere(response: Vec<u8>) {
    let server = Server::responses([response, token_info("here")]);
    client(&server).tokens().get_tokens_me().send().unwrap();
    assert!(server.gaps()[0] >= SECOND, "{:?}", server.gaps());
}

cases! { is_obeyed_elsewhere:
    in_the_rate_limit => error_response_with(429, "too.many.requests", &[
        ("inin-ratelimit-count", "301"), ("inin-ratelimit-allowed", "300"), ("inin-ratelimit-reset", "1"),
    ]);
    in_the_message => status(429, &[("Content-Type", "application/json")], r#"{"message":"Retry the request in [1] seconds"}"#);
}

/// Checks that the client ignores an invalid value, and waits as the backoff says.
fn is_ignored(waits: &[&str]) {
    let server = Server::responses([refusal(429, waits), token_info("here")]);
    let (outcome, elapsed) = timed(|| client(&server).tokens().get_tokens_me().send());
    outcome.unwrap();
    assert!(elapsed < PROMPT, "{elapsed:?}");
}

cases! { is_ignored:
    absent => &[];
    empty => &[""];
    negative => &["-1"];
    a_word => &["soon"];
    a_unit => &["1s"];
    hexadecimal => &["0x10"];
    not_a_date => &["Sun, 99 Nov 2094 08:49:37 GMT"];
    an_unknown_month => &["Sun, 06 Foo 2094 08:49:37 GMT"];
    not_a_number => &["NaN"];
    not_ascii => &["\u{661}\u{662}"];
}

/// The client may obey or ignore a fraction, but a fraction may not end the call.
#[test]
fn a_fraction_does_not_end_the_call() {
    let server = Server::responses([refusal(429, &["0.5"]), token_info("here")]);
    client(&server).tokens().get_tokens_me().send().unwrap();
}

/// A retry after the shorter one would be early.
#[test]
fn the_longer_of_two_waits_is_obeyed() {
    let server = Server::responses([refusal(429, &["0", "1"]), token_info("here")]);
    client(&server).tokens().get_tokens_me().send().unwrap();
    assert!(server.gaps()[0] >= SECOND, "{:?}", server.gaps());
}

/// Checks that the call returns the error at once if the wait does not fit.
fn is_returned_at_once(code: u16, wait: &str, at_least: Duration) {
    let server = Server::always(refusal(code, &[wait]));
    let (error, elapsed) = timed(|| error_of(client(&server).tokens().get_tokens_me().send()));
    assert!(elapsed < PROMPT, "{elapsed:?}");
    server.request();
    assert_eq!(error.status(), Some(code));
    assert_eq!(error.attempts(), 1);
    assert!(error.is_retryable());
    let wait = error.retry_after().expect("the error has a Retry-After");
    assert!(wait >= at_least, "{wait:?}");
}

const HOUR: Duration = Duration::from_secs(3600);

cases! { is_returned_at_once:
    an_hour => 429, "3600", HOUR;
    an_hour_of_503 => 503, "3600", HOUR;
    a_day => 429, "86400", 24 * HOUR;
    a_second_above_the_limit => 429, "61", Duration::from_secs(61);
    longer_than_what_is_left => 429, "30", Duration::from_secs(30);
    ten_to_the_nine => 429, "1000000000", Duration::from_secs(1_000_000_000);
    two_to_the_32 => 429, "4294967296", Duration::from_secs(4_294_967_296);
    two_to_the_63 => 429, "9223372036854775808", Duration::from_secs(1_000_000_000);
    two_to_the_64 => 429, "18446744073709551616", Duration::from_secs(1_000_000_000);
    a_hundred_digits => 429, &"9".repeat(100), Duration::from_secs(1_000_000_000);
    a_date_in_an_hour => 429, &in_seconds(3600, IMF_FIXDATE), Duration::from_secs(3500);
    an_rfc_850_date_in_an_hour => 429, &in_seconds(3600, RFC_850), Duration::from_secs(3500);
    an_asctime_date_in_an_hour => 429, &in_seconds(3600, ASCTIME), Duration::from_secs(3500);
    a_date_in_the_year_9999 => 429, "Fri, 31 Dec 9999 23:59:59 GMT", HOUR;
}

fn of_an_operation_is_obeyed(operation: Operation) {
    let server = Server::responses([refusal(429, &["1"]), operation.success()]);
    operation.run(&client(&server)).unwrap();
    assert!(server.gaps()[0] >= SECOND);
}

cases! { of_an_operation_is_obeyed:
    a_wait_of_get_me => GetMe;
    a_wait_of_delete_user => DeleteUser;
    a_wait_of_put_timeout => PutTimeout;
}

#[test]
fn the_limit_can_be_lowered() {
    let server = Server::always(refusal(429, &["2"]));
    let policy = quick().with_max_retry_after(SECOND);
    let client = builder(&server).retry(policy).build().unwrap();
    let error = error_of(client.tokens().get_tokens_me().send());
    assert_eq!(error.retry_after(), Some(2 * SECOND));
    server.request();
}

#[test]
fn the_limit_can_be_raised_up_to_what_is_left() {
    let server = Server::always(refusal(429, &["3600"]));
    let policy = quick().with_max_retry_after(Duration::MAX);
    let client = builder(&server).retry(policy).build().unwrap();
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert_eq!(error.retry_after(), Some(HOUR));
    assert!(elapsed < PROMPT);
}

#[test]
fn without_retries_the_error_has_the_wait() {
    let server = Server::always(refusal(429, &["1"]));
    let client = builder(&server).retry(RetryPolicy::none()).build().unwrap();
    let error = error_of(client.tokens().get_tokens_me().send());
    assert_eq!((error.retry_after(), error.attempts()), (Some(SECOND), 1));
}

#[test]
fn a_wait_that_does_not_fit_the_timeout_is_not_begun() {
    let server = Server::always(refusal(429, &["2"]));
    let client = builder(&server).timeout(SECOND).build().unwrap();
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert_eq!((error.status(), error.retry_after()), (Some(429), Some(2 * SECOND)));
    assert!(elapsed < SECOND, "{elapsed:?}");
}

#[test]
fn a_wait_of_the_token_endpoint_is_obeyed() {
    let server = Server::responses([
        refusal(429, &["1"]),
        crate::support::token_response(crate::support::leaks::FIRST_TOKEN),
        token_info("here"),
    ]);
    client_with_credentials(&server)
        .tokens()
        .get_tokens_me()
        .send()
        .unwrap();
    assert!(server.gaps()[0] >= SECOND);
}

#[test]
fn an_hour_of_the_token_endpoint_is_returned_at_once() {
    let server = Server::always(refusal(429, &["3600"]));
    let error = error_of(client_with_credentials(&server).tokens().get_tokens_me().send());
    assert_eq!((error.status(), error.retry_after()), (Some(429), Some(HOUR)));
    server.request();
}
