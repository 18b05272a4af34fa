//! Valid and invalid credentials.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;

use super::{Code, Credentials};
use crate::auth::{AccessToken, TokenSource};
use crate::base_url::BaseUrl;
use crate::named::Named;
use crate::secret::Secrets as _;
use crate::{Client, Error};

fn source(credentials: Credentials) -> Result<TokenSource, Error> {
    let login = BaseUrl::parse(&Named::new("login_url", "https://login.example".to_owned()), false).unwrap();
    credentials.into_source(Some(login))
}

fn refusal(credentials: Credentials) -> String {
    let error = source(credentials).unwrap_err();
    assert!(matches!(error, Error::Config(_)), "{error:?}");
    assert!(!format!("{error} {error:?}").contains("s3cr3t"), "{error}");
    error.to_string()
}

/// Returns the secrets that are masked in errors.
fn secrets(source: &TokenSource) -> Vec<String> {
    let secrets = source.secrets();
    secrets.iter().map(|secret| secret.expose_secret().to_owned()).collect()
}

/// Returns the decoded value of HTTP Basic.
fn basic(id: &str, secret: &str) -> String {
    let source = source(Credentials::client_credentials(id, secret)).unwrap();
    let basic = secrets(&source).pop().unwrap();
    String::from_utf8(STANDARD.decode(basic).unwrap()).unwrap()
}

#[test]
fn debug_shows_the_id_and_no_secret() {
    let credentials = Credentials::client_credentials("the-id", "s3cr3t");
    let shown = format!("{credentials:?}");
    assert!(shown.contains("the-id") && !shown.contains("s3cr3t"), "{shown}");
    let shown = format!("{:?}", Credentials::access_token("s3cr3t"));
    assert!(!shown.contains("s3cr3t"), "{shown}");
}

#[test]
fn debug_of_a_token_source_shows_no_secret() {
    let basic = STANDARD.encode("the-id:s3cr3t");
    let shown = format!(
        "{:?}",
        source(Credentials::client_credentials("the-id", "s3cr3t")).unwrap()
    );
    assert!(!shown.contains("s3cr3t") && !shown.contains(&basic), "{shown}");
    let shown = format!("{:?}", source(Credentials::access_token("s3cr3t")).unwrap());
    assert!(!shown.contains("s3cr3t"), "{shown}");
}

#[test]
fn an_access_token_is_used_as_it_is_and_never_renewed() {
    let source = source(Credentials::access_token("token")).unwrap();
    assert!(!source.can_renew());
    let TokenSource::Static(token) = &source else {
        panic!("{source:?}");
    };
    assert_eq!(token.header(), "Bearer token");
    source.forget(token);
    assert!(secrets(&source).is_empty());
}

#[test]
fn an_access_token_needs_no_token_endpoint() {
    assert!(Credentials::access_token("token").into_source(None).is_ok());
}

#[test]
fn an_access_token_that_is_not_visible_ascii_is_refused() {
    assert_eq!(
        refusal(Credentials::access_token("")),
        "access_token: the token is empty; set it"
    );
    for token in [
        "s3cr3t ",
        " s3cr3t",
        "s3c r3t",
        "s3cr3t\n",
        "s3cr3t\r\nX: y",
        "s3cr3t\0",
        "s3cr3tü",
        "Bearer s3cr3t",
    ] {
        let refusal = refusal(Credentials::access_token(token));
        assert!(refusal.starts_with("access_token: the token "), "{token:?}: {refusal}");
    }
}

#[test]
fn client_credentials_are_base64_of_both() {
    assert_eq!(basic("the-id", "s3cr3t"), "the-id:s3cr3t");
    assert_eq!(basic("an id", "with : and space"), "an id:with : and space");
}

#[test]
fn client_credentials_can_be_renewed() {
    let source = source(Credentials::client_credentials("id", "secret")).unwrap();
    assert!(source.can_renew());
    assert_eq!(secrets(&source), ["secret", "aWQ6c2VjcmV0"]);
}

#[test]
fn a_colon_in_the_id_is_refused_and_one_in_the_secret_is_not() {
    let expected = "client_credentials: the client ID has a colon, which HTTP Basic does not allow; set the ID alone";
    assert_eq!(refusal(Credentials::client_credentials("the:id", "s3cr3t")), expected);
    assert_eq!(basic("id", "a:b:"), "id:a:b:");
}

#[test]
fn an_empty_id_or_secret_is_refused() {
    let credentials = Credentials::client_credentials("", "s3cr3t");
    assert_eq!(
        refusal(credentials),
        "client_credentials: the client ID is empty; set it"
    );
    let credentials = Credentials::client_credentials("id", "");
    assert_eq!(
        refusal(credentials),
        "client_credentials: the client secret is empty; set it"
    );
}

#[test]
fn client_credentials_without_a_login_host_are_refused() {
    let error = Credentials::client_credentials("id", "s3cr3t")
        .into_source(None)
        .unwrap_err();
    assert!(error.to_string().starts_with("login_url: base_url is set"), "{error}");
    assert!(!error.to_string().contains("s3cr3t"));
}

const VERIFIER: &str = "s3cr3t-verifier-of-43-to-128-characters-x-y";

