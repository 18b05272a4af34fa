//! Whole calls. The first byte of the input chooses the operation and the credentials; the rest is what the server
//! sends, with a line `~~` between one connection and the next.

#![no_main]

use std::time::{Duration, Instant};

use genesys_cloud::models::IdleTokenTimeout;
use genesys_cloud::{Credentials, Error, fuzzing};
use genesys_cloud_fuzz::{BASIC, SECRET, TOKEN, check_error, check_log};
use libfuzzer_sys::fuzz_target;

const SEPARATOR: &[u8] = b"\n~~\n";

/// Low enough for the fuzzer to exceed it.
const MAX_RESPONSE_BYTES: u64 = 1000;

fuzz_target!(|data: &[u8]| {
    let Some((choice, rest)) = data.split_first() else {
        return;
    };
    let (credentials, secrets): (_, &[_]) = if choice & 8 == 0 {
        (Credentials::access_token(TOKEN), &[TOKEN])
    } else {
        (Credentials::client_credentials("id", SECRET), &[SECRET, BASIC])
    };
    check_log(secrets);
    let responses = responses(rest);
    let client = fuzzing::client_of(responses, credentials, MAX_RESPONSE_BYTES).expect("a valid configuration");
    let tokens = client.tokens();
    let started = Instant::now();
    let outcome = match choice & 7 {
        0 => tokens.head_tokens_me().send(),
        1 => tokens.delete_tokens_me().send(),
        2 => tokens.delete_token("7f0c").send(),
        3 => tokens.get_tokens_timeout().send().map(check_round_trip),
        4 => tokens
            .put_tokens_timeout()
            .body(IdleTokenTimeout::default())
            .send()
            .map(check_round_trip),
        _ => tokens.get_tokens_me().send().map(|info| drop(format!("{info:?}"))),
    };
    assert!(
        started.elapsed() < Duration::from_secs(4),
        "the call exceeded its timeout"
    );
    if let Err(error) = outcome {
        // 1 request, 3 retries, 1 replay after a 401.
        assert!(error.attempts() <= 5, "{} attempts", error.attempts());
        assert!(!matches!(error, Error::Config(_)), "{error}");
        check_error(&error, secrets);
    }
});

fn responses(data: &[u8]) -> Vec<Vec<u8>> {
    let mut responses = vec![Vec::new()];
    let mut rest = data;
    while let Some((first, tail)) = rest.split_first() {
        if let Some(behind) = rest.strip_prefix(SEPARATOR) {
            responses.push(Vec::new());
            rest = behind;
        } else {
            responses.last_mut().expect("it is never empty").push(*first);
            rest = tail;
        }
    }
    responses
}

fn check_round_trip(read: IdleTokenTimeout) {
    let written = serde_json::to_vec(&read).expect("what was read can be written");
    assert!(serde_json::from_slice::<IdleTokenTimeout>(&written).is_ok_and(|again| again == read));
}
