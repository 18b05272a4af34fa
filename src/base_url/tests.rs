//! Which base URLs are accepted, and the URIs of requests below them.

use proptest::prelude::*;

use super::BaseUrl;
use crate::Error;
use crate::named::Named;

mod refused;

fn parse(url: &str) -> Result<BaseUrl, Error> {
    BaseUrl::parse(&Named::new("base_url", url.to_owned()), false)
}

/// Returns the URI of `target` below `url`.
fn below(url: &str, target: &str) -> String {
    let base = parse(url).unwrap_or_else(|error| panic!("{url}: {error}"));
    base.uri(target.to_owned().into()).unwrap().to_string()
}

/// Returns the message for a URL that is refused.
fn refusal(url: &str) -> String {
    let error = parse(url).expect_err(url);
    let Error::Config(problem) = &error else {
        panic!("{url}: {error:?}");
    };
    assert_eq!(problem.setting(), "base_url");
    error.to_string()
}

#[test]
fn the_uri_of_a_request_is_below_the_base_url() {
    for (url, expected) in [
        ("https://api.mypurecloud.ie", "https://api.mypurecloud.ie/a"),
        ("https://api.mypurecloud.ie/", "https://api.mypurecloud.ie/a"),
        ("https://host:8443", "https://host:8443/a"),
        ("https://host:443/", "https://host:443/a"),
        ("https://host/prefix", "https://host/prefix/a"),
        ("https://host/prefix/", "https://host/prefix/a"),
        ("https://host/two/parts//", "https://host/two/parts/a"),
        ("https://host//", "https://host/a"),
        ("https://host/%7Euser", "https://host/%7Euser/a"),
        ("https://10.0.0.1:1/x", "https://10.0.0.1:1/x/a"),
        ("https://[2001:db8::1]:8443/x", "https://[2001:db8::1]:8443/x/a"),
        ("https://my_host.example", "https://my_host.example/a"),
        ("HTTPS://Host.Example", "https://Host.Example/a"),
        ("https://host:65535", "https://host:65535/a"),
    ] {
        assert_eq!(below(url, "/a"), expected, "{url}");
    }
}

#[test]
fn the_host_header_has_a_port_if_it_is_not_the_default_one() {
    for (url, host) in [
        ("https://api.mypurecloud.ie", "api.mypurecloud.ie"),
        ("https://api.mypurecloud.ie:443/prefix", "api.mypurecloud.ie"),
        ("https://API.example.com:8443", "API.example.com:8443"),
        ("http://127.0.0.1:80", "127.0.0.1"),
        ("http://127.0.0.1:443", "127.0.0.1:443"),
        ("https://[::1]:8443/", "[::1]:8443"),
        ("https://[::1]", "[::1]"),
    ] {
        assert_eq!(parse(url).unwrap().host_header(), host, "{url}");
    }
}

#[test]
fn the_query_of_a_request_is_kept() {
    assert_eq!(below("https://host/p", "/a?b=c%20d&e="), "https://host/p/a?b=c%20d&e=");
    let base = parse("https://host").unwrap();
    assert_eq!(base.uri("/a/{b}".into()).unwrap().path(), "/a/{b}");
}

#[test]
fn a_double_slash_in_a_path_stays_a_path() {
    assert_eq!(below("https://host", "//other/a"), "https://host//other/a");
}

#[test]
fn http_is_accepted_on_loopback_only() {
    for host in [
        "127.0.0.1",
        "127.0.0.1:8080",
        "127.1.2.3",
        "[::1]",
        "[::1]:1",
        "[0:0:0:0:0:0:0:1]",
        "localhost",
        "LOCALHOST:80",
    ] {
        let base = parse(&format!("http://{host}/p")).unwrap_or_else(|error| panic!("{host}: {error}"));
        assert!(!base.is_https(), "{host}");
    }
    for host in [
        "example.com",
        "10.0.0.1",
        "128.0.0.1",
        "0.0.0.0",
        "127.1",
        "127.0.0.1.example.com",
        "localhost.example.com",
        "notlocalhost",
        "localhost.",
        "[::]",
        "[::2]",
        "[::ffff:127.0.0.1]",
        "2130706433",
        "0x7f.0.0.1",
    ] {
        let refusal = refusal(&format!("http://{host}"));
        assert!(
            refusal.contains("is http") && refusal.contains("allow_plain_http"),
            "{host}: {refusal}"
        );
    }
}

#[test]
fn http_is_accepted_everywhere_if_that_is_allowed() {
    let base = BaseUrl::parse(&Named::new("base_url", "http://example.com/p".to_owned()), true).unwrap();
    assert_eq!(base.uri("/a".into()).unwrap(), "http://example.com/p/a");
    assert!(!base.is_https());
    assert!(BaseUrl::parse(&Named::new("base_url", "ftp://example.com".to_owned()), true).is_err());
    assert!(BaseUrl::parse(&Named::new("base_url", "http://user@example.com".to_owned()), true).is_err());
}

#[test]
fn https_is_https() {
    assert!(parse("https://127.0.0.1").unwrap().is_https());
    assert!(parse("HTTPS://host").unwrap().is_https());
}

#[test]
fn a_target_that_is_too_long_for_a_url_is_refused_and_not_truncated() {
    for url in ["https://host", "https://host/prefix"] {
        let base = parse(url).unwrap();
        let room = 65_534 - url.len() + "https://host".len();
        let longest = format!("/{}", "a".repeat(room - 1));
        assert_eq!(
            base.uri(longest.clone().into())
                .unwrap()
                .path_and_query()
                .unwrap()
                .as_str()
                .len(),
            65_534
        );
        let problem = base.uri(format!("{longest}a").into()).unwrap_err();
        assert!(problem.contains("too long"), "{problem}");
        assert!(base.uri("/a".repeat(1_000_000).into()).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_accepted_url_keeps_its_host(
        url in "https?://[a-zA-Z0-9@:.\\[\\]%_#?/-]{0,24}(/[a-z.%/?#]{0,8})?",
    ) {
        if let Ok(base) = parse(&url) {
            let uri = base.uri("/a?b".into()).unwrap();
            let text = uri.to_string();
            prop_assert!(text.ends_with("/a?b"), "{text}");
            prop_assert!(!uri.authority().unwrap().as_str().contains('@'), "{text}");
            let base = text.strip_suffix("/a?b").unwrap();
            prop_assert_eq!(base, url.trim_end_matches('/'));
        }
    }

    #[test]
    fn no_text_panics_or_is_quoted(text in "(?s).{0,40}") {
        if let Err(error) = parse(&format!("{text}s3cr3t@")) {
            prop_assert!(!error.to_string().contains("s3cr3t"));
        }
    }
}
