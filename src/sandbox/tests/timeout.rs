//! `/api/v2/tokens/timeout`.

use serde_json::{Value, json};

use super::{Response, call, call_with};
use crate::sandbox::Sandbox;

const TIMEOUT: &str = "/api/v2/tokens/timeout";

fn put(sandbox: &Sandbox, body: &str) -> Response {
    call_with(
        sandbox,
        "PUT",
        TIMEOUT,
        Some(&sandbox.issue_token()),
        "application/json; charset=utf-8",
        body,
    )
}

fn get(sandbox: &Sandbox) -> Value {
    call(sandbox, "GET", TIMEOUT, Some(&sandbox.issue_token())).json()
}

#[test]
fn every_field_is_kept_including_unknown_ones() {
    let sandbox = Sandbox::start().unwrap();
    let given = json!({
        "idleTokenTimeoutSeconds": 900,
        "enableIdleTokenTimeout": true,
        "inactivityTimeoutUnit": "Hours",
        "inactivityTimeoutGroupsEnabled": true,
        "inactivityTimeoutGroupBundles": [
            {"priority": 5, "timeoutSeconds": 28_800, "inactivityTimeoutUnit": "Minutes", "groups": ["a"], "later": 1},
        ],
        "addedLater": {"deep": [null, 1.5, "x"]},
    });
    let response = put(&sandbox, &given.to_string());
    assert_eq!((response.status, response.json()), (200, given.clone()));
    assert_eq!(get(&sandbox), given);
}

#[test]
fn there_is_a_timeout_from_the_start_and_a_put_without_a_body_leaves_it() {
    let sandbox = Sandbox::start().unwrap();
    let start = get(&sandbox);
    assert_eq!(
        start,
        json!({"idleTokenTimeoutSeconds": 3_600, "enableIdleTokenTimeout": false})
    );
    for content_type in ["", "application/json"] {
        let response = call_with(&sandbox, "PUT", TIMEOUT, Some(&sandbox.issue_token()), content_type, "");
        assert_eq!((response.status, response.json()), (200, start.clone()));
    }
}

#[test]
fn values_of_an_invalid_range_or_type_are_refused_and_change_nothing() {
    let sandbox = Sandbox::start().unwrap();
    let start = get(&sandbox);
    let bundle = |bundle: Value| json!({"inactivityTimeoutGroupBundles": [bundle]});
    for (body, field) in [
        (json!({"idleTokenTimeoutSeconds": 299}), "idleTokenTimeoutSeconds"),
        (json!({"idleTokenTimeoutSeconds": 28_801}), "idleTokenTimeoutSeconds"),
        (json!({"idleTokenTimeoutSeconds": "900"}), "idleTokenTimeoutSeconds"),
        (json!({"idleTokenTimeoutSeconds": null}), "idleTokenTimeoutSeconds"),
        (json!({"idleTokenTimeoutSeconds": 900.5}), "idleTokenTimeoutSeconds"),
        (json!({"enableIdleTokenTimeout": "true"}), "enableIdleTokenTimeout"),
        (json!({"inactivityTimeoutUnit": "minutes"}), "inactivityTimeoutUnit"),
        (
            json!({"inactivityTimeoutGroupBundles": {}}),
            "inactivityTimeoutGroupBundles",
        ),
        (bundle(json!(1)), "inactivityTimeoutGroupBundles[0]"),
        (
            bundle(json!({"timeoutSeconds": 300, "groups": []})),
            "inactivityTimeoutGroupBundles[0].priority",
        ),
        (
            bundle(json!({"priority": 6, "timeoutSeconds": 300, "groups": []})),
            "inactivityTimeoutGroupBundles[0].priority",
        ),
        (
            bundle(json!({"priority": 1, "timeoutSeconds": 300, "groups": [1]})),
            "inactivityTimeoutGroupBundles[0].groups",
        ),
    ] {
        let problem = put(&sandbox, &body.to_string()).assert_problem(400, "invalid.value");
        assert_eq!(
            problem["details"],
            json!([{"errorCode": "invalid.value", "fieldName": field}])
        );
        assert_eq!(problem["messageParams"]["field"], field);
    }
    for seconds in [300, 28_800] {
        assert_eq!(
            put(&sandbox, &json!({"idleTokenTimeoutSeconds": seconds}).to_string()).status,
            200
        );
    }
    put(&sandbox, &start.to_string());
    assert_eq!(get(&sandbox), start);
}

#[test]
fn a_body_that_is_not_a_json_object_is_refused() {
    let sandbox = Sandbox::start().unwrap();
    let deep = "[".repeat(100_000);
    for body in ["{", "[]", "null", "1", "\u{feff}{}", r#"{"a":1} x"#, &deep] {
        put(&sandbox, body).assert_problem(400, "bad.request");
    }
}

#[test]
fn a_body_of_another_media_type_is_refused() {
    let sandbox = Sandbox::start().unwrap();
    for content_type in [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonp",
    ] {
        let token = sandbox.issue_token();
        let response = call_with(&sandbox, "PUT", TIMEOUT, Some(&token), content_type, "{}");
        response.assert_problem(415, "unsupported.media.type");
    }
}
