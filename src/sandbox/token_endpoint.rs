//! `POST /oauth/token` (RFC 6749, sections 4.4 and 5): tokens for client credentials.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::encoding::form_parts;
use super::http::Request;
use super::reply::Reply;
use super::state::{Holder, State};

/// Responds with a token, or with an error in the form of RFC 6749, which is not that of the API.
pub(super) fn respond(state: &mut State, request: &Request) -> Reply {
    let reply = match authenticate(state, request) {
        Ok(holder) => Reply::json(
            200,
            json!({
                "access_token": state.issue(holder),
                "token_type": "bearer",
                "expires_in": state.token_lifetime,
            }),
        ),
        Err(refusal) => refusal,
    };
    reply.header("Cache-Control", "no-store")
}

/// The response for a rate limit, which is a 400 without `Retry-After`.
pub(super) fn rate_limit() -> Reply {
    let body = json!({"error": "invalid_request", "error_description": "rate limit exceeded; retry later"});
    Reply::json(400, body).header("Cache-Control", "no-store")
}

/// Returns the client that the request authenticates.
fn authenticate(state: &State, request: &Request) -> Result<Holder, Reply> {
    if request.head.media_type().as_deref() != Some("application/x-www-form-urlencoded") {
        return Err(refusal(
            400,
            "invalid_request",
            "the body is not a form: use application/x-www-form-urlencoded",
        ));
    }
    let form = std::str::from_utf8(&request.body).ok().and_then(form_parts);
    let form = form.ok_or_else(|| refusal(400, "invalid_request", "the form is not percent-encoded UTF-8"))?;
    let mut grants = form.iter().filter(|(name, _)| name == "grant_type");
    match (grants.next().map(|(_, value)| value.as_str()), grants.next()) {
        (Some("client_credentials"), None) => {}
        (Some(_), None) => {
            return Err(refusal(
                400,
                "unsupported_grant_type",
                "only client_credentials is supported here",
            ));
        }
        _ => {
            return Err(refusal(
                400,
                "invalid_request",
                "a request must have exactly one grant_type",
            ));
        }
    }
    let client = credentials(request).and_then(|(id, secret)| {
        let mut clients = state.clients.iter();
        clients.position(|client| client.id == id && client.secret == secret)
    });
    client.map(Holder::Client).ok_or_else(|| {
        refusal(401, "invalid_client", "unknown client, or wrong secret")
            .header("WWW-Authenticate", "Basic realm=\"sandbox\"")
    })
}

/// Returns the client id and the secret of the Basic header, in UTF-8 and without percent-encoding.
fn credentials(request: &Request) -> Option<(String, String)> {
    let (scheme, encoded) = request.head.header("authorization")?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some((id.to_owned(), secret.to_owned()))
}

/// An error with both names of its description: Genesys Cloud sometimes sends `description`, and the RFC has `error_description`.
fn refusal(status: u16, error: &str, description: &str) -> Reply {
    Reply::json(
        status,
        json!({"error": error, "description": description, "error_description": description}),
    )
}
