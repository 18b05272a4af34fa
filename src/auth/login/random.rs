//! Random texts of a sign-in, and the challenge of PKCE.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use rustls::crypto::{CryptoProvider, ring as ring_provider};
use zeroize::Zeroizing;

use crate::Error;
use crate::secret::Secret;

/// Returns 43 characters with 256 random bits of the operating system: a code verifier (RFC 7636, section 4.1) or a state.
pub(super) fn text() -> Result<Secret, Error> {
    let mut bytes = Zeroizing::new([0; 32]);
    let random = match CryptoProvider::get_default() {
        Some(provider) => provider.secure_random,
        None => ring_provider::default_provider().secure_random,
    };
    random.fill(&mut *bytes).map_err(|_| {
        Error::config(
            "start",
            "the operating system returned no random bytes; start the sign-in later",
        )
    })?;
    Ok(Secret::new(URL_SAFE_NO_PAD.encode(*bytes)))
}

/// Returns the challenge of a code verifier (RFC 7636, section 4.2, `S256`).
pub(super) fn challenge(verifier: &Secret) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.expose_secret().as_bytes()))
}
