//! Calls that revoke the token they are sent with: `DELETE /api/v2/tokens/me`.
//!
//! The client forgets the token afterwards. It never replays the call with another token, since the replay would revoke that token.
//!
//! A request is recognized by its path below the host, and not by its path alone: a base URL may end with the first segments of the
//! operation (`/gateway/api`), so that a request below it has only the others (`/v2/tokens/me`).

use std::sync::Arc;

use ureq::http::{Method, StatusCode};

use super::{Token, TokenSource};
use crate::Error;
use crate::error::ErrorBody;
use crate::path::NormalPath;
use crate::transport::{LostResponse, RawResponse};

/// The path `/api/v2/tokens/me`.
const OWN_TOKEN: [&str; 4] = ["api", "v2", "tokens", "me"];

/// Returns whether a request revokes its own token. `path` is the expanded path in any spelling, and begins with the path of the base URL.
pub(crate) fn revokes_own_token(method: &Method, path: &str, base_url: &str) -> bool {
    if method != Method::DELETE {
        return false;
    }
    let path = NormalPath::from_path(path);
    let mut segments = path.segments();
    let mut ends_with = |own: &str| segments.next_back().is_some_and(|last| last.eq_ignore_ascii_case(own));
    OWN_TOKEN.iter().rev().all(|own| ends_with(own))
        && segments.count() <= NormalPath::from_path(base_url).segments().count()
}

/// Forgets the token if it is revoked, and returns whether the call succeeded. `received` is its last response.
///
/// A 401 is a success if an earlier response was lost: the lost request has revoked the token. This requires that the client sent the
/// lost request in full, and that the 401 comes from the platform and not from a proxy. Otherwise the lost response is the error.
pub(crate) fn finish(
    received: &RawResponse,
    token: &Arc<Token>,
    tokens: &TokenSource,
    lost: Option<LostResponse>,
) -> Result<bool, Error> {
    let is_refused = received.status == StatusCode::UNAUTHORIZED;
    if received.status.is_success() || is_refused {
        tokens.forget(token);
    }
    match lost {
        Some(lost) if is_refused => {
            if lost.sent_in_full && ErrorBody::parse(&received.body).is_some() {
                Ok(true)
            } else {
                Err(lost.error)
            }
        }
        _ => Ok(received.status.is_success()),
    }
}

#[cfg(test)]
mod tests;
