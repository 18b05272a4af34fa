//! Small documents in and out. The whole of a document is in `tests/data/swagger2.json` and its golden copy.

use super::{convert, needs_token, schemas, write_security};
use crate::document::text;
use crate::testing::{json, pretty};

fn schema(given: &str) -> String {
    pretty(&schemas::schema(json(given)))
}

fn as_written(expected: &str) -> String {
    pretty(&json(expected))
}

/// Converts a document with one operation, and returns the operation.
fn operation(given: &str) -> String {
    let document = format!(r#"{{"swagger": "2.0", "paths": {{"/a": {{"get": {given}}}}}}}"#);
    let document = convert(json(&document)).unwrap();
    let paths = document.get("paths").unwrap();
    pretty(paths.get("/a").unwrap().get("get").unwrap())
}

fn problems(given: &str) -> Vec<String> {
    let problems = convert(json(given)).unwrap_err();
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn a_reference_with_siblings_becomes_an_all_of_at_its_place() {
    let given = r##"{"description": "d", "$ref": "#/definitions/A", "readOnly": true, "x-a": 1}"##;
    let expected =
        r##"{"description": "d", "allOf": [{"$ref": "#/components/schemas/A"}], "readOnly": true, "x-a": 1}"##;
    assert_eq!(schema(given), as_written(expected));
}

#[test]
fn an_all_of_beside_the_reference_is_joined_to_it() {
    let given = r##"{"allOf": [{"type": "object"}], "$ref": "#/definitions/A"}"##;
    let expected = r##"{"allOf": [{"type": "object"}, {"$ref": "#/components/schemas/A"}]}"##;
    assert_eq!(schema(given), as_written(expected));
}

#[test]
fn references_move_wherever_a_schema_can_stand_and_nowhere_else() {
    let given = r##"{
        "properties": {"$ref": {"$ref": "#/definitions/A"}, "items": {"type": "array", "items": {"$ref": "#/definitions/B"}}},
        "additionalProperties": {"$ref": "#/definitions/C"},
        "example": {"$ref": "#/definitions/data"}, "default": {"$ref": "#/definitions/data"}}"##;
    let expected = r##"{
        "properties": {"$ref": {"$ref": "#/components/schemas/A"}, "items": {"type": "array", "items": {"$ref": "#/components/schemas/B"}}},
        "additionalProperties": {"$ref": "#/components/schemas/C"},
        "example": {"$ref": "#/definitions/data"}, "default": {"$ref": "#/definitions/data"}}"##;
    assert_eq!(schema(given), as_written(expected));
}

#[test]
fn files_and_discriminators_are_described_as_3_0_does() {
    assert_eq!(
        schema(r#"{"type": "file"}"#),
        as_written(r#"{"type": "string", "format": "binary"}"#)
    );
    let expected = r#"{"discriminator": {"propertyName": "kind"}}"#;
    assert_eq!(schema(r#"{"discriminator": "kind"}"#), as_written(expected));
}

#[test]
fn values_other_than_objects_are_unchanged() {
    assert_eq!(schema("[1]"), as_written("[1]"));
    assert_eq!(convert(text("a")).unwrap(), text("a"));
    let odd = r#"{"swagger": "2.0", "paths": {"/a": {"get": 1, "put": {"parameters": 2, "responses": {"200": 3}}}}, "definitions": 4}"#;
    assert!(convert(json(odd)).is_ok());
}

#[test]
fn arrays_in_paths_and_headers_need_no_style() {
    let given = r#"{"parameters": [{"name": "a", "in": "header", "type": "array", "items": {"type": "string", "collectionFormat": "csv"}}]}"#;
    let expected =
        r#"{"parameters": [{"name": "a", "in": "header", "schema": {"type": "array", "items": {"type": "string"}}}]}"#;
    assert_eq!(operation(given), as_written(expected));
}

#[test]
fn json_is_the_first_media_type_of_a_body() {
    let given = r#"{"consumes": ["text/csv", "application/json"], "parameters": [{"name": "b", "in": "body", "schema": {}}], "responses": {}}"#;
    let expected = r#"{"requestBody": {"content": {"application/json": {"schema": {}}, "text/csv": {"schema": {}}}}, "responses": {}}"#;
    assert_eq!(operation(given), as_written(expected));
}

#[test]
fn without_media_types_it_is_json_and_without_a_schema_there_is_no_content() {
    let given = r#"{"responses": {"200": {"description": "a", "schema": {}}, "default": {"description": "b"}}}"#;
    let expected = r#"{"responses": {"200": {"description": "a", "content": {"application/json": {"schema": {}}}}, "default": {"description": "b"}}}"#;
    assert_eq!(operation(given), as_written(expected));
}

#[test]
fn an_example_is_kept_with_and_without_a_schema() {
    let given = r#"{"produces": ["a/b"], "responses": {
        "200": {"schema": {}, "examples": {"a/b": 1, "c/d": 2}}, "400": {"examples": {"c/d": 3}}}}"#;
    let expected = r#"{"responses": {
        "200": {"content": {"a/b": {"schema": {}, "example": 1}, "c/d": {"schema": {}, "example": 2}}},
        "400": {"content": {"c/d": {"example": 3}}}}}"#;
    assert_eq!(operation(given), as_written(expected));
}

