//! The proxy.

use super::{Proxy, VARIABLES, of_environment, parse};
use crate::Error;
use crate::base_url::{BaseUrl, Route};
use crate::client::tests::{builder, refusal};
use crate::secret::Secret;

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

#[test]
fn a_proxy_of_the_environment_that_cannot_be_used_names_its_variable() {
    for variable in VARIABLES {
        for url in [
            "socks5://user:s3cr3t@proxy.example:1080",
            "http://user:s3cr3t@proxy.example:0",
        ] {
            let error = of_environment(|name| (name == variable).then(|| url.to_owned())).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("s3cr3t"), "{error}");
            let Error::Config(problem) = &error else {
                panic!("{error:?}");
            };
            assert_eq!(problem.setting(), variable);
        }
    }
}

#[test]
fn an_empty_variable_of_the_environment_names_no_proxy() {
    assert!(of_environment(|_| None).unwrap().is_none());
    assert!(of_environment(|_| Some(String::new())).unwrap().is_none());
}

#[test]
fn plain_http_goes_through_a_proxy_only_if_that_is_allowed() {
    let route = |for_plain_http, url| {
        let ureq = parse("proxy", &Secret::new("http://proxy.example:3128".to_owned())).unwrap();
        let proxy = Proxy { ureq, for_plain_http };
        proxy.route_to(&BaseUrl::parse("base_url", url, true).unwrap())
    };
    for for_plain_http in [false, true] {
        assert_eq!(route(for_plain_http, "https://127.0.0.1:1"), Route::Proxy);
        assert_eq!(route(for_plain_http, "https://gateway.example"), Route::Proxy);
    }
    assert_eq!(route(false, "http://127.0.0.1:1"), Route::Direct);
    assert_eq!(route(true, "http://127.0.0.1:1"), Route::Proxy);
}

#[test]
fn the_hosts_of_a_client_are_reached_by_the_route_that_was_set() {
    let route = |builder: crate::ClientBuilder| builder.build().unwrap().inner.api.route();
    let local = || builder().base_url("http://127.0.0.1:1");
    assert_eq!(route(builder()), Route::Direct);
    assert_eq!(route(builder().proxy("http://proxy.example:3128")), Route::Proxy);
    assert_eq!(route(local().proxy("http://proxy.example:3128")), Route::Proxy);
    assert_eq!(
        route(local().proxy("http://proxy.example:3128").no_proxy()),
        Route::Direct
    );
}
