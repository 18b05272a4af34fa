//! What derived clients share, and what they refuse.

use std::sync::Arc;
use std::time::Duration;

use crate::client::tests::builder;
use crate::{Client, Error, Method, RetryPolicy};

fn client() -> Client {
    builder().requests_per_minute(60).build().unwrap()
}

fn refusal(result: Result<Client, Error>) -> String {
    match result {
        Err(Error::Config(error)) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn all_derived_clients_share_the_connections() {
    let client = client();
    for derived in [
        client.with_timeout(Duration::from_secs(1)),
        client.with_attempt_timeout(Duration::from_secs(1)),
        client.with_retry(RetryPolicy::none()),
        client.with_header("x-trace", "1").unwrap(),
        client.with_access_token("another").unwrap(),
    ] {
        assert!(Arc::ptr_eq(&client.inner.transport, &derived.inner.transport));
    }
}

#[test]
fn a_client_with_another_setting_shares_the_token_and_the_rate() {
    let client = client();
    let derived = client.with_timeout(Duration::from_secs(1));
    assert!(Arc::ptr_eq(&client.inner.tokens, &derived.inner.tokens));
    let pacers = [&client, &derived].map(|client| client.inner.pacer.clone().unwrap());
    assert!(Arc::ptr_eq(&pacers[0], &pacers[1]));
    assert_eq!(derived.inner.begin_call().deadline.limit(), Duration::from_secs(1));
    assert_ne!(client.inner.begin_call().deadline.limit(), Duration::from_secs(1));
}

#[test]
fn a_client_with_another_token_shares_neither() {
    let client = client();
    let derived = client.with_access_token("another").unwrap();
    assert!(!Arc::ptr_eq(&client.inner.tokens, &derived.inner.tokens));
    let pacers = [&client, &derived].map(|client| client.inner.pacer.clone().unwrap());
    assert!(!Arc::ptr_eq(&pacers[0], &pacers[1]));
}

#[test]
fn a_token_that_is_not_valid_is_refused() {
    for token in ["", "with space", "line\n"] {
        let refusal = refusal(client().with_access_token(token));
        assert!(refusal.starts_with("access_token: "), "{refusal}");
    }
}

#[test]
fn a_limit_of_zero_is_refused_by_the_call() {
    let client = client();
    for (derived, setting) in [
        (client.with_timeout(Duration::ZERO), "timeout"),
        (client.with_attempt_timeout(Duration::ZERO), "attempt_timeout"),
    ] {
        let error = derived
            .request(Method::GET, "/api/v2/tokens/me")
            .send_empty()
            .unwrap_err();
        let Error::Config(error) = error else {
            panic!("{error:?}");
        };
        assert_eq!(error.setting(), setting);
    }
}

#[test]
fn headers_of_the_client_itself_are_refused_by_name() {
    for name in [
        "Authorization",
        "host",
        "Content-Length",
        "Accept",
        "content-type",
        "User-Agent",
    ] {
        let refusal = refusal(client().with_header(name, "value"));
        assert!(refusal.starts_with(&format!("with_header: {name:?} ")), "{refusal}");
    }
}

#[test]
fn a_header_that_is_not_valid_is_refused_without_its_value() {
    for (name, value) in [
        ("", "s3cr3t"),
        ("a b", "s3cr3t"),
        ("x-key", "s3cr3t\r\n"),
        ("x-key", "s3cr3t\u{7f}"),
    ] {
        let refusal = refusal(client().with_header(name, value));
        assert!(!refusal.contains("s3cr3t"), "{refusal}");
    }
    assert!(refusal(client().with_header("x-key", &"s".repeat(160 << 10))).contains("too long"));
}

#[test]
fn the_last_value_of_a_header_applies() {
    let client = client()
        .with_header("X-Trace", "1")
        .unwrap()
        .with_header("x-trace", "2")
        .unwrap();
    let shown = format!("{:?}", client.inner.settings.headers);
    assert_eq!(shown, r#"["x-trace"]"#);
}
