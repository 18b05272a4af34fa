use super::{Row, table};
use crate::document::each_operation;
use crate::testing::{json, pretty};

fn rows(operation: &str) -> Vec<Row> {
    let document = json(&format!(r#"{{"paths": {{"/users/{{id}}": {{"get": {operation}}}}}}}"#));
    each_operation(&document)
        .map(|found| Row::new(&found, "/api/v2"))
        .collect()
}

#[test]
fn an_operation_is_listed_with_what_a_caller_needs_to_know() {
    for (operation, line) in [
        (
            r#"{"operationId": "getUser", "tags": ["Users", "People"],
                "x-inin-requires-permissions": {"type": "ANY", "permissions": ["a:b:c", "d:e:f"]}}"#,
            "getUser  GET  Users  /api/v2/users/{id}  a:b:c or d:e:f",
        ),
        (
            r#"{"operationId": "getUser", "tags": ["Users"], "deprecated": true, "x-genesys-preview": true,
                "x-inin-requires-permissions": {"type": "ALL", "permissions": ["a:b:c", "d:e:f"]}}"#,
            "getUser  GET  Users  /api/v2/users/{id}  a:b:c and d:e:f  (preview)  (deprecated)",
        ),
        (
            r#"{"operationId": "getUser", "x-inin-requires-permissions": "a:b:c"}"#,
            "getUser  GET  -  /api/v2/users/{id}  a:b:c",
        ),
        ("{}", "-  GET  -  /api/v2/users/{id}  -"),
        (
            r#"{"operationId": "get\u001b[2J\u202euser", "tags": ["\u200b"]}"#,
            "get\\u{1b}[2J\\u{202e}user  GET  \\u{200b}  /api/v2/users/{id}  -",
        ),
    ] {
        assert_eq!(table(&rows(operation)), format!("{line}\n"));
    }
}

#[test]
fn json_has_all_tags_and_the_kind_of_permissions() {
    let operation = r#"{"operationId": "getUser", "tags": ["Users", "People"],
        "x-inin-requires-permissions": {"type": "ALL", "permissions": ["a:b:c"]}}"#;
    let expected = r#"{"id": "getUser", "method": "GET", "path": "/api/v2/users/{id}", "tag": "Users", "tags": ["Users", "People"],
        "permissions": ["a:b:c"], "permissions_type": "ALL", "preview": false, "deprecated": false}"#;
    assert_eq!(pretty(&rows(operation)[0].json()), pretty(&json(expected)));
    let expected = r#"{"id": null, "method": "GET", "path": "/api/v2/users/{id}", "tag": null, "tags": [],
        "permissions": [], "permissions_type": null, "preview": false, "deprecated": false}"#;
    assert_eq!(pretty(&rows("{}")[0].json()), pretty(&json(expected)));
}
