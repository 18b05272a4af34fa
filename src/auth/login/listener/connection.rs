//! One connection of the browser.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use zeroize::Zeroizing;

/// A larger request is not one of a browser that was redirected here.
const MAX_HEAD: usize = 32 * 1024;
/// How long a connection may take to send its request.
const IDLE_TIMEOUT: Duration = Duration::from_secs(30);
/// How long sending a response may take. The response fits into the buffer of the socket.
const WRITE_TIMEOUT: Duration = Duration::from_secs(1);

/// A connection that has not sent its request yet.
pub(super) struct Connection {
    stream: TcpStream,
    /// The received bytes, which may contain the code.
    head: Zeroizing<Vec<u8>>,
    opened: Instant,
}

/// The state of a connection.
pub(super) enum Progress {
    Waiting,
    Closed,
    Request(Request),
}

/// What a request asks for.
pub(super) struct Request {
    pub(super) is_get: bool,
    pub(super) path: String,
    pub(super) query: Zeroizing<String>,
    pub(super) host: Option<String>,
}

impl Connection {
    /// Returns a connection that the listener has accepted. `None` if the connection is already broken.
    pub(super) fn new(stream: TcpStream) -> Option<Self> {
        stream.set_nonblocking(true).ok()?;
        Some(Self {
            stream,
            // The buffer does not grow, so that no copy of the code is left behind.
            head: Zeroizing::new(Vec::with_capacity(MAX_HEAD)),
            opened: Instant::now(),
        })
    }

    /// Reads what has been received, without waiting for more.
    pub(super) fn read(&mut self) -> Progress {
        let mut buffer = Zeroizing::new([0; 4096]);
        loop {
            match self.stream.read(&mut *buffer) {
                Ok(0) => return Progress::Closed,
                Ok(length) if self.head.len() + length > MAX_HEAD => return Progress::Closed,
                Ok(length) => self.head.extend_from_slice(&buffer[..length]),
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => return Progress::Closed,
            }
        }
        let end = self.head.windows(4).position(|four| four == b"\r\n\r\n");
        match end {
            Some(end) => Progress::Request(Request::parse(&self.head[..end])),
            None if self.opened.elapsed() > IDLE_TIMEOUT => Progress::Closed,
            None => Progress::Waiting,
        }
    }

    /// Sends a response. A failure concerns only the browser: the sign-in goes on.
    pub(super) fn respond(&mut self, response: &[u8]) {
        let _ = self.stream.set_nonblocking(false);
        let _ = self.stream.set_write_timeout(Some(WRITE_TIMEOUT));
        let _ = self.stream.write_all(response);
        let _ = self.stream.shutdown(Shutdown::Write);
    }
}

impl Request {
    /// Reads a request line and the header `Host`. Bytes that are not valid are a request for nothing.
    fn parse(head: &[u8]) -> Self {
        let text = Zeroizing::new(String::from_utf8_lossy(head).into_owned());
        let mut lines = text.split("\r\n");
        let mut words = lines.next().unwrap_or_default().split(' ');
        let method = words.next().unwrap_or_default();
        let target = words.next().unwrap_or_default();
        let is_http = words.next().is_some_and(|version| version.starts_with("HTTP/1."));
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut hosts = lines
            .filter_map(|line| line.split_once(':'))
            .filter(|(name, _)| name.eq_ignore_ascii_case("host"))
            .map(|(_, value)| value.trim().to_owned());
        let host = hosts.next();
        Self {
            is_get: method == "GET" && is_http && words.next().is_none(),
            path: path.to_owned(),
            query: Zeroizing::new(query.to_owned()),
            // A request with two hosts is not one of a browser.
            host: if hosts.next().is_some() { None } else { host },
        }
    }
}
