//! The response to a request: from a fault, a rule or a built-in operation, or 501.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;

use serde_json::json;

use super::encoding::path_segments;
use super::fault_queue::Fault;
use super::http::{Refusal, Request};
use super::problem::Problem;
use super::recorded::RecordedRequest;
use super::reply::Reply;
use super::rules::Respond;
use super::state::{State, lock};
use super::{authorize, random, token_endpoint, tokens_api, users_api};

/// The header that identifies a request to the support of Genesys. Every response has it.
const CORRELATION_ID: &str = "ININ-Correlation-Id";

/// Responds to one request, or to one that cannot be read.
pub(super) fn respond(state: &Mutex<State>, request: Result<&Request, Refusal>) -> Reply {
    let correlation_id = random::uuid();
    let reply = match request {
        Ok(request) => respond_and_record(state, request, &correlation_id),
        Err(refusal) => Problem::from_status(refusal.status)
            .with_message(refusal.message)
            .into_reply(&correlation_id),
    };
    if reply.has_header(CORRELATION_ID) {
        return reply;
    }
    reply.header(CORRELATION_ID, correlation_id)
}

fn respond_and_record(state: &Mutex<State>, request: &Request, correlation_id: &str) -> Reply {
    let mut recorded = RecordedRequest::new(request);
    let reply = match path_segments(without_prefix(&request.head.path)) {
        Some(path) => with_fault(state, request, &path, &mut recorded, correlation_id),
        None => Err(Problem::new(
            400,
            "bad.request",
            "The path is not percent-encoded UTF-8.",
        )),
    };
    let reply = reply.unwrap_or_else(|problem| problem.into_reply(correlation_id));
    recorded.status = reply.status;
    recorded.truncate_body();
    // Recorded before the response is sent, so that the test finds the request once the client has its response.
    lock(state).record(recorded);
    reply
}

/// Applies the next fault for this request, if there is one.
fn with_fault(
    state: &Mutex<State>,
    request: &Request,
    path: &[String],
    recorded: &mut RecordedRequest,
    correlation_id: &str,
) -> Result<Reply, Problem> {
    let fault = lock(state).faults.take(&request.head.method, path);
    match fault {
        None => with_rate_limit(state, request, path, recorded, correlation_id),
        Some(Fault::Limit(seconds)) => Err(rate_limit(seconds)),
        Some(Fault::TokenLimit) => Ok(token_endpoint::rate_limit()),
        // A 502 is usually from a gateway, whose body is not an ErrorBody.
        Some(Fault::Status(502)) => {
            let page = format!("<html><body><h1>502 Bad Gateway</h1><p>{correlation_id}</p></body></html>");
            Ok(Reply::empty(502).body("text/html", page))
        }
        Some(Fault::Status(status)) => Err(Problem::from_status(status)),
        Some(fault @ (Fault::Drop | Fault::Stall(_))) => {
            let reply = dispatch(state, request, path, recorded);
            let mut reply = reply.unwrap_or_else(|problem| problem.into_reply(correlation_id));
            match fault {
                Fault::Stall(delay) => reply.delay = reply.delay.saturating_add(delay),
                _ => reply.is_dropped = true,
            }
            Ok(reply)
        }
    }
}

/// Counts a request that has a valid token, and rejects it if its rate limit is exceeded.
fn with_rate_limit(
    state: &Mutex<State>,
    request: &Request,
    path: &[String],
    recorded: &mut RecordedRequest,
    correlation_id: &str,
) -> Result<Reply, Problem> {
    let usage = {
        let mut state = lock(state);
        let token = tokens_api::authorize(&state, request).ok().map(|(token, _)| token);
        token.and_then(|token| state.count_request(token))
    };
    let Some(usage) = usage else {
        return dispatch(state, request, path, recorded);
    };
    let reply = if usage.is_exceeded() {
        Err(rate_limit(usage.reset))
    } else {
        dispatch(state, request, path, recorded)
    };
    let reply = reply.unwrap_or_else(|problem| problem.into_reply(correlation_id));
    Ok(usage.add_to(reply))
}

/// Passes a request to its rule or its built-in operation.
fn dispatch(
    state: &Mutex<State>,
    request: &Request,
    path: &[String],
    recorded: &mut RecordedRequest,
) -> Result<Reply, Problem> {
    let mut state = lock(state);
    let method = request.head.method.as_str();
    if let Some(rule) = state.rules.find(method, path) {
        if rule.needs_token {
            let (token, _) = tokens_api::authorize(&state, request)?;
            state.touch(token);
        }
        // The lock is released, since the function may call the sandbox.
        drop(state);
        recorded.parameters = rule.parameters;
        return call_rule(&rule.respond, recorded);
    }
    let path: Vec<_> = path.iter().map(String::as_str).collect();
    match path.as_slice() {
        ["oauth", "token"] if method == "POST" => Ok(token_endpoint::respond(&mut state, request)),
        ["oauth", "token"] => Err(Problem::from_status(405).with_header("Allow", "POST")),
        ["oauth", "authorize"] => Ok(authorize::respond(&mut state, request)),
        ["api", "v2", "users", "me"] => users_api::me(&mut state, request),
        ["api", "v2", "users", "search"] => users_api::search(&mut state, request),
        ["api", "v2", "tokens", name] if !name.is_empty() => tokens_api::respond(&mut state, request, name),
        _ => Err(no_rule(request)),
    }
}

/// Calls the function of a rule.
fn call_rule(respond: &Respond, recorded: &RecordedRequest) -> Result<Reply, Problem> {
    // AssertUnwindSafe: no lock is held, so no state of the sandbox can be left inconsistent.
    panic::catch_unwind(AssertUnwindSafe(|| respond(recorded))).map_err(|panicked| {
        let text = panicked.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panicked.downcast_ref::<&str>().copied());
        let template = "The function of this rule panicked: {panic}";
        Problem::new(500, "internal.server.error", template).with_parameter("panic", text.unwrap_or("(no text)"))
    })
}

/// Removes the prefix that a path has behind a gateway: `/api` or `/login`.
fn without_prefix(path: &str) -> &str {
    for (prefix, start) in [("/api", "/api/v2/"), ("/login", "/oauth/")] {
        match path.strip_prefix(prefix) {
            Some(rest) if rest.starts_with(start) => return rest,
            _ => {}
        }
    }
    path
}

fn no_rule(request: &Request) -> Problem {
    let template = "The sandbox has no rule for {method} {path}. Add one with \
                    `sandbox.respond(Method::{method}, \"{path}\", status, json)` or `sandbox.on`.";
    Problem::new(501, "not.implemented", template)
        .with_parameter("method", &request.head.method)
        .with_parameter("path", without_prefix(&request.head.path))
}

fn rate_limit(seconds: u64) -> Problem {
    let template = "Rate limit exceeded. Retry in {seconds} seconds.";
    Problem::new(429, "too.many.requests.retry.after", template)
        .with_parameter("seconds", seconds.to_string())
        .with_header("Retry-After", seconds.to_string())
        .with_limit(json!({
            "key": "client.credentials.token.rate.per.minute",
            "namespace": "platform.api",
            "value": 300,
        }))
}
