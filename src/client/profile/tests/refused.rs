//! Errors name the file, the profile and the key, and no value.

use super::*;

/// Returns the setting that the error names, and its text.
fn refusal(text: impl AsRef<[u8]>, profile: Option<&str>) -> (String, String) {
    let profiles = Profiles::new(text);
    let error = profiles.build(profile).unwrap_err();
    let text = error.to_string();
    assert!(!format!("{text} {error:?} {error:#?}").contains("s3cr3t"), "{text}");
    assert!(text.len() < 1024, "{text}");
    let Error::Config(error) = error else {
        panic!("{text}");
    };
    let path = profiles.path().display().to_string();
    (error.setting().replace(&path, "FILE"), text.replace(&path, "FILE"))
}

#[test]
fn a_missing_file_is_named_with_the_command_that_creates_it() {
    let profiles = Profiles::missing();
    let error = profiles.build(None).unwrap_err();
    let expected = format!(
        "{}: does not exist; create it with `gc profiles new`",
        profiles.path().display()
    );
    assert_eq!(error.to_string(), expected);
}

#[test]
fn an_unknown_profile_is_named_with_those_that_there_are() {
    let (setting, text) = refusal(BY_GC, Some("production"));
    assert_eq!(setting, "FILE");
    assert_eq!(
        text,
        "FILE: has no profile production; it has browser, default, networked"
    );
    let (_, text) = refusal(BY_HAND, Some("with"));
    assert!(text.contains("it has ") && text.contains("with.tables"), "{text}");
    let (_, text) = refusal("", None);
    assert_eq!(text, "FILE: has no profile default; create it with `gc profiles new`");
    // Other values than tables are not profiles.
    let (_, text) = refusal("default = 's3cr3t'", None);
    assert!(text.contains("has no profile default"), "{text}");
}

#[test]
fn an_unreadable_file_is_named() {
    let (setting, text) = refusal(b"[default]\nclient_secret = 's3cr3t\xff'", None);
    assert_eq!(setting, "FILE");
    assert!(text.contains("is not UTF-8"), "{text}");
    let (_, text) = refusal(" ".repeat((1 << 20) + 1), None);
    assert!(text.contains("is larger than 1 MiB"), "{text}");
    let folder = std::env::temp_dir();
    let error = super::super::read(&folder, None).unwrap_err();
    assert!(error.to_string().contains("cannot be read: "), "{error}");
}

/// The parser quotes the line.
#[test]
fn invalid_toml_names_the_line_and_does_not_quote_it() {
    for (text, line) in [
        ("[default]\nclient_secret = s3cr3t", 2),
        ("[default\nclient_secret = 's3cr3t'", 1),
        ("[default]\n\nclient_secret = \"s3cr3t\nenvironment = 'x'", 3),
        ("[default]\nclient_secret = 's3cr3t'\nclient_secret = 's3cr3t'", 3),
        ("[default]\nclient_secret = \"s3cr3t\\q\"", 2),
    ] {
        let (setting, text) = refusal(text, None);
        assert_eq!(setting, "FILE");
        assert!(
            text.starts_with(&format!("FILE: line {line} is not valid TOML")),
            "{text}"
        );
    }
}

fn names(profile: &str, key: &str, expected: &str) {
    let (setting, text) = refusal(profile, None);
    assert_eq!(setting, format!("FILE [default] {key}"), "{text}");
    assert!(text.contains(expected), "{text}");
}

