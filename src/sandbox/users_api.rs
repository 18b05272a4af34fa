//! `GET /api/v2/users/me`: the user of a token.

use serde_json::json;

use super::http::Request;
use super::problem::Problem;
use super::reply::Reply;
use super::state::{Holder, State};
use super::tokens_api::authorize;

/// Responds to a request to `/api/v2/users/me`.
pub(super) fn respond(state: &mut State, request: &Request) -> Result<Reply, Problem> {
    if request.head.method != "GET" {
        return Err(Problem::of_status(405).with_header("Allow", "GET"));
    }
    let (token, holder) = authorize(state, request)?;
    state.touch(token);
    let Holder::User(id) = holder else {
        let template =
            "This request requires a user context. Client credentials cannot be used for requests to this resource.";
        return Err(Problem::new(400, "bad.request", template));
    };
    let short = &id[..id.len().min(8)];
    Ok(Reply::json(
        200,
        json!({
            "id": id,
            "name": format!("User {short}"),
            "email": format!("{short}@example.com"),
            "username": format!("{short}@example.com"),
            "state": "active",
            "acdAutoAnswer": false,
            "version": 1,
            "selfUri": format!("/api/v2/users/{id}"),
        }),
    ))
}
