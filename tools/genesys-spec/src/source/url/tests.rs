use super::{Url, shown};

fn parsed(text: &str) -> Result<String, &'static str> {
    Url::parse(text).map(|url| format!("{}{}", url.origin(), url.path_and_query()))
}

#[test]
fn https_and_http_on_loopback_are_read() {
    for (text, expected) in [
        ("https://example.com", "https://example.com/"),
        ("https://example.com/a?b=c#d", "https://example.com/a?b=c"),
        ("HTTPS://example.com:8443/a", "https://example.com:8443/a"),
        ("http://localhost:80/a", "http://localhost:80/a"),
        ("http://127.8.0.1/a", "http://127.8.0.1/a"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
    ] {
        assert_eq!(parsed(text).as_deref(), Ok(expected));
    }
    for (text, problem) in [
        ("http://example.com/a", "is http"),
        ("http://localhost.example.com/a", "is http"),
        ("file:///etc/passwd", "a scheme other than https"),
        ("ftp://example.com/a", "a scheme other than https"),
        ("https://user:password@example.com/a", "has a user name"),
        ("https:///a", "is not a valid URL"),
        ("https://exam ple.com/", "is not a valid URL"),
    ] {
        let error = Url::parse(text).unwrap_err();
        assert!(error.contains(problem), "{text}: {error}");
    }
}

#[test]
fn a_file_is_not_meant_to_be_a_url() {
    for (text, is_url) in [
        ("https://example.com", true),
        ("ftp://example.com", true),
        ("swagger.json", false),
        ("./a://b", false),
        (r"C:\swagger.json", false),
        ("-", false),
    ] {
        assert_eq!(Url::is_meant(text), is_url, "{text}");
    }
}

#[test]
fn a_redirect_is_relative_to_the_url_before_it() {
    let url = Url::parse("https://example.com/api/v2/docs/swagger?a=b").unwrap();
    for (location, expected) in [
        ("https://cdn.example.com/x.json?y", "https://cdn.example.com/x.json?y"),
        ("//cdn.example.com/x.json", "https://cdn.example.com/x.json"),
        ("/x.json", "https://example.com/x.json"),
        ("x.json", "https://example.com/api/v2/docs/x.json"),
        ("?c=d", "https://example.com/api/v2/docs/swagger?c=d"),
    ] {
        let next = url.redirected(location).unwrap();
        assert_eq!(format!("{}{}", next.origin(), next.path_and_query()), expected);
    }
}

#[test]
fn a_redirect_does_not_lead_from_https_to_anything_else() {
    let url = Url::parse("https://example.com/").unwrap();
    for location in [
        "http://example.com/",
        "http://localhost/",
        "file:///etc/passwd",
        "data:application/json,{}",
        "javascript:alert(1)",
        "https://user:password@example.com/",
    ] {
        assert!(url.redirected(location).is_err(), "{location}");
    }
}

#[test]
fn the_query_is_not_printed() {
    let url = Url::parse("https://example.com/a.json?X-Amz-Signature=secret").unwrap();
    assert_eq!(url.to_string(), "https://example.com/a.json");
}

#[test]
fn a_url_that_is_refused_is_shown_without_secrets() {
    for (url, expected) in [
        ("https://user:pass@word@example.com/a?b#c", "https://example.com/a"),
        ("//user@example.com/a", "//example.com/a"),
        ("file:///etc/passwd", "file:///etc/passwd"),
        ("/a?b", "/a"),
        ("data:,a\u{1b}", "data:,a\\u{1b}"),
    ] {
        assert_eq!(shown(url), expected);
    }
}