#[test]
fn each_invalid_value_names_its_key() {
    let token = "[default]\nenvironment = 'us-east-1'\naccess_token = 's3cr3t'\n";
    let client = "[default]\nenvironment = 'us-east-1'\n";
    names(
        "[default]\naccess_token = 's3cr3t'",
        "environment",
        "set the region of your organization",
    );
    names(
        "[default]\nenvironment = 'eu-west-9'\naccess_token = 's3cr3t'",
        "environment",
        "is not a region",
    );
    names(
        "[default]\nenvironment = ['s3cr3t']\naccess_token = 's3cr3t'",
        "environment",
        "is not text; write it in quotes",
    );
    names(
        "[default]\nenvironment = 'us-east-1'\naccess_token = { a = 's3cr3t' }",
        "access_token",
        "is not text",
    );
    names(
        "[default]\nenvironment = 'us-east-1'\naccess_token = 's3cr3t with space'",
        "access_token",
        "contains a space at position 7",
    );
    names(
        client,
        "access_token",
        "not set, nor FILE [default] client_credentials and FILE [default] client_secret",
    );
    names(
        &format!("{client}client_credentials = 'id'"),
        "client_secret",
        "not set, but FILE [default] client_credentials is",
    );
    names(
        &format!("{client}client_secret = 's3cr3t'"),
        "client_credentials",
        "not set, but FILE [default] client_secret is",
    );
    names(
        &format!("{token}grant_type = '4'"),
        "grant_type",
        "\"3\" (PKCE); use one of them",
    );
    names(
        &format!("{token}gateway_port = '8443'"),
        "gateway_host",
        "set the host too",
    );
    names(
        &format!("{token}gateway_host = 'h'\ngateway_port = 'https'"),
        "gateway_port",
        "is not a port number",
    );
    names(
        &format!("{token}gateway_host = 'h'\ngateway_protocol = 'ftp'"),
        "gateway_protocol",
        "neither http nor https",
    );
    names(
        &format!("{token}gateway_host = 'h'\ngateway_pathparams = '{{api}}'"),
        "gateway_pathparams",
        "in the form {login: path",
    );
    names(
        &format!("{token}gateway_host = 'h'\ngateway_pathparams = '{{api: a b}}'"),
        "gateway_pathparams",
        "not valid in a URL",
    );
    names(
        &format!("{token}gateway_host = 'h'\ngateway_username = 's3cr3t'"),
        "gateway_username",
        "header Authorization",
    );
    names(
        &format!("{token}proxy_username = 's3cr3t'"),
        "proxy_host",
        "not set, but FILE [default] proxy_username is",
    );
}

#[test]
fn a_sign_in_with_the_browser_without_a_valid_token_says_how_to_go_on() {
    let browser = "[default]\nenvironment = 'us-east-1'\ngrant_type = '3'\nclient_credentials = 'id'\n";
    let stored = |json: &str| format!("{browser}oauth_token_data = '{json}'");
    let key = "oauth_token_data";
    names(
        browser,
        key,
        "not set, and the profile signs in with the browser; sign in with gc again",
    );
    names(&stored("s3cr3t"), key, "is not JSON with an access_token");
    names(
        &stored(r#"{"access_token":7}"#),
        key,
        "is not JSON with an access_token",
    );
    let expired = r#"{"access_token":"s3cr3t","oauth_token_expiry":"2020-01-02T03:04:05Z"}"#;
    names(
        &stored(expired),
        key,
        "has expired at 2020-01-02T03:04:05Z; sign in with gc again",
    );
    for json in [
        r#"{"access_token":"s3cr3t"}"#,
        r#"{"access_token":"s3cr3t","oauth_token_expiry":"soon"}"#,
    ] {
        names(&stored(json), key, "has no valid oauth_token_expiry");
    }
    names(
        BY_HAND
            .replace("[DEFAULT]", "[other]")
            .replace("[browser]", "[default]")
            .as_str(),
        key,
        "signs in with the browser",
    );
}

#[cfg(unix)]
#[test]
fn a_file_that_others_can_read_is_still_read() {
    use std::os::unix::fs::PermissionsExt as _;
    for mode in [0o644, 0o600] {
        let profiles = Profiles::new(BY_HAND);
        fs::set_permissions(profiles.path(), fs::Permissions::from_mode(mode)).unwrap();
        profiles.build(None).unwrap();
    }
}
