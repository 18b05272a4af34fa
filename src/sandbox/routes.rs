//! Which answer a request gets: the paths, who may call them, and the faults that were asked for.

use serde_json::json;

use super::http::{Refusal, Request, decode, form_parts};
use super::random;
use super::reply::{CORRELATION_ID, Problem, Reply};
use super::state::{ADMINISTER, Fault, Holder, REVOKE_TOKENS, State, USERS};
use super::{timeout, token_endpoint, token_info};

/// What a path stands for.
enum Resource {
    TokenEndpoint,
    Me,
    Timeout,
    TokensOf(String),
}

/// Answers one request.
pub(super) fn answer(state: &mut State, request: &Request) -> Reply {
    let correlation_id = random::uuid();
    let reply = match decode_segments(&request.head.path) {
        Some(segments) => route(state, request, &segments, &correlation_id),
        None => Err(Problem::new(
            400,
            "bad.request",
            "The path is not percent-encoded UTF-8.",
        )),
    };
    reply
        .unwrap_or_else(|problem| problem.into_reply(&correlation_id))
        .with_header(CORRELATION_ID, correlation_id)
}

/// Answers what is no request.
pub(super) fn refuse(refusal: &Refusal) -> Reply {
    let correlation_id = random::uuid();
    Problem::of_status(refusal.status)
        .saying(refusal.why)
        .into_reply(&correlation_id)
        .with_header(CORRELATION_ID, correlation_id)
}

/// `None` where the path cannot be decoded. A `/` that is encoded belongs to its segment.
fn decode_segments(path: &str) -> Option<Vec<String>> {
    path.strip_prefix('/')?.split('/').map(decode).collect()
}

fn route(state: &mut State, request: &Request, segments: &[String], correlation_id: &str) -> Result<Reply, Problem> {
    let segments: Vec<_> = segments.iter().map(String::as_str).collect();
    // At the root, and where a gateway with the prefixes `api` and `login` puts the two hosts.
    let resource = match segments.as_slice() {
        ["oauth", "token"] | ["login", "oauth", "token"] => Resource::TokenEndpoint,
        ["api", "v2", rest @ ..] | ["api", "api", "v2", rest @ ..] => {
            if let Some(fault) = state.next_fault() {
                return break_down(fault, correlation_id);
            }
            match rest {
                ["tokens", "me"] => Resource::Me,
                ["tokens", "timeout"] => Resource::Timeout,
                ["tokens", user_id] if !user_id.is_empty() => Resource::TokensOf((*user_id).to_owned()),
                _ => return Err(Problem::of_status(404)),
            }
        }
        _ => return Err(Problem::of_status(404)),
    };
    let method = request.head.method.as_str();
    match (&resource, method) {
        (Resource::TokenEndpoint, "POST") => Ok(token_endpoint::answer(state, request)),
        (Resource::Me, "GET" | "HEAD" | "DELETE")
        | (Resource::Timeout, "GET" | "PUT")
        | (Resource::TokensOf(_), "DELETE") => call(state, request, &resource),
        _ => {
            let allowed = match resource {
                Resource::TokenEndpoint => "POST",
                Resource::Me => "GET, HEAD, DELETE",
                Resource::Timeout => "GET, PUT",
                Resource::TokensOf(_) => "DELETE",
            };
            Err(Problem::of_status(405).with_header("Allow", allowed))
        }
    }
}

/// One of the six operations, its method checked.
fn call(state: &mut State, request: &Request, resource: &Resource) -> Result<Reply, Problem> {
    let token = bearer(request)?;
    let holder = state.holder(token).ok_or_else(|| Problem::of_status(401))?;
    let query = form_parts(request.head.query.as_deref().unwrap_or_default())
        .ok_or_else(|| Problem::new(400, "bad.request", "The query is not percent-encoded UTF-8."))?;
    match (resource, request.head.method.as_str()) {
        (Resource::Me, "DELETE") => {
            state.revoke(token);
            Ok(Reply::empty(200))
        }
        (Resource::Me, method) => {
            let preserves = preserve_idle_ttl(&query)? && method == "GET";
            if !preserves {
                state.touch(token);
            }
            Ok(Reply::json(200, &token_info::of(state, holder, token)))
        }
        (Resource::Timeout, method) => {
            permit(state, holder, ADMINISTER)?;
            state.touch(token);
            if method == "PUT" {
                timeout::put(state, request)?;
            }
            Ok(Reply::json(200, &state.timeout.clone().into()))
        }
        (Resource::TokensOf(user_id), _) => {
            permit(state, holder, REVOKE_TOKENS).map_err(|problem| problem.about("user", user_id))?;
            state.touch(token);
            let user = USERS.iter().position(|(id, _)| id == user_id);
            let user = user.ok_or_else(|| {
                Problem::new(404, "not.found", "There is no user {userId}.")
                    .with_parameter("userId", user_id)
                    .about("user", user_id)
            })?;
            state.revoke_all_of(Holder::User(user));
            Ok(Reply::empty(204))
        }
        (Resource::TokenEndpoint, _) => Err(Problem::of_status(404)),
    }
}

fn bearer(request: &Request) -> Result<&str, Problem> {
    let missing = || Problem::new(401, "authentication.required", "The request carries no bearer token.");
    let mut values = request.head.all("authorization");
    let value = values.next().ok_or_else(missing)?;
    if values.next().is_some() {
        return Err(Problem::new(400, "bad.request", "Authorization is there twice."));
    }
    let (scheme, token) = value.split_once(' ').ok_or_else(missing)?;
    if scheme.eq_ignore_ascii_case("bearer") {
        Ok(token.trim_start_matches(' '))
    } else {
        Err(missing())
    }
}

fn permit(state: &State, holder: Holder, permission: &str) -> Result<(), Problem> {
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

fn break_down(fault: Fault, correlation_id: &str) -> Result<Reply, Problem> {
    match fault {
        Fault::Limit(seconds) => {
            let template = "The limit of requests is reached. Come back in {seconds} seconds.";
            Err(Problem::new(429, "too.many.requests.retry.after", template)
                .with_parameter("seconds", seconds.to_string())
                .with_header("Retry-After", seconds.to_string())
                .with_limit(json!({
                    "key": "client.credentials.token.rate.per.minute",
                    "namespace": "platform.api",
                    "value": 300,
                })))
        }
        // What answers with 502 in practice is a gateway that knows nothing of an ErrorBody.
        Fault::Status(502) => {
            let page = format!("<html><body><h1>502 Bad Gateway</h1><p>{correlation_id}</p></body></html>");
            Ok(Reply::empty(502).with_body("text/html", page))
        }
        Fault::Status(status) => Err(Problem::of_status(status)),
    }
}
