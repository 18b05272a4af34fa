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
fn a_delete_is_sent() {
    let delete = json!({"tags": ["T"], "operationId": "deleteA", "responses": {"204": {"description": ""}}});
    assert_eq!(
        example(&json!({"/a": {"delete": delete}}), "deleteA"),
        ["client.t().delete_a().send()?;"]
    );
}

fn query(name: &str, schema: &Value) -> Value {
    json!({"name": name, "in": "query", "schema": schema})
}

#[test]
fn one_optional_parameter_is_set() {
    let string = json!({"type": "string"});
    let size = json!({"type": "integer", "format": "int32", "minimum": 1, "default": 25});
    let mut get = get();
    get["parameters"] = json!([id(), query("pageSize", &size), query("sort", &string)]);
    assert_eq!(
        example(&json!({"/a/{id}": {"get": get}}), "getA"),
        [
            "let response = client.t().get_a(\"<id>\").page_size(25).send()?;",
            "println!(\"{response:?}\");"
        ]
    );
}

#[test]
fn an_iterator_sets_the_parameters_of_paging() {
    let number = json!({"type": "integer", "format": "int32"});
    let page = json!({"type": "object", "properties": {
        "entities": {"type": "array", "items": {"$ref": "#/components/schemas/Settings"}}, "pageCount": number,
    }});
    let sort = query("sort", &json!({"type": "string"}));
    let mut get = get();
    get["parameters"] = json!([id(), query("pageSize", &number), query("pageNumber", &number), sort]);
    get["responses"]["200"]["content"]["application/json"]["schema"] = page;
    assert_eq!(
        example(&json!({"/a/{id}": {"get": get}}), "getA"),
        [
            "for item in client.t().get_a(\"<id>\").sort(\"sort\").items() {",
            "    println!(\"{:?}\", item?);",
            "}"
        ]
    );
}

#[test]
fn no_line_is_longer_than_a_page_is_wide() {
    let name = |index| format!("a_parameter_with_a_long_name_{index}");
    let parameters: Vec<Value> = (0..4)
        .map(|index| json!({"name": name(index), "in": "query", "required": true, "schema": {"type": "string"}}))
        .collect();
    let mut put = put(true);
    put["parameters"] = json!(parameters);
    let lines = example(&json!({"/a": {"put": put}}), "putA");
    let argument = |index| format!("        \"{}\",", name(index));
    let mut expected = vec![
        "let body = models::Settings::default().with_seconds(300);".to_owned(),
        "client".to_owned(),
        "    .t()".to_owned(),
        "    .put_a(".to_owned(),
    ];
    expected.extend((0..4).map(argument));
    expected.extend(["        body,", "    )", "    .send()?;"].map(str::to_owned));
    assert_eq!(lines, expected);
}

#[test]
fn a_field_is_set_with_its_switch() {
    let schema = json!({"type": "object", "required": ["idleSeconds"], "properties": {
        "idleSeconds": {"type": "integer", "minimum": 300}, "enableSound": {"type": "boolean"}, "enableIdle": {"type": "boolean"},
    }});
    let mut put = put(true);
    put["requestBody"]["content"]["application/json"]["schema"] = schema;
    let lines = example(&json!({"/a/{id}": {"put": put}}), "putA");
    assert!(
        lines
            .concat()
            .contains(".with_idle_seconds(300).with_enable_idle(true)"),
        "{lines:?}"
    );
}
