//! TLS: trusted root certificates, the client certificate and the crypto provider.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use rustls::client::WantsClientCert;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, UnixTime};
use rustls::sign::CertifiedKey;
use rustls::time_provider::TimeProvider;
use rustls::{ALL_VERSIONS, ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier};
use zeroize::Zeroizing;

use super::pem;
use crate::Error;

type Builder<State> = ConfigBuilder<ClientConfig, State>;

/// The TLS settings of a client, before they are parsed.
#[derive(Clone, Default)]
pub(super) struct Settings {
    /// The roots that replace Mozilla's.
    roots: Option<Vec<u8>>,
    /// Whether the roots of the operating system replace Mozilla's.
    #[cfg(feature = "platform-verifier")]
    is_system: bool,
    /// Further roots, in addition to the others.
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

    #[cfg_attr(
        not(feature = "platform-verifier"),
        allow(clippy::unused_self, reason = "the field is the feature's")
    )]
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

    /// Trusts the certificates that the operating system trusts, and the ones that the program has added.
    #[cfg(feature = "platform-verifier")]
    fn with_system(&self, builder: Builder<WantsVerifier>) -> Result<Builder<WantsClientCert>, Error> {
        use rustls_platform_verifier::Verifier;

        if self.roots.is_some() {
            let problem =
                "is set beside system_certificates; call ClientBuilder::add_root_certificates_pem to trust both";
            return Err(Error::config("root_certificates_pem", problem));
        }
        // Checked here, since the verifier ignores what it cannot read.
        self.add_more_roots(&mut RootCertStore::empty())?;
        let more = self.more_roots.iter().filter_map(|file| pem::certificates(file).ok());
        let more = more.flat_map(|found| found.readable);
        let verifier =
            Verifier::new_with_extra_roots(more, Arc::clone(builder.crypto_provider())).map_err(|error| {
                let problem = format!("the certificates of the system cannot be used: {error}");
                Error::config("system_certificates", problem)
            })?;
        // The verifier of the system makes the same checks as the verifier of rustls.
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

/// Adds the certificates of a file. Leaves out certificates that cannot be used, with a warning, as long as there is another one: a
/// bundle of many authorities often has one that this version of TLS does not know.
fn add_roots(store: &mut RootCertStore, setting: &'static str, file: &[u8]) -> Result<(), Error> {
    let refused = |problem: String| Error::config(setting, problem);
    let found = pem::certificates(file).map_err(refused)?;
    let all = found.readable.len() + found.unreadable.len();
    let (added, _) = store.add_parsable_certificates(found.readable);
    if added == 0 {
        let problem = format!("has {all} certificates, and none of them can be used; check the file");
        return Err(refused(problem));
    }
    if added < all {
        log::warn!(
            "{setting}: {} of {all} certificates cannot be used, and are left out",
            all - added
        );
    }
    Ok(())
}

impl Identity {
    fn add_to(&self, builder: Builder<WantsClientCert>) -> Result<ClientConfig, Error> {
        let refused = |problem: String| Error::config("client_certificate_pem", problem);
        let chain = pem::certificates(&self.chain).map_err(|problem| refused(format!("the chain {problem}")))?;
        if let Some(number) = chain.unreadable.first() {
            return Err(refused(format!(
                "certificate {number} of the chain is damaged; copy it again"
            )));
        }
        let key = pem::private_key(&self.key).map_err(|problem| refused(format!("the key {problem}")))?;
        let place = place_of(&chain.readable, &key, builder.crypto_provider());
        builder.with_client_auth_cert(chain.readable, key).map_err(|_| {
            refused(match place {
                Some(place) if place > 1 => {
                    format!("the chain is in the wrong order: put certificate {place}, which belongs to the key, first")
                }
                _ => "certificate and key do not match, or are of a kind that is not supported; give those that were \
                      issued together"
                    .to_owned(),
            })
        })
    }
}

/// Returns which certificate of a chain belongs to a key, counted from 1.
fn place_of(
    chain: &[CertificateDer<'static>],
    key: &PrivateKeyDer<'static>,
    provider: &CryptoProvider,
) -> Option<usize> {
    let key = provider.key_provider.load_private_key(key.clone_key()).ok()?;
    let is_of_key = |certificate: &CertificateDer<'static>| {
        CertifiedKey::new(vec![certificate.clone()], Arc::clone(&key))
            .keys_match()
            .is_ok()
    };
    chain.iter().position(is_of_key).map(|index| index + 1)
}

/// The clock of the system. The implementation in rustls panics if the clock is before 1970.
#[derive(Debug)]
struct SystemClock;

impl TimeProvider for SystemClock {
    fn current_time(&self) -> Option<UnixTime> {
        let time = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
        Some(UnixTime::since_unix_epoch(time))
    }
}
