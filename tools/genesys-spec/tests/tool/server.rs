//! A server on loopback that sends prepared responses, and keeps the requests.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What the server does with a connection after a request.
pub(crate) enum Reply {
    /// Sends these bytes and closes the connection.
    Send(Vec<u8>),
    /// Sends these bytes again and again, until the client closes the connection.
    Flood(Vec<u8>),
    /// Sends these bytes, and then one more every 50 ms, until the client closes the connection.
    Drip(Vec<u8>),
    /// Sends these bytes, and then nothing until the client closes the connection.
    Stall(Vec<u8>),
}

#[derive(Clone)]
pub(crate) struct Server {
    port: u16,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Responds to each request with what `reply` returns for its path. Runs until the test process ends.
    pub(crate) fn start(reply: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self {
            port: listener.local_addr().unwrap().port(),
            requests: Arc::default(),
        };
        let (requests, reply) = (Arc::clone(&server.requests), Arc::new(reply));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (requests, reply) = (Arc::clone(&requests), Arc::clone(&reply));
                thread::spawn(move || serve(&stream.unwrap(), &requests, &*reply));
            }
        });
        server
    }

    /// Sends the same document for any path.
    pub(crate) fn document(text: &str) -> Self {
        let response = ok(&[("Content-Type", "application/json")], text.as_bytes());
        Self::start(move |_| Reply::Send(response.clone()))
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Returns the heads of the requests, in the order of arrival.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

fn serve(mut stream: &TcpStream, requests: &Mutex<Vec<String>>, reply: &(dyn Fn(&str) -> Reply + Send + Sync)) {
    let mut head = String::new();
    let mut reader = BufReader::new(stream);
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).unwrap_or(0) == 0 {
            return;
        }
    }
    let path = head.split(' ').nth(1).unwrap().to_owned();
    requests.lock().unwrap().push(head);
    // The client may close the connection early.
    match reply(&path) {
        Reply::Send(bytes) => {
            let _ = stream.write_all(&bytes);
        }
        Reply::Flood(bytes) => while stream.write_all(&bytes).is_ok() {},
        Reply::Drip(bytes) => {
            let _ = stream.write_all(&bytes);
            while stream.write_all(b" ").is_ok() {
                thread::sleep(Duration::from_millis(50));
            }
        }
        Reply::Stall(bytes) => {
            let _ = stream.write_all(&bytes);
            let _ = reader.read_line(&mut String::new());
        }
    }
}

/// Returns a response with status 200.
pub(crate) fn ok(headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    response("200 OK", headers, body)
}

/// Returns a redirect.
pub(crate) fn redirect(location: &str) -> Reply {
    Reply::Send(response("302 Found", &[("Location", location)], b""))
}

pub(crate) fn response(status: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut lines = vec![format!("HTTP/1.1 {status}")];
    lines.extend(headers.iter().map(|(name, value)| format!("{name}: {value}")));
    lines.extend([
        format!("Content-Length: {}", body.len()),
        "Connection: close".to_owned(),
    ]);
    let mut bytes = format!("{}\r\n\r\n", lines.join("\r\n")).into_bytes();
    bytes.extend_from_slice(body);
    bytes
}
