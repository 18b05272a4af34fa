//! TLS: root certificates, the client certificate and the crypto provider.

use std::sync::Arc;

use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ALL_VERSIONS, ClientConfig, RootCertStore};
use ureq::tls::{Certificate, ClientCert, PemItem, PrivateKey, RootCerts, TlsConfig, parse_pem};
use zeroize::Zeroizing;

use crate::Error;

/// The TLS settings of a client, before they are parsed.
#[derive(Clone, Default)]
pub(super) struct Settings {
    roots: Option<Vec<u8>>,
    identity: Option<Identity>,
}

#[derive(Clone)]
struct Identity {
    chain: Vec<u8>,
    key: Zeroizing<Vec<u8>>,
}

impl Settings {
    pub(super) fn set_roots(&mut self, pem: Vec<u8>) {
        self.roots = Some(pem);
    }

    pub(super) fn set_identity(&mut self, chain: Vec<u8>, key: Vec<u8>) {
        self.identity = Some(Identity {
            chain,
            key: Zeroizing::new(key),
        });
    }

    pub(super) fn to_ureq(&self) -> Result<TlsConfig, Error> {
        // Chosen once, here: another part of the program may install another provider before the first connection, and ureq
        // panics if that one does not support the TLS versions or the certificate.
        let provider = provider()?;
        let mut config = TlsConfig::builder().unversioned_rustls_crypto_provider(Arc::clone(&provider));
        if let Some(pem) = &self.roots {
            config = config.root_certs(RootCerts::from(roots(pem)?));
        }
        if let Some(identity) = &self.identity {
            config = config.client_cert(Some(identity.to_ureq(provider)?));
        }
        Ok(config.build())
    }
}

/// Returns the crypto provider of the process, or ring.
fn provider() -> Result<Arc<CryptoProvider>, Error> {
    let provider = CryptoProvider::get_default()
        .cloned()
        .unwrap_or_else(|| Arc::new(ring::default_provider()));
    ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_protocol_versions(ALL_VERSIONS)
        .map_err(|_| {
            let problem = "the installed provider supports neither TLS 1.2 nor 1.3; install another one, or none";
            Error::config("rustls::crypto::CryptoProvider", problem)
        })?;
    Ok(provider)
}

fn roots(pem: &[u8]) -> Result<Vec<Certificate<'static>>, Error> {
    let refused = |problem: &str| Error::config("root_certificates_pem", problem);
    let certificates = certificates(pem).map_err(refused)?;
    // ureq ignores what it cannot parse, and would then trust no server, without an error.
    let mut store = RootCertStore::empty();
    for certificate in &certificates {
        store
            .add(CertificateDer::from(certificate.der()))
            .map_err(|_| refused("has a certificate that is not valid; check the file"))?;
    }
    Ok(certificates)
}

fn certificates(pem: &[u8]) -> Result<Vec<Certificate<'static>>, &'static str> {
    let mut certificates = Vec::new();
    for item in parse_pem(pem) {
        match item {
            Ok(PemItem::Certificate(certificate)) => certificates.push(certificate),
            Ok(_) => {}
            Err(_) => return Err("is not valid PEM"),
        }
    }
    if certificates.is_empty() {
        Err("has no certificate in PEM format")
    } else {
        Ok(certificates)
    }
}

impl Identity {
    /// Checks certificate and key with rustls, since ureq panics if they do not match.
    fn to_ureq(&self, provider: Arc<CryptoProvider>) -> Result<ClientCert, Error> {
        let refused = |problem: &str| Error::config("client_certificate_pem", problem);
        let chain = certificates(&self.chain).map_err(|problem| refused(&format!("the chain {problem}")))?;
        let key = PrivateKey::from_pem(&self.key).map_err(|_| refused("the key is not a private key in PEM format"))?;
        let rustls_key = PrivateKeyDer::from_pem_slice(&self.key)
            .map_err(|_| refused("the key is not a private key in PEM format"))?;
        let rustls_chain = chain
            .iter()
            .map(|certificate| CertificateDer::from(certificate.der()).into_owned())
            .collect();
        ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(ALL_VERSIONS)
            .map_err(|_| refused("the crypto provider supports neither TLS 1.2 nor 1.3"))?
            .with_root_certificates(RootCertStore::empty())
            .with_client_auth_cert(rustls_chain, rustls_key)
            .map_err(|_| refused("certificate and key do not match, or are of a kind that is not supported"))?;
        Ok(ClientCert::new_with_certs(&chain, key))
    }
}
