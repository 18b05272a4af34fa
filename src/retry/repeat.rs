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
    /// Never: only if the server has not processed it.
    Unsent,
}

impl Repeat {
    /// Returns how often a request with this method may be sent.
    pub(crate) fn for_method(method: &Method) -> Self {
        if is_idempotent(method) { Self::Any } else { Self::Unsent }
    }

    /// Whether the request may be sent again, if it has been repeated before or not.
    pub(crate) fn allows_another(self, is_repeated: bool) -> bool {
        match self {
            Self::Any => true,
            Self::Once => !is_repeated,
            Self::Unsent => false,
        }
    }
}
