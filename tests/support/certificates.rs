//! Certificates that are generated for a test: an authority, and the certificates that it issues.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::RootCertStore;
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{ServerConfig, SupportedProtocolVersion};

/// A certificate authority.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    der: CertificateDer<'static>,
    pem: String,
}

/// Validity period of a certificate.
#[derive(Clone, Copy)]
pub(crate) enum Validity {
    Now,
    Expired,
    NotYet,
}

/// A certificate and its private key.
pub(crate) struct Identity {
    /// The certificate as PEM.
    pub(crate) chain: String,
    /// The key as PEM.
    pub(crate) key: String,
    der: CertificateDer<'static>,
    key_der: PrivateKeyDer<'static>,
}

impl Authority {
    pub(crate) fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, "Test authority");
        let certificate = params.self_signed(&key).unwrap();
        Self {
            der: certificate.der().clone(),
            pem: certificate.pem(),
            issuer: Issuer::new(params, key),
        }
    }

    /// Returns the certificate of the authority, as PEM.
    pub(crate) fn pem(&self) -> String {
        self.pem.clone()
    }

    /// Issues a certificate for these names or addresses.
    pub(crate) fn issue(&self, names: &[&str], validity: Validity) -> Identity {
        let key = KeyPair::generate().unwrap();
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let mut params = CertificateParams::new(names).unwrap();
        (params.not_before, params.not_after) = match validity {
            Validity::Now => (date_time_ymd(2020, 1, 1), date_time_ymd(2120, 1, 1)),
            Validity::Expired => (date_time_ymd(2019, 1, 1), date_time_ymd(2020, 1, 1)),
            Validity::NotYet => (date_time_ymd(2119, 1, 1), date_time_ymd(2120, 1, 1)),
        };
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        Identity {
            chain: certificate.pem(),
            key: key.serialize_pem(),
            der: certificate.der().clone(),
            key_der: PrivatePkcs8KeyDer::from(key.serialize_der()).into(),
        }
    }

    /// Returns the configuration of a server with a certificate for these names.
    pub(crate) fn server(&self, names: &[&str], validity: Validity) -> Arc<ServerConfig> {
        let identity = self.issue(names, validity);
        let config = server_config()
            .with_no_client_auth()
            .with_single_cert(vec![identity.der], identity.key_der)
            .unwrap();
        Arc::new(config)
    }

    /// Returns the configuration of a server that uses the certificate of the authority itself.
    pub(crate) fn self_signed_server(&self) -> Arc<ServerConfig> {
        let key = PrivatePkcs8KeyDer::from(self.issuer.key().serialize_der());
        let config = server_config()
            .with_no_client_auth()
            .with_single_cert(vec![self.der.clone()], key.into())
            .unwrap();
        Arc::new(config)
    }

    /// Returns the configuration of a server on loopback that speaks only this version of TLS.
    pub(crate) fn server_with_version(&self, version: &'static SupportedProtocolVersion) -> Arc<ServerConfig> {
        let identity = self.issue(&["127.0.0.1", "localhost"], Validity::Now);
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(&[version])
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![identity.der], identity.key_der)
            .unwrap();
        Arc::new(config)
    }

    /// Returns the configuration of a server on loopback that requires a client certificate of the same authority.
    pub(crate) fn server_with_client_auth(&self) -> Arc<ServerConfig> {
        let identity = self.issue(&["127.0.0.1", "localhost"], Validity::Now);
        let mut roots = RootCertStore::empty();
        roots.add(self.der.clone()).unwrap();
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::new(ring::default_provider()))
            .build()
            .unwrap();
        let config = server_config()
            .with_client_cert_verifier(verifier)
            .with_single_cert(vec![identity.der], identity.key_der)
            .unwrap();
        Arc::new(config)
    }
}

fn server_config() -> rustls::ConfigBuilder<ServerConfig, rustls::WantsVerifier> {
    ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
}
