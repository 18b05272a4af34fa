//! How often a request may be sent.

use ureq::http::Method;

use super::is_idempotent;

/// How often a request may be sent if the server may have processed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// Any number of times: a second request has the same effect as the first one.
    Any,
    /// Once more.
    Once,
    /// Never again once the server may have processed it.
    Unsent,
}

impl Repeat {
    /// Returns how often a request with this method may be sent.
    pub(crate) fn for_method(method: &Method) -> Self {
        if is_idempotent(method) { Self::Any } else { Self::Unsent }
    }

    /// Returns whether the request may be sent again. `is_repeated` says whether it was repeated before.
    pub(crate) fn allows_another(self, is_repeated: bool) -> bool {
        match self {
            Self::Any => true,
            Self::Once => !is_repeated,
            Self::Unsent => false,
        }
    }
}
