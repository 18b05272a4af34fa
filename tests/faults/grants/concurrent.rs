//! Many threads, and two clients with the same credentials.

use std::thread;

use super::*;
use crate::support::response::{refresh_token_response, token_response};
use crate::support::{cases, in_threads};

const THREADS: usize = 16;

fn sends_one_request(grant: Grant) {
    let server = server([vec![Step::Send(token_response(FIRST_TOKEN))]]);
    let client = grant.client(&server);
    in_threads(THREADS, || call(&client.clone()).unwrap());
    assert_eq!((server.token_requests(), server.api_requests().len()), (1, THREADS));
}

cases! { sends_one_request:
    client_credentials => ClientCredentials;
    code => Grant::Code;
    pkce => Pkce;
    refresh => Refresh;
    refresh_of_a_public_client => PublicRefresh;
    saml2 => Saml2;
}

#[test]
fn provider() {
    let server = server([]);
    let (credentials, calls) = super::provider(600);
    let client = client(&server, credentials);
    in_threads(THREADS, || call(&client.clone()).unwrap());
    assert_eq!(calls.load(Ordering::SeqCst), 1);
    assert_eq!(bearers(&server), [FIRST_TOKEN; THREADS]);
}

/// Two clients must not send a code, an assertion or a replaced refresh token.
fn clients_with_the_same_credentials_share_the_session(grant: Grant) {
    let server = server([
        vec![Step::Send(refresh_token_response(FIRST_TOKEN, 0, "REFRESH-1"))],
        vec![Step::Send(refresh_token_response(SECOND_TOKEN, 0, "REFRESH-2"))],
        vec![Step::Send(refresh_token_response(FIRST_TOKEN, 600, "REFRESH-3"))],
    ]);
    let store = Store::default();
    let credentials = store.connect(grant.credentials());
    let (first, second) = (client(&server, credentials.clone()), client(&server, credentials));
    for client in [&first, &second, &first, &second] {
        call(client).unwrap();
    }
    let forms = forms(&server);
    assert_eq!(
        forms[1..],
        [refresh_form(grant, "REFRESH-1"), refresh_form(grant, "REFRESH-2")]
    );
    assert_eq!(bearers(&server), [FIRST_TOKEN, SECOND_TOKEN, FIRST_TOKEN, FIRST_TOKEN]);
    assert_eq!(store.tokens(), ["REFRESH-1", "REFRESH-2", "REFRESH-3"]);
}

cases! { clients_with_the_same_credentials_share_the_session:
    two_clients_with_a_code => Grant::Code;
    two_clients_with_pkce => Pkce;
    two_clients_with_a_refresh_token => PublicRefresh;
    two_clients_with_saml2 => Saml2;
}

#[test]
fn two_clients_with_client_credentials_have_tokens_of_their_own() {
    let server = server([
        vec![Step::Send(token_response(FIRST_TOKEN))],
        vec![Step::Send(token_response(SECOND_TOKEN))],
    ]);
    let credentials = ClientCredentials.credentials();
    call(&client(&server, credentials.clone())).unwrap();
    call(&client(&server, credentials)).unwrap();
    assert_eq!(bearers(&server), [FIRST_TOKEN, SECOND_TOKEN]);
}

/// The clients share the token, and nothing else.
#[test]
fn the_shutdown_of_a_client_does_not_fail_another_one_with_the_same_credentials() {
    let gate = crate::support::Gate::default();
    let server = server([
        vec![Step::Hold(gate.clone())],
        vec![Step::Send(token_response(FIRST_TOKEN))],
    ]);
    let credentials = PublicRefresh.credentials();
    let (first, second) = (client(&server, credentials.clone()), client(&server, credentials));
    thread::scope(|scope| {
        let ended = scope.spawn(|| call(&first));
        server.wait_for_requests(1);
        let waiting = scope.spawn(|| call(&second));
        first.shutdown();
        let error = crate::support::error_of(ended.join().unwrap());
        assert!(
            matches!(&error, genesys_cloud::Error::Transport(error) if error.is_shutdown()),
            "{error}"
        );
        waiting.join().unwrap().unwrap();
    });
    server.open(&gate);
    assert_eq!(bearers(&server), [FIRST_TOKEN]);
}
