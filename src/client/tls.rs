//! TLS: trusted root certificates, the client certificate and the crypto provider.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use rustls::client::WantsClientCert;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, UnixTime};
use rustls::time_provider::TimeProvider;
use rustls::{ALL_VERSIONS, ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier};
use zeroize::Zeroizing;

use crate::Error;

type Builder<State> = ConfigBuilder<ClientConfig, State>;

/// The TLS settings of a client, before they are parsed.
#[derive(Clone, Default)]
pub(super) struct Settings {
    /// In place of the roots of Mozilla.
    roots: Option<Vec<u8>>,
    /// The certificates of the operating system, in place of the roots of Mozilla.
    #[cfg(feature = "platform-verifier")]
    is_system: bool,
    /// Beside the other roots.
    more_roots: Vec<Vec<u8>>,
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

    pub(super) fn add_roots(&mut self, pem: Vec<u8>) {
        self.more_roots.push(pem);
    }

    #[cfg(feature = "platform-verifier")]
    pub(super) fn set_system(&mut self) {
        self.is_system = true;
    }

    pub(super) fn set_identity(&mut self, chain: Vec<u8>, key: Vec<u8>) {
        self.identity = Some(Identity {
            chain,
            key: Zeroizing::new(key),
        });
    }

    /// Returns the configuration that all connections of a client share, with their session tickets. `None` if the client has no use
    /// for it. Settings are checked in any case.
    pub(super) fn to_config(&self, is_used: bool) -> Result<Option<Arc<ClientConfig>>, Error> {
        let has_settings =
            self.roots.is_some() || !self.more_roots.is_empty() || self.identity.is_some() || self.is_system();
        if !is_used && !has_settings {
            return Ok(None);
        }
        let builder = self.with_trust(builder()?)?;
        let config = match &self.identity {
            Some(identity) => identity.add_to(builder)?,
            None => builder.with_no_client_auth(),
        };
        Ok(is_used.then(|| Arc::new(config)))
    }

    fn is_system(&self) -> bool {
        #[cfg(feature = "platform-verifier")]
        return self.is_system;
        #[cfg(not(feature = "platform-verifier"))]
        return false;
    }

    /// Sets which certificates are trusted.
    fn with_trust(&self, builder: Builder<WantsVerifier>) -> Result<Builder<WantsClientCert>, Error> {
        #[cfg(feature = "platform-verifier")]
        if self.is_system {
            return self.with_system(builder);
        }
        let mut store = RootCertStore::empty();
        match &self.roots {
            Some(pem) => add_roots(&mut store, "root_certificates_pem", pem)?,
            None => store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        }
        self.add_more_roots(&mut store)?;
        Ok(builder.with_root_certificates(store))
    }

    fn add_more_roots(&self, store: &mut RootCertStore) -> Result<(), Error> {
        let mut more = self.more_roots.iter();
        more.try_for_each(|pem| add_roots(store, "add_root_certificates_pem", pem))
    }

    /// Trusts the certificates that the operating system trusts, and those that were added.
    #[cfg(feature = "platform-verifier")]
    fn with_system(&self, builder: Builder<WantsVerifier>) -> Result<Builder<WantsClientCert>, Error> {
        use rustls_platform_verifier::Verifier;

        if self.roots.is_some() {
            let problem = "is set beside system_certificates; call add_root_certificates_pem to trust both";
            return Err(Error::config("root_certificates_pem", problem));
        }
        // Checked here, since the verifier ignores what it cannot read.
        self.add_more_roots(&mut RootCertStore::empty())?;
        let more = self
            .more_roots
            .iter()
            .filter_map(|pem| certificates(pem).ok())
            .flatten();
        let verifier =
            Verifier::new_with_extra_roots(more, Arc::clone(builder.crypto_provider())).map_err(|error| {
                let problem = format!("the certificates of the system cannot be used: {error}");
                Error::config("system_certificates", problem)
            })?;
        // The verifier of the system checks the same as that of rustls.
        let builder = builder.dangerous();
        Ok(builder.with_custom_certificate_verifier(Arc::new(verifier)))
    }
}

/// Begins a configuration with the crypto provider of the process, or with ring.
///
/// The provider is chosen once, here: another part of the program may install another one before the first connection.
fn builder() -> Result<Builder<WantsVerifier>, Error> {
    let provider = CryptoProvider::get_default()
        .cloned()
        .unwrap_or_else(|| Arc::new(ring::default_provider()));
    ClientConfig::builder_with_details(provider, Arc::new(SystemClock))
        .with_protocol_versions(ALL_VERSIONS)
        .map_err(|_| {
            let problem = "the installed provider supports neither TLS 1.2 nor 1.3; install another one, or none";
            Error::config("rustls::crypto::CryptoProvider", problem)
        })
}

fn add_roots(store: &mut RootCertStore, setting: &'static str, pem: &[u8]) -> Result<(), Error> {
    let refused = |problem: &str| Error::config(setting, problem);
    for certificate in certificates(pem).map_err(refused)? {
        store
            .add(certificate)
            .map_err(|_| refused("has a certificate that is not valid; check the file"))?;
    }
    Ok(())
}

fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, &'static str> {
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    match certificates {
        Ok(certificates) if certificates.is_empty() => Err("has no certificate in PEM format"),
        Ok(certificates) => Ok(certificates),
        Err(_) => Err("is not valid PEM"),
    }
}

impl Identity {
    fn add_to(&self, builder: Builder<WantsClientCert>) -> Result<ClientConfig, Error> {
        let refused = |problem: &str| Error::config("client_certificate_pem", problem);
        let chain = certificates(&self.chain).map_err(|problem| refused(&format!("the chain {problem}")))?;
        let key = PrivateKeyDer::from_pem_slice(&self.key)
            .map_err(|_| refused("the key is not a private key in PEM format"))?;
        builder
            .with_client_auth_cert(chain, key)
            .map_err(|_| refused("certificate and key do not match, or are of a kind that is not supported"))
    }
}

/// The clock of the system. That of rustls panics if it is before 1970.
#[derive(Debug)]
struct SystemClock;

impl TimeProvider for SystemClock {
    fn current_time(&self) -> Option<UnixTime> {
        let time = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
        Some(UnixTime::since_unix_epoch(time))
    }
}
