//! The behavior of the sandbox over real sockets, byte by byte if the bytes matter.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::Sandbox;

mod bytes;
mod faults;
mod grants;
mod http;
mod recorded;
mod rules;
mod stop;
mod timeout;
mod token_endpoint;
mod tokens;
mod users;

/// One connection to the sandbox.
struct Wire {
    stream: BufReader<TcpStream>,
}

#[derive(Debug)]
struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

impl Wire {
    fn connect(sandbox: &Sandbox) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", sandbox.port())).unwrap();
        // With a time limit, a bug fails the test instead of keeping it from ending.
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        Self {
            stream: BufReader::new(stream),
        }
    }

    fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.stream.get_mut().write_all(bytes.as_ref()).unwrap();
    }

    fn response(&mut self) -> Response {
        self.read(true)
    }

    /// Reads the response to a HEAD, which has a length and no body.
    fn response_to_head(&mut self) -> Response {
        self.read(false)
    }

    fn read(&mut self, has_body: bool) -> Response {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).unwrap();
            let line = line.strip_suffix("\r\n").expect("a line ends in CRLF");
            if line.is_empty() {
                break;
            }
            lines.push(line.to_owned());
        }
        let status = lines[0].strip_prefix("HTTP/1.1 ").unwrap()[..3].parse().unwrap();
        let headers = lines[1..].iter().map(|line| line.split_once(": ").unwrap());
        let headers: Vec<_> = headers
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let mut response = Response {
            status,
            headers,
            body: String::new(),
        };
        if has_body && status != 204 {
            let length = response.header("Content-Length").unwrap().parse().unwrap();
            let mut body = vec![0; length];
            self.stream.read_exact(&mut body).unwrap();
            response.body = String::from_utf8(body).unwrap();
        }
        response
    }

    /// Reads up to the end of the connection.
    fn rest(&mut self) -> Vec<u8> {
        let mut rest = Vec::new();
        self.stream.read_to_end(&mut rest).unwrap();
        rest
    }
}

impl Response {
    fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// Checks that this is an `ErrorBody` of this status and code, with the correlation id of the header, and returns it.
    #[track_caller]
    fn assert_problem(&self, status: u16, code: &str) -> Value {
        let body = self.json();
        assert_eq!((self.status, body["code"].as_str()), (status, Some(code)), "{body}");
        assert_eq!(body["status"], status);
        assert_eq!(body["contextId"].as_str(), self.header("ININ-Correlation-Id"));
        assert_eq!(self.header("Content-Type"), Some("application/json"));
        assert!(body["message"].is_string() && body["messageWithParams"].is_string());
        assert!(body["messageParams"].is_object());
        assert!(body["details"].is_array() && body["errors"].is_array());
        body
    }
}

/// Sends one request on a connection of its own, authorized if there is a token.
fn call(sandbox: &Sandbox, method: &str, target: &str, token: Option<&str>) -> Response {
    call_with(sandbox, method, target, token, "", "")
}

fn call_with(
    sandbox: &Sandbox,
    method: &str,
    target: &str,
    token: Option<&str>,
    content_type: &str,
    body: &str,
) -> Response {
    let mut wire = Wire::connect(sandbox);
    let mut lines = vec![
        format!("{method} {target} HTTP/1.1"),
        "Host: sandbox".to_owned(),
        "Connection: close".to_owned(),
    ];
    lines.extend(token.map(|token| format!("Authorization: Bearer {token}")));
    if !content_type.is_empty() {
        lines.push(format!("Content-Type: {content_type}"));
    }
    if !body.is_empty() {
        lines.push(format!("Content-Length: {}", body.len()));
    }
    wire.send(format!("{}\r\n\r\n{body}", lines.join("\r\n")));
    wire.read(method != "HEAD")
}

/// Sends a token request with this Authorization and this form.
fn request_token(sandbox: &Sandbox, authorization: &str, form: &str) -> Response {
    let mut wire = Wire::connect(sandbox);
    let length = form.len();
    wire.send(format!(
        "POST /oauth/token HTTP/1.1\r\nHost: sandbox\r\nAuthorization: {authorization}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}"
    ));
    wire.response()
}

fn basic(id: &str, secret: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")))
}

/// Requests a token with the credentials of a client.
fn token_of(sandbox: &Sandbox, id: &str, secret: &str) -> String {
    let response = request_token(sandbox, &basic(id, secret), "grant_type=client_credentials");
    assert_eq!(response.status, 200, "{response:?}");
    response.json()["access_token"].as_str().unwrap().to_owned()
}
