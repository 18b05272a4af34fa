//! Secret text: redacted in `Debug`, and its memory is wiped when it is dropped.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use ureq::http::HeaderValue;
use zeroize::Zeroizing;

use crate::header;

/// A secret, without `Display` and `PartialEq`. `Debug` shows no part of it.
///
/// Clones share the memory, which is wiped when the last one is dropped. So the code that masks a secret owns it, and a secret that
/// is replaced during a call can still be masked.
#[derive(Clone)]
pub(crate) struct Secret(Arc<Zeroizing<String>>);

/// A type that knows the secrets that a response could quote.
pub(crate) trait Secrets {
    /// Returns the current secrets. Only errors and log lines need them.
    fn secrets(&self) -> Vec<Secret>;
}

impl Secret {
    pub(crate) fn new(text: String) -> Self {
        Self(Arc::new(Zeroizing::new(text)))
    }

    /// Returns the secret of a value of `Authorization`: what follows the scheme.
    pub(crate) fn from_authorization(value: &HeaderValue) -> Option<Self> {
        let (_scheme, secret) = value.to_str().ok()?.split_once(' ')?;
        Some(Self::new(secret.to_owned()))
    }

    /// Returns the secret itself. Each use is a place where it could leak.
    pub(crate) fn expose_secret(&self) -> &str {
        &self.0
    }

    /// Returns the value of a header, marked as sensitive. Its clones share the memory, which is wiped with the last one.
    ///
    /// `None` if the secret is not valid in a header.
    pub(crate) fn into_header_value(self) -> Option<HeaderValue> {
        let mut value = HeaderValue::from_maybe_shared(Bytes::from_owner(self)).ok()?;
        value.set_sensitive(true);
        header::fits("authorization".len(), &value).then_some(value)
    }
}

/// Needed by [`Bytes`], which keep the secret as their owner.
impl AsRef<[u8]> for Secret {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

#[cfg(test)]
impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::new(text.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

#[cfg(test)]
mod tests;
