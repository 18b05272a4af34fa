//! The first call: the request for a token, and the token that the API receives.

use super::*;
use crate::support::cases;
use crate::support::leaks::BASIC;
use crate::support::response::token_response;

fn signs_in(grant: Grant, expected: &str) {
    let server = server([vec![Step::Send(token_response(FIRST_TOKEN))]]);
    let client = grant.client(&server);
    call(&client).unwrap();
    call(&client.clone()).unwrap();

    let requests = server.requests();
    let request = &requests[0];
    assert_eq!(request.line(), "POST /oauth/token HTTP/1.1");
    assert_eq!(
        request.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    let basic = format!("Basic {BASIC}");
    let authorization = if grant.is_public() { None } else { Some(basic.as_str()) };
    assert_eq!(request.header("authorization"), authorization);
    assert_eq!(forms(&server), [expected]);
    assert_eq!(bearers(&server), [FIRST_TOKEN, FIRST_TOKEN]);
}

cases! { signs_in:
    client_credentials => ClientCredentials, "grant_type=client_credentials";
    code => Grant::Code,
        "grant_type=authorization_code&code=CODE-of-the-user-j4Rm6&redirect_uri=http%3A%2F%2Flocalhost%3A8085%2Fsigned%20in";
    pkce => Pkce,
        "grant_type=authorization_code&code=CODE-of-the-user-j4Rm6&code_verifier=VERIFIER-of-43-characters-t6Kd1-a-b-c-d-e-f&redirect_uri=http%3A%2F%2Flocalhost%3A8085%2Fsigned%20in&client_id=client-id-4711";
    refresh => Refresh, "grant_type=refresh_token&refresh_token=REFRESH-w5Tn8";
    refresh_of_a_public_client => PublicRefresh,
        "grant_type=refresh_token&refresh_token=REFRESH-w5Tn8&client_id=client-id-4711";
    saml2 => Saml2,
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Asaml2-bearer&orgName=acme&assertion=ASSERTION%2Fof%2Bthe%2Buser%2Fn8Wv3%3D%3D";
}

#[test]
fn provider() {
    let server = server([]);
    let (credentials, calls) = super::provider(600);
    let client = client(&server, credentials);
    call(&client).unwrap();
    call(&client.clone()).unwrap();
    assert_eq!(bearers(&server), [FIRST_TOKEN, FIRST_TOKEN]);
    assert_eq!(calls.load(Ordering::SeqCst), 1);
}

#[test]
fn the_access_token_of_a_client_is_that_of_its_calls() {
    let server = server([vec![Step::Send(token_response(FIRST_TOKEN))]]);
    let client = ClientCredentials.client(&server);
    let token = client.access_token().unwrap();
    assert_eq!(token.expose(), FIRST_TOKEN);
    let expires_at = token.expires_at().unwrap();
    let left = expires_at
        .duration_since(genesys_cloud::jiff::Timestamp::now())
        .as_secs();
    assert!((86_300..=86_399).contains(&left), "{left}");
    crate::support::leaks::assert_debug_is_clean("an access token", &token);
    assert_eq!(client.access_token().unwrap().expires_at(), Some(expires_at));
    call(&client).unwrap();
    assert_eq!(bearers(&server), [FIRST_TOKEN]);
}

#[test]
fn the_access_token_of_a_program_has_no_known_end() {
    let client = anonymous().access_token(FIRST_TOKEN).build().unwrap();
    let token = client.access_token().unwrap();
    assert_eq!((token.expose(), token.expires_at()), (FIRST_TOKEN, None));
    let error = anonymous()
        .without_credentials()
        .build()
        .unwrap()
        .access_token()
        .unwrap_err();
    assert!(matches!(error, genesys_cloud::Error::Config(_)), "{error}");
}
