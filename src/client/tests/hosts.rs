//! The hosts to which requests and secrets are sent.

use super::*;

fn login(client: &Client) -> String {
    format!("{:?}", client.inner.tokens)
}

#[test]
fn without_any_setting_both_hosts_are_those_of_us_east_1() {
    let client = Client::builder().client_credentials("id", "secret").build().unwrap();
    assert!(format!("{client:?}").contains("api.mypurecloud.com"));
    assert!(login(&client).contains("https://login.mypurecloud.com/oauth/token"));
}

#[test]
fn a_secret_is_never_sent_to_a_host_that_was_not_named() {
    let builder = builder()
        .base_url("https://gateway.example")
        .client_credentials("id", SECRET);
    assert_refused(
        builder.clone(),
        "login_url",
        "base_url is set, but neither login_url nor region",
    );
    let client = builder
        .clone()
        .login_url("https://gateway.example/login")
        .build()
        .unwrap();
    assert!(login(&client).contains("https://gateway.example/login/oauth/token"));
    let client = builder.region(Region::EuWest1).build().unwrap();
    assert!(login(&client).contains("https://login.mypurecloud.ie/oauth/token"));
}

#[test]
fn an_access_token_needs_no_login_host() {
    assert!(builder().base_url("https://gateway.example").build().is_ok());
}

#[test]
fn urls_come_before_the_region() {
    let builder = builder().region(Region::EuWest1).client_credentials("id", "secret");
    let client = builder.clone().base_url("https://gateway.example/api").build().unwrap();
    assert!(format!("{client:?}").contains("gateway.example"));
    let client = builder.login_url("https://gateway.example/login").build().unwrap();
    assert!(format!("{client:?}").contains("api.mypurecloud.ie"));
    assert!(login(&client).contains("https://gateway.example/login/oauth/token"));
}

#[test]
fn an_invalid_url_is_refused_with_the_name_of_its_setting() {
    for (url, problem) in [
        ("", "is not a URL"),
        ("s3cr3t", "is not an absolute URL"),
        ("ftp://host", "a scheme other than"),
        ("https://user:s3cr3t@host", "user name or password"),
        ("https://host?s3cr3t", "query"),
        ("https://host#s3cr3t", "fragment"),
        ("https://host/../a", "dot segment"),
        ("https://host:0", "host and port"),
        ("http://host.example", "unencrypted"),
    ] {
        assert_refused(builder().base_url(url), "base_url", problem);
        // The URL is refused even if no secret would be sent there: it was set by mistake.
        assert_refused(builder().login_url(url), "login_url", problem);
    }
}

#[test]
fn http_is_accepted_on_other_hosts_only_if_it_is_allowed() {
    let builder = builder()
        .base_url("http://gateway.example")
        .login_url("http://gateway.example");
    assert_refused(builder.clone(), "base_url", "allow_plain_http");
    assert_refused(
        builder.clone().allow_plain_http(true).allow_plain_http(false),
        "base_url",
        "allow_plain_http",
    );
    assert!(builder.allow_plain_http(true).build().is_ok());
}

#[test]
fn http_is_accepted_on_loopback() {
    for host in ["127.0.0.1:1", "localhost", "[::1]:8080"] {
        let url = format!("http://{host}/prefix");
        let builder = builder()
            .base_url(&url)
            .login_url(&url)
            .client_credentials("id", "secret");
        assert!(builder.build().is_ok(), "{host}");
    }
}

#[test]
fn a_client_without_http_hosts_is_https_only() {
    let https_only = |builder: ClientBuilder| builder.build().unwrap().inner.transport.is_https_only();
    assert!(https_only(builder()));
    assert!(https_only(builder().base_url("https://gateway.example")));
    assert!(!https_only(builder().base_url("http://127.0.0.1:1")));
    assert!(!https_only(builder().login_url("http://127.0.0.1:1")));
}

/// Returns where the hosts of the API and of the token endpoint come from, as errors say it.
fn sources(builder: ClientBuilder, api: &str, login: &str) -> [Option<String>; 2] {
    let client = builder.client_credentials("id", "secret").build().unwrap();
    [api, login].map(|host| {
        client
            .inner
            .transport
            .source_of(Some(host))
            .map(|source| source.text.clone())
    })
}

#[test]
fn an_error_says_where_a_host_comes_from() {
    let text = |text: &str| Some(text.to_owned());
    let api = "api.mypurecloud.com";
    let login = "login.mypurecloud.com";
    let by_default = text("region us-east-1 by default");
    assert_eq!(sources(builder(), api, login), [by_default.clone(), by_default]);
    let region = text("region us-east-1");
    assert_eq!(
        sources(builder().region(Region::UsEast1), api, login),
        [region.clone(), region.clone()]
    );
    let other = builder().region("region.example".parse().unwrap());
    let unknown = text("not a known region");
    assert_eq!(
        sources(other, "api.region.example", "login.region.example"),
        [unknown.clone(), unknown]
    );
    // Only a region that is not set is the default.
    for (builder, is_default) in [(builder(), true), (builder().region(Region::UsEast1), false)] {
        let client = builder.client_credentials("id", "secret").build().unwrap();
        let source = client.inner.transport.source_of(Some(login)).unwrap();
        assert_eq!(source.is_default, is_default);
    }
    // A URL in the code needs no explanation.
    let gateway = "gateway.example";
    let url = || builder().base_url("https://gateway.example/api");
    assert_eq!(
        sources(url().login_url("https://gateway.example/login"), gateway, gateway),
        [None, None]
    );
    assert_eq!(sources(url().region(Region::UsEast1), gateway, login), [None, region]);
}