/// Returns valid credentials of each grant of a user.
fn for_users() -> [Credentials; 5] {
    [
        Credentials::authorization_code(
            Code::pkce("the-id", "s3cr3t-code", VERIFIER).redirect_uri("http://localhost:1/"),
        ),
        Credentials::authorization_code(Code::authorization_code("the-id", "s3cr3t", "s3cr3t-code")),
        Credentials::refresh_token("the-id", None, "s3cr3t-refresh"),
        Credentials::refresh_token("the-id", Some("s3cr3t"), "s3cr3t-refresh"),
        Credentials::saml2_bearer("the-id", "s3cr3t", "org", "s3cr3t+assertion\n=="),
    ]
}

#[test]
fn each_grant_of_a_user_needs_a_login_host_and_can_be_renewed() {
    for credentials in for_users() {
        let shown = format!("{credentials:?} {credentials:#?}");
        assert!(shown.contains("the-id") && !shown.contains("s3cr3t"), "{shown}");
        let error = credentials.clone().into_source(None).unwrap_err();
        assert!(error.to_string().starts_with("login_url: base_url is set"), "{error}");
        let source = source(credentials).unwrap();
        assert!(source.can_renew());
        let shown = format!("{source:?}");
        assert!(!shown.contains("s3cr3t") && !shown.contains("czNj"), "{shown}");
        let secrets = secrets(&source);
        assert!(secrets.iter().any(|secret| secret.contains("s3cr3t")), "{secrets:?}");
    }
}

#[test]
fn each_invalid_part_of_a_grant_of_a_user_is_refused_by_name() {
    let code = |code: &str| Credentials::authorization_code(Code::authorization_code("id", "s3cr3t", code));
    let pkce = |verifier: &str| Credentials::authorization_code(Code::pkce("id", "s3cr3t-code", verifier));
    let refresh = |token: &str| Credentials::refresh_token("id", None, token);
    let saml2 = |org: &str, assertion: &str| Credentials::saml2_bearer("id", "s3cr3t", org, assertion);
    let long = "s3cr3t".repeat(22);
    for (credentials, expected) in [
        (code(""), "authorization_code: the code is empty"),
        (
            code("s3cr3t code"),
            "authorization_code: the code contains a space at position 7; copy it again",
        ),
        (
            pkce(""),
            "authorization_code: the code verifier is not 43 to 128 characters",
        ),
        (
            pkce(&VERIFIER[1..]),
            "authorization_code: the code verifier is not 43 to 128 characters",
        ),
        (
            pkce(&long),
            "authorization_code: the code verifier is not 43 to 128 characters",
        ),
        (
            pkce(&VERIFIER.replace('-', "+")),
            "authorization_code: the code verifier is not 43 to 128 characters",
        ),
        (refresh(""), "refresh_token: the refresh token is empty"),
        (
            refresh("s3cr3t\n"),
            "refresh_token: the refresh token ends with a line break; remove it",
        ),
        (
            refresh("s3cr3tü"),
            "refresh_token: the refresh token contains U+00FC at position 7; copy it again",
        ),
        (
            saml2("", "s3cr3t"),
            "saml2_bearer: the name of the organization is empty",
        ),
        (saml2("org", " \n"), "saml2_bearer: the assertion is empty"),
        (
            saml2("org", "s3cr3tü"),
            "saml2_bearer: the assertion contains U+00FC at position 7; copy it again",
        ),
        (
            Credentials::refresh_token("", None, "s3cr3t"),
            "refresh_token: the client ID is empty",
        ),
        (
            Credentials::refresh_token("id", Some(""), "s3cr3t"),
            "refresh_token: the client secret is empty",
        ),
        (
            Credentials::refresh_token("a:b", Some("s3cr3t"), "s3cr3t"),
            "refresh_token: the client ID has a colon",
        ),
    ] {
        let refusal = refusal(credentials);
        assert!(refusal.starts_with(expected), "{refusal}");
    }
    // Without HTTP Basic, a colon is not special.
    assert!(source(Credentials::refresh_token("a:b", None, "s3cr3t")).is_ok());
}

#[test]
fn a_provider_needs_no_token_endpoint() {
    let credentials = Credentials::provider(|| Ok(AccessToken::new("s3cr3t")));
    assert!(!format!("{credentials:?}").contains("s3cr3t"));
    let source = credentials.into_source(None).unwrap();
    assert!(source.can_renew() && secrets(&source).is_empty());
    assert!(!format!("{source:?}").contains("s3cr3t"));
}

#[test]
fn a_very_long_secret_is_sent_in_full() {
    let secret = "x".repeat(100_000);
    assert_eq!(basic("id", &secret).len(), 100_003);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn visible_ascii_is_sent_as_it_is(id in "[a-zA-Z0-9._-]{1,12}", rest in "[!-~]{0,40}") {
        let secret = format!("s3cr3t{rest}");
        prop_assert_eq!(basic(&id, &secret), format!("{id}:{secret}"));
    }

    #[test]
    fn invalid_credentials_are_not_shown(id in "\\PC{0,12}|[a-z:]{0,6}", rest in "(?s).{0,40}") {
        let secret = format!("s3cr3t{rest}");
        let built = Client::builder().client_credentials(id.as_str(), secret.as_str()).no_proxy().build();
        let shown = format!("{built:?}");
        prop_assert!(!shown.contains("s3cr3t"), "{}", shown);
    }
}

#[test]
fn a_token_of_more_than_16_kib_is_refused() {
    let refusal = refusal(Credentials::access_token("a".repeat((16 << 10) + 1)));
    assert_eq!(refusal, "access_token: the token is longer than 16 KiB; copy it again");
}
