//! URLs that are refused, and their messages.

use super::{BaseUrl, below, parse, refusal};
use crate::named::Named;

#[test]
fn another_scheme_is_refused() {
    for url in [
        "ftp://host",
        "file://host/a",
        "ws://host",
        "httpss://host",
        "javascript://host",
        "://host",
    ] {
        assert!(refusal(url).contains("a scheme other than https"), "{url}");
    }
}

#[test]
fn text_that_is_not_an_absolute_url_is_refused() {
    for url in [
        "",
        " ",
        "/",
        "/prefix",
        "host",
        "host:443",
        "host/prefix",
        "//host",
        "https",
        "https:",
        "https:/",
        "https://",
        "https:///",
        "https:host",
        "https:/host",
        "file:///etc",
        " https://host",
        "https://host ",
        "https://ho st",
        "*",
        "https://host/a b",
        "https://host\n",
        "https://host/\r\nX: y",
        "https://host\\prefix",
        "https://host/\0",
    ] {
        let refusal = refusal(url);
        assert!(
            refusal.contains("URL") || refusal.contains("host"),
            "{url:?}: {refusal}"
        );
    }
}

#[test]
fn an_invalid_host_or_port_is_refused() {
    for url in [
        "https://:443",
        "https://host:",
        "https://host:0",
        "https://host:99999",
        "https://host:65536",
        "https://host:-1",
        "https://host:abc",
        "https://host:4 43",
        "https://host:443:443",
        "https://[::1",
        "https://::1",
        "https://[::1]x",
        "https://[fe80::1%25eth0]",
        "https://[example.com]",
        "https://[]",
        "https://a,b",
        "https://a;b",
        "https://a'b",
        "https://a%20b",
        "https://a%2eb",
        "https://$HOST",
        "https://{host}",
        "https://host,other",
        "https://büro.example",
    ] {
        let refusal = refusal(url);
        assert!(
            refusal.contains("host") || refusal.contains("is not a URL"),
            "{url}: {refusal}"
        );
    }
}

#[test]
fn a_user_name_or_password_is_refused_and_never_quoted() {
    for url in [
        "https://user:s3cr3t@host",
        "https://s3cr3t@host/p",
        "https://:s3cr3t@host",
        "https://user:s3cr3t@host:99999",
        "http://user:s3cr3t@example.com?a#b",
        "ftp://user:s3cr3t@host",
        "https://user:s3cr3t@@host",
        "https://us er:s3cr3t@host",
        "https://user:s3cr3t%40x@host\n",
        "user:s3cr3t@host",
    ] {
        let error = parse(url).expect_err(url);
        assert!(!format!("{error} {error:?}").contains("s3cr3t"), "{url}: {error}");
    }
    assert!(refusal("https://user:s3cr3t@host").contains("user name or password"));
    assert!(refusal("https://@host").contains("user name or password"));
}

#[test]
fn a_query_or_fragment_is_refused_and_never_quoted() {
    for url in [
        "https://host?",
        "https://host?key=s3cr3t",
        "https://host/p?a",
        "https://host/?",
    ] {
        let refusal = refusal(url);
        assert!(
            refusal.contains("has a query") && !refusal.contains("s3cr3t"),
            "{url}: {refusal}"
        );
    }
    for url in ["https://host#", "https://host#s3cr3t", "https://host/p?a#b"] {
        let refusal = refusal(url);
        assert!(
            refusal.contains("has a fragment") && !refusal.contains("s3cr3t"),
            "{url}: {refusal}"
        );
    }
}

#[test]
fn a_dot_segment_is_refused_in_every_spelling() {
    for path in [
        "/.",
        "/..",
        "/a/../b",
        "/a/./b",
        "/a/..",
        "/%2e",
        "/%2E%2e/a",
        "/.%2e",
        "/a/%2e./b",
        "/a/%2E/",
    ] {
        assert!(
            refusal(&format!("https://host{path}")).contains("dot segment"),
            "{path}"
        );
    }
    for path in ["/...", "/.a", "/a.", "/a..b", "/%2e%2e%2e", "/.well-known", "/v1.2"] {
        assert_eq!(
            below(&format!("https://host{path}"), "/a"),
            format!("https://host{path}/a")
        );
    }
}

#[test]
fn a_prefix_with_invalid_characters_is_refused() {
    for path in [
        "/{prefix}",
        "/\"a\"",
        "/büro",
        "/a|b",
        "/a^b",
        "/a`b",
        "/a<b>",
        "/a\\b",
        "/a%",
        "/a%2",
        "/a%zz",
    ] {
        assert!(refusal(&format!("https://host{path}")).contains("URL"), "{path}");
    }
}

#[test]
fn the_error_names_the_setting() {
    let error = BaseUrl::parse(&Named::new("login_url", "nonsense".to_owned()), false).unwrap_err();
    assert!(error.to_string().starts_with("login_url: "), "{error}");
}

#[test]
fn a_path_that_the_client_adds_itself_is_refused() {
    for path in [
        "/api/v2",
        "/api/v2/",
        "/gateway/API/V2",
        "/oauth/token",
        "/login/oauth/token/",
    ] {
        let refusal = refusal(&format!("https://host{path}"));
        assert!(
            refusal.contains("which the client adds itself; remove it"),
            "{path}: {refusal}"
        );
    }
    for path in ["/api", "/api/v2x", "/xapi/v2/y", "/oauth"] {
        assert!(parse(&format!("https://host{path}")).is_ok(), "{path}");
    }
}
