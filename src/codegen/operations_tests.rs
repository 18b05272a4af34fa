use serde_json::{Value, json};

use super::super::generate;

/// The body of `send_with_response` of one operation.
fn steps(method: &str, path: &str, operation: Value) -> Vec<String> {
    let mut operation = operation;
    operation["tags"] = json!(["T"]);
    operation["operationId"] = json!("a");
    if operation.get("responses").is_none() {
        operation["responses"] = json!({"204": {"description": ""}});
    }
    let document = json!({
        "openapi": "3.0.3", "info": {"title": "", "version": ""}, "paths": {path: {method: operation}},
    });
    let code = generate(&document.to_string()).unwrap().code;
    let (_, body) = code.split_once("send_with_response(self) ->").unwrap();
    let lines = body.lines().skip(1).map(str::trim).take_while(|line| *line != "}");
    lines.map(str::to_owned).collect()
}

#[test]
fn a_plain_request_is_two_lines() {
    let string = json!({"description": "", "content": {"application/json": {"schema": {"type": "string"}}}});
    let steps = steps("get", "/a", json!({"responses": {"200": string}}));
    assert_eq!(
        steps,
        [
            "let request = Request::new(Method::GET, \"/a\");",
            "self.client.run(request)?.json()"
        ]
    );
}

#[test]
fn what_brings_nothing_ignores_the_body() {
    let steps = steps("delete", "/a", json!({"security": []}));
    assert_eq!(
        steps[1..],
        [
            "request.without_token();",
            "request.ignore_body();",
            "self.client.run(request)?.empty()"
        ]
    );
}

#[test]
fn each_parameter_is_one_line() {
    let parameter = |name: &str, place: &str, required: bool, schema: Value| json!({"name": name, "in": place, "required": required, "schema": schema});
    let string = || json!({"type": "string"});
    let steps = steps(
        "get",
        "/a/{id}",
        json!({"parameters": [
            parameter("q", "query", false, string()),
            parameter("r", "query", true, string()),
            parameter("list", "query", true, json!({"type": "array", "items": string()})),
            parameter("X-H", "header", false, string()),
            parameter("id", "path", true, string()),
        ]}),
    );
    let expected = [
        "request.path(\"id\", &self.id);",
        "request.query(\"q\", self.q);",
        "request.query(\"r\", Some(self.r));",
        "request.query_list(\"list\", &self.list, ListStyle::Repeated);",
        "request.header(\"X-H\", self.x_h);",
    ];
    assert_eq!(steps[1..6], expected);
}

#[test]
fn a_body_is_sent_as_its_media_type() {
    let body = |media_type: &str, required: bool| json!({"requestBody": {"required": required, "content": {media_type: {"schema": {"type": "string"}}}}});
    assert_eq!(
        steps("post", "/a", body("application/json", true))[1],
        "request.json(\"application/json\", Some(&self.body));"
    );
    assert_eq!(
        steps("post", "/a", body("application/scim+json", false))[1],
        "request.json(\"application/scim+json\", self.body.as_ref());"
    );
    assert_eq!(
        steps("post", "/a", body("text/plain", false))[1],
        "request.text(\"text/plain\", self.body);"
    );
}
