//! oidc-provider, a certified OAuth server for Node, with the paths of Genesys Cloud. The server checks clients, PKCE and codes, and
//! replaces refresh tokens.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, LazyLock, Mutex};
use std::thread;

use genesys_cloud::serde_json::Value;
use genesys_cloud::{Client, Code, Credentials, Error, Login, Method};

use crate::node;
use crate::support::leaks::{self, CLIENT_ID, CLIENT_SECRET};
use crate::support::{anonymous, error_of, spawn};

/// The folder with the server and its packages. Installed once for all tests.
static HOME: LazyLock<PathBuf> = LazyLock::new(|| node::install("oidc_provider", "server.mjs"));

/// A running server, which ends with the test.
struct Provider {
    process: Child,
    /// The server ends when it is closed.
    input: Option<ChildStdin>,
    port: u16,
}

impl Provider {
    fn start() -> Self {
        leaks::install_logger();
        let mut command = Command::new("node");
        command
            .arg("server.mjs")
            .args([CLIENT_ID, CLIENT_SECRET])
            .current_dir(&*HOME);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut process = spawn(&mut command);
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        Self {
            input: process.stdin.take(),
            process,
            port: line.trim().parse().expect("the server prints its port"),
        }
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn client(&self, credentials: Credentials) -> Client {
        let builder = anonymous().base_url(self.url()).login_url(self.url());
        builder.credentials(credentials).build().unwrap()
    }

    /// Signs in as the browser does, with the listener of the client.
    fn sign_in(&self, login: Login) -> Credentials {
        let login = login.login_url(self.url()).start().unwrap();
        let callback = self.follow(login.url());
        let waiting = thread::spawn(move || login.wait());
        let (host, path) = callback.strip_prefix("http://").unwrap().split_once('/').unwrap();
        for path in [path, "signed-in"] {
            let response = exchange(host, &format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\n\r\n"));
            assert!(
                response.starts_with("HTTP/1.1 303") || response.starts_with("HTTP/1.1 200"),
                "{response}"
            );
        }
        waiting.join().unwrap().unwrap()
    }

    /// Returns a code, with the verifier of its challenge.
    fn code(&self) -> (String, String, &'static str) {
        // RFC 7636, appendix B.
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        let redirect_uri = "http://localhost:4711/".to_owned();
        let callback = self.follow(&format!(
            "{}/oauth/authorize?response_type=code&client_id=public&redirect_uri={redirect_uri}\
             &code_challenge={challenge}&code_challenge_method=S256",
            self.url()
        ));
        let code = callback
            .split(['?', '&'])
            .find_map(|field| field.strip_prefix("code="))
            .unwrap();
        (code.to_owned(), redirect_uri, verifier)
    }

    /// Follows the redirects of the server with its cookies, up to the redirect URI.
    fn follow(&self, url: &str) -> String {
        let host = format!("127.0.0.1:{}", self.port);
        let mut cookies: BTreeMap<String, String> = BTreeMap::new();
        let mut location = url.to_owned();
        for _ in 0..10 {
            if location.starts_with("http://localhost:") {
                return location;
            }
            let path = location.strip_prefix(&self.url()).unwrap_or(&location);
            let sent: Vec<_> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let response = exchange(
                &host,
                &format!(
                    "GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {}\r\nConnection: close\r\n\r\n",
                    sent.join("; ")
                ),
            );
            for line in response.lines().filter_map(|line| line.strip_prefix("Set-Cookie: ")) {
                let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
                cookies.insert(name.to_owned(), value.to_owned());
            }
            let next = response.lines().find_map(|line| line.strip_prefix("Location: "));
            next.unwrap_or_else(|| panic!("no redirect: {response}"))
                .clone_into(&mut location);
        }
        panic!("the redirects do not end: {location}");
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ = self.process.wait();
    }
}

fn exchange(host: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(host).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    response
}

/// Returns the user and the client of the token, as the API of the server sees them.
fn who_am_i(client: &Client) -> Result<(Option<String>, String), Error> {
    let me: Value = client.request(Method::GET, "/api/v2/users/me").send_json()?.into_body();
    let text = |field: &str| me[field].as_str().map(str::to_owned);
    Ok((text("id"), text("client").unwrap()))
}

/// The refresh tokens that a client has received.
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

    fn last(&self) -> String {
        self.tokens().pop().expect("a refresh token")
    }
}

fn refresh(token: &str) -> Credentials {
    Credentials::refresh_token("public", None, token)
}

fn assert_signed_out(client: &Client) {
    let error = error_of(who_am_i(client));
    assert!(error.is_sign_in_required(), "{error}");
    assert_eq!((error.status(), error.code()), (Some(400), Some("invalid_grant")));
}

#[test]
#[ignore = ".ci/peers runs it"]
fn client_credentials_get_a_token_and_a_wrong_secret_does_not() {
    let provider = Provider::start();
    let client = provider.client(Credentials::client_credentials(CLIENT_ID, CLIENT_SECRET));
    assert_eq!(who_am_i(&client).unwrap(), (None, CLIENT_ID.to_owned()));
    let wrong = provider.client(Credentials::client_credentials(CLIENT_ID, "another secret"));
    let error = error_of(who_am_i(&wrong));
    assert_eq!((error.status(), error.code()), (Some(401), Some("invalid_client")));
}

#[test]
#[ignore = ".ci/peers runs it"]
fn a_user_signs_in_with_pkce_and_with_a_secret() {
    let provider = Provider::start();
    for (login, client) in [
        (Login::pkce("public"), "public"),
        (Login::authorization_code(CLIENT_ID, CLIENT_SECRET), CLIENT_ID),
    ] {
        let credentials = provider.sign_in(login);
        let signed_in = who_am_i(&provider.client(credentials)).unwrap();
        assert_eq!(signed_in, (Some("ada".to_owned()), client.to_owned()));
    }
}

#[test]
#[ignore = ".ci/peers runs it"]
fn refresh_tokens_are_replaced_and_a_reused_one_ends_the_sign_in() {
    let provider = Provider::start();
    let store = Store::default();
    who_am_i(&provider.client(store.connect(provider.sign_in(Login::pkce("public"))))).unwrap();
    for _ in 0..3 {
        let client = provider.client(store.connect(refresh(&store.last())));
        assert_eq!(who_am_i(&client).unwrap().0.as_deref(), Some("ada"));
    }
    let tokens = store.tokens();
    assert_eq!(tokens.len(), 4);
    assert!((1..4).all(|later| tokens[later] != tokens[later - 1]));
    assert_signed_out(&provider.client(refresh(&tokens[0])));
    assert_signed_out(&provider.client(refresh(&tokens[3])));
}

#[test]
#[ignore = ".ci/peers runs it"]
fn a_client_with_a_secret_refreshes_with_it() {
    let provider = Provider::start();
    let store = Store::default();
    let login = Login::authorization_code(CLIENT_ID, CLIENT_SECRET);
    who_am_i(&provider.client(store.connect(provider.sign_in(login)))).unwrap();
    let credentials = Credentials::refresh_token(CLIENT_ID, Some(CLIENT_SECRET), store.last());
    let client = provider.client(store.connect(credentials));
    assert_eq!(who_am_i(&client).unwrap().0.as_deref(), Some("ada"));
    let wrong = Credentials::refresh_token(CLIENT_ID, Some("another secret"), store.last());
    let error = error_of(who_am_i(&provider.client(wrong)));
    assert!(
        !error.is_sign_in_required() && error.code() == Some("invalid_client"),
        "{error}"
    );
}

#[test]
#[ignore = ".ci/peers runs it"]
fn a_wrong_verifier_is_refused() {
    let provider = Provider::start();
    let (code, redirect_uri, verifier) = provider.code();
    let wrong = verifier.replace('d', "e");
    let code = Code::pkce("public", code, wrong).redirect_uri(redirect_uri);
    assert_signed_out(&provider.client(Credentials::authorization_code(code)));
}

#[test]
#[ignore = ".ci/peers runs it"]
fn a_code_that_is_used_twice_ends_the_sign_in() {
    let provider = Provider::start();
    let (code, redirect_uri, verifier) = provider.code();
    let code = Code::pkce("public", code, verifier).redirect_uri(redirect_uri);
    let store = Store::default();
    // Not clones, which would share the session.
    let first = provider.client(store.connect(Credentials::authorization_code(code.clone())));
    let second = provider.client(Credentials::authorization_code(code));
    who_am_i(&first).unwrap();
    assert_signed_out(&second);
    // The tokens of the first client are revoked with it: its call gets a 401, and its refresh token is refused.
    assert_signed_out(&first);
}

#[test]
#[ignore = ".ci/peers runs it"]
fn a_revoked_refresh_token_is_refused() {
    let provider = Provider::start();
    let store = Store::default();
    who_am_i(&provider.client(store.connect(provider.sign_in(Login::pkce("public"))))).unwrap();
    let form = format!("client_id=public&token={}", store.last());
    let length = form.len();
    let host = format!("127.0.0.1:{}", provider.port);
    let revoked = exchange(
        &host,
        &format!(
            "POST /oauth/revoke HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}"
        ),
    );
    assert!(revoked.starts_with("HTTP/1.1 200"), "{revoked}");
    assert_signed_out(&provider.client(refresh(&store.last())));
}
