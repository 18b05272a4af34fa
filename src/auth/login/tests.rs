//! Sign-ins without a browser. Requests to the listener are tested in `tests/faults/login.rs`.

use super::redirect::RedirectUri;
use super::{Login, PendingLogin};
use crate::{Error, Region};

mod browser;
mod callback;
mod random;
mod redirect;

fn pkce() -> Login {
    Login::pkce("the-id").region(Region::EuWest1)
}

fn refusal(login: Login) -> (String, String) {
    let error = login.start().unwrap_err();
    let text = error.to_string();
    assert!(!format!("{text} {error:?}").contains("s3cr3t"), "{text}");
    let Error::Config(error) = error else {
        panic!("{text}");
    };
    (error.setting().to_owned(), text)
}

/// Returns a parameter of the URL, decoded.
fn parameter(login: &PendingLogin, name: &str) -> Option<String> {
    let (_, query) = login.url().split_once('?').unwrap();
    let mut fields = query.split('&').filter_map(|field| field.split_once('='));
    let value = fields.find(|(known, _)| *known == name)?.1;
    Some(
        percent_encoding::percent_decode_str(value)
            .decode_utf8()
            .unwrap()
            .into_owned(),
    )
}

#[test]
fn the_url_has_what_the_platform_needs() {
    let login = pkce().start().unwrap();
    assert!(
        login
            .url()
            .starts_with("https://login.mypurecloud.ie/oauth/authorize?response_type=code&client_id=the-id&")
    );
    let redirect_uri = parameter(&login, "redirect_uri").unwrap();
    let port = redirect_uri
        .strip_prefix("http://localhost:")
        .unwrap()
        .strip_suffix('/')
        .unwrap();
    assert!(port.parse::<u16>().unwrap() > 0);
    assert_eq!(parameter(&login, "code_challenge_method").as_deref(), Some("S256"));
    for name in ["state", "code_challenge"] {
        assert_eq!(parameter(&login, name).unwrap().len(), 43, "{name}");
    }
    let other = pkce().start().unwrap();
    for name in ["state", "code_challenge", "redirect_uri"] {
        assert_ne!(parameter(&login, name), parameter(&other, name), "{name}");
    }
}

#[test]
fn a_client_with_a_secret_needs_no_challenge() {
    let login = Login::authorization_code("the id&", "s3cr3t").login_url("http://127.0.0.1:1/prefix");
    let login = login.redirect_uri("https://app.example/cb?a=b").start().unwrap();
    assert!(
        login.url().starts_with("http://127.0.0.1:1/prefix/oauth/authorize?"),
        "{}",
        login.url()
    );
    assert_eq!(parameter(&login, "client_id").as_deref(), Some("the id&"));
    assert_eq!(
        parameter(&login, "redirect_uri").as_deref(),
        Some("https://app.example/cb?a=b")
    );
    assert_eq!(parameter(&login, "code_challenge"), None);
    assert!(parameter(&login, "state").is_some() && !login.url().contains("s3cr3t"));
}

#[test]
fn debug_shows_no_secret() {
    let login = Login::authorization_code("the-id", "s3cr3t").region(Region::EuWest1);
    let shown = format!("{login:?}");
    assert!(shown.contains("the-id") && !shown.contains("s3cr3t"), "{shown}");
    for login in [login, pkce()] {
        let login = login.start().unwrap();
        let shown = format!("{login:?} {login:#?} {:?}", login.cancel_handle());
        assert!(shown.contains("redirect_uri: \"http://localhost:"), "{shown}");
        let state = parameter(&login, "state").unwrap();
        assert!(!shown.contains("s3cr3t") && !shown.contains(&state), "{shown}");
    }
}

#[test]
fn each_missing_or_invalid_setting_is_named() {
    let (setting, text) = refusal(Login::pkce("the-id"));
    assert_eq!(setting, "region");
    assert!(text.contains("nor is login_url; set the region"), "{text}");
    assert_eq!(refusal(Login::pkce("").region(Region::EuWest1)).0, "client_id");
    assert_eq!(
        refusal(Login::authorization_code("id", "s3cr3t\n").region(Region::EuWest1)).0,
        "client_secret"
    );
    assert_eq!(refusal(pkce().login_url("http://login.example")).0, "login_url");
    assert_eq!(refusal(pkce().login_url("login.example")).0, "login_url");
    assert_eq!(refusal(pkce().timeout(std::time::Duration::ZERO)).0, "timeout");
    assert_eq!(refusal(pkce().redirect_uri("localhost")).0, "redirect_uri");
}

#[test]
fn a_port_that_is_in_use_is_named_with_the_way_out() {
    for (host, address) in [
        ("127.0.0.1", "127.0.0.1:0"),
        ("localhost", "127.0.0.1:0"),
        ("localhost", "[::1]:0"),
    ] {
        // This machine may have no IPv6.
        let Ok(taken) = std::net::TcpListener::bind(address) else {
            continue;
        };
        let port = taken.local_addr().unwrap().port();
        let (setting, text) = refusal(pkce().redirect_uri(format!("http://{host}:{port}/callback")));
        assert_eq!(setting, "redirect_uri");
        assert!(
            text.contains(&format!("port {port} is in use by another program")),
            "{text}"
        );
    }
}

#[test]
fn a_port_is_free_again_after_the_sign_in() {
    let login = pkce().start().unwrap();
    let redirect_uri = parameter(&login, "redirect_uri").unwrap();
    assert_eq!(refusal(pkce().redirect_uri(redirect_uri.as_str())).0, "redirect_uri");
    drop(login);
    let again = pkce().redirect_uri(redirect_uri.as_str()).start().unwrap();
    assert_eq!(parameter(&again, "redirect_uri"), Some(redirect_uri));
}
