//! The least that a call can be: a prepared request written to a socket, and a response in which a field is searched.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::{TOKEN, server};

/// A connection, plain or with TLS, with the request that is sent on it.
pub struct Raw {
    stream: Box<dyn ReadWrite>,
    request: Vec<u8>,
    response: Vec<u8>,
}

trait ReadWrite: Read + Write {}

impl<T: Read + Write> ReadWrite for T {}

impl Raw {
    /// Connects without TLS.
    ///
    /// # Errors
    ///
    /// If the server cannot be reached.
    pub fn connect(address: SocketAddr) -> io::Result<Self> {
        Ok(Self::new(address, tcp(address)?))
    }

    /// Connects with TLS, to a server with this certificate, as PEM.
    ///
    /// # Errors
    ///
    /// If the certificate is not valid, or the server cannot be reached.
    pub fn connect_tls(address: SocketAddr, certificate: &[u8]) -> Result<Self, Box<dyn std::error::Error>> {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(certificate)?)?;
        let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_protocol_versions(rustls::ALL_VERSIONS)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let connection = ClientConnection::new(Arc::new(config), ServerName::try_from("localhost")?)?;
        Ok(Self::new(address, StreamOwned::new(connection, tcp(address)?)))
    }

    fn new(address: SocketAddr, stream: impl Read + Write + 'static) -> Self {
        let request = format!(
            "GET /api/v2/tokens/me HTTP/1.1\r\nHost: localhost:{}\r\nAccept: application/json\r\n\
             User-Agent: raw\r\nAuthorization: Bearer {TOKEN}\r\n\r\n",
            address.port()
        );
        Self {
            stream: Box::new(stream),
            request: request.into_bytes(),
            response: vec![0; 16 * 1024],
        }
    }

    /// Sends the request, reads the response, and searches for the name of a field. Returns whether it was found.
    ///
    /// # Errors
    ///
    /// If the connection breaks.
    pub fn call(&mut self) -> io::Result<bool> {
        self.stream.write_all(&self.request)?;
        self.stream.flush()?;
        let mut filled = 0;
        loop {
            let read = self.stream.read(&mut self.response[filled..])?;
            if read == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            filled += read;
            if server::is_complete(&self.response[..filled]) {
                let mut windows = self.response[..filled].windows(15);
                return Ok(windows.any(|bytes| bytes == b"\"organization\":"));
            }
        }
    }
}

fn tcp(address: SocketAddr) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    Ok(stream)
}
