//! A small HTTP server on loopback, which is not the sandbox.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// How long a test waits for a request before it fails.
const PATIENCE: Duration = Duration::from_secs(20);

/// A request that the server has received.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    /// `DELETE /api/v2/tokens/…`
    pub(crate) line: String,
    pub(crate) body: String,
    pub(crate) at: Instant,
}

/// What the server does after a request.
pub(crate) enum Reply {
    /// Sends a status with a JSON body and further headers.
    Send(u16, &'static str, String),
    /// Neither sends anything nor closes the connection.
    Hang,
}

impl Reply {
    pub(crate) fn status(status: u16) -> Self {
        Self::Send(status, "", "{}".to_owned())
    }

    /// The tokens of a user are revoked.
    pub(crate) fn revoked() -> Self {
        Self::status(204)
    }

    pub(crate) fn json(body: &str) -> Self {
        Self::Send(200, "", body.to_owned())
    }
}

type Handler = dyn Fn(&Request, usize) -> Reply + Send + Sync;

struct Shared {
    handler: Box<Handler>,
    requests: Mutex<Vec<Request>>,
    changed: Condvar,
}

/// The server. It runs until the end of the test binary.
pub(crate) struct Server {
    pub(crate) port: u16,
    shared: Arc<Shared>,
}

impl Server {
    /// Calls the function with each request and the number of requests before it.
    pub(crate) fn start(handler: impl Fn(&Request, usize) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new(Shared {
            handler: Box::new(handler),
            requests: Mutex::default(),
            changed: Condvar::new(),
        });
        let accepting = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let shared = Arc::clone(&accepting);
                // An error only means that the program has closed the connection.
                thread::spawn(move || serve(&stream.unwrap(), &shared));
            }
        });
        Self { port, shared }
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.shared.requests.lock().unwrap().clone()
    }

    /// The request lines.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.requests().into_iter().map(|request| request.line).collect()
    }

    pub(crate) fn wait_for_requests(&self, count: usize) {
        let requests = self.shared.requests.lock().unwrap();
        let (requests, _) = self
            .shared
            .changed
            .wait_timeout_while(requests, PATIENCE, |requests| requests.len() < count)
            .unwrap();
        assert!(requests.len() >= count, "timed out waiting for {count} requests");
    }
}

fn serve(stream: &TcpStream, shared: &Shared) -> Option<()> {
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
            body: String::from_utf8(body).ok()?,
            at: Instant::now(),
        };
        let number = {
            let mut requests = shared.requests.lock().unwrap();
            requests.push(request.clone());
            requests.len() - 1
        };
        shared.changed.notify_all();
        match (shared.handler)(&request, number) {
            Reply::Hang => loop {
                thread::park();
            },
            Reply::Send(status, headers, body) => {
                let body = if status == 204 { String::new() } else { body };
                let length = body.len();
                let head = format!(
                    "HTTP/1.1 {status} Status\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\
                     ININ-Correlation-Id: 7f0c2a8e-0000-4000-8000-{number:012}\r\n{headers}\r\n"
                );
                // One write, so that no part of it waits for the other.
                (&mut &*stream).write_all((head + &body).as_bytes()).ok()?;
            }
        }
    }
}