#[test]
fn an_empty_base_path_adds_nothing_and_a_host_without_schemes_is_https() {
    let given = r#"{"swagger": "2.0", "host": "a.example", "basePath": "/", "paths": {"/a": {}}}"#;
    let expected = r#"{"openapi": "3.0.3", "servers": [{"url": "https://a.example"}], "paths": {"/a": {}}}"#;
    assert_eq!(pretty(&convert(json(given)).unwrap()), as_written(expected));
}

#[test]
fn everything_that_3_0_cannot_express_is_reported_at_once_with_its_place() {
    let given = r##"{"swagger": "2.0",
        "parameters": {"Form": {"name": "f", "in": "formData", "type": "string"}},
        "securityDefinitions": {"A/b": {"type": "oauth2", "flow": "dance"}},
        "paths": {"/a/{b}": {"get": {"parameters": [
            {"name": "a", "in": "formData", "type": "string"},
            {"$ref": "#/parameters/Form"},
            {"name": "c", "in": "query", "type": "array", "collectionFormat": "tsv", "items": {"type": "string"}},
            {"name": "b", "in": "path", "type": "array", "collectionFormat": "multi", "items": {"type": "string"}},
            {"name": "d", "in": "query", "type": "array", "items": {"type": "array", "collectionFormat": "pipes"}},
            {"name": "e", "in": "body"}]}}}}"##;
    let form = "form parameters are not converted; describe a body, or leave the operation out";
    let parameters = "#/paths/~1a~1{b}/get/parameters";
    assert_eq!(
        problems(given),
        [
            format!("{parameters}/0: {form}"),
            format!("{parameters}/1: {form}"),
            format!(
                "{parameters}/2/collectionFormat: OpenAPI 3.0 has no style for the collectionFormat \"tsv\" in the query; \
                 use csv, or multi in the query"
            ),
            format!(
                "{parameters}/3/collectionFormat: OpenAPI 3.0 has no style for the collectionFormat \"multi\" outside of \
                 the query; use csv, or multi in the query"
            ),
            format!(
                "{parameters}/4/items/collectionFormat: OpenAPI 3.0 has no style for arrays in arrays; leave it out"
            ),
            format!("{parameters}/5: a body has no `schema`; add one"),
            "#/securityDefinitions/A~1b/flow: this is not a flow of OAuth 2; use implicit, password, application or \
             accessCode"
                .to_owned(),
        ]
    );
}

#[test]
fn a_shared_response_that_refers_to_itself_stays_a_reference() {
    let document = json(
        r##"{"swagger": "2.0", "responses": {"A": {"$ref": "#/responses/A"}},
            "paths": {"/a": {"get": {"produces": ["text/plain"], "responses": {"200": {"$ref": "#/responses/A"}}}}}}"##,
    );
    let converted = pretty(&convert(document).unwrap());
    assert!(converted.contains("#/components/responses/A"), "{converted}");
}

#[test]
fn no_security_in_swagger_2_means_that_none_is_needed() {
    let security = |given: &str| {
        let mut document = json(given);
        write_security(&mut document);
        (pretty(&document), needs_token(&document))
    };
    let given = r#"{"paths": {"/a": {"get": {"security": [{"A": []}]}, "put": {}}}}"#;
    let expected = given.replace(r#""put": {}"#, r#""put": {"security": []}"#);
    assert_eq!(security(given), (pretty(&json(&expected)), true));
    let global = r#"{"paths": {"/a": {"put": {}}}, "security": [{"A": []}]}"#;
    assert_eq!(security(global), (pretty(&json(global)), true));
    assert!(!security(r#"{"paths": {"/a": {"put": {}, "get": {"security": []}}}}"#).1);
}
