//! Calls that revoke the token they are sent with: `DELETE /api/v2/tokens/me`.
//!
//! The token is gone afterwards, so the client forgets it, and the call is never replayed with another token: that would
//! revoke the wrong one.

use std::sync::Arc;

use percent_encoding::percent_decode_str;
use ureq::http::{Method, StatusCode};

use super::{Token, TokenSource};
use crate::Error;
use crate::error::ErrorBody;
use crate::transport::{Loss, Received};

const OWN_TOKEN: &str = "/api/v2/tokens/me";

/// Whether a request revokes its own token, however the path was put together. `path` is below the base URL.
pub(crate) fn revokes_own_token(method: &Method, path: &str) -> bool {
    if method != Method::DELETE {
        return false;
    }
    let path = path.strip_suffix('/').unwrap_or(path);
    let path: Vec<u8> = percent_decode_str(path).collect();
    path.eq_ignore_ascii_case(OWN_TOKEN.as_bytes())
}

/// Whether such a call succeeded, after its last response. Forgets the token if it is gone.
///
/// A 401 is a success if an earlier response was lost: the platform has revoked the token and no longer knows it. That holds
/// only if the lost request was sent in full and if the platform itself answers; otherwise the loss is the error.
pub(crate) fn succeeded(
    received: &Received,
    token: &Arc<Token>,
    tokens: &TokenSource,
    loss: Option<Loss>,
) -> Result<bool, Error> {
    let is_refused = received.status == StatusCode::UNAUTHORIZED;
    if received.status.is_success() || is_refused {
        tokens.forget(token);
    }
    match loss {
        Some(loss) if is_refused => {
            if loss.sent_in_full && ErrorBody::parse(&received.body).is_some() {
                Ok(true)
            } else {
                Err(loss.error)
            }
        }
        _ => Ok(received.status.is_success()),
    }
}

#[cfg(test)]
mod tests;
