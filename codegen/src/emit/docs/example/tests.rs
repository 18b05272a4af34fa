use serde_json::{Value, json};

use super::Examples;
use crate::document::Document;
use crate::ir::Target;

/// Returns the example of the operation `id`, without its first line.
fn example(paths: &Value, id: &str) -> Vec<String> {
    let settings = json!({"type": "object", "required": ["seconds"], "properties": {
        "id": {"type": "string", "readOnly": true}, "name": {"type": "string"}, "seconds": {"type": "integer", "minimum": 300},
    }});
    let document = json!({
        "openapi": "3.0.3", "info": {"title": "", "version": ""}, "paths": paths,
        "components": {"schemas": {"Settings": settings}},
    });
    let api = Document::parse(&document.to_string())
        .api(Target::Dependent)
        .result
        .unwrap();
    let tag = &api.tags[0];
    let operation = tag.operations.iter().find(|operation| operation.id == id).unwrap();
    let lines = Examples::new(&api, Target::Dependent).for_operation(tag, operation);
    assert_eq!(
        lines[2..4],
        ["```text", "let client = genesys_cloud::Client::from_env()?;"]
    );
    lines[4..lines.len() - 1].to_vec()
}

fn settings() -> Value {
    json!({"application/json": {"schema": {"$ref": "#/components/schemas/Settings"}}})
}

fn id() -> Value {
    json!({"name": "id", "in": "path", "required": true, "schema": {"type": "string"}})
}

fn get() -> Value {
    let response = json!({"description": "", "content": settings()});
    json!({"tags": ["T"], "operationId": "getA", "parameters": [id()], "responses": {"200": response}})
}

fn put(required: bool) -> Value {
    let body = json!({"required": required, "content": settings()});
    json!({"tags": ["T"], "operationId": "putA", "parameters": [id()], "requestBody": body, "responses": {"204": {"description": ""}}})
}

#[test]
fn a_put_of_what_a_get_returns_is_read_modify_write() {
    let paths = |required| json!({"/a/{id}": {"get": get(), "put": put(required)}});
    let read = [
        "let current = client.t().get_a(\"<id>\").send()?;",
        "let changed = current.with_seconds(300);",
    ];
    let lines = example(&paths(true), "putA");
    assert_eq!(lines[..2], read);
    assert_eq!(lines[2..], ["client.t().put_a(\"<id>\", changed).send()?;"]);
    let lines = example(&paths(false), "putA");
    assert_eq!(lines[2..], ["client.t().put_a(\"<id>\").body(changed).send()?;"]);
}

#[test]
fn a_put_of_anything_else_sends_a_model_of_its_own() {
    let lines = example(&json!({"/a/{id}": {"put": put(true)}}), "putA");
    assert_eq!(
        lines,
        ["client.t().put_a(\"<id>\", models::Settings::default().with_seconds(300)).send()?;"]
    );
}

#[test]
fn a_delete_has_a_placeholder_or_is_not_sent() {
    let delete = |parameters: Value| json!({"tags": ["T"], "operationId": "deleteA", "parameters": parameters, "responses": {"204": {"description": ""}}});
    assert_eq!(
        example(&json!({"/a/{id}": {"delete": delete(json!([id()]))}}), "deleteA"),
        ["client.t().delete_a(\"<id>\").send()?;"]
    );
    assert_eq!(
        example(&json!({"/a": {"delete": delete(json!([]))}}), "deleteA"),
        ["let request = client.t().delete_a();", "// To send it: request.send()?"]
    );
}
