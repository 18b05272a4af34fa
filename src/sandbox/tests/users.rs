//! Users, and the clock.

use std::time::Duration;

use serde_json::json;

use super::call;
use crate::sandbox::Sandbox;

const ME: &str = "/api/v2/tokens/me";

#[test]
fn each_added_user_can_be_revoked() {
    let sandbox = Sandbox::start().unwrap();
    let admin = sandbox.issue_token();
    let mut users = sandbox.add_users(200);
    users.push(sandbox.add_user());
    users.push(sandbox.user_id().to_owned());
    let mut different = users.clone();
    different.sort();
    different.dedup();
    assert_eq!(different.len(), 202);
    for user in &users {
        assert!(!sandbox.is_revoked(user));
        let path = format!("/api/v2/tokens/{user}");
        assert_eq!(call(&sandbox, "DELETE", &path, Some(&admin)).status, 204);
        assert!(sandbox.is_revoked(user));
    }
    assert!(!sandbox.is_revoked("unknown"));
}

#[test]
fn a_user_with_a_new_token_is_not_revoked() {
    let sandbox = Sandbox::start().unwrap();
    let path = format!("/api/v2/tokens/{}", sandbox.user_id());
    call(&sandbox, "DELETE", &path, Some(&sandbox.issue_token()));
    assert!(sandbox.is_revoked(sandbox.user_id()));
    let token = sandbox.issue_user_token();
    assert!(!sandbox.is_revoked(sandbox.user_id()));
    assert_eq!(call(&sandbox, "GET", ME, Some(&token)).status, 200);
}

#[test]
fn tokens_expire_by_the_clock_of_the_sandbox() {
    let sandbox = Sandbox::start().unwrap();
    let first = sandbox.issue_token();
    sandbox.advance(Duration::from_secs(86_300));
    let second = sandbox.issue_token();
    assert_eq!(call(&sandbox, "GET", ME, Some(&first)).status, 200);
    sandbox.advance(Duration::from_secs(100));
    call(&sandbox, "GET", ME, Some(&first)).assert_problem(401, "bad.credentials");
    let idles = |token| {
        let body = call(&sandbox, "GET", ME, Some(token)).json();
        body["dateTokenIdles"].as_str().unwrap().parse().unwrap()
    };
    let before: jiff::Timestamp = idles(&second);
    sandbox.advance(Duration::from_secs(3_600));
    let after: jiff::Timestamp = idles(&second);
    assert!(before.duration_until(after) >= jiff::SignedDuration::from_secs(3_600));
    sandbox.advance(Duration::MAX);
    assert_eq!(call(&sandbox, "GET", ME, Some(&second)).status, 401);
}

/// Returns a search in the sandbox.
fn search(sandbox: &Sandbox, body: &serde_json::Value) -> Result<serde_json::Value, crate::Error> {
    let client = sandbox.client();
    let request = client
        .request(crate::Method::POST, "/api/v2/users/search")
        .body_json(body);
    request.send_json().map(crate::Response::into_body)
}

#[test]
fn users_are_found_by_exact_values_page_by_page() {
    let sandbox = Sandbox::start().unwrap();
    let mut ids = sandbox.add_users(59);
    ids.push(sandbox.user_id().to_owned());
    ids.sort();
    let mut found = Vec::new();
    for number in 1..=3 {
        let page = search(&sandbox, &json!({"pageNumber": number})).unwrap();
        assert_eq!((&page["total"], &page["pageCount"]), (&json!(60), &json!(3)));
        found.extend(
            page["results"]
                .as_array()
                .unwrap()
                .iter()
                .map(|user| user["id"].clone()),
        );
    }
    assert_eq!(found, ids);

    let address = format!("{}@EXAMPLE.com", &ids[7][..8]);
    let values = json!([address, "unknown@example.com"]);
    let body = json!({"query": [{"type": "EXACT", "fields": ["email"], "values": values}], "pageSize": 100});
    let page = search(&sandbox, &body).unwrap();
    assert_eq!((&page["total"], &page["results"][0]["id"]), (&json!(1), &json!(ids[7])));
}

#[test]
fn a_user_with_a_given_id_and_address_is_found_and_revoked() {
    let sandbox = Sandbox::start().unwrap();
    // An id of any length and any characters: its first eight bytes may end inside of one.
    for id in ["7f0c2a8e-91b3-4c5d-8e6f-0a1b2c3d4e5f", "u1", "äöüäöü"] {
        sandbox.add_user_with(id, "ada@example.com");
        let body = json!({"query": [{"type": "EXACT", "fields": ["id"], "value": id}]});
        let page = search(&sandbox, &body).unwrap();
        assert_eq!(
            (&page["total"], &page["results"][0]["email"]),
            (&json!(1), &json!("ada@example.com"))
        );
        sandbox.client().tokens().delete_token(id).send().unwrap();
        assert!(sandbox.is_revoked(id));
        sandbox.add_user_with(id, "grace@example.com");
        assert!(!sandbox.is_revoked(id));
    }
}

#[test]
fn a_search_that_the_sandbox_does_not_have_is_a_400() {
    let sandbox = Sandbox::start().unwrap();
    for body in [
        json!([]),
        json!({"query": {}}),
        json!({"query": [{"type": "CONTAINS", "fields": ["name"], "value": "a"}]}),
        json!({"query": [{"type": "EXACT", "fields": ["name"]}]}),
        json!({"pageNumber": 0}),
        json!({"pageSize": 101}),
    ] {
        assert_eq!(search(&sandbox, &body).unwrap_err().status(), Some(400), "{body}");
    }
    assert_eq!(call(&sandbox, "GET", "/api/v2/users/search", None).status, 405);
}
