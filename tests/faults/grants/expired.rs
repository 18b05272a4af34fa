//! The token has expired, and the response had no refresh token. A token with a lifetime of 0 is for one call.

use super::*;
use crate::support::response::{error_response, ok_json, token_json};
use crate::support::{cases, error_of};

fn issue(token: &str) -> Vec<Step> {
    vec![Step::Send(ok_json(token_json(token, "0")))]
}

fn requires_a_sign_in(grant: Grant) {
    let server = server([issue(FIRST_TOKEN)]);
    let client = grant.client(&server);
    call(&client).unwrap();
    for _ in 0..2 {
        let error = error_of(call(&client));
        assert!(error.is_sign_in_required() && !error.is_retryable(), "{error:?}");
        assert_eq!((error.status(), error.attempts()), (None, 0));
        assert!(
            error.to_string().contains("there is no refresh token; sign in again"),
            "{error}"
        );
    }
    assert_eq!((server.token_requests(), server.api_requests().len()), (1, 1));
}

cases! { requires_a_sign_in:
    code => Grant::Code;
    pkce => Pkce;
    saml2 => Saml2;
}

/// Covers grants that can be used again.
fn requests_the_next_token_in_the_same_way(grant: Grant) {
    let server = server([issue(FIRST_TOKEN), issue(SECOND_TOKEN)]);
    let client = grant.client(&server);
    call(&client).unwrap();
    call(&client).unwrap();
    assert_eq!(bearers(&server), [FIRST_TOKEN, SECOND_TOKEN]);
    let forms = forms(&server);
    assert_eq!(forms[0], forms[1]);
}

cases! { requests_the_next_token_in_the_same_way:
    client_credentials => ClientCredentials;
    refresh => Refresh;
    refresh_of_a_public_client => PublicRefresh;
}

#[test]
fn provider() {
    let server = server([]);
    let (credentials, calls) = super::provider(0);
    let client = client(&server, credentials);
    call(&client).unwrap();
    call(&client).unwrap();
    assert_eq!(bearers(&server), [FIRST_TOKEN, SECOND_TOKEN]);
    assert_eq!(calls.load(Ordering::SeqCst), 2);
}

/// The platform rejects a token that has not expired, for example because it was revoked.
#[test]
fn a_401_without_a_refresh_token_requires_a_sign_in() {
    for grant in [Grant::Code, Pkce, Saml2] {
        let server = Server::serve(|request| {
            vec![Step::Send(if request.is_token_request() {
                ok_json(token_json(FIRST_TOKEN, "600"))
            } else {
                error_response(401, "bad.credentials")
            })]
        });
        let client = grant.client(&server);
        for _ in 0..3 {
            assert!(error_of(call(&client)).is_sign_in_required());
        }
        assert_eq!(
            (server.token_requests(), server.api_requests().len()),
            (1, 1),
            "{grant:?}"
        );
    }
}
