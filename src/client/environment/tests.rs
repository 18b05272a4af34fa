//! Which variables are read, and what they set.

use std::collections::BTreeMap;
use std::env::VarError;

use super::super::source::Source;
use super::read;
use crate::auth::TokenSource;
use crate::route::Route;
use crate::{Client, ClientBuilder, Error, Region};

const REGION: (&str, &str) = ("GENESYSCLOUD_REGION", "us-east-1");
const TOKEN: (&str, &str) = ("GENESYSCLOUD_ACCESS_TOKEN", "s3cr3t-token");
const ID: (&str, &str) = ("GENESYSCLOUD_OAUTHCLIENT_ID", "the-id");
const SECRET: (&str, &str) = ("GENESYSCLOUD_OAUTHCLIENT_SECRET", "s3cr3t-secret");

fn applied(variables: &[(&str, &str)]) -> Result<ClientBuilder, Error> {
    let variables: BTreeMap<_, _> = variables.iter().copied().collect();
    let variable = |name| variables.get(name).map(|value| (*value).to_owned());
    read(|name| variable(name).ok_or(VarError::NotPresent)).and_then(Source::apply)
}

fn builder(variables: &[(&str, &str)]) -> ClientBuilder {
    applied(variables).unwrap_or_else(|error| panic!("{variables:?}: {error}"))
}

fn build(variables: &[(&str, &str)]) -> Result<Client, Error> {
    applied(variables).and_then(ClientBuilder::build)
}

/// The host of API requests, which `Debug` of the client shows.
fn api(variables: &[(&str, &str)]) -> String {
    format!("{:?}", build(variables).unwrap())
}

/// The variable that the error names, and its text.
fn refusal(variables: &[(&str, &str)]) -> (String, String) {
    let error = build(variables).unwrap_err();
    let text = error.to_string();
    assert!(!format!("{text} {error:?}").contains("s3cr3t"), "{text}");
    let Error::Config(error) = error else {
        panic!("{text}");
    };
    (error.setting().to_owned(), text)
}

#[test]
fn an_access_token_is_enough() {
    assert!(api(&[REGION, TOKEN]).contains("api.mypurecloud.com"));
}

#[test]
fn client_credentials_are_enough() {
    assert!(api(&[REGION, ID, SECRET]).contains("api.mypurecloud.com"));
}

#[test]
fn the_access_token_comes_before_the_client_credentials() {
    let both = format!("{:?}", builder(&[TOKEN, ID, SECRET]));
    assert!(
        both.contains("AccessToken") && !both.contains("ClientCredentials"),
        "{both}"
    );
    // An incomplete pair does not matter then.
    assert!(build(&[REGION, TOKEN, ID]).is_ok());
    let pair = format!("{:?}", builder(&[ID, SECRET]));
    assert!(pair.contains("ClientCredentials") && !pair.contains("s3cr3t"), "{pair}");
}

#[test]
fn without_credentials_the_variables_that_are_missing_are_named() {
    let (setting, text) = refusal(&[REGION]);
    assert_eq!(setting, "GENESYSCLOUD_ACCESS_TOKEN");
    assert!(text.contains(ID.0) && text.contains(SECRET.0), "{text}");
}

#[test]
fn half_a_pair_names_the_other_half() {
    let (setting, text) = refusal(&[REGION, ID]);
    assert_eq!(setting, "GENESYSCLOUD_OAUTHCLIENT_SECRET");
    assert!(text.contains("not set, but GENESYSCLOUD_OAUTHCLIENT_ID is"), "{text}");
    let (setting, text) = refusal(&[REGION, SECRET]);
    assert_eq!(setting, "GENESYSCLOUD_OAUTHCLIENT_ID");
    assert!(
        text.contains("not set, but GENESYSCLOUD_OAUTHCLIENT_SECRET is"),
        "{text}"
    );
}

#[test]
fn an_empty_variable_counts_as_not_set() {
    for empty in ["", " ", "\t\n"] {
        assert_eq!(
            refusal(&[REGION, ("GENESYSCLOUD_ACCESS_TOKEN", empty)]).0,
            "GENESYSCLOUD_ACCESS_TOKEN"
        );
        assert_eq!(
            refusal(&[REGION, ID, ("GENESYSCLOUD_OAUTHCLIENT_SECRET", empty)]).0,
            SECRET.0
        );
        let all = [
            TOKEN,
            REGION,
            ("GENESYSCLOUD_GATEWAY_HOST", empty),
            ("GENESYSCLOUD_GATEWAY_PORT", empty),
            ("GENESYSCLOUD_GATEWAY_PROTOCOL", empty),
            ("GENESYSCLOUD_GATEWAY_PATH_NAME", empty),
            ("GENESYSCLOUD_GATEWAY_PATH_VALUE", empty),
            ("GENESYSCLOUD_GATEWAY_AUTH_USERNAME", empty),
            ("GENESYSCLOUD_GATEWAY_AUTH_PASSWORD", empty),
            ("GENESYSCLOUD_PROXY_HOST", empty),
            ("GENESYSCLOUD_PROXY_PORT", empty),
            ("GENESYSCLOUD_PROXY_PROTOCOL", empty),
            ("GENESYSCLOUD_PROXY_AUTH_USERNAME", empty),
            ("GENESYSCLOUD_PROXY_AUTH_PASSWORD", empty),
        ];
        assert!(api(&all).contains("api.mypurecloud.com"));
        assert_eq!(refusal(&[TOKEN, (REGION.0, empty)]).0, REGION.0);
    }
}

#[test]
fn space_around_a_value_does_not_matter() {
    assert!(
        api(&[
            ("GENESYSCLOUD_ACCESS_TOKEN", " token\n"),
            ("GENESYSCLOUD_REGION", " eu-west-1 ")
        ])
        .contains(".ie")
    );
}

