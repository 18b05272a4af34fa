//! The hosts that variables name: gateways and proxies.

use super::*;

#[test]
fn a_gateway_is_the_host_of_api_and_login() {
    let gateway = [
        ID,
        SECRET,
        ("GENESYSCLOUD_GATEWAY_HOST", "gateway.example"),
        ("GENESYSCLOUD_GATEWAY_PORT", "8443"),
    ];
    let client = build(&gateway).unwrap();
    assert!(format!("{client:?}").contains("gateway.example:8443"), "{client:?}");
    let tokens = format!("{:?}", client.inner.tokens);
    assert!(tokens.contains("https://gateway.example:8443/oauth/token"), "{tokens}");
}

#[test]
fn a_gateway_on_loopback_may_be_http() {
    for (host, protocol) in [("127.0.0.1", "http"), ("[::1]", "HTTP"), ("localhost", "http")] {
        let gateway = [
            TOKEN,
            ("GENESYSCLOUD_GATEWAY_HOST", host),
            ("GENESYSCLOUD_GATEWAY_PORT", "1"),
            ("GENESYSCLOUD_GATEWAY_PROTOCOL", protocol),
        ];
        assert!(api(&gateway).contains(&format!("{host}:1")), "{host}");
    }
}

#[test]
fn each_invalid_part_of_a_url_names_its_variable() {
    for kind in ["GATEWAY", "PROXY"] {
        let [host, port, protocol] = ["HOST", "PORT", "PROTOCOL"].map(|part| format!("GENESYSCLOUD_{kind}_{part}"));
        let refused = |more: &[(&str, &str)]| refusal(&[&[REGION, TOKEN], more].concat()).0;
        for value in [
            "https://host",
            "host/path",
            "user:s3cr3t@host",
            "host?a",
            "host#a",
            "s3cr3t@",
        ] {
            assert_eq!(refused(&[(&host, value)]), host, "{value}");
        }
        for value in ["0", "65536", "-1", "http", "80.0", "8 0"] {
            assert_eq!(refused(&[(&host, "host"), (&port, value)]), port, "{value}");
        }
        for value in ["ftp", "http:", "https://", "socks5"] {
            assert_eq!(refused(&[(&host, "host"), (&protocol, value)]), protocol, "{value}");
        }
    }
}

#[test]
fn a_port_or_protocol_without_a_host_names_the_host() {
    for kind in ["GATEWAY", "PROXY"] {
        let [host, port, protocol] = ["HOST", "PORT", "PROTOCOL"].map(|part| format!("GENESYSCLOUD_{kind}_{part}"));
        let (setting, text) = refusal(&[TOKEN, (&port, "443")]);
        assert_eq!(setting, host);
        assert!(text.contains(&port) && text.contains(&protocol), "{text}");
        assert_eq!(refusal(&[TOKEN, (&protocol, "https")]).0, host);
    }
}

#[test]
fn a_proxy_is_accepted_with_and_without_user_and_password() {
    let user = ("GENESYSCLOUD_PROXY_AUTH_USERNAME", "us@er");
    let password = ("GENESYSCLOUD_PROXY_AUTH_PASSWORD", "p:a/s?s#w%o@r d+üé");
    let proxy = [
        REGION,
        TOKEN,
        ("GENESYSCLOUD_PROXY_HOST", "proxy.example"),
        ("GENESYSCLOUD_PROXY_PORT", "3128"),
    ];
    assert!(build(&proxy).is_ok());
    assert!(build(&[&proxy[..], &[user]].concat()).is_ok());
    assert!(build(&[&proxy[..], &[password]].concat()).is_ok());
    assert!(build(&[&proxy[..], &[user, password]].concat()).is_ok());
}

#[test]
fn user_or_password_without_a_proxy_names_the_host() {
    for name in ["GENESYSCLOUD_PROXY_AUTH_USERNAME", "GENESYSCLOUD_PROXY_AUTH_PASSWORD"] {
        let (setting, text) = refusal(&[TOKEN, (name, "s3cr3t")]);
        assert_eq!(setting, "GENESYSCLOUD_PROXY_HOST");
        assert!(text.contains(name), "{text}");
    }
}

