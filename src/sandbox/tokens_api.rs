//! The six operations of the Tokens API.

mod timeout;
mod token_info;

use super::encoding::form_parts;
use super::http::Request;
use super::problem::Problem;
use super::reply::Reply;
use super::state::{ADMINISTER, Holder, REVOKE_TOKENS, State};

/// The resource of a path below `/api/v2/tokens`.
enum Resource<'a> {
    Me,
    Timeout,
    TokensOf(&'a str),
}

/// Responds to a request to `/api/v2/tokens/{name}`.
pub(super) fn respond(state: &mut State, request: &Request, name: &str) -> Result<Reply, Problem> {
    let (resource, allowed) = match name {
        "me" => (Resource::Me, "GET, HEAD, DELETE"),
        "timeout" => (Resource::Timeout, "GET, PUT"),
        user_id => (Resource::TokensOf(user_id), "DELETE"),
    };
    let method = request.head.method.as_str();
    if !allowed.split(", ").any(|one| one == method) {
        return Err(Problem::from_status(405).with_header("Allow", allowed));
    }
    let (token, holder) = authorize(state, request)?;
    let query = form_parts(request.head.query.as_deref().unwrap_or_default())
        .ok_or_else(|| Problem::new(400, "bad.request", "The query is not percent-encoded UTF-8."))?;
    match resource {
        Resource::Me if method == "DELETE" => {
            state.revoke(token);
            Ok(Reply::empty(200))
        }
        Resource::Me => {
            let preserve = preserve_idle_ttl(&query)? && method == "GET";
            if !preserve {
                state.touch(token);
            }
            Ok(Reply::json(200, token_info::for_token(state, &holder, token)))
        }
        Resource::Timeout => {
            check_permission(state, &holder, ADMINISTER)?;
            state.touch(token);
            if method == "PUT" {
                timeout::put(state, request)?;
            }
            Ok(Reply::json(200, &state.timeout))
        }
        Resource::TokensOf(user_id) => {
            check_permission(state, &holder, REVOKE_TOKENS).map_err(|problem| problem.with_entity("user", user_id))?;
            state.touch(token);
            if state.revoke_user(user_id) {
                return Ok(Reply::empty(204));
            }
            Err(Problem::new(404, "not.found", "The user {userId} was not found.")
                .with_parameter("userId", user_id)
                .with_entity("user", user_id))
        }
    }
}

/// Returns the token of a request and its holder, if the token is valid.
pub(super) fn authorize<'a>(state: &State, request: &'a Request) -> Result<(&'a str, Holder), Problem> {
    let authorization = request.head.header("authorization").unwrap_or_default();
    match authorization.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => {
            let holder = state.holder(token).ok_or_else(|| Problem::from_status(401))?;
            Ok((token, holder))
        }
        _ => Err(Problem::new(
            401,
            "authentication.required",
            "The request has no bearer token.",
        )),
    }
}

/// Checks that the holder of the token has a permission.
fn check_permission(state: &State, holder: &Holder, permission: &str) -> Result<(), Problem> {
    if state.permissions(holder).contains(&permission) {
        return Ok(());
    }
    let template = "This needs at least one of the permissions {permissions}.";
    Err(Problem::new(403, "missing.any.permissions", template).with_parameter("permissions", format!("[{permission}]")))
}

fn preserve_idle_ttl(query: &[(String, String)]) -> Result<bool, Problem> {
    let mut values = query.iter().filter(|(name, _)| name == "preserveIdleTTL");
    match (values.next().map(|(_, value)| value.as_str()), values.next()) {
        (None, _) | (Some("false"), None) => Ok(false),
        (Some("true"), None) => Ok(true),
        _ => Err(
            Problem::new(400, "invalid.value", "{field} must be true or false, and given once.")
                .with_parameter("field", "preserveIdleTTL")
                .with_field("preserveIdleTTL"),
        ),
    }
}
