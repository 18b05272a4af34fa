//! Receives the redirect of the browser.
//!
//! One thread serves all connections, without blocking on any of them: browsers open connections in advance on which they send
//! nothing, and another program on this machine may do the same on purpose.

mod connection;

use std::io::{self, ErrorKind};
use std::net::{SocketAddr, TcpListener};
use std::time::{Duration, Instant};

use super::callback::Callback;
use super::cancellation::CancelHandle;
use super::pages;
use super::redirect::Loopback;
use crate::Error;
use crate::secret::Secret;
use connection::{Connection, Progress, Request};

/// The pause between two rounds through all sockets.
const INTERVAL: Duration = Duration::from_millis(10);
/// The number of connections that are open at once. The oldest one is closed for a further one.
const MAX_CONNECTIONS: usize = 32;
/// How often the listener chooses a free port, if the same port of the other address is in use.
const ATTEMPTS: usize = 16;
/// How long the listener waits for the browser to load the page, after the callback.
const PAGE_TIMEOUT: Duration = Duration::from_secs(2);

/// Sockets on the loopback addresses of a redirect URI.
#[derive(Debug)]
pub(super) struct Listener {
    sockets: Vec<TcpListener>,
    port: u16,
    /// The value of `Host` in requests to the redirect URI.
    host: String,
    path: String,
}

/// Why the listener has no callback.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    Canceled,
    TimedOut,
}

impl Listener {
    /// Opens the port of a redirect URI, or a free one.
    pub(super) fn bind(redirect: &Loopback) -> Result<Self, Error> {
        let bound = match redirect.port {
            Some(port) => bind(redirect, port),
            None => (1..ATTEMPTS)
                .map(|_| bind(redirect, 0))
                .find(|bound| !matches!(bound, Err(error) if error.kind() == ErrorKind::AddrInUse))
                .unwrap_or_else(|| bind(redirect, 0)),
        };
        let (sockets, port) = bound.map_err(|error| {
            let problem = match redirect.port {
                Some(port) if error.kind() == ErrorKind::AddrInUse => format!(
                    "port {port} is in use by another program; end that program, or set a redirect URI with another port or none"
                ),
                Some(port) => format!("cannot listen on port {port}: {error}; set a redirect URI with another port or none"),
                None => format!("cannot listen on a loopback address: {error}; set a redirect URI that your program receives"),
            };
            Error::config("redirect_uri", problem)
        })?;
        // A browser leaves out the port of the scheme.
        let host = if port == 80 {
            redirect.host.clone()
        } else {
            format!("{}:{port}", redirect.host)
        };
        Ok(Self {
            sockets,
            port,
            host,
            path: redirect.path.clone(),
        })
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Waits for the callback with this state, and until the browser has loaded the page that follows it.
    pub(super) fn receive(&self, state: &Secret, timeout: Duration, cancel: &CancelHandle) -> Result<Callback, Ended> {
        // `None` if the limit is too long for an `Instant`.
        let end = Instant::now().checked_add(timeout);
        let mut connections: Vec<Connection> = Vec::new();
        let mut received: Option<(Callback, Instant)> = None;
        loop {
            self.accept(&mut connections);
            let mut is_page_loaded = false;
            connections.retain_mut(|connection| match connection.read() {
                Progress::Waiting => true,
                Progress::Closed => false,
                Progress::Request(request) => {
                    let callback = received.as_ref().map(|(callback, _)| callback);
                    let response = match self.respond(&request, state, callback) {
                        Response::Callback(callback) => {
                            received = Some((callback, Instant::now() + PAGE_TIMEOUT));
                            pages::redirect(pages::page_path(&self.path))
                        }
                        Response::Page(page) => {
                            is_page_loaded = true;
                            page
                        }
                        Response::Refusal(page) => page,
                    };
                    connection.respond(&response);
                    false
                }
            });
            match received {
                Some((callback, page_end)) if is_page_loaded || Instant::now() >= page_end => return Ok(callback),
                None if end.is_some_and(|end| Instant::now() >= end) => return Err(Ended::TimedOut),
                _ => {}
            }
            if cancel.wait(INTERVAL) {
                return Err(Ended::Canceled);
            }
        }
    }

    fn accept(&self, connections: &mut Vec<Connection>) {
        for socket in &self.sockets {
            // Any error ends this round: `WouldBlock` means that no connection waits, and another error concerns one connection, or passes.
            while let Ok((stream, _)) = socket.accept() {
                if connections.len() == MAX_CONNECTIONS {
                    connections.remove(0);
                }
                connections.extend(Connection::new(stream));
            }
        }
    }

    /// Returns the response to a request. `received` is the callback, if it has been received already: there is one only.
    fn respond(&self, request: &Request, state: &Secret, received: Option<&Callback>) -> Response {
        let is_own = request.is_get
            && request
                .host
                .as_deref()
                .is_some_and(|host| host.eq_ignore_ascii_case(&self.host));
        match received {
            Some(callback) if is_own && request.path == pages::page_path(&self.path) => {
                Response::Page(pages::page(callback))
            }
            None if is_own && request.path == self.path => match Callback::parse(&request.query, state) {
                Some(callback) => Response::Callback(callback),
                None => Response::Refusal(pages::refusal(true)),
            },
            _ => Response::Refusal(pages::refusal(!is_own)),
        }
    }
}

enum Response {
    Callback(Callback),
    Page(Vec<u8>),
    Refusal(Vec<u8>),
}

/// Opens a port on each address, except on those that this machine does not have.
///
/// An address on which the port is in use is an error: the browser could send the code to the program that uses it.
fn bind(redirect: &Loopback, port: u16) -> io::Result<(Vec<TcpListener>, u16)> {
    let mut sockets = Vec::new();
    let mut port = port;
    let mut missing = None;
    for address in redirect.addresses() {
        match TcpListener::bind(SocketAddr::from((address, port))) {
            Ok(socket) => {
                socket.set_nonblocking(true)?;
                port = socket.local_addr()?.port();
                sockets.push(socket);
            }
            Err(error) if error.kind() == ErrorKind::AddrInUse => return Err(error),
            Err(error) => missing = Some(error),
        }
    }
    match missing {
        Some(error) if sockets.is_empty() => Err(error),
        _ => Ok((sockets, port)),
    }
}
