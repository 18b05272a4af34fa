use genesys_cloud_codegen::document::Document;

use super::{for_parts, parts};
use crate::testing::json;

/// Two operations of one path, and one of another, that reach a schema in common.
const DOCUMENT: &str = r##"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "tags": [{"name": "Unused"}], "paths": {
  "/users": {
    "parameters": [{"name": "sort", "in": "query", "schema": {"type": "string", "enum": ["a", "b"]}}],
    "get": {"operationId": "getUsers", "tags": ["Users"], "responses": {"200": {"$ref": "#/components/responses/User"}}},
    "post": {"operationId": "postUsers", "tags": ["Users"], "responses": {"200": {"$ref": "#/components/responses/User"}},
      "requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}}}}}}},
  "/teams": {"get": {"tags": ["Teams", "Users"], "responses": {"200": {"description": "", "content": {"application/json": {
      "schema": {"type": "array", "items": {"$ref": "#/components/schemas/Team"}}}}}}}}},
 "components": {
  "responses": {"User": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/User"}}}}},
  "schemas": {
    "User": {"type": "object", "properties": {"state": {"type": "string", "enum": ["a"]}, "a.b": {"type": "string", "enum": ["a"]},
      "a": {"type": "object", "properties": {"b": {"type": "string", "enum": ["a"]}}}}},
    "Team": {"type": "object", "properties": {"kind": {"type": "string", "enum": ["a"]}, "lead": {"$ref": "#/components/schemas/User"}}},
    "Unused": {"type": "object", "properties": {"state": {"type": "string", "enum": ["a"]}}}}}}"##;

#[test]
fn parts_have_the_names_of_the_whole() {
    let document = json(DOCUMENT);
    let mut whole = Document::new(document.clone()).names();
    whole.derived.sort();
    // `User.a.b` stands for two enums.
    assert_eq!(whole.derived.iter().filter(|name| *name == "User.a.b").count(), 2);
    assert_eq!(whole.operations.len(), 3);
    for size in [1, 1_000, 1_500, 2_000, parts::SIZE] {
        assert_eq!(for_parts(&document, size), whole, "{size}");
    }
}

#[test]
fn a_part_has_some_operations_and_the_schemas_that_they_reach() {
    let document = json(DOCUMENT);
    let mut found = Vec::new();
    parts::each(&document, 1, |part| {
        let names = Document::new(part).names();
        found.push((names.operations.len(), names.schemas.into_iter().collect::<Vec<_>>()));
    });
    let user = || vec!["User".to_owned()];
    let both = vec!["Team".to_owned(), "User".to_owned()];
    assert_eq!(found, [(1, user()), (1, user()), (1, both)]);
}
