//! Responses with random bytes.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use genesys_cloud::{Client, ClientBuilder, Error, RetryPolicy};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::json::{any_json, written};

const TOKEN: &str = "TOKEN/of+the+test==";

/// The body limit of the clients below.
const LIMIT: usize = 256;

/// Returns a client without retries and with a low body limit.
fn client(url: String) -> ClientBuilder {
    Client::builder()
        .base_url(url)
        .access_token(TOKEN)
        .no_proxy()
        .retry(RetryPolicy::none())
        .max_response_bytes(LIMIT as u64)
}

/// What the server does after it has sent its response.
#[derive(Debug, Clone, Copy, PartialEq)]
enum End {
    Close,
    /// Keeps the connection open until the client closes it.
    KeepOpen,
}

/// Makes one call to a server that sends these bytes as its response.
fn call<T>(response: &[u8], end: End, call: impl FnOnce(ClientBuilder) -> T) -> T {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::scope(|scope| {
        scope.spawn(|| {
            let (mut socket, _) = listener.accept().unwrap();
            read_head(&mut socket);
            // Writing fails if the client closes the connection before the end of the response.
            let _ = socket.write_all(response);
            if end == End::KeepOpen {
                let _ = socket.read_to_end(&mut Vec::new());
            }
        });
        call(client(url))
    })
}

fn read_head(socket: &mut TcpStream) {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && socket.read_exact(&mut byte).is_ok() {
        head.push(byte[0]);
    }
}

/// Checks that an error, if there is one, has a short text and counts one attempt.
fn assert_bounded<T>(outcome: &Result<T, Error>) {
    let Err(error) = outcome else { return };
    let display = error.to_string();
    assert!(
        display.len() < 1024 && !display.chars().any(char::is_control),
        "{display:?}"
    );
    assert!(format!("{error:?}").len() < 16 * 1024);
    assert!(!matches!(error, Error::Config(_) | Error::Auth(_)), "{display}");
    assert_eq!(error.attempts(), 1);
}

/// Returns a response that is valid, is cut off, has unusual headers, or is not HTTP at all.
fn any_response() -> impl Strategy<Value = Vec<u8>> {
    let line = prop_oneof![
        3 => Just(b"HTTP/1.1 200 OK".to_vec()),
        1 => (0..1200_u16).prop_map(|status| format!("HTTP/1.1 {status} X").into_bytes()),
        1 => vec(any::<u8>(), 0..20),
    ];
    let length = (0..600_usize).prop_map(|length| format!("Content-Length: {length}").into_bytes());
    let header = prop_oneof![
        length,
        Just(b"Transfer-Encoding: chunked".to_vec()),
        Just(b"Content-Encoding: gzip".to_vec()),
        Just(b"Connection: close".to_vec()),
        vec(any::<u8>(), 0..30),
        ("[a-zA-Z-]{1,12}", "[ -~]{0,20}").prop_map(|(name, value)| format!("{name}: {value}").into_bytes()),
    ];
    let body = prop_oneof![
        vec(any::<u8>(), 0..600),
        any_json().prop_map(|json| written(&json)),
        (1..400_usize, any_json()).prop_map(|(length, json)| {
            let mut body = format!("{length:x}\r\n").into_bytes();
            body.extend(written(&json));
            body.extend(b"\r\n0\r\n\r\n");
            body
        }),
    ];
    let response = (line, vec(header, 0..5), body).prop_map(|(line, headers, body)| {
        let mut response = line;
        for header in headers {
            response.extend(b"\r\n");
            response.extend(header);
        }
        response.extend(b"\r\n\r\n");
        response.extend(body);
        response
    });
    prop_oneof![9 => response, 1 => vec(any::<u8>(), 0..300)]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_bytes_are_a_response_or_an_error(response in any_response()) {
        let outcome = call(&response, End::Close, |client| client.build().unwrap().tokens().get_tokens_timeout().send());
        assert_bounded(&outcome);
        let outcome = call(&response, End::Close, |client| client.build().unwrap().tokens().get_tokens_me().send());
        assert_bounded(&outcome);
    }

    #[test]
    fn a_body_is_read_up_to_the_limit(length in LIMIT - 20..LIMIT + 20, framing in 0..3) {
        let body = format!("{{}}{}", " ".repeat(length - 2));
        let response = match framing {
            0 => format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{body}"),
            1 => format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{length:x}\r\n{body}\r\n0\r\n\r\n"),
            _ => format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{body}"),
        };
        let outcome = call(response.as_bytes(), End::Close, |client| client.build().unwrap().tokens().get_tokens_me().send());
        match outcome {
            Ok(_) => prop_assert!(length <= LIMIT),
            Err(Error::TooLarge(error)) => {
                prop_assert!(length > LIMIT);
                prop_assert_eq!(error.limit(), LIMIT as u64);
            }
            Err(error) => prop_assert!(false, "{}", error),
        }
    }
}

proptest! {
    // Most of these calls last until their timeout.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(16) })]

    #[test]
    fn a_call_ends_in_time_if_the_server_keeps_the_connection_open(response in any_response()) {
        let limit = Duration::from_millis(150);
        let started = Instant::now();
        let outcome = call(&response, End::KeepOpen, |client| {
            client.timeout(limit).build().unwrap().tokens().get_tokens_me().send()
        });
        // The additional time is for a machine under load.
        prop_assert!(started.elapsed() < limit + Duration::from_secs(3));
        assert_bounded(&outcome);
    }
}

#[test]
fn a_token_that_a_response_quotes_is_masked() {
    let body = format!(r#"{{"code":"no","message":"{TOKEN}","contextId":"{TOKEN}"}}"#);
    let html = format!("<p>{TOKEN}</p>");
    for (kind, body) in [
        ("application/json", &body),
        ("text/html", &html),
        (TOKEN, &html),
        (TOKEN, &String::new()),
    ] {
        let length = body.len();
        let response = format!(
            "HTTP/1.1 403 Forbidden\r\nContent-Type: {kind}\r\nININ-Correlation-Id: {TOKEN}\r\nX-Seen: Bearer {TOKEN}\r\n\
             Content-Length: {length}\r\n\r\n{body}"
        );
        let outcome = call(response.as_bytes(), End::Close, |client| {
            client.build().unwrap().tokens().get_tokens_me().send()
        });
        let Err(Error::Api(error)) = outcome else {
            panic!("expected an Api error");
        };
        let raw = String::from_utf8_lossy(error.raw_body());
        let shown = format!("{error} {error:?} {:?} {:?} {raw}", error.body(), error.headers());
        assert!(!shown.contains(TOKEN), "{shown}");
        assert!(shown.contains("***"), "{shown}");
    }
}
