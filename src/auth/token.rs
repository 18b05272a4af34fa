//! An access token, ready to be sent.

use std::fmt;
use std::time::{Duration, Instant};

use ureq::http::HeaderValue;
use zeroize::Zeroizing;

use super::access_token::AccessToken;
use super::expiry::Expiry;
use crate::clock::Clock;
use crate::error::Redactor;
use crate::secret::Secret;

/// The scheme in front of the token (RFC 6750, section 2.1).
const SCHEME: &str = "Bearer ";

/// An access token.
pub(crate) struct Token {
    header: HeaderValue,
    expiry: Option<Expiry>,
}

impl Token {
    /// Creates a token. Returns `None` if it is longer than 16 KiB, and if it is empty or not visible ASCII: such a token is not
    /// valid in a header, or would be changed by trimming.
    ///
    /// The client uses a token without a lifetime until the platform rejects it.
    pub(crate) fn new(secret: &Secret) -> Option<Self> {
        let token = secret.expose_secret();
        let is_masked_in_full = token.len() <= Redactor::LONGEST;
        if token.is_empty() || !is_masked_in_full || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        let mut header = Zeroizing::new(String::with_capacity(SCHEME.len() + token.len()));
        header.push_str(SCHEME);
        header.push_str(token);
        let header = Secret::new(std::mem::take(&mut *header)).into_header_value()?;
        Some(Self { header, expiry: None })
    }

    /// Sets the lifetime, which begins now.
    pub(crate) fn with_lifetime(mut self, lifetime: Option<Duration>, clock: &Clock) -> Self {
        self.expiry = lifetime.and_then(|lifetime| Expiry::after(lifetime, clock));
        self
    }

    /// Returns a token with these times, so that tests need not wait for them.
    #[cfg(test)]
    pub(super) fn aged(secret: &str, renew_at: Instant, expires_at: Instant) -> Self {
        let mut token = Self::new(&Secret::new(secret.to_owned())).expect("visible ASCII");
        token.expiry = Some(Expiry {
            renew_at,
            at: expires_at,
            date: jiff::Timestamp::MAX,
        });
        token
    }

    /// Returns the value of `Authorization`.
    pub(crate) fn header(&self) -> &HeaderValue {
        &self.header
    }

    /// Returns the token as a program has it.
    pub(crate) fn to_access_token(&self) -> AccessToken {
        let secret = Secret::new(self.expose_secret().to_owned());
        AccessToken::from_parts(secret, self.expiry)
    }

    /// Returns the token itself, without the scheme.
    pub(super) fn expose_secret(&self) -> &str {
        // `new` has made sure that the value is ASCII and starts with the scheme.
        self.header
            .to_str()
            .ok()
            .and_then(|value| value.strip_prefix(SCHEME))
            .unwrap_or_default()
    }

    /// Returns whether the token need not be renewed yet.
    pub(super) fn is_fresh(&self, now: Instant) -> bool {
        self.expiry.is_none_or(|expiry| now < expiry.renew_at)
    }

    /// Returns whether the token has not expired.
    pub(super) fn is_valid(&self, now: Instant) -> bool {
        self.expiry.is_none_or(|expiry| now < expiry.at)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token([redacted])")
    }
}

#[cfg(test)]
mod tests;
