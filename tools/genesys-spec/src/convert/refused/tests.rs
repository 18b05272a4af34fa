use genesys_cloud_codegen::Problem;
use genesys_cloud_codegen::document::{self, Json};

use super::remove;
use crate::testing::json;

/// Three operations: the first two use `A`, which has a `B`; the third needs the scheme `S` and uses a shared parameter.
const DOCUMENT: &str = r##"{"paths": {
  "/a/{id}": {
    "get": {"operationId": "getA", "responses": {"200": {"$ref": "#/components/responses/A"}}},
    "put": {"operationId": "putA", "requestBody": {"content": {"a/b": {"schema": {"$ref": "#/components/schemas/A"}}}}}},
  "/c": {"post": {"operationId": "postC", "security": [{"S": []}], "parameters": [{"$ref": "#/components/parameters/P"}]}}},
 "components": {
  "responses": {"A": {"content": {"a/b": {"schema": {"$ref": "#/components/schemas/A"}}}}},
  "schemas": {"A": {"properties": {"b": {"$ref": "#/components/schemas/B"}, "a": {"$ref": "#/components/schemas/A"}}},
    "B": {"type": "string"}, "C": {"type": "string"}},
  "parameters": {"P": {"schema": {"$ref": "#/components/schemas/C"}}},
  "securitySchemes": {"S": {"type": "oauth2"}}}}"##;

fn problem(pointer: &str) -> Problem {
    document::problem(pointer, "it is odd", "change it")
}

/// Returns the operations that are left out for problems at these places.
fn left_out(pointers: &[&str]) -> Option<Vec<String>> {
    let mut document = json(DOCUMENT);
    let problems: Vec<Problem> = pointers.iter().map(|pointer| problem(pointer)).collect();
    let left_out = remove(&mut document, &problems)?;
    Some(left_out.into_iter().map(|one| one.id.unwrap()).collect())
}

#[test]
fn a_problem_belongs_to_the_operations_that_it_stops() {
    for (pointer, expected) in [
        ("/paths/~1a~1{id}/get/responses/200", &["getA"][..]),
        ("/paths/~1a~1{id}/put", &["putA"]),
        ("/paths/~1a~1{id}/parameters/0", &["getA", "putA"]),
        ("/paths/~1a~1{id}", &["getA", "putA"]),
        ("/components/schemas/B/enum", &["getA", "putA"]),
        ("/components/schemas/C", &["postC"]),
        ("/components/responses/A/content", &["getA"]),
        ("/components/parameters/P", &["postC"]),
        ("/components/securitySchemes/S/flows", &["postC"]),
    ] {
        assert_eq!(left_out(&[pointer]).unwrap(), expected, "{pointer}");
    }
    assert_eq!(
        left_out(&["/paths/~1c/post", "/components/schemas/B"]).unwrap(),
        ["getA", "putA", "postC"]
    );
}

#[test]
fn a_problem_of_the_document_belongs_to_no_operation() {
    for pointer in [
        "",
        "/info",
        "/paths",
        "/tags/0/name",
        "/components",
        "/components/schemas",
        "/paths/~1unknown/get",
    ] {
        assert_eq!(left_out(&[pointer]), None, "{pointer}");
    }
    assert_eq!(left_out(&["/paths/~1c/post", "/info"]), None);
}

#[test]
fn the_security_of_the_document_counts_for_operations_without_their_own() {
    let mut document = json(
        r#"{"security": [{"S": []}], "paths": {"/a": {"get": {}, "put": {"security": []}}},
            "components": {"securitySchemes": {"S": {}}}}"#,
    );
    let left_out = remove(&mut document, &[problem("/components/securitySchemes/S")]).unwrap();
    assert_eq!(left_out.len(), 1);
    assert_eq!(left_out[0].operation, "an operation without `operationId` (GET /a)");
}

#[test]
fn the_reason_names_the_component_and_its_place() {
    let mut document = json(DOCUMENT);
    let left_out = remove(&mut document, &[problem("/components/schemas/B/enum")]).unwrap();
    assert_eq!(
        left_out[0].reason,
        "it uses `B`: it is odd (#/components/schemas/B/enum)"
    );
    assert_eq!(left_out[0].at, "/components/schemas/B/enum");
    let paths = document.get("paths").unwrap();
    assert!(paths.get("/a/{id}").is_none() && paths.get("/c").is_some());
}

/// A chain of schemas, the last of which is odd, and 900 operations that reach it.
#[test]
fn a_schema_that_many_operations_reach_is_looked_at_once() {
    let schemas = (0..2000).map(|index| {
        let next = format!("#/components/schemas/S{}", index + 1);
        (
            format!("S{index}"),
            json(&format!(r#"{{"items": {{"$ref": "{next}"}}}}"#)),
        )
    });
    let paths = (0..900).map(|index| {
        let operation = format!(r##"{{"get": {{"a": {{"$ref": "#/components/schemas/S{index}"}}}}}}"##);
        (format!("/{index}"), json(&operation))
    });
    let mut document = json(r#"{"paths": {}, "components": {"schemas": {}}}"#);
    *document.get_mut("paths").unwrap() = Json::Object(paths.collect());
    *document.get_mut("components").unwrap().get_mut("schemas").unwrap() = Json::Object(schemas.collect());
    let left_out = remove(&mut document, &[problem("/components/schemas/S1999")]).unwrap();
    assert_eq!(left_out.len(), 900);
}
