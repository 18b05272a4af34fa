//! Which settings are accepted, and the errors for the others.

use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;

use crate::{Client, ClientBuilder, Credentials, Error, Region};

mod certificates;
mod hosts;
pub(in crate::client) mod response;
mod settings;

const SECRET: &str = "s3cr3t";

/// Returns a builder whose `build` succeeds.
pub(in crate::client) fn builder() -> ClientBuilder {
    Client::builder().access_token("token").no_proxy()
}

/// Returns the setting that the error names, and its text. Neither `Display` nor `Debug` shows the secret.
pub(in crate::client) fn refusal(builder: ClientBuilder) -> (String, String) {
    let error = builder.build().unwrap_err();
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains(SECRET), "{shown}");
    assert_eq!(error.attempts(), 0);
    assert!(!error.is_retryable());
    let Error::Config(problem) = &error else {
        panic!("{error:?}");
    };
    assert!(error.to_string().starts_with(&format!("{}: ", problem.setting())));
    (problem.setting().to_owned(), error.to_string())
}

fn assert_refused(builder: ClientBuilder, setting: &str, problem: &str) {
    let (named, text) = refusal(builder);
    assert_eq!(named, setting, "{text}");
    assert!(text.contains(problem), "{text}");
}

#[test]
fn a_client_can_be_cloned_and_shared_between_threads() {
    fn is<T: Clone + Send + Sync + 'static>() {}
    is::<Client>();
    is::<ClientBuilder>();
    is::<Credentials>();
}

#[test]
fn clones_share_connections_and_token() {
    let client = builder().build().unwrap();
    let clone = client.clone();
    assert!(Arc::ptr_eq(&client.inner, &clone.inner));
}

#[test]
fn debug_of_a_client_names_its_host_and_no_secret() {
    let builder = Client::builder()
        .client_credentials("the-id", SECRET)
        .proxy(format!("http://user:{SECRET}@proxy.example:3128"));
    let client = builder.build().unwrap();
    let shown = format!("{client:?}");
    assert!(
        shown.contains("api.mypurecloud.com") && !shown.contains(SECRET),
        "{shown}"
    );
}

#[test]
fn debug_of_a_builder_shows_no_secret() {
    let builder = Client::builder()
        .client_credentials("the-id", SECRET)
        .base_url(format!("https://user:{SECRET}@host"))
        .login_url(format!("https://host?{SECRET}"))
        .proxy(format!("http://user:{SECRET}@host"))
        .user_agent(SECRET)
        .root_certificates_pem(SECRET)
        .client_certificate_pem(SECRET, SECRET);
    let shown = format!("{builder:?} {builder:#?}");
    assert!(shown.contains("the-id") && !shown.contains(SECRET), "{shown}");
    let shown = format!("{:?}", builder.access_token(SECRET));
    assert!(!shown.contains(SECRET), "{shown}");
}

#[test]
fn bytes_of_a_certificate_do_not_appear_in_debug_as_numbers() {
    let shown = format!("{:?}", builder().client_certificate_pem([201, 202], [203, 204]));
    assert!(!shown.contains("201") && !shown.contains("203"), "{shown}");
}

#[test]
fn credentials_are_required() {
    assert_refused(
        Client::builder().no_proxy(),
        "credentials",
        "not set; call access_token",
    );
}

#[test]
fn the_last_credentials_count() {
    let client = builder().client_credentials("id", "secret").build().unwrap();
    assert!(client.inner.tokens.can_renew());
    let client = builder()
        .client_credentials("id", "secret")
        .access_token("token")
        .build()
        .unwrap();
    assert!(!client.inner.tokens.can_renew());
}

#[test]
fn bad_credentials_are_refused_without_being_quoted() {
    for token in ["", "s3cr3t ", "s3cr3t\r\nX: y", "s3cr3t\0", "s3cr3tü"] {
        assert_refused(builder().access_token(token), "access_token", "token");
    }
    for (id, secret) in [
        ("", SECRET),
        ("a:b", SECRET),
        ("id", ""),
        ("id\n", SECRET),
        ("id", "s3cr3t\n"),
    ] {
        let builder = builder().client_credentials(id, secret);
        assert_refused(builder, "client_credentials", "the client");
    }
}

#[test]
fn a_client_of_each_region_can_be_built() {
    for region in Region::KNOWN {
        let client = builder()
            .region(region.clone())
            .client_credentials("id", "secret")
            .build()
            .unwrap();
        assert!(format!("{client:?}").contains(&format!("api.{}", region.domain())));
        let tokens = format!("{:?}", client.inner.tokens);
        assert!(
            tokens.contains(&format!("{}/oauth/token", region.login_url())),
            "{tokens}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_for_any_setting_is_accepted_or_refused_without_the_secret(
        text in "\\PC{0,20}|https?://[a-z:@./?#\\[\\]0-9]{0,20}",
    ) {
        let text = format!("{text}{SECRET}");
        for builder in [
            builder().base_url(text.as_str()),
            builder().login_url(text.as_str()),
            builder().proxy(text.as_str()),
            builder().user_agent(text.as_str()),
            builder().access_token(text.as_str()),
            builder().client_credentials("id", text.as_str()),
            builder().root_certificates_pem(text.as_bytes()),
            builder().client_certificate_pem(text.as_bytes(), text.as_bytes()),
        ] {
            if let Err(error) = builder.build() {
                let shown = format!("{error} {error:?}");
                prop_assert!(matches!(error, Error::Config(_)), "{}", shown);
                prop_assert!(!shown.contains(SECRET), "{}", shown);
            }
        }
    }
}
