//! Where a server is.

use std::net::SocketAddr;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

/// The address of a server, and its certificate if it uses TLS.
#[derive(Debug, Clone)]
pub struct Endpoint {
    /// On loopback.
    pub address: SocketAddr,
    /// As PEM, for the name `localhost`. `None` without TLS.
    pub certificate: Option<Vec<u8>>,
}

impl Endpoint {
    /// Returns the base URL, without a slash at its end.
    #[must_use]
    pub fn base(&self) -> String {
        if self.certificate.is_some() {
            format!("https://localhost:{}", self.address.port())
        } else {
            format!("http://{}", self.address)
        }
    }

    /// Returns settings of rustls that trust the certificate, for the ways that take such settings. `None` without TLS.
    ///
    /// # Panics
    ///
    /// If the certificate is not valid.
    #[must_use]
    pub fn tls(&self) -> Option<Arc<ClientConfig>> {
        let mut roots = RootCertStore::empty();
        let certificate = CertificateDer::from_pem_slice(self.certificate.as_ref()?).expect("a certificate");
        roots.add(certificate).expect("a root certificate");
        let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_protocol_versions(rustls::ALL_VERSIONS)
            .expect("versions of the provider")
            .with_root_certificates(roots)
            .with_no_client_auth();
        Some(Arc::new(config))
    }
}
