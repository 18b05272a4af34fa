//! A server on loopback that responds at once and keeps connections open.
//!
//! The server does the same small amount of work for every client: it reads a request to its end and writes a prepared response. It
//! allocates no memory meanwhile, so that all allocations counted in the process belong to the client.

use std::error::Error;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::{HandshakeKind, ServerConfig, ServerConnection, StreamOwned};

use crate::Endpoint;

/// The response body of `GET /api/v2/tokens/me`: a `TokenInfo` with all of its fields.
pub const TOKEN_INFO: &str = include_str!("../token_info.json");

/// The response body of `PUT /api/v2/tokens/timeout`: an `IdleTokenTimeout`.
pub const IDLE_TOKEN_TIMEOUT: &str = include_str!("../idle_token_timeout.json");

/// Settings of a server.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settings {
    /// The time that the server waits before each response.
    pub work: Duration,
    /// Whether the server uses TLS, with a new certificate for `localhost`.
    pub is_tls: bool,
    /// Whether the server closes a connection after each response, as servers do with idle ones. The server then prints for each
    /// connection whether the TLS session was resumed.
    pub is_closing: bool,
}

/// Starts a server on `address`. Its threads end with the process.
///
/// # Errors
///
/// If the address cannot be bound, or the certificate cannot be generated.
pub fn start(address: SocketAddr, settings: Settings) -> Result<Endpoint, Box<dyn Error>> {
    let (tls, certificate) = if settings.is_tls {
        let (config, certificate) = tls()?;
        (Some(Arc::new(config)), Some(certificate.into_bytes()))
    } else {
        (None, None)
    };
    let listener = TcpListener::bind(address)?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let tls = tls.clone();
            thread::spawn(move || serve(stream, tls, settings));
        }
    });
    Ok(Endpoint { address, certificate })
}

/// Returns the settings of TLS with a new certificate, and the certificate as PEM.
pub(crate) fn tls() -> Result<(ServerConfig, String), Box<dyn Error>> {
    let certified = rcgen::generate_simple_self_signed(["localhost".to_owned(), "127.0.0.1".to_owned()])?;
    let key = PrivatePkcs8KeyDer::from(certified.signing_key.serialize_der());
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certified.cert.der().clone()], key.into())?;
    Ok((config, certified.cert.pem()))
}

/// Handles one connection until it is closed.
fn serve(mut stream: TcpStream, tls: Option<Arc<ServerConfig>>, settings: Settings) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let Some(config) = tls else {
        return respond(&mut stream, settings);
    };
    let connection = ServerConnection::new(config).map_err(io::Error::other)?;
    let mut stream = StreamOwned::new(connection, stream);
    respond(&mut stream, settings)?;
    stream.conn.send_close_notify();
    stream.flush()?;
    let is_resumed = stream.conn.handshake_kind() == Some(HandshakeKind::Resumed);
    println!("{}", if is_resumed { "resumed" } else { "full handshake" });
    Ok(())
}

/// Responds to one request or to all.
fn respond(stream: &mut (impl Read + Write), settings: Settings) -> io::Result<()> {
    let (get, put) = (response(TOKEN_INFO), response(IDLE_TOKEN_TIMEOUT));
    let mut buffer = [0; 16 * 1024];
    let mut filled = 0;
    loop {
        let read = stream.read(&mut buffer[filled..])?;
        if read == 0 {
            // The client has closed the connection. Nothing is printed.
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        filled += read;
        if !is_complete(&buffer[..filled]) {
            continue;
        }
        if !settings.work.is_zero() {
            thread::sleep(settings.work);
        }
        stream.write_all(match buffer[0] {
            b'P' => &put,
            b'D' => b"HTTP/1.1 204 No Content\r\nDate: Sat, 21 Nov 2026 12:00:00 GMT\r\n\r\n",
            _ => &get,
        })?;
        stream.flush()?;
        if settings.is_closing {
            return Ok(());
        }
        filled = 0;
    }
}

pub(crate) fn response(body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         ININ-Correlation-Id: 0b66a7d6-ad8f-4e30-b8c5-9f403c0d104b\r\n\
         Strict-Transport-Security: max-age=600; includeSubDomains\r\n\
         Cache-Control: no-cache, no-store, must-revalidate\r\nDate: Sat, 21 Nov 2026 12:00:00 GMT\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// Returns whether these bytes are a complete message. Clients do not pipeline, so there are no bytes of the next one.
pub(crate) fn is_complete(message: &[u8]) -> bool {
    let Some(head) = message.windows(4).position(|bytes| bytes == b"\r\n\r\n") else {
        return false;
    };
    let (head, body) = message.split_at(head + 4);
    body.len() >= content_length(head)
}

fn content_length(head: &[u8]) -> usize {
    const NAME: &[u8] = b"content-length:";
    head.split(|byte| *byte == b'\n')
        .filter(|line| line.len() >= NAME.len() && line[..NAME.len()].eq_ignore_ascii_case(NAME))
        .find_map(|line| str::from_utf8(&line[NAME.len()..]).ok()?.trim().parse().ok())
        .unwrap_or(0)
}