#[test]
fn the_region_is_a_name_or_a_domain() {
    for region in ["eu-west-1", "eu_west_1", "mypurecloud.ie"] {
        assert!(
            api(&[TOKEN, ("GENESYSCLOUD_REGION", region)]).contains("api.mypurecloud.ie"),
            "{region}"
        );
    }
    assert!(api(&[TOKEN, ("GENESYSCLOUD_REGION", "new.pure.cloud")]).contains("api.new.pure.cloud"));
}

#[test]
fn an_invalid_region_names_the_variable() {
    let (setting, text) = refusal(&[TOKEN, ("GENESYSCLOUD_REGION", "eu-west-9")]);
    assert_eq!(setting, "GENESYSCLOUD_REGION");
    assert!(
        text.starts_with("GENESYSCLOUD_REGION: \"eu-west-9\" is not a region"),
        "{text}"
    );
    refusal(&[TOKEN, ("GENESYSCLOUD_REGION", "https://user:s3cr3t@mypurecloud.ie")]);
}

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

#[test]
fn errors_of_build_name_the_variable() {
    let setting = |variables: &[(&str, &str)]| match build(variables).unwrap_err() {
        Error::Config(error) => error.setting().to_owned(),
        error => panic!("{error}"),
    };
    assert_eq!(setting(&[REGION, (TOKEN.0, "with space")]), TOKEN.0);
    assert_eq!(
        setting(&[REGION, ("GENESYSCLOUD_OAUTHCLIENT_ID", "the:id"), SECRET]),
        ID.0
    );
    assert_eq!(
        setting(&[REGION, ID, ("GENESYSCLOUD_OAUTHCLIENT_SECRET", "a\u{7}b")]),
        SECRET.0
    );
    let gateway = ("GENESYSCLOUD_GATEWAY_HOST", "no host");
    assert_eq!(setting(&[TOKEN, gateway]), gateway.0);
}

#[test]
fn errors_of_build_show_no_secret() {
    for variables in [
        &[REGION, ("GENESYSCLOUD_ACCESS_TOKEN", "s3cr3t with space")][..],
        &[REGION, ("GENESYSCLOUD_OAUTHCLIENT_ID", "the:id"), SECRET],
        &[REGION, ID, ("GENESYSCLOUD_OAUTHCLIENT_SECRET", "s3cr3t\u{7}x")],
        &[TOKEN, ("GENESYSCLOUD_GATEWAY_HOST", "s3cr3t host")],
        &[
            REGION,
            TOKEN,
            ("GENESYSCLOUD_PROXY_HOST", "no host"),
            ("GENESYSCLOUD_PROXY_AUTH_PASSWORD", "s3cr3t"),
        ],
    ] {
        let error = build(variables).expect_err("refused");
        assert!(matches!(error, Error::Config(_)));
        assert!(!format!("{error} {error:?}").contains("s3cr3t"), "{error}");
        assert!(!format!("{:?}", builder(variables)).contains("s3cr3t"));
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

/// A secret goes only to a host that was named.
#[test]
fn without_a_region_or_a_gateway_no_host_is_chosen() {
    for credentials in [&[TOKEN][..], &[ID, SECRET]] {
        let (setting, text) = refusal(credentials);
        assert_eq!(setting, "GENESYSCLOUD_REGION");
        assert!(
            text.contains("not set, nor GENESYSCLOUD_GATEWAY_HOST; set the region of your organization"),
            "{text}"
        );
    }
    // Neither of these names the host of both requests.
    let login_url = builder(&[ID, SECRET]).login_url("https://login.example.com");
    assert!(
        login_url
            .build()
            .unwrap_err()
            .to_string()
            .starts_with("GENESYSCLOUD_REGION")
    );
    let base_url = builder(&[ID, SECRET]).base_url("https://api.example.com");
    assert!(
        base_url
            .build()
            .unwrap_err()
            .to_string()
            .starts_with("login_url: base_url is set")
    );
}

#[test]
fn a_program_can_set_what_the_environment_does_not() {
    let client = builder(&[TOKEN]).region(Region::EuWest1).build().unwrap();
    assert!(format!("{client:?}").contains("api.mypurecloud.ie"));
    let client = builder(&[REGION]).client_credentials("id", "secret").build().unwrap();
    assert!(client.inner.tokens.can_renew());
    let half = builder(&[REGION, ID]).access_token("token").build();
    assert!(half.is_ok());
    let client = builder(&[]).region(Region::EuWest1).without_credentials().build();
    assert!(client.is_ok());
}

#[test]
fn a_server_on_this_machine_needs_no_token() {
    for (region, host) in [("localhost", "localhost"), ("localhost:8080", "localhost:8080")] {
        for credentials in [&[][..], &[ID, SECRET]] {
            let client = build(&[&[("GENESYSCLOUD_REGION", region)], credentials].concat()).unwrap();
            assert!(format!("{client:?}").contains(host), "{client:?}");
            assert!(matches!(*client.inner.tokens, TokenSource::None));
        }
        let client = build(&[("GENESYSCLOUD_REGION", region), TOKEN]).unwrap();
        assert!(matches!(*client.inner.tokens, TokenSource::Static(_)));
    }
    for region in [
        "localhost:",
        "localhost:0",
        "localhost:http",
        "localhost:65536",
        "localhosts",
    ] {
        assert_eq!(
            refusal(&[("GENESYSCLOUD_REGION", region), TOKEN]).0,
            "GENESYSCLOUD_REGION"
        );
    }
}

/// The URLs of API and token endpoint.
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
