//! The listener of a sign-in with the browser: one request is the callback, and nothing else has an effect.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use genesys_cloud::error::Phase;
use genesys_cloud::{CancelHandle, Client, Credentials, Error, Login};

use crate::support::clients::PROMPT;
use crate::support::leaks::{CLIENT_ID, CLIENT_SECRET, CODE, FIRST_TOKEN};
use crate::support::response::{token_info, token_response};
use crate::support::{Server, anonymous, error_of, leaks, timed};

const V4: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const V6: IpAddr = IpAddr::V6(Ipv6Addr::LOCALHOST);

/// A sign-in that waits in a thread, as the browser knows it.
struct Waiting {
    port: u16,
    state: String,
    challenge: Option<String>,
    cancel_handle: CancelHandle,
    thread: JoinHandle<Result<Credentials, Error>>,
}

impl Waiting {
    fn start(login: Login) -> Self {
        leaks::install_logger();
        let login = login.login_url("https://login.example.com").start().unwrap();
        leaks::assert_debug_is_clean("a sign-in", &login);
        let parameter = |name: &str| {
            let fields = login.url().split(['?', '&']).filter_map(|field| field.split_once('='));
            fields
                .into_iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| value.to_owned())
        };
        let redirect_uri = parameter("redirect_uri").unwrap();
        let port = redirect_uri.split("%3A").nth(2).unwrap().split("%2F").next().unwrap();
        Self {
            port: port.parse().unwrap(),
            state: parameter("state").unwrap(),
            challenge: parameter("code_challenge"),
            cancel_handle: login.cancel_handle(),
            thread: thread::spawn(move || login.wait()),
        }
    }

    fn connect(&self, address: IpAddr) -> TcpStream {
        TcpStream::connect(SocketAddr::from((address, self.port))).unwrap()
    }

    /// Sends a request, and returns the response.
    fn send(&self, request: &str) -> String {
        exchange(self.connect(V4), request)
    }

    fn get(&self, target: &str) -> String {
        self.send(&get(target, &format!("localhost:{}", self.port)))
    }

    /// Returns the target of the callback.
    fn callback(&self, path: &str) -> String {
        format!("{path}?code={CODE}&state={}", self.state)
    }

    fn finish(self) -> Result<Credentials, Error> {
        self.thread.join().unwrap()
    }
}

fn get(target: &str, host: &str) -> String {
    format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\n\r\n")
}

fn exchange(mut stream: TcpStream, request: &str) -> String {
    stream.write_all(request.as_bytes()).unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    response
}

fn status(response: &str) -> &str {
    response.split(' ').nth(1).unwrap_or_default()
}

#[test]
fn the_callback_is_followed_by_a_page_without_the_code() {
    let login = Waiting::start(Login::pkce(CLIENT_ID));
    let redirect = login.get(&login.callback("/"));
    assert_eq!(status(&redirect), "303");
    assert!(redirect.contains("\r\nLocation: /signed-in\r\n"), "{redirect}");
    let page = login.get("/signed-in");
    assert_eq!(status(&page), "200");
    for header in [
        "Referrer-Policy: no-referrer",
        "Cache-Control: no-store",
        "Content-Type: text/html; charset=utf-8",
        "Content-Security-Policy: default-src 'none';",
    ] {
        assert!(
            redirect.contains(header) || header.starts_with("Content-Type"),
            "{redirect}"
        );
        assert!(page.contains(header), "{page}");
    }
    assert!(page.contains("return to the program"), "{page}");
    for foreign in ["<script", "http:", "https:", "src=", CODE] {
        assert!(
            !page.contains(foreign) && !redirect.contains(foreign),
            "{foreign}: {page}"
        );
    }
    let port = login.port;
    let credentials = login.finish().unwrap();
    leaks::assert_debug_is_clean("credentials", &credentials);
    assert!(TcpStream::connect((V4, port)).is_err(), "the port is still open");
}

fn exchanged(login: Login) -> (Option<String>, String) {
    let login = Waiting::start(login);
    login.get(&login.callback("/"));
    login.get("/signed-in");
    let challenge = login.challenge.clone();
    let server = Server::responses([token_response(FIRST_TOKEN), token_info("here")]);
    let client: Client = anonymous()
        .base_url(server.url())
        .login_url(server.url())
        .credentials(login.finish().unwrap())
        .build()
        .unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    let form = String::from_utf8(server.requests()[0].body.clone()).unwrap();
    assert!(
        form.starts_with(&format!("grant_type=authorization_code&code={CODE}&")),
        "{form}"
    );
    assert!(form.contains("&redirect_uri=http%3A%2F%2Flocalhost%3A"), "{form}");
    (challenge, form)
}

