//! The least that a call can be: a prepared request written to a socket, and a response in which a field is searched.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};

use crate::{Endpoint, Operation, TOKEN, USER, server};

/// A connection, plain or with TLS, with the requests that are sent on it.
pub struct Raw {
    address: SocketAddr,
    tls: Option<Arc<ClientConfig>>,
    stream: Option<Box<dyn ReadWrite>>,
    requests: [Vec<u8>; 3],
    response: Vec<u8>,
}

trait ReadWrite: Read + Write + Send {}

impl<T: Read + Write + Send> ReadWrite for T {}

impl Raw {
    /// Prepares the requests to a server.
    ///
    /// # Panics
    ///
    /// If the certificate of the server is not valid.
    #[must_use]
    pub fn new(server: &Endpoint) -> Self {
        Self {
            address: server.address,
            tls: server.tls(),
            stream: None,
            requests: Operation::ALL.map(|operation| prepare(operation, server.address.port())),
            response: vec![0; 16 * 1024],
        }
    }

    /// Sends a request, reads the response, and searches for the name of a field. Connects first if there is no connection.
    ///
    /// # Errors
    ///
    /// If the server cannot be reached, or the connection breaks.
    ///
    /// # Panics
    ///
    /// If the field is not in the response.
    pub fn call(&mut self, operation: Operation) -> io::Result<()> {
        let stream = match &mut self.stream {
            Some(stream) => stream,
            None => self.stream.insert(connect(self.address, self.tls.as_ref())?),
        };
        stream.write_all(&self.requests[operation as usize])?;
        stream.flush()?;
        let mut filled = 0;
        loop {
            let read = stream.read(&mut self.response[filled..])?;
            if read == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            filled += read;
            if server::is_complete(&self.response[..filled]) {
                break;
            }
        }
        let response = &self.response[..filled];
        assert!(match operation {
            Operation::GetTokensMe => contains(response, b"\"organization\":"),
            Operation::PutTokensTimeout => contains(response, b"\"idleTokenTimeoutSeconds\":"),
            Operation::DeleteToken => response.starts_with(b"HTTP/1.1 204"),
        });
        Ok(())
    }

    /// Closes the connection.
    pub fn close(&mut self) {
        self.stream = None;
    }
}

/// Returns whether `bytes` contain `part`. The length is a constant, so that the comparison is not a call of a function.
fn contains<const N: usize>(bytes: &[u8], part: &[u8; N]) -> bool {
    bytes.windows(N).any(|window| window == part)
}

fn prepare(operation: Operation, port: u16) -> Vec<u8> {
    let (line, body) = match operation {
        Operation::GetTokensMe => ("GET /api/v2/tokens/me".to_owned(), ""),
        Operation::PutTokensTimeout => (
            "PUT /api/v2/tokens/timeout".to_owned(),
            r#"{"idleTokenTimeoutSeconds":900,"enableIdleTokenTimeout":true}"#,
        ),
        Operation::DeleteToken => (format!("DELETE /api/v2/tokens/{USER}"), ""),
    };
    let content = if body.is_empty() {
        String::new()
    } else {
        format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len())
    };
    format!(
        "{line} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept: application/json\r\nUser-Agent: raw\r\n\
         Authorization: Bearer {TOKEN}\r\n{content}\r\n{body}"
    )
    .into_bytes()
}

fn connect(address: SocketAddr, tls: Option<&Arc<ClientConfig>>) -> io::Result<Box<dyn ReadWrite>> {
    let stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let Some(config) = tls else {
        return Ok(Box::new(stream));
    };
    let name = ServerName::try_from("localhost").map_err(io::Error::other)?;
    let connection = ClientConnection::new(Arc::clone(config), name).map_err(io::Error::other)?;
    Ok(Box::new(StreamOwned::new(connection, stream)))
}
