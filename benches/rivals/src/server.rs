//! A server on loopback that responds at once and keeps connections open.
//!
//! The server does the same small amount of work for every client: it reads a request to its end and writes a prepared response. It
//! allocates no memory meanwhile, so that all allocations counted in the process belong to the client.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// The response body of `GET /api/v2/tokens/me`: a `TokenInfo` with all of its fields.
pub const TOKEN_INFO: &str = include_str!("../token_info.json");

/// The response body of `PUT /api/v2/tokens/timeout`: an `IdleTokenTimeout`.
pub const IDLE_TOKEN_TIMEOUT: &str = include_str!("../idle_token_timeout.json");

/// Starts a server on `address`. Its threads end with the process.
///
/// `work` is the time that the server waits before each response.
///
/// # Errors
///
/// If the address cannot be bound.
pub fn start(address: SocketAddr, work: Duration) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind(address)?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || serve(stream, work));
        }
    });
    Ok(address)
}

/// Starts a server with TLS for `localhost`. Returns its address, and its certificate as PEM.
///
/// # Errors
///
/// If the address cannot be bound, or the certificate cannot be generated.
pub fn start_tls(address: SocketAddr) -> Result<(SocketAddr, String), Box<dyn std::error::Error>> {
    let certified = rcgen::generate_simple_self_signed(["localhost".to_owned(), "127.0.0.1".to_owned()])?;
    let key = PrivatePkcs8KeyDer::from(certified.signing_key.serialize_der());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certified.cert.der().clone()], key.into())?;
    let config = Arc::new(config);
    let listener = TcpListener::bind(address)?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let Ok(connection) = ServerConnection::new(Arc::clone(&config)) else {
                continue;
            };
            let _ = stream.set_nodelay(true);
            thread::spawn(move || respond_to_all(StreamOwned::new(connection, stream), Duration::ZERO));
        }
    });
    Ok((address, certified.cert.pem()))
}

/// Handles one connection until the client closes it.
fn serve(stream: TcpStream, work: Duration) -> io::Result<()> {
    stream.set_nodelay(true)?;
    respond_to_all(stream, work)
}

fn respond_to_all(mut stream: impl Read + Write, work: Duration) -> io::Result<()> {
    let (get, put) = (response(TOKEN_INFO), response(IDLE_TOKEN_TIMEOUT));
    let mut buffer = [0; 16 * 1024];
    let mut filled = 0;
    loop {
        let read = stream.read(&mut buffer[filled..])?;
        if read == 0 {
            return Ok(());
        }
        filled += read;
        if !is_complete(&buffer[..filled]) {
            continue;
        }
        if !work.is_zero() {
            thread::sleep(work);
        }
        stream.write_all(if buffer.starts_with(b"PUT") { &put } else { &get })?;
        stream.flush()?;
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
