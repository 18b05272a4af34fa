//! The operations on users: the user of a token, and the search.

use serde_json::{Map, Value, json};

use super::http::Request;
use super::problem::Problem;
use super::reply::Reply;
use super::state::{Holder, State, short};
use super::tokens_api::authorize;

/// The number of users on a page if the request does not say it, and the most.
const PAGE_SIZE: usize = 25;
const MAX_PAGE_SIZE: usize = 100;

/// Responds to a request to `/api/v2/users/me`.
pub(super) fn me(state: &mut State, request: &Request) -> Result<Reply, Problem> {
    if request.head.method != "GET" {
        return Err(Problem::from_status(405).with_header("Allow", "GET"));
    }
    let (token, holder) = authorize(state, request)?;
    state.touch(token);
    let Holder::User(id) = holder else {
        let template =
            "This request requires a user context. Client credentials cannot be used for requests to this resource.";
        return Err(Problem::new(400, "bad.request", template));
    };
    let email = state.email(&id).unwrap_or_default();
    Ok(Reply::json(200, user(&id, email)))
}

/// Responds to a request to `/api/v2/users/search`: a page of the users that fit all criteria, in the order of their ids.
pub(super) fn search(state: &mut State, request: &Request) -> Result<Reply, Problem> {
    if request.head.method != "POST" {
        return Err(Problem::from_status(405).with_header("Allow", "POST"));
    }
    let (token, _) = authorize(state, request)?;
    state.touch(token);
    let body: Map<String, Value> = serde_json::from_slice(&request.body)
        .map_err(|_| Problem::new(400, "bad.request", "The body is not a JSON object."))?;
    let number = positive(&body, "pageNumber")?.unwrap_or(1);
    let size = positive(&body, "pageSize")?.unwrap_or(PAGE_SIZE);
    if size > MAX_PAGE_SIZE {
        return Err(invalid("pageSize"));
    }
    let criteria = match body.get("query") {
        None | Some(Value::Null) => &[][..],
        Some(query) => query.as_array().ok_or_else(|| invalid("query"))?,
    };
    let criteria: Vec<_> = criteria.iter().map(Criterion::parse).collect::<Result<_, _>>()?;
    let mut found: Vec<Value> = state.users().map(|(id, email)| user(id, email)).collect();
    found.retain(|user| criteria.iter().all(|criterion| criterion.fits(user)));
    found.sort_by(|one, other| one["id"].as_str().cmp(&other["id"].as_str()));
    let page: Vec<_> = found
        .iter()
        .skip((number - 1).saturating_mul(size))
        .take(size)
        .collect();
    Ok(Reply::json(
        200,
        json!({
            "total": found.len(),
            "pageCount": found.len().div_ceil(size),
            "pageSize": size,
            "pageNumber": number,
            "types": ["users"],
            "results": page,
        }),
    ))
}

/// Returns what the sandbox knows of a user. The name follows from the id.
fn user(id: &str, email: &str) -> Value {
    json!({
        "id": id,
        "name": format!("User {}", short(id)),
        "email": email,
        "username": email,
        "state": "active",
        "acdAutoAnswer": false,
        "version": 1,
        "selfUri": format!("/api/v2/users/{id}"),
    })
}

/// A condition of a search: one of the fields has one of the values.
struct Criterion<'a> {
    fields: Vec<&'a str>,
    values: Vec<&'a str>,
}

impl<'a> Criterion<'a> {
    /// Reads a condition of the type `EXACT`. The sandbox has no other.
    fn parse(criterion: &'a Value) -> Result<Self, Problem> {
        if criterion["type"] != "EXACT" {
            return Err(invalid("query.type"));
        }
        let texts =
            |name: &str| -> Option<Vec<&'a str>> { criterion[name].as_array()?.iter().map(Value::as_str).collect() };
        let values = match criterion["value"].as_str() {
            Some(value) => Some(vec![value]),
            None => texts("values"),
        };
        Ok(Self {
            fields: texts("fields").ok_or_else(|| invalid("query.fields"))?,
            values: values.ok_or_else(|| invalid("query.values"))?,
        })
    }

    /// Returns whether a user matches, whatever the case of the values.
    fn fits(&self, user: &Value) -> bool {
        let mut found = self.fields.iter().filter_map(|field| user[*field].as_str());
        found.any(|found| self.values.iter().any(|value| found.eq_ignore_ascii_case(value)))
    }
}

/// Returns a number of the body that has to be 1 or greater.
fn positive(body: &Map<String, Value>, name: &'static str) -> Result<Option<usize>, Problem> {
    match body.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => {
            let number = value.as_u64().and_then(|number| usize::try_from(number).ok());
            number
                .filter(|number| *number > 0)
                .map(Some)
                .ok_or_else(|| invalid(name))
        }
    }
}

fn invalid(field: &'static str) -> Problem {
    Problem::new(
        400,
        "invalid.value",
        "The search is not valid: see {field}. The sandbox searches with EXACT.",
    )
    .with_parameter("field", field)
    .with_field(field)
}
