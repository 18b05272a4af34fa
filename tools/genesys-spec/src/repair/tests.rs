//! Each fix: what it makes of an oddity, and that it leaves alone what has no such meaning.

use super::{Fix, repair};
use crate::testing::{json, pretty};

fn repaired(given: &str) -> (String, Vec<(Fix, usize)>) {
    let mut document = json(given);
    let repairs = repair(&mut document);
    let counts = repairs.all().map(|(fix, places)| (fix, places.len())).collect();
    (pretty(&document), counts)
}

fn of_path(path: &str, parameters: &str) -> String {
    format!(r#"{{"paths": {{"{path}": {{"get": {{"parameters": [{parameters}]}}}}}}}}"#)
}

/// Compares the repair of a parameter in the query.
#[track_caller]
fn parameter(fix: Fix, given: &str, expected: &str) {
    let query = |values: &str| of_path("/a", &format!(r#"{{"name": "p", "in": "query", {values}}}"#));
    assert_eq!(
        repaired(&query(given)),
        (pretty(&json(&query(expected))), vec![(fix, 1)])
    );
}

#[track_caller]
fn schema(fix: Fix, given: &str, expected: &str) {
    let defined = |schema: &str| format!(r#"{{"definitions": {{"A": {schema}}}}}"#);
    assert_eq!(
        repaired(&defined(given)),
        (pretty(&json(&defined(expected))), vec![(fix, 1)])
    );
}

#[track_caller]
fn unchanged(given: &str) {
    assert_eq!(repaired(given), (pretty(&json(given)), Vec::new()));
}

#[test]
fn values_of_a_boolean_or_a_number_that_are_strings() {
    let fix = Fix::TextValues;
    parameter(
        fix,
        r#""type": "boolean", "enum": ["true", "false"]"#,
        r#""type": "boolean", "enum": [true, false]"#,
    );
    parameter(
        fix,
        r#""type": "integer", "enum": ["1", 2]"#,
        r#""type": "integer", "enum": [1, 2]"#,
    );
    parameter(
        fix,
        r#""type": "array", "items": {"type": "number", "enum": ["1.5"]}"#,
        r#""type": "array", "items": {"type": "number", "enum": [1.5]}"#,
    );
    schema(
        fix,
        r#"{"properties": {"a": {"type": "boolean", "enum": ["true"]}}}"#,
        r#"{"properties": {"a": {"type": "boolean", "enum": [true]}}}"#,
    );
    unchanged(&of_path(
        "/a",
        r#"{"name": "p", "in": "query", "type": "boolean", "enum": ["yes"]}"#,
    ));
}

#[test]
fn items_and_types_that_have_one_meaning() {
    parameter(
        Fix::ObjectItems,
        r#""type": "array", "items": {"type": "object"}"#,
        r#""type": "array", "items": {"type": "string"}"#,
    );
    parameter(
        Fix::ItemsLeftOut,
        r#""type": "array""#,
        r#""type": "array", "items": {"type": "string"}"#,
    );
    parameter(
        Fix::TypeLeftOut,
        r#""enum": ["a"]"#,
        r#""enum": ["a"], "type": "string""#,
    );
    parameter(
        Fix::UnknownNumberFormat,
        r#""type": "integer", "format": "interval""#,
        r#""type": "integer""#,
    );
    schema(
        Fix::ItemsLeftOut,
        r#"{"type": "array"}"#,
        r#"{"type": "array", "items": {}}"#,
    );
    unchanged(r#"{"definitions": {"A": {"enum": [1]}, "B": {"type": "string", "format": "interval"}}}"#);
}

#[test]
fn schemas_without_a_type_of_their_own() {
    schema(
        Fix::AnyType,
        r#"{"properties": {"a": {"type": "any", "description": "d"}}}"#,
        r#"{"properties": {"a": {"description": "d"}}}"#,
    );
    schema(
        Fix::Discriminator,
        r#"{"type": "object", "discriminator": "kind", "properties": {"kind": {"type": "string"}}}"#,
        r#"{"type": "object", "properties": {"kind": {"type": "string"}}, "additionalProperties": true}"#,
    );
    schema(
        Fix::MeaninglessKeyword,
        r#"{"allOf": [{"properties": {"a": {"type": "string", "position": 2}}}]}"#,
        r#"{"allOf": [{"properties": {"a": {"type": "string"}}}]}"#,
    );
    schema(
        Fix::RequiredFlag,
        r#"{"properties": {"required": {"type": "string", "required": true}}}"#,
        r#"{"properties": {"required": {"type": "string"}}}"#,
    );
}

#[test]
fn parameters_that_do_not_match_their_path() {
    let id = r#"{"name": "id", "in": "path", "required": true, "type": "string"}"#;
    let stray = r#"{"name": "x", "in": "path", "required": true, "type": "string"}"#;
    let optional = r#"{"name": "id", "in": "path", "required": false, "type": "string"}"#;
    for (given, fix) in [
        (String::new(), Fix::MissingPathParameter),
        (format!("{id}, {id}"), Fix::RepeatedParameter),
        (format!("{id}, {stray}"), Fix::StrayPathParameter),
        (optional.to_owned(), Fix::OptionalPathParameter),
    ] {
        let expected = pretty(&json(&of_path("/a/{id}", id)));
        assert_eq!(repaired(&of_path("/a/{id}", &given)), (expected, vec![(fix, 1)]));
    }
    unchanged(
        r##"{"paths": {"/a/{id}": {"parameters": [{"$ref": "#/parameters/Id"}], "get": {}}},
        "parameters": {"Id": {"name": "id", "in": "path", "required": true, "type": "string"}}}"##,
    );
}

#[test]
fn missing_parts_that_openapi_requires_and_code_does_not_need() {
    let given = r##"{"paths": {"/a": {"get": {"responses": {"200": {}, "404": {"$ref": "#/responses/Gone"}}}}},
        "responses": {"Gone": {"description": "d"}}, "securityDefinitions": {"A": {"type": "oauth2"}, "B": {"type": "basic"}}}"##;
    let (made, counts) = repaired(given);
    let expected = given
        .replace(r#""200": {}"#, r#""200": {"description": ""}"#)
        .replace(r#""type": "oauth2""#, r#""type": "oauth2", "scopes": {}"#);
    assert_eq!(made, pretty(&json(&expected)));
    assert_eq!(counts, [(Fix::MissingDescription, 1), (Fix::MissingScopes, 1)]);
}

#[test]
fn each_fix_has_a_name_and_a_reason() {
    for fix in [Fix::TextValues, Fix::MissingScopes] {
        assert!(fix.name().contains('-') && fix.reason().len() > 20);
    }
}
