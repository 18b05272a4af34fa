//! The token endpoint rejects the credentials, or the function of the program fails.

use genesys_cloud::Error;

use super::*;
use crate::support::response::{error_response, token_refusal, token_response};
use crate::support::{cases, error_of};

/// Checks that a refused sign-in is over: the second call sends nothing.
fn requires_a_sign_in(grant: Grant, expected: &str) {
    let server = server([vec![Step::Send(token_refusal(400, "invalid_grant"))]]);
    let client = grant.client(&server);
    for _ in 0..2 {
        let error = error_of(call(&client));
        assert!(matches!(error, Error::Auth(_)), "{error:?}");
        assert!(error.is_sign_in_required() && !error.is_retryable());
        assert_eq!((error.status(), error.code()), (Some(400), Some("invalid_grant")));
        let text = error.to_string().replace(&format!(" ({})", server.url()), "");
        assert!(text.contains(expected), "{text}");
    }
    assert_eq!((server.token_requests(), server.api_requests().len()), (1, 0));
}

cases! { requires_a_sign_in:
    code => Grant::Code, "400 invalid_grant: the description of invalid_grant; the token endpoint rejected the authorization code; sign in again";
    pkce => Pkce, "400 invalid_grant: the description of invalid_grant; the token endpoint rejected the authorization code; sign in again";
    refresh => Refresh, "400 invalid_grant: the description of invalid_grant; the token endpoint rejected the refresh token; sign in again";
    refresh_of_a_public_client => PublicRefresh, "400 invalid_grant: the description of invalid_grant; the token endpoint rejected the refresh token; sign in again";
    saml2 => Saml2, "400 invalid_grant: the description of invalid_grant; the token endpoint rejected the SAML2 assertion; sign in again with a new assertion";
}

#[test]
fn client_credentials() {
    let refusal = || vec![Step::Send(token_refusal(401, "invalid_client"))];
    let server = server([refusal(), refusal()]);
    let client = ClientCredentials.client(&server);
    for _ in 0..2 {
        let error = error_of(call(&client));
        assert!(
            matches!(error, Error::Auth(_)) && !error.is_sign_in_required(),
            "{error:?}"
        );
        assert_eq!(error.code(), Some("invalid_client"));
    }
    assert_eq!(server.token_requests(), 2);
}

#[test]
fn provider() {
    let server = server([]);
    let calls = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&calls);
    let client = client(
        &server,
        Credentials::provider(move || match counter.fetch_add(1, Ordering::SeqCst) {
            0 => Err("the vault is sealed\nuntil noon".into()),
            _ => Ok(AccessToken::new(FIRST_TOKEN)),
        }),
    );
    let error = error_of(call(&client));
    assert_eq!(
        error.to_string(),
        "token provider: the function returned an error: the vault is sealed\\nuntil noon"
    );
    assert!(matches!(error, Error::Auth(_)) && error.is_retryable(), "{error:?}");
    call(&client).unwrap();
    assert_eq!(bearers(&server), [FIRST_TOKEN]);
}

/// The secret is wrong, and not what the user has signed in with.
fn a_wrong_client_does_not_end_the_sign_in(grant: Grant) {
    let server = server([
        vec![Step::Send(token_refusal(401, "invalid_client"))],
        vec![Step::Send(token_response(FIRST_TOKEN))],
    ]);
    let client = grant.client(&server);
    let error = error_of(call(&client));
    assert!(!error.is_sign_in_required(), "{error}");
    call(&client).unwrap();
    let forms = forms(&server);
    assert_eq!(forms[0], forms[1]);
}

cases! { a_wrong_client_does_not_end_the_sign_in:
    a_wrong_client_of_a_code => Grant::Code;
    a_wrong_client_of_a_refresh_token => PublicRefresh;
}

#[test]
fn a_secret_that_the_token_endpoint_quotes_is_masked() {
    for (grant, secret) in [
        (Grant::Code, CODE),
        (Pkce, VERIFIER),
        (PublicRefresh, REFRESH_TOKEN),
        (Saml2, ASSERTION),
    ] {
        let body = format!(r#"{{"error":"invalid_grant","error_description":"unknown: {secret}"}}"#);
        let response = crate::support::status(400, &[("Content-Type", "application/json")], body);
        let server = server([vec![Step::Send(response)]]);
        let error = error_of(call(&grant.client(&server)));
        assert!(error.to_string().contains("unknown: ***"), "{error}");
    }
}

/// The platform revokes the tokens of a user, and then refuses the refresh token.
#[test]
fn a_401_of_the_api_and_a_refused_refresh_token_require_a_sign_in() {
    let issued = AtomicUsize::new(0);
    let server = Server::serve(move |request| {
        let response = match (request.is_token_request(), issued.load(Ordering::SeqCst)) {
            (false, _) => error_response(401, "bad.credentials"),
            (true, 0) => token_response(FIRST_TOKEN),
            (true, _) => token_refusal(400, "invalid_grant"),
        };
        if request.is_token_request() {
            issued.fetch_add(1, Ordering::SeqCst);
        }
        vec![Step::Send(response)]
    });
    let client = PublicRefresh.client(&server);
    for _ in 0..3 {
        assert!(error_of(call(&client)).is_sign_in_required());
    }
    assert_eq!((server.token_requests(), server.api_requests().len()), (2, 1));
}
