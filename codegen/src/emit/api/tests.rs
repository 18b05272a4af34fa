use serde_json::{Value, json};

use crate::document::Document;
use crate::ir::Target;

/// Returns a document with one operation.
fn document(method: &str, path: &str, mut operation: Value) -> Value {
    operation["tags"] = json!(["T"]);
    operation["operationId"] = json!("a");
    if operation.get("responses").is_none() {
        operation["responses"] = json!({"204": {"description": ""}});
    }
    json!({
        "openapi": "3.0.3", "info": {"title": "", "version": ""}, "paths": {path: {method: operation}},
    })
}

fn code(target: Target, document: &Value) -> String {
    Document::parse(&document.to_string())
        .generate(target)
        .result
        .unwrap()
        .1
}

/// Returns the body of `send_with_response` of one operation: each statement, and each call of a chain.
fn steps(method: &str, path: &str, operation: Value) -> Vec<String> {
    let code = code(Target::Dependent, &document(method, path, operation));
    let (_, function) = code.split_once("send_with_response(self) ->").unwrap();
    let (_, body) = function.split_once(" {\n").unwrap();
    let (body, _) = body.split_once("\n        }\n").unwrap();
    body.lines().map(|line| line.trim().to_owned()).collect()
}

#[test]
fn a_plain_request_is_one_line() {
    let number = json!({"description": "", "content": {"application/json": {"schema": {"type": "number"}}}});
    let steps = steps("get", "/a", json!({"responses": {"200": number}}));
    assert_eq!(steps, ["self.client.request(Method::GET, \"/a\").send_json()"]);
}

#[test]
fn a_json_string_may_be_bare_text_or_missing() {
    let string = json!({"description": "", "content": {"application/json": {"schema": {"type": "string"}}}});
    let plain = steps("get", "/a", json!({"responses": {"200": string}}));
    assert_eq!(plain, ["self.client.request(Method::GET, \"/a\").send_json_string()"]);
    let optional = steps(
        "get",
        "/a",
        json!({"responses": {"200": string, "204": {"description": ""}}}),
    );
    assert_eq!(
        optional,
        ["self.client.request(Method::GET, \"/a\").send_json_string_or_none()"]
    );
}

#[test]
fn an_operation_without_a_result_does_not_read_the_body() {
    let steps = steps("delete", "/a", json!({"security": []}));
    assert_eq!(
        steps,
        ["self.client.request(Method::DELETE, \"/a\").without_token().send_empty()"]
    );
}

#[test]
fn each_parameter_is_one_call() {
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
        "self.client",
        ".request(Method::GET, \"/a/{id}\")",
        ".path(\"id\", self.id)",
        ".query(\"q\", self.q)",
        ".query(\"r\", self.r)",
        ".query_list(\"list\", self.list, ListStyle::Repeated)",
        ".header(\"X-H\", self.x_h)",
        ".send_empty()",
    ];
    assert_eq!(steps, expected);
}

#[test]
fn a_body_is_sent_as_its_media_type() {
    let steps = |media_type: &str, required: bool| {
        let body = json!({"required": required, "content": {media_type: {"schema": {"type": "string"}}}});
        steps("post", "/a", json!({"requestBody": body}))
    };
    let optional = |set: &str| {
        [
            "let mut request = self.client.request(Method::POST, \"/a\");",
            "if let Some(body) = self.body {",
            set,
            "}",
            "request.send_empty()",
        ]
        .map(str::to_owned)
    };
    assert_eq!(
        steps("application/json", true),
        ["self.client.request(Method::POST, \"/a\").body_json(&self.body).send_empty()"]
    );
    assert_eq!(
        steps("application/scim+json", true),
        [
            "self.client",
            ".request(Method::POST, \"/a\")",
            ".content_type(\"application/scim+json\")",
            ".body_json(&self.body)",
            ".send_empty()"
        ]
    );
    assert_eq!(
        steps("application/scim+json", false),
        optional("request = request.content_type(\"application/scim+json\").body_json(&body);")
    );
    assert_eq!(
        steps("text/plain", false),
        optional("request = request.body_text(body);")
    );
}

#[test]
fn the_shipped_client_has_methods_and_dependents_have_a_trait() {
    let document = document("get", "/a", json!({}));
    let shipped = code(Target::GenesysCloud, &document);
    assert!(shipped.contains(
        "    impl Client {\n        /// Returns the T API.\n        #[inline]\n        pub fn t(&self) -> TApi<'_> {\n"
    ));
    assert!(shipped.ends_with("\npub use api::TApi;\n"), "{shipped}");
    assert!(!shipped.contains("#[allow") && !shipped.contains("Apis"), "{shipped}");

    let dependent = code(Target::Dependent, &document);
    assert!(dependent.contains("    pub trait Apis: super::genesys_cloud::__private::Sealed {\n"));
    assert!(dependent.contains("    impl Apis for Client {\n        #[inline]\n        fn t(&self) -> TApi<'_> {\n"));
    assert!(dependent.ends_with("pub use api::{Apis, TApi};\n"), "{dependent}");
    for code in [shipped, dependent.clone()] {
        assert!(
            code.contains("        pub fn new(client: &'a Client) -> Self {\n"),
            "{code}"
        );
    }
    // The two modules and the re-exports.
    assert_eq!(dependent.matches("reason = \"generated code\"").count(), 3);
}

/// A tag that genesys-cloud ships is a method of its `Client`: elsewhere, a method of the same name would never be called.
#[test]
fn a_shipped_tag_has_another_name_in_dependents() {
    let mut document = document("get", "/a", json!({}));
    document["paths"]["/a"]["get"]["tags"] = json!(["Tokens"]);
    assert!(code(Target::GenesysCloud, &document).contains("pub fn tokens(&self) -> TokensApi<'_> {"));
    let dependent = code(Target::Dependent, &document);
    assert!(dependent.contains("fn tokens_(&self) -> TokensApi<'_>;"), "{dependent}");
    assert!(dependent.contains("client.tokens_().a().send()?"), "{dependent}");
}
