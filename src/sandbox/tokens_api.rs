//! The six operations of the Tokens API.

mod timeout;
mod token_info;

use super::encoding::form_parts;
use super::http::Request;
use super::problem::Problem;
use super::reply::Reply;
use super::state::{ADMINISTER, Holder, REVOKE_TOKENS, State};

/// What a path below `/api/v2/tokens` stands for.
enum Resource<'a> {
    Me,
    Timeout,
    TokensOf(&'a str),
}

/// Responds to a request to `/api/v2/tokens/{name}`.
pub(super) fn answer(state: &mut State, request: &Request, name: &str) -> Result<Reply, Problem> {
    let (resource, allowed) = match name {
        "me" => (Resource::Me, "GET, HEAD, DELETE"),
        "timeout" => (Resource::Timeout, "GET, PUT"),
        user_id => (Resource::TokensOf(user_id), "DELETE"),
    };
    let method = request.head.method.as_str();
    if !allowed.split(", ").any(|one| one == method) {
        return Err(Problem::of_status(405).with_header("Allow", allowed));
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
            let preserves = preserve_idle_ttl(&query)? && method == "GET";
            if !preserves {
                state.touch(token);
            }
            Ok(Reply::json(200, token_info::of(state, &holder, token)))
        }
        Resource::Timeout => {
            permit(state, &holder, ADMINISTER)?;
            state.touch(token);
            if method == "PUT" {
                timeout::put(state, request)?;
            }
            Ok(Reply::json(200, &state.timeout))
        }
        Resource::TokensOf(user_id) => {
            permit(state, &holder, REVOKE_TOKENS).map_err(|problem| problem.about("user", user_id))?;
            state.touch(token);
            if state.revoke_user(user_id) {
                return Ok(Reply::empty(204));
            }
            Err(Problem::new(404, "not.found", "There is no user {userId}.")
                .with_parameter("userId", user_id)
                .about("user", user_id))
        }
    }
}

/// The token of a request, if it is valid, and its holder.
pub(super) fn authorize<'a>(state: &State, request: &'a Request) -> Result<(&'a str, Holder), Problem> {
    let authorization = request.head.header("authorization").unwrap_or_default();
    match authorization.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => {
            let holder = state.holder(token).ok_or_else(|| Problem::of_status(401))?;
            Ok((token, holder))
        }
        _ => Err(Problem::new(
            401,
            "authentication.required",
            "The request has no bearer token.",
        )),
    }
}

fn permit(state: &State, holder: &Holder, permission: &str) -> Result<(), Problem> {
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
        _ => Err(Problem::new(400, "invalid.value", "{field} is true or false, once.")
            .with_parameter("field", "preserveIdleTTL")
            .in_field("preserveIdleTTL")),
    }
}
