//! Each grant in each situation: a file for each situation, and in it a test for each grant.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use genesys_cloud::{AccessToken, Client, Code, Credentials};

use crate::support::leaks::{
    ASSERTION, CLIENT_ID, CLIENT_SECRET, CODE, FIRST_TOKEN, REFRESH_TOKEN, SECOND_TOKEN, VERIFIER,
};
use crate::support::response::token_info;
use crate::support::{Recorded, Server, Step, anonymous};

mod concurrent;
mod expired;
mod happy;
mod lost_response;
mod provider;
mod refused;
mod renewed;

const REDIRECT_URI: &str = "http://localhost:8085/signed in";

/// A grant that sends requests to the token endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grant {
    ClientCredentials,
    Code,
    Pkce,
    /// With the refresh token of a client with a secret.
    Refresh,
    /// With the refresh token of a public client.
    PublicRefresh,
    Saml2,
}

use Grant::{ClientCredentials, Pkce, PublicRefresh, Refresh, Saml2};

impl Grant {
    fn credentials(self) -> Credentials {
        match self {
            ClientCredentials => Credentials::client_credentials(CLIENT_ID, CLIENT_SECRET),
            Self::Code => {
                let code = Code::authorization_code(CLIENT_ID, CLIENT_SECRET, CODE);
                Credentials::authorization_code(code.redirect_uri(REDIRECT_URI))
            }
            Pkce => {
                let code = Code::pkce(CLIENT_ID, CODE, VERIFIER);
                Credentials::authorization_code(code.redirect_uri(REDIRECT_URI))
            }
            Refresh => Credentials::refresh_token(CLIENT_ID, Some(CLIENT_SECRET), REFRESH_TOKEN),
            PublicRefresh => Credentials::refresh_token(CLIENT_ID, None, REFRESH_TOKEN),
            Saml2 => Credentials::saml2_bearer(CLIENT_ID, CLIENT_SECRET, "acme", ASSERTION),
        }
    }

    fn client(self, server: &Server) -> Client {
        client(server, self.credentials())
    }

    fn is_public(self) -> bool {
        matches!(self, Pkce | PublicRefresh)
    }
}

fn client(server: &Server, credentials: Credentials) -> Client {
    let builder = anonymous().base_url(server.url()).login_url(server.url());
    builder.credentials(credentials).build().unwrap()
}

/// Returns an API that accepts any token, and a token endpoint that runs the nth steps for the nth request. Further requests for a
/// token fail the test.
fn server(token_requests: impl IntoIterator<Item = Vec<Step>>) -> Server {
    let steps: Vec<_> = token_requests.into_iter().collect();
    let next = AtomicUsize::new(0);
    Server::serve(move |request| {
        if !request.is_token_request() {
            return vec![Step::Send(token_info("here"))];
        }
        let number = next.fetch_add(1, Ordering::SeqCst);
        let steps = steps.get(number);
        steps.cloned().unwrap_or_else(|| panic!("request {number} for a token"))
    })
}

/// Returns the forms that the token endpoint received.
fn forms(server: &Server) -> Vec<String> {
    let requests = server.requests();
    let requests = requests.iter().filter(|request| request.is_token_request());
    requests
        .map(|request| String::from_utf8(request.body.clone()).unwrap())
        .collect()
}

/// Returns the tokens that the API received.
fn bearers(server: &Server) -> Vec<String> {
    let requests = server.api_requests();
    requests
        .iter()
        .filter_map(Recorded::bearer)
        .map(str::to_owned)
        .collect()
}

fn call(client: &Client) -> Result<(), genesys_cloud::Error> {
    client.tokens().get_tokens_me().send().map(drop)
}

/// Returns the form of a request with this refresh token.
fn refresh_form(grant: Grant, refresh_token: &str) -> String {
    let form = format!("grant_type=refresh_token&refresh_token={refresh_token}");
    if grant.is_public() {
        form + "&client_id=client-id-4711"
    } else {
        form
    }
}

/// Credentials whose function returns the first token, and then the second one, each for this many seconds; and the number of its
/// calls.
fn provider(lifetime: u64) -> (Credentials, Arc<AtomicUsize>) {
    let calls = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&calls);
    let credentials = Credentials::provider(move || {
        let token = [FIRST_TOKEN, SECOND_TOKEN][counter.fetch_add(1, Ordering::SeqCst).min(1)];
        Ok(AccessToken::new(token).expires_in(std::time::Duration::from_secs(lifetime)))
    });
    (credentials, calls)
}

/// The refresh tokens that a program has stored.
#[derive(Clone, Default)]
struct Store(Arc<Mutex<Vec<String>>>);

impl Store {
    fn connect(&self, credentials: Credentials) -> Credentials {
        let store = Arc::clone(&self.0);
        credentials.on_refresh(move |token| store.lock().unwrap().push(token.to_owned()))
    }

    fn tokens(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}
