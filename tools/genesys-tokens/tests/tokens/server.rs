//! A small HTTP server on loopback, which is not the sandbox.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

/// A request that the server has received.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    /// `DELETE /api/v2/tokens/…`
    pub(crate) line: String,
}

/// What the server does after a request.
pub(crate) enum Reply {
    /// Sends a status with a JSON body.
    Send(u16, String),
}

impl Reply {
    pub(crate) fn status(status: u16) -> Self {
        Self::Send(status, "{}".to_owned())
    }

    pub(crate) fn json(body: &str) -> Self {
        Self::Send(200, body.to_owned())
    }
}

type Handler = dyn Fn(&Request) -> Reply + Send + Sync;

/// The server. It runs until the end of the test binary.
pub(crate) struct Server {
    pub(crate) port: u16,
}

impl Server {
    /// Calls the function with each request.
    pub(crate) fn start(handler: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let handler: Arc<Handler> = Arc::new(handler);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let handler = Arc::clone(&handler);
                // An error only means that the program has closed the connection.
                thread::spawn(move || serve(&stream.unwrap(), &*handler));
            }
        });
        Self { port }
    }
}

fn serve(stream: &TcpStream, handler: &Handler) -> Option<()> {
    let mut reader = BufReader::new(stream);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let mut length = 0;
        loop {
            let mut header = String::new();
            reader.read_line(&mut header).ok()?;
            if header.trim().is_empty() {
                break;
            }
            if let Some(value) = header.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().ok()?;
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).ok()?;
        let request = Request {
            line: line.trim().trim_end_matches(" HTTP/1.1").to_owned(),
        };
        let Reply::Send(status, body) = handler(&request);
        let length = body.len();
        let head =
            format!("HTTP/1.1 {status} Status\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n");
        // One write, so that no part of it waits for the other.
        (&mut &*stream).write_all((head + &body).as_bytes()).ok()?;
    }
}
