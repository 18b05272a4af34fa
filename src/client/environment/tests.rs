//! Which variables are read, and what they set.

use std::collections::BTreeMap;
use std::env::VarError;

use super::super::source::Source;
use super::read;
use crate::auth::TokenSource;
use crate::route::Route;
use crate::{Client, ClientBuilder, Error, Region};

mod hosts;
mod login;

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

/// Returns the host of API requests, which `Debug` of the client shows.
fn api(variables: &[(&str, &str)]) -> String {
    format!("{:?}", build(variables).unwrap())
}

/// Returns the variable that the error names, and its text.
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
