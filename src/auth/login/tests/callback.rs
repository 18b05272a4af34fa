//! Which requests are the callback of a sign-in, and what it says.

use proptest::prelude::*;

use super::super::callback::Callback;
use super::*;
use crate::secret::Secret;

const STATE: &str = "the-state-of-this-sign-in";

fn parse(query: &str) -> Option<Callback> {
    Callback::parse(query, &Secret::from(STATE))
}

fn code(query: &str) -> String {
    match parse(query).unwrap() {
        Callback::Code(code) => code.expose_secret().to_owned(),
        Callback::Refused { error, .. } => panic!("{error}"),
    }
}

#[test]
fn a_callback_has_the_state_and_one_code() {
    assert_eq!(code(&format!("code=s3cr3t&state={STATE}")), "s3cr3t");
    assert_eq!(code(&format!("a=b&state={STATE}&code=s3%2Bcr%203t&empty")), "s3+cr 3t");
    for query in [
        "",
        "code=s3cr3t",
        "code=s3cr3t&state=",
        "code=s3cr3t&state=the-state-of-this-sign-i",
        "code=s3cr3t&state=THE-STATE-OF-THIS-SIGN-IN",
        "state=the-state-of-this-sign-in",
        "code=&state=the-state-of-this-sign-in",
        "code=a&code=b&state=the-state-of-this-sign-in",
        "code=a&state=x&state=the-state-of-this-sign-in",
        "code=a&state=the-state-of-this-sign-in&state=the-state-of-this-sign-in",
        "code=%ff&state=the-state-of-this-sign-in",
        "error=access_denied&state=other",
    ] {
        assert!(parse(query).is_none(), "{query}");
    }
}

#[test]
fn finish_returns_credentials_or_the_error_of_the_platform() {
    let login = pkce().redirect_uri("https://app.example.com/callback").start().unwrap();
    let state = parameter(&login, "state").unwrap();
    let url = |query: &str| format!("https://app.example.com/callback?{query}&state={state}");
    let shown = format!("{:?}", login.finish(&url("code=s3cr3t")).unwrap());
    assert!(
        shown.contains("authorization code") && !shown.contains("s3cr3t"),
        "{shown}"
    );
    assert!(login.finish(&format!("{}#fragment", url("code=s3cr3t"))).is_ok());

    let error = login
        .finish(&url("error=access_denied&error_description=The+user+refused."))
        .unwrap_err();
    assert!(
        matches!(error, Error::Auth(_)) && error.code() == Some("access_denied"),
        "{error:?}"
    );
    assert_eq!(
        error.to_string(),
        "sign-in: the platform returned no code, access_denied: The user refused; start another sign-in, or check the OAuth \
         client and its redirect URI"
    );
    for other in [
        "",
        "https://app.example.com/callback",
        "https://app.example.com/callback?code=s3cr3t&state=x",
    ] {
        let error = login.finish(other).unwrap_err();
        assert!(
            error.to_string().contains("is not the callback of this sign-in"),
            "{error}"
        );
        assert!(!error.to_string().contains("s3cr3t"), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_query_is_parsed_without_a_panic(query in "[a-z=&%+0-9\\PC]{0,60}") {
        prop_assert!(parse(&query).is_none());
        let _ = parse(&format!("state={STATE}&{query}"));
    }
}