/// The proxy would get the token in clear text, and connect to its own loopback interface.
#[test]
fn http_on_loopback_is_not_sent_to_the_proxy() {
    let variables = [
        TOKEN,
        ("GENESYSCLOUD_GATEWAY_HOST", "127.0.0.1"),
        ("GENESYSCLOUD_GATEWAY_PROTOCOL", "http"),
        ("GENESYSCLOUD_PROXY_HOST", "proxy.example"),
    ];
    let route = |builder: ClientBuilder| builder.build().unwrap().inner.base_url.route();
    assert_eq!(route(builder(&variables)), Route::Direct);
    assert_eq!(route(builder(&variables).allow_plain_http(true)), Route::Proxy);
    assert_eq!(route(builder(&variables).proxy("http://proxy.example")), Route::Proxy);
    assert_eq!(route(builder(&[REGION, TOKEN, variables[3]])), Route::Proxy);
}

/// Returns the URLs of API and token endpoint.
fn gateway_urls(path_name: &str, path_value: &str) -> String {
    let client = build(&[
        ID,
        SECRET,
        ("GENESYSCLOUD_GATEWAY_HOST", "gateway.example"),
        ("GENESYSCLOUD_GATEWAY_PATH_NAME", path_name),
        ("GENESYSCLOUD_GATEWAY_PATH_VALUE", path_value),
    ]);
    let client = client.unwrap();
    format!("{:?} {:?}", client.inner.base_url, client.inner.tokens)
}

#[test]
fn a_gateway_has_a_path_for_the_api_or_for_the_token_endpoint() {
    for path in ["genesys/api", "/genesys/api", "/genesys/api/"] {
        let urls = gateway_urls("api", path);
        assert!(
            urls.contains("\"/genesys/api\"") && urls.contains("https://gateway.example/oauth/token"),
            "{urls}"
        );
    }
    let urls = gateway_urls("LOGIN", "login");
    assert!(
        urls.contains("https://gateway.example/login/oauth/token") && urls.contains("prefix: \"\""),
        "{urls}"
    );
}

#[test]
fn an_invalid_path_of_a_gateway_names_its_variable() {
    let (name, value) = ("GENESYSCLOUD_GATEWAY_PATH_NAME", "GENESYSCLOUD_GATEWAY_PATH_VALUE");
    let host = ("GENESYSCLOUD_GATEWAY_HOST", "gateway.example");
    assert_eq!(refusal(&[TOKEN, host, (name, "api")]).0, value);
    assert_eq!(refusal(&[TOKEN, host, (value, "path")]).0, name);
    assert_eq!(refusal(&[TOKEN, host, (name, "other"), (value, "path")]).0, name);
    for path in ["a b", "a?b", "a#b", "../a", "a/%2e%2e/b", "a%2"] {
        assert_eq!(refusal(&[TOKEN, host, (name, "api"), (value, path)]).0, value, "{path}");
    }
    let (setting, text) = refusal(&[REGION, TOKEN, (name, "api"), (value, "path")]);
    assert_eq!(setting, host.0);
    assert!(text.contains("set the host too"), "{text}");
}

#[test]
fn a_user_of_a_gateway_is_refused_with_the_reason() {
    for name in [
        "GENESYSCLOUD_GATEWAY_AUTH_USERNAME",
        "GENESYSCLOUD_GATEWAY_AUTH_PASSWORD",
    ] {
        let host = ("GENESYSCLOUD_GATEWAY_HOST", "gateway.example");
        let (setting, text) = refusal(&[TOKEN, host, (name, "s3cr3t")]);
        assert_eq!(setting, name);
        assert!(
            text.contains("in the header Authorization, which has the access token"),
            "{text}"
        );
    }
}

#[test]
fn an_error_names_the_variable_that_a_host_comes_from() {
    let source = |variables: &[(&str, &str)], host: &str| {
        let client = build(&[&[ID, SECRET], variables].concat()).unwrap();
        client.inner.transport.source_of(Some(host)).unwrap().text.clone()
    };
    let region = [("GENESYSCLOUD_REGION", "eu-west-1")];
    for host in ["api.mypurecloud.ie", "login.mypurecloud.ie"] {
        assert_eq!(source(&region, host), "region eu-west-1 from GENESYSCLOUD_REGION");
    }
    let unknown = [("GENESYSCLOUD_REGION", "region.example")];
    assert_eq!(
        source(&unknown, "login.region.example"),
        "not a known region from GENESYSCLOUD_REGION"
    );
    let gateway = [("GENESYSCLOUD_GATEWAY_HOST", "gateway.example")];
    assert_eq!(source(&gateway, "gateway.example"), "from GENESYSCLOUD_GATEWAY_HOST");
}
