//! Secret text: redacted in `Debug`, and its memory is wiped when it is dropped.

use std::fmt;

use bytes::Bytes;
use ureq::http::HeaderValue;
use zeroize::Zeroizing;

use crate::header;

/// A secret. It has neither `Display` nor `PartialEq`, and its `Debug` shows nothing of it.
#[derive(Clone)]
pub(crate) struct Secret(Zeroizing<String>);

impl Secret {
    pub(crate) fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// Returns the secret itself. Each use is a place where it could leak.
    pub(crate) fn expose_secret(&self) -> &str {
        &self.0
    }

    /// Returns the value of a header, marked as sensitive. Its clones share the memory, which is wiped with the last one.
    ///
    /// `None` if the secret is not valid in a header.
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
