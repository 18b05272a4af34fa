//! The token is renewed: with the refresh token of the last response, which the program stores.

use super::*;
use crate::support::cases;
use crate::support::leaks::SECOND_REFRESH_TOKEN;
use crate::support::response::{error_response, refresh_token_response, token_response};

fn issue(token: &str, lifetime: u32, refresh_token: &str) -> Vec<Step> {
    vec![Step::Send(refresh_token_response(token, lifetime, refresh_token))]
}

/// Checks that each refresh replaces the refresh token. The first response has the first one, unless the program has stored it before.
fn rotates(grant: Grant) {
    let server = server([
        issue(FIRST_TOKEN, 0, REFRESH_TOKEN),
        issue(SECOND_TOKEN, 0, SECOND_REFRESH_TOKEN),
        issue(FIRST_TOKEN, 600, "REFRESH-third"),
    ]);
    let store = Store::default();
    let client = client(&server, store.connect(grant.credentials()));
    for _ in 0..4 {
        call(&client).unwrap();
    }
    assert_eq!(bearers(&server), [FIRST_TOKEN, SECOND_TOKEN, FIRST_TOKEN, FIRST_TOKEN]);
    let expected = [
        refresh_form(grant, REFRESH_TOKEN),
        refresh_form(grant, SECOND_REFRESH_TOKEN),
    ];
    assert_eq!(forms(&server)[1..], expected);
    let requests = server.requests();
    let authorized = requests.iter().filter(|request| request.is_token_request());
    for request in authorized {
        assert_eq!(
            request.header("authorization").is_none(),
            grant.is_public(),
            "{}",
            request.text()
        );
    }
    let all = [REFRESH_TOKEN, SECOND_REFRESH_TOKEN, "REFRESH-third"];
    // The program has this one already.
    let known = usize::from(matches!(grant, Refresh | PublicRefresh));
    assert_eq!(store.tokens(), all[known..]);
}

cases! { rotates:
    code => Grant::Code;
    pkce => Pkce;
    refresh => Refresh;
    refresh_of_a_public_client => PublicRefresh;
    saml2 => Saml2;
}

/// The API rejects the first token, and accepts the second one.
fn replays_a_401(grant: Grant) {
    let issued = AtomicUsize::new(0);
    let server = Server::serve(move |request| {
        vec![Step::Send(match (request.is_token_request(), request.bearer()) {
            (true, _) if issued.fetch_add(1, Ordering::SeqCst) == 0 => {
                refresh_token_response(FIRST_TOKEN, 600, REFRESH_TOKEN)
            }
            (true, _) => token_response(SECOND_TOKEN),
            (false, Some(SECOND_TOKEN)) => token_info("here"),
            (false, _) => error_response(401, "bad.credentials"),
        })]
    });
    call(&grant.client(&server)).unwrap();
    assert_eq!(bearers(&server), [FIRST_TOKEN, SECOND_TOKEN]);
    assert_eq!(server.token_requests(), 2);
}

cases! { replays_a_401:
    a_401_with_client_credentials => ClientCredentials;
    a_401_with_a_code => Grant::Code;
    a_401_with_pkce => Pkce;
    a_401_with_a_refresh_token => PublicRefresh;
    a_401_with_saml2 => Saml2;
}

#[test]
fn a_401_with_a_provider() {
    let server = Server::serve(|request| {
        vec![Step::Send(match request.bearer() {
            Some(SECOND_TOKEN) => token_info("here"),
            _ => error_response(401, "bad.credentials"),
        })]
    });
    let (credentials, calls) = provider(600);
    call(&client(&server, credentials)).unwrap();
    assert_eq!(bearers(&server), [FIRST_TOKEN, SECOND_TOKEN]);
    assert_eq!(calls.load(Ordering::SeqCst), 2);
}

/// A response quotes the refresh token that it has just replaced.
#[test]
fn a_replaced_refresh_token_is_masked() {
    let body = format!(r#"{{"code":"bad.request","message":"{REFRESH_TOKEN} and {SECOND_REFRESH_TOKEN}"}}"#);
    let server = Server::serve(move |request| {
        vec![Step::Send(if request.is_token_request() {
            refresh_token_response(FIRST_TOKEN, 600, SECOND_REFRESH_TOKEN)
        } else {
            crate::support::status(400, &[], &body)
        })]
    });
    let error = crate::support::error_of(call(&PublicRefresh.client(&server)));
    assert!(error.to_string().contains("*** and ***"), "{error}");
}

#[test]
fn the_function_that_stores_refresh_tokens_may_panic() {
    let server = server([
        issue(FIRST_TOKEN, 600, SECOND_REFRESH_TOKEN),
        issue(SECOND_TOKEN, 600, SECOND_REFRESH_TOKEN),
    ]);
    let credentials = PublicRefresh.credentials().on_refresh(|_| panic!("the disk is full"));
    let client = client(&server, credentials);
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| call(&client)));
    assert!(panicked.is_err());
    // The next call uses the new refresh token.
    call(&client).unwrap();
    assert_eq!(forms(&server)[1], refresh_form(PublicRefresh, SECOND_REFRESH_TOKEN));
}
