//! Which base URLs are taken, and where requests below them go.

use proptest::prelude::*;

use super::Origin;
use crate::Error;

fn parse(url: &str) -> Result<Origin, Error> {
    Origin::parse("base_url", url, false)
}

/// The URI of `target` below `url`.
fn below(url: &str, target: &str) -> String {
    let origin = parse(url).unwrap_or_else(|error| panic!("{url}: {error}"));
    origin.uri(target.to_owned().into()).unwrap().to_string()
}

/// What is said about a URL that is refused.
fn refusal(url: &str) -> String {
    let error = parse(url).expect_err(url);
    let Error::Config(problem) = &error else {
        panic!("{url}: {error:?}");
    };
    assert_eq!(problem.setting(), "base_url");
    error.to_string()
}

#[test]
fn a_request_goes_below_the_base() {
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
fn the_query_of_a_request_stays() {
    assert_eq!(below("https://host/p", "/a?b=c%20d&e="), "https://host/p/a?b=c%20d&e=");
    let origin = parse("https://host").unwrap();
    assert_eq!(origin.uri("/a/{b}".into()).unwrap().path(), "/a/{b}");
}

#[test]
fn a_double_slash_in_a_path_stays_a_path() {
    assert_eq!(below("https://host", "//other/a"), "https://host//other/a");
}

#[test]
fn http_is_taken_on_this_machine_only() {
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
        let origin = parse(&format!("http://{host}/p")).unwrap_or_else(|error| panic!("{host}: {error}"));
        assert!(!origin.is_https(), "{host}");
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
fn http_is_taken_everywhere_where_that_was_allowed() {
    let origin = Origin::parse("base_url", "http://example.com/p", true).unwrap();
    assert_eq!(origin.uri("/a".into()).unwrap(), "http://example.com/p/a");
    assert!(!origin.is_https());
    assert!(Origin::parse("base_url", "ftp://example.com", true).is_err());
    assert!(Origin::parse("base_url", "http://user@example.com", true).is_err());
}

#[test]
fn https_is_https() {
    assert!(parse("https://127.0.0.1").unwrap().is_https());
    assert!(parse("HTTPS://host").unwrap().is_https());
}

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
        assert!(refusal(url).contains("another scheme"), "{url}");
    }
}

#[test]
fn what_is_no_absolute_url_is_refused() {
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
fn a_host_or_port_that_is_none_is_refused() {
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
fn a_dot_segment_is_refused_however_it_is_written() {
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
fn a_prefix_of_other_than_url_characters_is_refused() {
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
fn the_setting_is_the_one_that_was_set() {
    let error = Origin::parse("login_url", "nonsense", false).unwrap_err();
    assert!(error.to_string().starts_with("login_url: "), "{error}");
}

#[test]
fn a_target_that_is_too_long_for_a_url_is_refused_and_not_cut() {
    for url in ["https://host", "https://host/prefix"] {
        let origin = parse(url).unwrap();
        let room = 65_534 - url.len() + "https://host".len();
        let longest = format!("/{}", "a".repeat(room - 1));
        assert_eq!(
            origin
                .uri(longest.clone().into())
                .unwrap()
                .path_and_query()
                .unwrap()
                .as_str()
                .len(),
            65_534
        );
        let problem = origin.uri(format!("{longest}a").into()).unwrap_err();
        assert!(problem.contains("too long"), "{problem}");
        assert!(origin.uri("/a".repeat(1_000_000).into()).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_accepted_keeps_its_host(
        url in "https?://[a-zA-Z0-9@:.\\[\\]%_#?/-]{0,24}(/[a-z.%/?#]{0,8})?",
    ) {
        if let Ok(origin) = parse(&url) {
            let uri = origin.uri("/a?b".into()).unwrap();
            let text = uri.to_string();
            prop_assert!(text.ends_with("/a?b"), "{text}");
            prop_assert!(!uri.authority().unwrap().as_str().contains('@'), "{text}");
            let base = text.strip_suffix("/a?b").unwrap();
            prop_assert_eq!(base, url.trim_end_matches('/'));
        }
    }

    #[test]
    fn any_text_is_survived_and_not_quoted(text in any::<String>()) {
        if let Err(error) = parse(&format!("{text}s3cr3t@")) {
            prop_assert!(!error.to_string().contains("s3cr3t"));
        }
    }
}
