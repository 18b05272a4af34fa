//! Text that must not be seen: redacted when shown, wiped when dropped.

use std::fmt;

use bytes::Bytes;
use ureq::http::HeaderValue;
use zeroize::Zeroizing;

use crate::header;

/// A secret. No `Display`, no `PartialEq`, and a `Debug` that says nothing.
#[derive(Clone)]
pub(crate) struct Secret(Zeroizing<String>);

impl Secret {
    pub(crate) fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The secret itself. Every use of this is a place where it could leak.
    pub(crate) fn expose_secret(&self) -> &str {
        &self.0
    }

    /// The value of a header, marked as sensitive. Its copies share one memory, which the last of them wipes.
    ///
    /// `None` if a header cannot carry the secret.
    pub(crate) fn into_header_value(mut self) -> Option<HeaderValue> {
        let bytes = Zeroizing::new(std::mem::take(&mut *self.0).into_bytes());
        let mut value = HeaderValue::from_maybe_shared(Bytes::from_owner(bytes)).ok()?;
        value.set_sensitive(true);
        header::fits("authorization".len(), &value).then_some(value)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

#[cfg(test)]
mod tests;
