//! Grants: what a client sends to the token endpoint for a token (RFC 6749, section 4).
//!
//! A grant knows its request, what a repetition of it does, and what an outcome means for the next request. The endpoint knows where
//! to send it, and the cache when.

mod session;

use std::sync::Arc;

use ureq::http::HeaderValue;
use zeroize::Zeroizing;

use super::form;
use super::token::Token;
use super::token_response::Outcome;
use crate::Error;
use crate::retry::Repeat;
use crate::secret::Secret;
pub(super) use session::{Session, Start};

/// A grant of the client.
#[derive(Debug)]
pub(crate) enum Grant {
    /// RFC 6749, section 4.4.
    ClientCredentials(ClientAuthentication),
    /// A sign-in of a user, whose requests depend on the responses to earlier ones.
    User(ClientAuthentication, Arc<Session>),
}

/// How a client identifies itself (RFC 6749, section 2.3.1).
#[derive(Debug)]
pub(crate) enum ClientAuthentication {
    /// With a header of id and secret.
    Basic {
        authorization: HeaderValue,
        client_secret: Secret,
    },
    /// With its id in the form: a public client, which has no secret.
    Public { client_id: String },
}

/// A request to the token endpoint.
#[derive(Debug)]
pub(super) struct TokenRequest {
    /// The body, as `application/x-www-form-urlencoded`.
    pub(super) form: Zeroizing<String>,
    pub(super) authorization: Option<HeaderValue>,
    pub(super) repeat: Repeat,
}

impl Grant {
    /// Returns the request for the next token, or the error if there is none.
    pub(super) fn request(&self) -> Result<TokenRequest, Error> {
        match self {
            Self::ClientCredentials(client) => Ok(client.request(&[("grant_type", "client_credentials")], Repeat::Any)),
            Self::User(client, session) => session.with_next_request(|fields, repeat| client.request(fields, repeat)),
        }
    }

    /// Returns the token of a response, or the error. Records what the outcome means for the next request.
    pub(super) fn settle(&self, outcome: Outcome) -> Result<Token, Error> {
        match self {
            Self::ClientCredentials(_) => outcome.into_result().map(|response| response.token),
            Self::User(_, session) => session.settle(outcome),
        }
    }

    /// Returns the secrets that a response may quote. A header may be quoted as it was sent.
    pub(super) fn secrets(&self) -> Vec<Secret> {
        match self {
            Self::ClientCredentials(client) => client.secrets(),
            Self::User(client, session) => {
                let mut secrets = client.secrets();
                secrets.extend(session.secrets());
                secrets
            }
        }
    }
}

impl ClientAuthentication {
    /// Returns the authentication of a client with a secret. `None` if id and secret are too long for a header.
    ///
    /// `basic` is the value of `Authorization`, with its scheme.
    pub(super) fn basic(basic: Secret, client_secret: Secret) -> Option<Self> {
        Some(Self::Basic {
            authorization: basic.into_header_value()?,
            client_secret,
        })
    }

    fn request(&self, fields: &[(&str, &str)], repeat: Repeat) -> TokenRequest {
        match self {
            Self::Basic { authorization, .. } => TokenRequest {
                form: form::encode(fields),
                authorization: Some(authorization.clone()),
                repeat,
            },
            Self::Public { client_id } => TokenRequest {
                form: form::encode(&[fields, &[("client_id", client_id)]].concat()),
                authorization: None,
                repeat,
            },
        }
    }

    fn secrets(&self) -> Vec<Secret> {
        match self {
            Self::Basic {
                authorization,
                client_secret,
            } => {
                let mut secrets = vec![client_secret.clone()];
                secrets.extend(Secret::from_authorization(authorization));
                secrets
            }
            Self::Public { .. } => Vec::new(),
        }
    }
}
