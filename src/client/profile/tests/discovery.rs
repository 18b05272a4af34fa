//! The environment first, then the profile, value by value.

use std::collections::BTreeMap;
use std::env::VarError;

use super::*;
use crate::client::environment;

const REGION: (&str, &str) = ("GENESYSCLOUD_REGION", "eu-central-1");
const TOKEN: (&str, &str) = ("GENESYSCLOUD_ACCESS_TOKEN", "s3cr3t-environment");
const ID: (&str, &str) = ("GENESYSCLOUD_OAUTHCLIENT_ID", "environment-id");
const SECRET: (&str, &str) = ("GENESYSCLOUD_OAUTHCLIENT_SECRET", "s3cr3t");

fn discover(variables: &[(&str, &str)], path: Option<&Path>, profile: Option<&str>) -> Result<Client, Error> {
    let variables: BTreeMap<_, _> = variables.iter().copied().collect();
    let variable = |name| variables.get(name).map(|value| (*value).to_owned());
    let source = environment::read(|name| variable(name).ok_or(VarError::NotPresent))?;
    super::super::discover(source, path, profile)?.apply()?.build()
}

fn found(variables: &[(&str, &str)], profile: Option<&str>) -> (Client, String) {
    let profiles = Profiles::new(BY_GC);
    let client = discover(variables, Some(profiles.path()), profile).unwrap();
    let shown = format!("{client:?} {:?}", client.inner.tokens);
    (client, shown)
}

fn refusal(variables: &[(&str, &str)], text: &str, profile: Option<&str>) -> String {
    let profiles = Profiles::new(text);
    let error = discover(variables, Some(profiles.path()), profile).unwrap_err();
    let text = error
        .to_string()
        .replace(&profiles.path().display().to_string(), "FILE");
    assert!(matches!(error, Error::Config(_)) && !text.contains("s3cr3t"), "{text}");
    text
}

#[test]
fn the_environment_comes_before_the_profile() {
    let (client, shown) = found(&[REGION], None);
    assert!(
        shown.contains("api.mypurecloud.de") && client.inner.tokens.can_renew(),
        "{shown}"
    );
    let (client, shown) = found(&[TOKEN], None);
    assert!(shown.contains("api.usw2.pure.cloud"), "{shown}");
    assert_eq!(bearer(&client), "s3cr3t-environment");
    assert_eq!(
        bearer(&found(&[REGION, TOKEN], Some("browser")).0),
        "s3cr3t-environment"
    );
    let (_, shown) = found(&[("GENESYSCLOUD_GATEWAY_HOST", "other.example")], Some("networked"));
    assert!(
        shown.contains("other.example") && !shown.contains("gateway.example"),
        "{shown}"
    );
}

#[test]
fn an_access_token_of_the_profile_comes_before_client_credentials_of_the_environment() {
    assert_eq!(bearer(&found(&[ID, SECRET], Some("networked")).0), "s3cr3t-token");
}

#[test]
fn client_credentials_of_the_environment_come_before_the_browser() {
    let (client, _) = found(&[ID, SECRET], Some("browser"));
    assert!(client.inner.tokens.can_renew());
}

/// The stored token belongs to the client and the region of its profile.
#[test]
fn a_stored_token_is_not_sent_to_another_region() {
    assert_eq!(bearer(&found(&[], Some("browser")).0), "s3cr3t-stored");
    for same in ["eu-west-1", "mypurecloud.ie", "EU_WEST_1"] {
        let (client, _) = found(&[("GENESYSCLOUD_REGION", same)], Some("browser"));
        assert_eq!(bearer(&client), "s3cr3t-stored", "{same}");
    }
    for other in [REGION, ID, ("GENESYSCLOUD_REGION", "new.pure.cloud")] {
        let text = refusal(&[other], BY_GC, Some("browser"));
        assert!(
            text.starts_with("FILE [browser] oauth_token_data: belongs to the region and the client"),
            "{text}"
        );
    }
}

/// Otherwise the password for one proxy would be sent to another one.
#[test]
fn the_settings_of_a_proxy_are_taken_from_one_source() {
    let text = refusal(&[("GENESYSCLOUD_PROXY_PORT", "1")], BY_GC, Some("networked"));
    assert!(
        text.starts_with("GENESYSCLOUD_PROXY_HOST: not set, but GENESYSCLOUD_PROXY_PORT"),
        "{text}"
    );
}

#[test]
fn a_missing_file_or_default_profile_is_no_error_if_the_environment_is_enough() {
    let missing = Profiles::missing();
    assert!(discover(&[REGION, TOKEN], Some(missing.path()), None).is_ok());
    assert!(discover(&[REGION, TOKEN], None, None).is_ok());
    let profiles = Profiles::new("[other]\nenvironment = 'us-east-1'");
    assert!(discover(&[REGION, TOKEN], Some(profiles.path()), None).is_ok());
}

#[test]
fn a_named_profile_that_does_not_exist_is_an_error_even_if_the_environment_is_enough() {
    let text = refusal(&[REGION, TOKEN], BY_GC, Some("production"));
    assert_eq!(
        text,
        "FILE: has no profile production; it has browser, default, networked"
    );
    let missing = Profiles::missing();
    let error = discover(&[REGION, TOKEN], Some(missing.path()), Some("default")).unwrap_err();
    assert!(error.to_string().contains("does not exist"), "{error}");
    let error = discover(&[REGION, TOKEN], None, Some("default")).unwrap_err();
    assert!(
        error.to_string().contains("the profile default cannot be found"),
        "{error}"
    );
}

#[test]
fn an_error_lists_what_was_tried() {
    let missing = Profiles::missing();
    let error = discover(&[], Some(missing.path()), None).unwrap_err().to_string();
    let path = missing.path().display();
    assert_eq!(
        error,
        format!(
            "GENESYSCLOUD_ACCESS_TOKEN: not set, nor GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET, \
             nor credentials in {path}, which does not exist; set one or the others"
        )
    );
    let text = refusal(&[TOKEN], "[default]", None);
    assert!(
        text.starts_with(
            "GENESYSCLOUD_REGION: not set, nor GENESYSCLOUD_GATEWAY_HOST, nor a region in the profile default of FILE"
        ),
        "{text}"
    );
    let text = refusal(&[REGION], "[other]", None);
    assert!(
        text.contains("nor credentials in FILE, which has no profile default"),
        "{text}"
    );
}

#[test]
fn an_invalid_file_is_an_error_even_if_the_environment_is_enough() {
    let text = refusal(&[REGION, TOKEN], "[default", None);
    assert!(text.contains("line 1 is not valid TOML"), "{text}");
}
