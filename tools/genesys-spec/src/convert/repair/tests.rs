//! Each fix, in both versions: what it makes of a mistake, and that it changes nothing else.

use super::{Fix, repair};
use crate::document::Version;
use crate::testing::{json, pretty};

const VERSIONS: [Version; 2] = [Version::Swagger2, Version::OpenApi3];

fn repaired(given: &str, version: Version) -> (String, Vec<(Fix, usize)>) {
    let mut document = json(given);
    let repairs = repair(&mut document, version);
    let counts = repairs.all().map(|(fix, places)| (fix, places.len())).collect();
    (pretty(&document), counts)
}

fn document_with(path: &str, parameters: &str) -> String {
    format!(r#"{{"paths": {{"{path}": {{"get": {{"parameters": [{parameters}]}}}}}}}}"#)
}

/// Returns a parameter whose values are described by these keywords.
fn one(about: &str, values: &str, version: Version) -> String {
    match version {
        Version::Swagger2 => format!("{{{about}, {values}}}"),
        Version::OpenApi3 => format!(r#"{{{about}, "schema": {{{values}}}}}"#),
    }
}

/// Compares the repair of a parameter in the query.
#[track_caller]
fn parameter(fix: Fix, given: &str, expected: &str) {
    for version in VERSIONS {
        let query = |values: &str| document_with("/a", &one(r#""name": "p", "in": "query""#, values, version));
        let expected = (pretty(&json(&query(expected))), vec![(fix, 1)]);
        assert_eq!(repaired(&query(given), version), expected, "{version:?}");
    }
}

/// Compares the repair of a schema, wherever one can be.
#[track_caller]
fn schema(fix: Fix, given: &str, expected: &str) {
    let places = [
        (Version::Swagger2, r#"{"definitions": {"A": SCHEMA}}"#),
        (
            Version::Swagger2,
            r#"{"paths": {"/a": {"get": {"responses": {"200": {"description": "", "schema": SCHEMA}}}}}}"#,
        ),
        (
            Version::Swagger2,
            r#"{"paths": {"/a": {"put": {"parameters": [{"name": "b", "in": "body", "schema": SCHEMA}]}}}}"#,
        ),
        (Version::OpenApi3, r#"{"components": {"schemas": {"A": SCHEMA}}}"#),
        (
            Version::OpenApi3,
            r#"{"paths": {"/a": {"get": {"responses": {"200": {"description": "", "content": {"a/b": {"schema": SCHEMA}}}}}}}}"#,
        ),
        (
            Version::OpenApi3,
            r#"{"paths": {"/a": {"put": {"requestBody": {"content": {"a/b": {"schema": SCHEMA}}}}}}}"#,
        ),
        (
            Version::OpenApi3,
            r#"{"components": {"requestBodies": {"A": {"content": {"a/b": {"schema": SCHEMA}}}}}}"#,
        ),
    ];
    for (version, place) in places {
        let at = |schema: &str| place.replace("SCHEMA", schema);
        let expected = (pretty(&json(&at(expected))), vec![(fix, 1)]);
        assert_eq!(repaired(&at(given), version), expected, "{place}");
    }
}

#[track_caller]
fn unchanged(given: &str, version: Version) {
    assert_eq!(repaired(given, version), (pretty(&json(given)), Vec::new()));
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
    for version in VERSIONS {
        let given = one(
            r#""name": "p", "in": "query""#,
            r#""type": "boolean", "enum": ["yes"]"#,
            version,
        );
        unchanged(&document_with("/a", &given), version);
    }
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
    let given = r#"{"definitions": {"A": {"enum": [1]}, "B": {"type": "string", "format": "interval"}}}"#;
    unchanged(given, Version::Swagger2);
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
fn a_choice_of_schemas_keeps_its_discriminator() {
    let given = r##"{"components": {"schemas": {"A": {"oneOf": [{"$ref": "#/components/schemas/B"}], "discriminator": {"propertyName": "k"}}}}}"##;
    unchanged(given, Version::OpenApi3);
}

#[test]
fn parameters_that_do_not_match_their_path() {
    for version in VERSIONS {
        let parameter = |about: &str| one(about, r#""type": "string""#, version);
        let id = parameter(r#""name": "id", "in": "path", "required": true"#);
        let stray = parameter(r#""name": "x", "in": "path", "required": true"#);
        let optional = parameter(r#""name": "id", "in": "path", "required": false"#);
        for (given, fix) in [
            (String::new(), Fix::MissingPathParameter),
            (format!("{id}, {id}"), Fix::RepeatedParameter),
            (format!("{id}, {stray}"), Fix::StrayPathParameter),
            (optional, Fix::OptionalPathParameter),
        ] {
            let expected = pretty(&json(&document_with("/a/{id}", &id)));
            let given = document_with("/a/{id}", &given);
            assert_eq!(repaired(&given, version), (expected, vec![(fix, 1)]), "{given}");
        }
    }
    let shared = r##"{"paths": {"/a/{id}": {"parameters": [{"$ref": "#/parameters/Id"}], "get": {}}},
        "parameters": {"Id": {"name": "id", "in": "path", "required": true, "type": "string"}}}"##;
    unchanged(shared, Version::Swagger2);
    let shared = r##"{"paths": {"/a/{id}": {"parameters": [{"$ref": "#/components/parameters/Id"}], "get": {}}},
        "components": {"parameters": {"Id": {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}}}}"##;
    unchanged(shared, Version::OpenApi3);
}

#[test]
fn missing_parts_that_openapi_requires_and_code_does_not_need() {
    let swagger = r##"{"paths": {"/a": {"get": {"responses": {"200": {}, "404": {"$ref": "#/responses/Gone"}}}}},
        "responses": {"Gone": {"description": "d"}}, "securityDefinitions": {"A": {"type": "oauth2"}, "B": {"type": "basic"}}}"##;
    let expected = swagger.replace(r#""type": "oauth2""#, r#""type": "oauth2", "scopes": {}"#);
    let openapi = r##"{"paths": {"/a": {"get": {"responses": {"200": {}, "404": {"$ref": "#/components/responses/Gone"}}}}},
        "components": {"responses": {"Gone": {"description": "d"}},
            "securitySchemes": {"A": {"type": "oauth2", "flows": {"password": {"tokenUrl": "/t"}}}, "B": {"type": "http"}}}}"##;
    let flow = r#""tokenUrl": "/t""#;
    for (given, expected, version) in [
        (swagger, expected, Version::Swagger2),
        (
            openapi,
            openapi.replace(flow, &format!(r#"{flow}, "scopes": {{}}"#)),
            Version::OpenApi3,
        ),
    ] {
        let (made, counts) = repaired(given, version);
        let expected = expected.replace(r#""200": {}"#, r#""200": {"description": ""}"#);
        assert_eq!(made, pretty(&json(&expected)));
        assert_eq!(counts, [(Fix::MissingDescription, 1), (Fix::MissingScopes, 1)]);
    }
}

#[test]
fn each_fix_has_a_name_and_a_reason() {
    for fix in [Fix::TextValues, Fix::MissingScopes] {
        assert!(fix.name().contains('-') && fix.reason().len() > 20);
    }
}
