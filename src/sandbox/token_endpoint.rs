//! `POST /oauth/token` (RFC 6749, sections 4.4 and 5): tokens for client credentials.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::encoding::form_parts;
use super::http::Request;
use super::reply::Reply;
use super::state::{Holder, State};

/// Issues a token, or refuses to. Errors have the form of RFC 6749 here, not that of the API.
pub(super) fn answer(state: &mut State, request: &Request) -> Reply {
    let reply = match grant(state, request) {
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

/// The rate limit, which is a 400 here, without `Retry-After`.
pub(super) fn limit() -> Reply {
    let body = json!({"error": "invalid_request", "error_description": "rate limit exceeded; retry later"});
    Reply::json(400, body).header("Cache-Control", "no-store")
}

/// The client that gets the token.
fn grant(state: &State, request: &Request) -> Result<Holder, Reply> {
    if request.head.media_type().as_deref() != Some("application/x-www-form-urlencoded") {
        return Err(refusal(400, "invalid_request", "the body is not a form"));
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
        _ => return Err(refusal(400, "invalid_request", "a request has exactly one grant_type")),
    }
    let client = credentials(request).and_then(|(id, secret)| {
        let mut clients = state.clients.iter();
        clients.position(|client| client.id == id && client.secret == secret)
    });
    client.map(Holder::Client).ok_or_else(|| {
        refusal(401, "invalid_client", "the client is unknown, or its secret is wrong")
            .header("WWW-Authenticate", "Basic realm=\"sandbox\"")
    })
}

/// Client id and secret of the Basic header: UTF-8, not percent-encoded.
fn credentials(request: &Request) -> Option<(String, String)> {
    let (scheme, encoded) = request.head.header("authorization")?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some((id.to_owned(), secret.to_owned()))
}

/// With both names of the description: Genesys Cloud sometimes sends `description`, the RFC has `error_description`.
fn refusal(status: u16, error: &str, description: &str) -> Reply {
    Reply::json(
        status,
        json!({"error": error, "description": description, "error_description": description}),
    )
}