#[test]
fn the_client_exchanges_the_code_with_the_verifier_of_the_challenge() {
    let (challenge, form) = exchanged(Login::pkce(CLIENT_ID));
    let verifier = form
        .split('&')
        .find_map(|field| field.strip_prefix("code_verifier="))
        .unwrap();
    let digest = ring::digest::digest(&ring::digest::SHA256, verifier.as_bytes());
    assert_eq!(URL_SAFE_NO_PAD.encode(digest), challenge.unwrap());
    assert!(form.ends_with(&format!("&client_id={CLIENT_ID}")), "{form}");
}

#[test]
fn a_client_with_a_secret_exchanges_the_code_without_a_verifier() {
    let (challenge, form) = exchanged(Login::authorization_code(CLIENT_ID, CLIENT_SECRET));
    assert!(
        challenge.is_none() && !form.contains("code_verifier") && !form.contains("client_id"),
        "{form}"
    );
}

#[test]
fn no_other_request_has_an_effect() {
    let login = Waiting::start(Login::pkce(CLIENT_ID).redirect_uri("http://localhost/callback"));
    let port = login.port;
    let host = format!("localhost:{port}");
    let right = login.callback("/callback");
    for target in [
        "/",
        "/callback/",
        "/Callback",
        "/favicon.ico",
        "/signed-in",
        "/callback/../callback",
        "*",
        "callback",
    ] {
        assert_eq!(status(&login.get(target)), "404", "{target}");
    }
    for target in [
        "/callback".to_owned(),
        format!("/callback?code={CODE}"),
        format!("/callback?code={CODE}&state=other"),
        format!("/callback?code={CODE}&state={}x", login.state),
        format!("/callback?state={}", login.state),
        format!("{right}&code=again"),
        "/callback?error=access_denied&state=other".to_owned(),
    ] {
        assert_eq!(status(&login.get(&target)), "400", "{target}");
    }
    for host in [
        "localhost",
        "localhost:1",
        "evil.example",
        "",
        &format!("127.0.0.1:{port}"),
        &format!("evil@localhost:{port}"),
    ] {
        assert_eq!(status(&login.send(&get(&right, host))), "400", "{host}");
    }
    for request in [
        format!("POST {right} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n"),
        format!("HEAD {right} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        format!("GET {right} HTTP/1.1\r\n\r\n"),
        format!("GET {right} HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n"),
        format!("GET {right}\r\nHost: {host}\r\n\r\n"),
        format!("GET {right} HTTP/2 x\r\nHost: {host}\r\n\r\n"),
        "\r\n\r\n".to_owned(),
        "\u{16}\u{3}\u{1}\r\n\r\n".to_owned(),
    ] {
        assert_eq!(status(&login.send(&request)), "400", "{request}");
    }
    // A head without an end, and one that is too long.
    login.connect(V4).write_all(b"GET / HTTP/1.1\r\n").unwrap();
    let _ = login.connect(V4).write_all(&vec![b'a'; 64 << 10]);
    assert_eq!(status(&login.get(&right)), "303");
    assert_eq!(status(&login.get("/signed-in")), "200");
    login.finish().unwrap();
}

#[test]
fn a_second_callback_changes_nothing() {
    let login = Waiting::start(Login::pkce(CLIENT_ID).redirect_uri("http://localhost/signed-in"));
    let redirect = login.get(&login.callback("/signed-in"));
    assert!(redirect.contains("\r\nLocation: /signed-in/done\r\n"), "{redirect}");
    let second = format!("/signed-in?error=access_denied&state={}", login.state);
    assert_eq!(status(&login.get(&second)), "404");
    assert_eq!(status(&login.get("/signed-in/done")), "200");
    login.finish().unwrap();
}

#[test]
fn both_addresses_of_localhost_receive_the_callback() {
    for address in [V4, V6] {
        if std::net::TcpListener::bind((address, 0)).is_err() {
            // This machine has no IPv6.
            continue;
        }
        let login = Waiting::start(Login::pkce(CLIENT_ID));
        let host = format!("localhost:{}", login.port);
        assert_eq!(
            status(&exchange(login.connect(address), &get(&login.callback("/"), &host))),
            "303"
        );
        assert_eq!(
            status(&exchange(login.connect(address), &get("/signed-in", &host))),
            "200"
        );
        login.finish().unwrap();
    }
}

/// Browsers open connections in advance, and another program may do so to block the port.
#[test]
fn connections_that_send_nothing_block_no_other() {
    let login = Waiting::start(Login::pkce(CLIENT_ID));
    let idle: Vec<_> = (0..100).map(|_| login.connect(V4)).collect();
    let (response, elapsed) = timed(|| login.get(&login.callback("/")));
    assert_eq!(status(&response), "303");
    assert!(elapsed < PROMPT, "{elapsed:?}");
    assert_eq!(status(&login.get("/signed-in")), "200");
    login.finish().unwrap();
    drop(idle);
}

#[test]
fn a_request_may_arrive_in_pieces() {
    let login = Waiting::start(Login::pkce(CLIENT_ID));
    let mut stream = login.connect(V4);
    stream.set_nodelay(true).unwrap();
    for byte in get(&login.callback("/"), &format!("localhost:{}", login.port)).bytes() {
        stream.write_all(&[byte]).unwrap();
    }
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    assert_eq!(status(&response), "303");
    // The browser is closed before it loads the page.
    login.finish().unwrap();
}

#[test]
fn a_refusal_is_an_error_with_its_description() {
    let login = Waiting::start(Login::pkce(CLIENT_ID));
    let refusal = format!(
        "/?error=access_denied&error_description=The%20user%0Arefused%20{}.&state={}",
        "x".repeat(2000),
        login.state
    );
    assert_eq!(status(&login.get(&refusal)), "303");
    let page = login.get("/signed-in");
    assert!(
        page.contains("was not completed") && !page.contains("refused"),
        "{page}"
    );
    let error = error_of(login.finish());
    assert!(
        matches!(error, Error::Auth(_)) && error.code() == Some("access_denied"),
        "{error:?}"
    );
    assert!(
        error
            .to_string()
            .starts_with("sign-in: the platform returned no code, access_denied: The user\\nrefused x"),
        "{error}"
    );
    assert!(!error.is_retryable() && error.attempts() == 0);
}

#[test]
fn a_sign_in_ends_at_its_time_limit() {
    let limit = Duration::from_millis(200);
    let login = Login::pkce(CLIENT_ID)
        .login_url("https://login.example.com")
        .timeout(limit);
    let login = login.start().unwrap();
    let (result, elapsed) = timed(|| login.wait());
    let error = error_of(result);
    let Error::Timeout(timeout) = &error else {
        panic!("{error:?}");
    };
    assert_eq!((timeout.phase(), timeout.limit()), (Phase::SignIn, limit));
    assert_eq!(
        error.to_string(),
        "sign-in: timed out while waiting for the user to sign in with the browser: the time limit of the sign-in (Login::timeout) is 0.2 s; \
         start another sign-in"
    );
    assert!(elapsed >= limit && elapsed < limit + PROMPT, "{elapsed:?}");
}

#[test]
fn a_sign_in_is_canceled_from_another_thread() {
    let login = Waiting::start(Login::pkce(CLIENT_ID));
    // The request makes sure that the listener waits.
    login.get("/");
    let (error, elapsed) = timed(|| {
        login.cancel_handle.cancel();
        error_of(login.finish())
    });
    assert_eq!(
        error.to_string(),
        "sign-in: canceled by the program; start another sign-in"
    );
    assert!(
        matches!(error, Error::Auth(_)) && elapsed < PROMPT,
        "{error:?} {elapsed:?}"
    );
}

#[test]
fn a_sign_in_that_was_canceled_before_it_waits_ends_at_once() {
    let login = Login::pkce(CLIENT_ID)
        .login_url("https://login.example.com")
        .start()
        .unwrap();
    let handle = login.cancel_handle();
    handle.clone().cancel();
    let (result, elapsed) = timed(|| login.wait());
    assert!(error_of(result).to_string().contains("canceled"));
    assert!(elapsed < PROMPT, "{elapsed:?}");
    // After the sign-in, a cancellation has no effect.
    handle.cancel();
}
