//! The response of the token endpoint is lost, or the request is not sent at all.

use genesys_cloud::Error;

use super::*;
use crate::support::leaks::SECOND_REFRESH_TOKEN;
use crate::support::response::{error_response, refresh_token_response, status, token_refusal, token_response};
use crate::support::{cases, error_of};

/// Checks that neither this call nor the next one repeats a code or an assertion, which can be used once.
fn is_not_repeated(grant: Grant, lost: Vec<Step>, expected: &str) {
    let server = server([lost]);
    let client = grant.client(&server);
    let error = error_of(call(&client));
    assert!(!error.is_sign_in_required(), "{error}");
    assert_eq!(error.attempts(), 1);
    for _ in 0..2 {
        let error = error_of(call(&client));
        assert!(error.is_sign_in_required() && error.attempts() == 0, "{error:?}");
        assert!(error.to_string().contains(expected), "{error}");
    }
    assert_eq!((server.token_requests(), server.api_requests().len()), (1, 0));
}

const CODE_USED: &str = "the authorization code has been used, and the response was lost; sign in again";
const ASSERTION_USED: &str =
    "the SAML2 assertion has been used, and the response was lost; sign in again with a new assertion";

cases! { is_not_repeated:
    code => Grant::Code, vec![Step::Reset], CODE_USED;
    pkce => Pkce, vec![Step::Reset], CODE_USED;
    saml2 => Saml2, vec![Step::Reset], ASSERTION_USED;
    a_504_for_a_code => Pkce, vec![Step::Send(error_response(504, "timeout"))], CODE_USED;
    a_success_without_a_token_for_a_code => Pkce, vec![Step::Send(status(200, &[], "{}"))], CODE_USED;
}

#[test]
fn client_credentials() {
    let server = server([
        vec![Step::Reset],
        vec![Step::Reset],
        vec![Step::Send(token_response(FIRST_TOKEN))],
    ]);
    call(&ClientCredentials.client(&server)).unwrap();
    assert_eq!(bearers(&server), [FIRST_TOKEN]);
}

/// If the response was lost, the server has perhaps replaced the refresh token, but the client has no other one to go on with.
fn is_repeated_once(grant: Grant) {
    let server = server([
        vec![Step::Reset],
        vec![Step::Send(refresh_token_response(
            FIRST_TOKEN,
            600,
            SECOND_REFRESH_TOKEN,
        ))],
    ]);
    let store = Store::default();
    call(&client(&server, store.connect(grant.credentials()))).unwrap();
    let form = refresh_form(grant, REFRESH_TOKEN);
    assert_eq!(forms(&server), [form.clone(), form]);
    assert_eq!(store.tokens(), [SECOND_REFRESH_TOKEN]);
}

cases! { is_repeated_once:
    refresh => Refresh;
    refresh_of_a_public_client => PublicRefresh;
}

#[test]
fn a_refresh_token_is_not_repeated_twice_by_a_call() {
    for lost in [vec![Step::Reset], vec![Step::Send(error_response(503, "busy"))]] {
        let server = server([lost.clone(), lost]);
        let error = error_of(call(&Refresh.client(&server)));
        assert!(!error.is_sign_in_required() && error.is_retryable(), "{error:?}");
        assert_eq!(error.attempts(), 2);
        assert_eq!(server.token_requests(), 2);
    }
}

#[test]
fn a_refresh_token_that_is_refused_after_a_lost_response_says_so() {
    let server = server([vec![Step::Reset], vec![Step::Send(token_refusal(400, "invalid_grant"))]]);
    let client = PublicRefresh.client(&server);
    for _ in 0..2 {
        let error = error_of(call(&client));
        assert!(error.is_sign_in_required(), "{error}");
        let expected = "rejected the refresh token, which it may have replaced in a response that was lost (";
        assert!(error.to_string().contains(expected), "{error}");
    }
    assert_eq!(server.token_requests(), 2);
}

#[test]
fn provider() {
    // The function panics instead of returning.
    let server = server([]);
    let calls = AtomicUsize::new(0);
    let client = client(
        &server,
        Credentials::provider(move || {
            assert!(calls.fetch_add(1, Ordering::SeqCst) > 0, "{FIRST_TOKEN}");
            Ok(AccessToken::new(SECOND_TOKEN))
        }),
    );
    let error = error_of(call(&client));
    assert_eq!(
        error.to_string(),
        "token provider: the function panicked; correct the function of Credentials::provider"
    );
    assert!(matches!(error, Error::Auth(_)) && !error.is_retryable(), "{error:?}");
    call(&client).unwrap();
    assert_eq!(bearers(&server), [SECOND_TOKEN]);
}

/// The server has not processed the request, so it may be repeated whatever the grant is.
fn is_retried_after_a_rate_limit(grant: Grant) {
    let limit = r#"{"error":"invalid_request","error_description":"rate limit exceeded; wait"}"#;
    let server = server([
        vec![Step::Send(status(400, &[], limit))],
        vec![Step::Send(error_response(429, "too.many.requests"))],
        vec![Step::Send(token_response(FIRST_TOKEN))],
    ]);
    call(&grant.client(&server)).unwrap();
    let forms = forms(&server);
    assert!(forms[0] == forms[1] && forms[1] == forms[2], "{forms:?}");
}

cases! { is_retried_after_a_rate_limit:
    a_rate_limit_for_client_credentials => ClientCredentials;
    a_rate_limit_for_a_code => Grant::Code;
    a_rate_limit_for_pkce => Pkce;
    a_rate_limit_for_a_refresh_token => PublicRefresh;
    a_rate_limit_for_saml2 => Saml2;
}

/// The client has sent nothing, so the code is not used up.
#[test]
fn a_code_is_kept_if_the_token_endpoint_refuses_connections() {
    let (socket, address) = crate::support::clients::refusing_port();
    let api = Server::unused();
    for grant in [Grant::Code, Pkce, Saml2, PublicRefresh] {
        let builder = anonymous().base_url(api.url()).login_url(format!("http://{address}"));
        let client = builder.credentials(grant.credentials()).build().unwrap();
        for _ in 0..2 {
            let error = error_of(call(&client));
            assert!(error.is_retryable() && !error.is_sign_in_required(), "{error:?}");
            assert_eq!(error.attempts(), 4, "{grant:?}");
        }
    }
    drop(socket);
}
