//! Grants: what a client sends to the token endpoint for a token (RFC 6749, section 4).
//!
//! A grant knows its request, and what a repetition of it does. The endpoint knows where to send it, and the cache when.

use ureq::http::HeaderValue;

use crate::secret::Secret;

/// A grant of the client.
#[derive(Debug)]
pub(crate) enum Grant {
    /// RFC 6749, section 4.4.
    ClientCredentials {
        /// The header with id and secret (RFC 6749, section 2.3.1).
        authorization: HeaderValue,
        client_secret: Secret,
    },
}

/// A request to the token endpoint.
#[derive(Debug)]
pub(super) struct TokenRequest {
    /// The body, as `application/x-www-form-urlencoded`.
    pub(super) form: Vec<u8>,
    pub(super) authorization: Option<HeaderValue>,
    pub(super) repeat: Repeat,
}

/// How often a request for a token may be sent if the response to it was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repeat {
    /// A second request returns another token, and has no other effect.
    Any,
}

impl Grant {
    /// Returns the grant of an OAuth client. `None` if id and secret are too long for a header.
    ///
    /// `basic` is the value of `Authorization`, with its scheme.
    pub(super) fn client_credentials(basic: Secret, client_secret: Secret) -> Option<Self> {
        Some(Self::ClientCredentials {
            authorization: basic.into_header_value()?,
            client_secret,
        })
    }

    /// Returns the request for the next token.
    pub(super) fn request(&self) -> TokenRequest {
        match self {
            Self::ClientCredentials { authorization, .. } => TokenRequest {
                form: b"grant_type=client_credentials".to_vec(),
                authorization: Some(authorization.clone()),
                repeat: Repeat::Any,
            },
        }
    }

    /// Returns the secrets that a response may quote. A header may be quoted as it was sent.
    pub(super) fn secrets(&self) -> Vec<Secret> {
        match self {
            Self::ClientCredentials {
                authorization,
                client_secret,
            } => {
                let mut secrets = vec![client_secret.clone()];
                secrets.extend(Secret::from_authorization(authorization));
                secrets
            }
        }
    }
}
