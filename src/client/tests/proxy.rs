//! The proxy.

use super::*;

#[test]
fn an_http_or_https_proxy_is_taken() {
    for url in [
        "http://proxy.example:3128",
        "https://proxy.example",
        "HTTP://proxy.example:3128/",
        "proxy.example:3128",
        "http://user:p%40ss%3A@proxy.example:3128",
        "http://user@proxy.example",
        "http://[::1]:3128",
        "http://10.0.0.1:1",
    ] {
        let built = builder().proxy(url).build();
        assert!(built.is_ok(), "{url}: {built:?}");
    }
}

#[test]
fn a_proxy_that_is_none_is_refused_and_not_quoted() {
    for url in [
        "",
        " ",
        "/s3cr3t",
        "http://",
        "http://user:s3cr3t@",
        "http://user:s3cr3t@:3128",
        "ftp://user:s3cr3t@proxy.example",
        "socks4://proxy.example",
        "socks5://user:s3cr3t@proxy.example:1080",
        "http://user:s3cr3t @proxy.example",
        "http://user:s3cr3t@proxy.example:port",
        "http://user:s3cr3t@proxy.example:99999",
        "http://user:s3cr3t@proxy.example:0",
        "http://user:s3cr3t%ff@proxy.example",
        "http://user:s3cr3t@proxy.example\r\nX: y",
    ] {
        assert_eq!(refusal(builder().proxy(url)).0, "proxy", "{url}");
    }
}

#[test]
fn the_last_word_about_the_proxy_counts() {
    assert!(builder().proxy("nonsense://").no_proxy().build().is_ok());
    assert!(builder().no_proxy().proxy("nonsense://").build().is_err());
}
