//! Answers: whatever a server says, and however it says it.

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

/// A client that asks once, with little patience.
fn client(url: String) -> ClientBuilder {
    Client::builder()
        .base_url(url)
        .access_token(TOKEN)
        .no_proxy()
        .retry(RetryPolicy::none())
        .max_response_bytes(LIMIT as u64)
}

/// What the server does when it has said all that it says.
#[derive(Debug, Clone, Copy, PartialEq)]
enum End {
    Close,
    /// Until the client closes.
    Stay,
}

/// Makes one call against a server that answers with these bytes.
fn call<T>(answer: &[u8], end: End, call: impl FnOnce(ClientBuilder) -> T) -> T {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::scope(|scope| {
        scope.spawn(|| {
            let (mut socket, _) = listener.accept().unwrap();
            read_head(&mut socket);
            // A client that has seen enough closes before the end.
            let _ = socket.write_all(answer);
            if end == End::Stay {
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

/// The error, if there is one, keeps to what is promised of all of them.
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

/// Bytes that are no answer, or one that is cut, or one with odd headers, or one that is sound.
fn any_answer() -> impl Strategy<Value = Vec<u8>> {
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
    let answer = (line, vec(header, 0..5), body).prop_map(|(line, headers, body)| {
        let mut answer = line;
        for header in headers {
            answer.extend(b"\r\n");
            answer.extend(header);
        }
        answer.extend(b"\r\n\r\n");
        answer.extend(body);
        answer
    });
    prop_oneof![9 => answer, 1 => vec(any::<u8>(), 0..300)]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_bytes_are_an_answer_or_an_error(answer in any_answer()) {
        let outcome = call(&answer, End::Close, |client| client.build().unwrap().tokens().get_tokens_timeout().send());
        assert_bounded(&outcome);
        let outcome = call(&answer, End::Close, |client| client.build().unwrap().tokens().get_tokens_me().send());
        assert_bounded(&outcome);
    }

    #[test]
    fn a_body_is_taken_up_to_the_limit_and_no_further(length in LIMIT - 20..LIMIT + 20, framing in 0..3) {
        let body = format!("{{}}{}", " ".repeat(length - 2));
        let answer = match framing {
            0 => format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{body}"),
            1 => format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{length:x}\r\n{body}\r\n0\r\n\r\n"),
            _ => format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{body}"),
        };
        let outcome = call(answer.as_bytes(), End::Close, |client| client.build().unwrap().tokens().get_tokens_me().send());
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
    // Most of these wait for the timeout.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(16) })]

    #[test]
    fn a_call_ends_in_time_whatever_a_server_says_that_does_not_hang_up(answer in any_answer()) {
        let limit = Duration::from_millis(150);
        let started = Instant::now();
        let outcome = call(&answer, End::Stay, |client| {
            client.timeout(limit).build().unwrap().tokens().get_tokens_me().send()
        });
        // Far from what it would be without a limit, and far enough from it for a machine that does other things.
        prop_assert!(started.elapsed() < limit + Duration::from_secs(3));
        assert_bounded(&outcome);
    }
}

#[test]
fn a_token_that_a_server_quotes_is_shown_nowhere() {
    let body = format!(r#"{{"code":"no","message":"{TOKEN}","contextId":"{TOKEN}"}}"#);
    let html = format!("<p>{TOKEN}</p>");
    for (kind, body) in [
        ("application/json", &body),
        ("text/html", &html),
        (TOKEN, &html),
        (TOKEN, &String::new()),
    ] {
        let length = body.len();
        let answer = format!(
            "HTTP/1.1 403 Forbidden\r\nContent-Type: {kind}\r\nININ-Correlation-Id: {TOKEN}\r\nX-Seen: Bearer {TOKEN}\r\n\
             Content-Length: {length}\r\n\r\n{body}"
        );
        let outcome = call(answer.as_bytes(), End::Close, |client| {
            client.build().unwrap().tokens().get_tokens_me().send()
        });
        let Err(Error::Api(error)) = outcome else {
            panic!("a 403 is an error of the API");
        };
        let raw = String::from_utf8_lossy(error.raw_body());
        let said = format!("{error} {error:?} {:?} {:?} {raw}", error.body(), error.headers());
        assert!(!said.contains(TOKEN), "{said}");
        assert!(said.contains("***"), "{said}");
    }
}
