//! A mock server for one request, which uses only the standard library and the `Client` of the module that includes it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

use super::Client;

pub struct Server {
    url: String,
    thread: JoinHandle<Request>,
}

/// The request that the server received.
pub struct Request {
    /// `GET /path?query`.
    pub line: String,
    headers: Vec<(String, String)>,
    pub body: String,
}

impl Server {
    /// Responds with JSON.
    pub fn json(status: u16, body: &'static str) -> Self {
        Self::new(status, "application/json", body)
    }

    /// Responds without a body.
    pub fn empty(status: u16) -> Self {
        Self::new(status, "text/plain", "")
    }

    pub fn new(status: u16, content_type: &'static str, body: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let thread = thread::spawn(move || {
            let mut stream = listener.accept().unwrap().0;
            let request = Request::read(&stream);
            respond(&mut stream, status, content_type, body);
            request
        });
        Self { url, thread }
    }

    /// Returns a client that sends its requests here.
    pub fn client(&self) -> Client {
        Client::builder()
            .base_url(&*self.url)
            .access_token("token")
            .no_proxy()
            .build()
            .unwrap()
    }

    /// Returns the request, once the response has been sent.
    pub fn request(self) -> Request {
        self.thread.join().unwrap()
    }
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(known, _)| known == name);
        let (_, value) = found.next()?;
        assert!(found.next().is_none(), "{name} was sent twice");
        Some(value)
    }

    fn read(stream: &TcpStream) -> Self {
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let line = line.strip_suffix(" HTTP/1.1\r\n").unwrap().to_owned();
        let mut headers = Vec::new();
        loop {
            let mut header = String::new();
            reader.read_line(&mut header).unwrap();
            let Some((name, value)) = header.trim_end().split_once(": ") else {
                break;
            };
            headers.push((name.to_ascii_lowercase(), value.to_owned()));
        }
        let mut request = Self {
            line,
            headers,
            body: String::new(),
        };
        let length = request
            .header("content-length")
            .map_or(0, |length| length.parse().unwrap());
        reader.take(length).read_to_string(&mut request.body).unwrap();
        request
    }
}

fn respond(stream: &mut TcpStream, status: u16, content_type: &str, body: &str) {
    let length = if status == 204 {
        String::new()
    } else {
        format!("Content-Length: {}\r\n", body.len())
    };
    let head = format!("HTTP/1.1 {status} Text\r\nContent-Type: {content_type}\r\n{length}Connection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(body.as_bytes()).unwrap();
}
