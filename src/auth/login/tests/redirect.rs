//! Redirect URIs, and what the program listens on for them.

use super::*;

fn loopback(text: &str) -> Option<(String, Option<u16>, String)> {
    let redirect = RedirectUri::parse(text).unwrap();
    assert_eq!(redirect.text, text);
    redirect
        .loopback
        .map(|loopback| (loopback.host.clone(), loopback.port, loopback.path.clone()))
}

#[test]
fn a_redirect_uri_of_this_machine_is_http_on_localhost_or_a_loopback_address() {
    for (text, host, port, path) in [
        ("http://localhost", "localhost", None, "/"),
        ("http://localhost/", "localhost", None, "/"),
        ("http://LOCALHOST:8080/a/b?c=d", "LOCALHOST", Some(8080), "/a/b"),
        ("http://localhost:0", "localhost", None, "/"),
        ("http://127.0.0.1:1", "127.0.0.1", Some(1), "/"),
        ("http://127.1.2.3/x", "127.1.2.3", None, "/x"),
        ("http://[::1]:65535/", "[::1]", Some(65535), "/"),
    ] {
        assert_eq!(loopback(text), Some((host.to_owned(), port, path.to_owned())), "{text}");
    }
    for text in [
        "https://localhost:8080/",
        "https://app.example.com/callback",
        "http://app.example.com/",
        "http://localhost.example.com/",
        "com.example.app:/callback",
        "urn:ietf:wg:oauth:2.0:oob",
    ] {
        assert_eq!(loopback(text), None, "{text}");
    }
}

#[test]
fn a_free_port_is_put_into_the_uri_and_the_rest_stays_as_it_is() {
    for (text, expected) in [
        ("http://localhost", "http://localhost:4711"),
        ("http://localhost/", "http://localhost:4711/"),
        ("http://localhost:0/a?b=c", "http://localhost:4711/a?b=c"),
        ("http://[::1]/x", "http://[::1]:4711/x"),
    ] {
        assert_eq!(RedirectUri::parse(text).unwrap().loopback.unwrap().uri(4711), expected);
    }
}

#[test]
fn a_program_listens_on_loopback_addresses_only() {
    for text in [
        "http://localhost",
        "http://127.0.0.1",
        "http://127.9.9.9",
        "http://[::1]",
    ] {
        let loopback = RedirectUri::parse(text).unwrap().loopback.unwrap();
        let addresses = loopback.addresses();
        assert_eq!(addresses.len(), if text.ends_with("localhost") { 2 } else { 1 });
        assert!(addresses.iter().all(std::net::IpAddr::is_loopback), "{text}");
    }
}

#[test]
fn a_redirect_uri_that_cannot_work_is_refused() {
    for text in [
        "",
        "localhost",
        "http://localhost/#fragment",
        "http://localhost/a b",
        "http://localhost/ü",
        "http://user:s3cr3t@localhost/",
        "http://localhost:65536/",
        "http://localhost:s3cr3t/",
    ] {
        let error = RedirectUri::parse(text).map(|redirect| redirect.loopback).unwrap_err();
        assert!(
            error.to_string().starts_with("redirect_uri: ") && !error.to_string().contains("s3cr3t"),
            "{error}"
        );
    }
}

#[test]
fn wait_needs_a_redirect_uri_of_this_machine() {
    let login = pkce().redirect_uri("https://app.example.com/callback").start().unwrap();
    let error = login.wait().unwrap_err();
    let Error::Config(refusal) = &error else {
        panic!("{error}");
    };
    assert_eq!(refusal.setting(), "redirect_uri");
    assert!(error.to_string().contains("call finish with the URL"), "{error}");
}
