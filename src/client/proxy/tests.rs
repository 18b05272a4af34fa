//! The proxy of a client.

use std::env::VarError;

use super::{FOR_HTTP, FOR_HTTPS, ProxySetting, from_environment};
use crate::Error;
use crate::base_url::BaseUrl;
use crate::client::tests::{builder, refusal};
use crate::named::Named;
use crate::route::Route;
use crate::secret::Secret;

#[test]
fn an_http_or_https_proxy_is_accepted() {
    for url in [
        "http://proxy.example:3128",
        "https://proxy.example",
        "HTTP://proxy.example:3128/",
        "proxy.example:3128",
        "http://user:p%40ss%3A@proxy.example:3128",
        "http://user@proxy.example",
        "http://[::1]:3128",
        "http://10.0.0.1:1",
        "socks5://user:s3cr3t@proxy.example:1080",
        "socks5h://proxy.example",
        "socks://proxy.example:1080/",
    ] {
        let built = builder().proxy(url).build();
        assert!(built.is_ok(), "{url}: {built:?}");
    }
}

#[test]
fn an_invalid_proxy_is_refused_and_not_quoted() {
    for url in [
        "",
        " ",
        "/s3cr3t",
        "http://",
        "http://user:s3cr3t@",
        "http://user:s3cr3t@:3128",
        "ftp://user:s3cr3t@proxy.example",
        "socks4://proxy.example",
        "socks4a://user:s3cr3t@proxy.example:1080",
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
fn the_last_proxy_setting_counts() {
    assert!(builder().proxy("nonsense://").no_proxy().build().is_ok());
    assert!(builder().no_proxy().proxy("nonsense://").build().is_err());
}

/// Returns the proxy of an environment that has these variables and no others.
fn found(url: &str, variables: &[(&str, &str)]) -> Result<Option<String>, Error> {
    let lookup = |name: &str| {
        let mut matching = variables.iter().filter(|(set, _)| *set == name);
        matching
            .next()
            .map(|(_, value)| (*value).to_owned())
            .ok_or(VarError::NotPresent)
    };
    let url = BaseUrl::parse(&Named::new("base_url", url.to_owned()), true).unwrap();
    let proxy = from_environment(&url, lookup)?;
    Ok(proxy.map(|proxy| proxy.host))
}

const HTTPS: &str = "https://api.pure.test";
const HTTP: &str = "http://api.pure.test";

#[test]
fn an_invalid_proxy_of_the_environment_names_its_variable() {
    let of_https = FOR_HTTPS.map(|variable| (variable, HTTPS));
    let of_http = FOR_HTTP.map(|variable| (variable, HTTP));
    for (variable, target) in of_https.into_iter().chain(of_http) {
        for url in [
            "socks4://user:s3cr3t@proxy.example:1080",
            "http://user:s3cr3t@proxy.example:0",
        ] {
            let error = found(target, &[(variable, url)]).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("s3cr3t"), "{error}");
            let Error::Config(problem) = &error else {
                panic!("{error:?}");
            };
            assert_eq!(problem.setting(), variable);
        }
    }
}

#[test]
fn an_empty_variable_is_not_a_proxy() {
    assert!(found(HTTPS, &[]).unwrap().is_none());
    for variable in FOR_HTTPS {
        assert!(found(HTTPS, &[(variable, "")]).unwrap().is_none());
    }
}

/// The variables of an environment, and the proxies that it has for https and for http.
type Row = (
    &'static [(&'static str, &'static str)],
    Option<&'static str>,
    Option<&'static str>,
);

const ENVIRONMENTS: &[Row] = &[
    (&[("https_proxy", "http://a:1")], Some("a"), None),
    (&[("HTTPS_PROXY", "http://a:1")], Some("a"), None),
    (&[("http_proxy", "http://a:1")], None, Some("a")),
    (&[("HTTP_PROXY", "http://a:1")], None, Some("a")),
    (&[("all_proxy", "http://a:1")], Some("a"), Some("a")),
    (&[("ALL_PROXY", "http://a:1")], Some("a"), Some("a")),
    // Lower case comes first, and the scheme before `all`.
    (
        &[("HTTPS_PROXY", "http://b:1"), ("https_proxy", "http://a:1")],
        Some("a"),
        None,
    ),
    (
        &[("HTTP_PROXY", "http://b:1"), ("http_proxy", "http://a:1")],
        None,
        Some("a"),
    ),
    (
        &[("ALL_PROXY", "http://b:1"), ("all_proxy", "http://a:1")],
        Some("a"),
        Some("a"),
    ),
    (
        &[("all_proxy", "http://b:1"), ("HTTPS_PROXY", "http://a:1")],
        Some("a"),
        Some("b"),
    ),
    (
        &[("all_proxy", "http://b:1"), ("HTTP_PROXY", "http://a:1")],
        Some("b"),
        Some("a"),
    ),
    // An invalid variable does not matter if another one has priority.
    (
        &[
            ("ALL_PROXY", "socks5://b:1"),
            ("https_proxy", "http://a:1"),
            ("http_proxy", "http://a:1"),
        ],
        Some("a"),
        Some("a"),
    ),
    // An empty variable is not set.
    (&[("https_proxy", ""), ("HTTPS_PROXY", "http://a:1")], Some("a"), None),
    (
        &[
            ("HTTPS_PROXY", "http://a:1"),
            ("no_proxy", ""),
            ("NO_PROXY", "pure.test"),
        ],
        None,
        None,
    ),
    (
        &[
            ("HTTPS_PROXY", "http://a:1"),
            ("no_proxy", "pure.test"),
            ("NO_PROXY", ""),
        ],
        None,
        None,
    ),
    (
        &[
            ("HTTPS_PROXY", "http://a:1"),
            ("no_proxy", "other.test"),
            ("NO_PROXY", "pure.test"),
        ],
        Some("a"),
        None,
    ),
    (
        &[("ALL_PROXY", "http://a:1"), ("NO_PROXY", "pure.test:443")],
        None,
        Some("a"),
    ),
    // httpoxy: in a CGI program, HTTP_PROXY is a header of the request.
    (&[("REQUEST_METHOD", "GET"), ("HTTP_PROXY", "http://a:1")], None, None),
    (
        &[
            ("REQUEST_METHOD", ""),
            ("HTTP_PROXY", "http://a:1"),
            ("ALL_PROXY", "http://b:1"),
        ],
        Some("b"),
        Some("b"),
    ),
    (
        &[
            ("REQUEST_METHOD", "GET"),
            ("HTTP_PROXY", "nonsense://"),
            ("https_proxy", "http://a:1"),
        ],
        Some("a"),
        None,
    ),
];

#[test]
fn the_proxy_of_the_environment_is_the_one_of_curl() {
    for (variables, https, http) in ENVIRONMENTS {
        assert_eq!(
            found(HTTPS, variables).unwrap().as_deref(),
            *https,
            "https, {variables:?}"
        );
        assert_eq!(found(HTTP, variables).unwrap().as_deref(), *http, "http, {variables:?}");
    }
}

#[test]
fn a_variable_that_is_not_unicode_is_refused() {
    let proxy = ("https_proxy", "http://proxy.example");
    for (odd, others) in [
        ("https_proxy", &[] as &[(&str, &str)]),
        ("ALL_PROXY", &[]),
        ("no_proxy", &[proxy]),
        ("NO_PROXY", &[proxy]),
    ] {
        let lookup = |name: &str| {
            if name == odd {
                return Err(VarError::NotUnicode("not really".into()));
            }
            let mut matching = others.iter().filter(|(set, _)| *set == name);
            matching
                .next()
                .map(|(_, value)| (*value).to_owned())
                .ok_or(VarError::NotPresent)
        };
        let error = from_environment(
            &BaseUrl::parse(&Named::new("base_url", HTTPS.to_owned()), false).unwrap(),
            lookup,
        )
        .unwrap_err();
        assert_eq!(error.to_string(), format!("{odd}: is not valid Unicode; set it again"));
    }
}

#[test]
fn plain_http_goes_through_a_proxy_only_if_that_is_allowed() {
    let setting = ProxySetting::Url(Secret::new("http://proxy.example:3128".to_owned()));
    let is_proxied = |setting: &ProxySetting, url: &str, allow_plain_http| {
        let url = BaseUrl::parse(&Named::new("base_url", url.to_owned()), true).unwrap();
        setting.proxy_for(&url, allow_plain_http).unwrap().is_some()
    };
    for allow_plain_http in [false, true] {
        assert!(is_proxied(&setting, "https://127.0.0.1:1", allow_plain_http));
        assert!(is_proxied(&setting, "https://gateway.example", allow_plain_http));
    }
    // A proxy of the environment has another loopback. `tests/faults/proxy_environment.rs` tests it with the variables.
    assert!(!is_proxied(&ProxySetting::Environment, "http://127.0.0.1:1", false));
    assert!(is_proxied(&setting, "http://127.0.0.1:1", true));
}

#[test]
fn the_route_of_a_client_is_the_one_that_was_set() {
    let route = |builder: crate::ClientBuilder| builder.build().unwrap().inner.base_url.route();
    let local = || builder().base_url("http://127.0.0.1:1");
    assert_eq!(route(builder()), Route::Direct);
    assert_eq!(route(builder().proxy("http://proxy.example:3128")), Route::Proxy);
    assert_eq!(route(local().proxy("http://proxy.example:3128")), Route::Proxy);
    assert_eq!(
        route(local().proxy("http://proxy.example:3128").no_proxy()),
        Route::Direct
    );
}

/// The table of the documentation, row by row.
#[test]
fn the_exceptions_of_the_environment_are_those_of_the_documentation() {
    let page = include_str!("../../docs/networks.md");
    let rows = page.lines().filter_map(|line| {
        let (entry, rest) = line.strip_prefix("| `")?.split_once("` | `")?;
        let (url, connects) = rest.split_once("` | ")?;
        Some((entry, url, connects.strip_suffix(" |")?))
    });
    let mut count = 0;
    for (entry, url, connects) in rows {
        let proxy = found(url, &[("https_proxy", "http://a:1"), ("NO_PROXY", entry)]).unwrap();
        let expected = if proxy.is_some() {
            "through the proxy"
        } else {
            "directly"
        };
        assert_eq!(connects, expected, "{entry} {url}");
        count += 1;
    }
    assert_eq!(count, 22);
}
