//! The URLs that settings are the parts of.

use super::HostSettings;
use super::hosts::user_info;
use crate::named::Named;
use crate::secret::Secret;

fn url(host: Option<&str>, port: Option<&str>, protocol: Option<&str>, default_protocol: &str) -> Option<String> {
    let setting = |name: &'static str, value: Option<&str>| Named::new(name, value.map(str::to_owned));
    let settings = HostSettings {
        host: setting("HOST", host),
        port: setting("PORT", port),
        protocol: setting("PROTOCOL", protocol),
    };
    let url = settings.url(default_protocol, "").unwrap()?;
    assert_eq!(url.name, "HOST");
    Some(url.value)
}

#[test]
fn a_url_is_made_of_its_parts() {
    assert_eq!(url(None, None, None, "https"), None);
    let host = Some("host");
    for (port, protocol, default_protocol, expected) in [
        (None, None, "https", "https://host"),
        (Some("1"), None, "http", "http://host:1"),
        (None, Some("HTTPS"), "http", "https://host"),
        (Some("65535"), Some("http"), "https", "http://host:65535"),
    ] {
        assert_eq!(url(host, port, protocol, default_protocol).as_deref(), Some(expected));
    }
}

#[test]
fn user_and_password_of_a_proxy_are_encoded_without_loss() {
    let (user, password) = ("do:main\\us@er", "p:a/s?s#w%o@r d+üé%41");
    let user_info = user_info(Some(user), Some(&Secret::from(password)));
    let (encoded_user, encoded_password) = user_info.strip_suffix('@').unwrap().split_once(':').unwrap();
    let decoded = |text| {
        percent_encoding::percent_decode_str(text)
            .decode_utf8()
            .unwrap()
            .into_owned()
    };
    assert_eq!(decoded(encoded_user), user);
    assert_eq!(decoded(encoded_password), password);
    assert!(!user_info.contains(['/', '?', '#', ' ', 'ü']), "{}", *user_info);
}

#[test]
fn user_or_password_of_a_proxy_may_be_missing() {
    assert_eq!(*user_info(None, None), "");
    assert_eq!(*user_info(Some("user"), None), "user@");
    assert_eq!(*user_info(None, Some(&Secret::from("a:b"))), ":a%3Ab@");
}
