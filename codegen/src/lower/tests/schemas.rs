use serde_json::{Value, json};

use super::{enumeration, lowered, model, names, operation, reached, types};
use crate::ir::{Output, Scalar, Type};

#[test]
fn each_type_and_format_has_its_rust_type() {
    let list = |ty| Type::List(Box::new(ty));
    let map = |ty| Type::Map(Box::new(ty));
    for (schema, ty) in [
        (json!({"type": "boolean"}), Type::Scalar(Scalar::Bool)),
        (json!({"type": "integer"}), Type::Scalar(Scalar::I64)),
        (json!({"type": "integer", "format": "int32"}), Type::Scalar(Scalar::I32)),
        (
            json!({"type": "integer", "format": "uint64"}),
            Type::Scalar(Scalar::U64),
        ),
        (json!({"type": "number", "format": "float"}), Type::Scalar(Scalar::F64)),
        (
            json!({"type": "string", "format": "date-time"}),
            Type::Scalar(Scalar::Timestamp),
        ),
        (json!({"type": "string", "format": "date"}), Type::Scalar(Scalar::Date)),
        (
            json!({"type": "string", "format": "local-time"}),
            Type::Scalar(Scalar::String),
        ),
        (json!({}), Type::Scalar(Scalar::Json)),
        (json!({"type": "object"}), Type::Scalar(Scalar::Json)),
        (
            json!({"type": "object", "additionalProperties": true}),
            map(Type::Scalar(Scalar::Json)),
        ),
        (
            json!({"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}}),
            map(list(Type::Scalar(Scalar::String))),
        ),
        (
            json!({"type": "array", "items": {"type": "integer", "nullable": true}}),
            list(Type::Nullable(Box::new(Type::Scalar(Scalar::I64)))),
        ),
        (
            json!({"type": "object", "additionalProperties": {"type": "boolean", "nullable": true}}),
            map(Type::Nullable(Box::new(Type::Scalar(Scalar::Bool)))),
        ),
    ] {
        assert_eq!(types(&schema), ty, "{schema}");
    }
}

#[test]
fn an_all_of_of_one_reference_is_that_reference() {
    let api = reached(&json!({
        "A": {"type": "object", "properties": {"b": {
            "allOf": [{"$ref": "#/components/schemas/B"}, {"description": "has no meaning"}], "description": "text", "readOnly": true,
        }}},
        "B": {"type": "object", "properties": {"id": {"type": "string"}}},
    }));
    let field = &model(&api, "A").fields[0];
    assert!(matches!(field.ty, Type::Model(_)));
    assert_eq!(field.description.as_deref(), Some("text"));
    assert!(field.constraints.read_only);
    assert_eq!(names(&api), ["A", "B"]);
}

#[test]
fn an_all_of_of_objects_is_one_object() {
    let api = reached(&json!({
        "A": {"allOf": [{"$ref": "#/components/schemas/B"}, {"type": "object", "required": ["y"], "properties": {"y": {"type": "string"}}}]},
        "B": {"type": "object", "properties": {"x": {"type": "string"}}},
    }));
    let fields: Vec<_> = model(&api, "A")
        .fields
        .iter()
        .map(|field| (field.name.as_str(), field.constraints.required))
        .collect();
    assert_eq!(fields, [("x", false), ("y", true)]);
    assert_eq!(names(&api), ["A"]);
}

#[test]
fn models_that_contain_themselves_are_boxed_where_no_list_is_between() {
    let api = reached(&json!({
        "A": {"type": "object", "properties": {
            "me": {"$ref": "#/components/schemas/A"}, "b": {"$ref": "#/components/schemas/B"},
            "list": {"type": "array", "items": {"$ref": "#/components/schemas/A"}}, "c": {"$ref": "#/components/schemas/C"},
        }},
        "B": {"type": "object", "properties": {"a": {"$ref": "#/components/schemas/A"}}},
        "C": {"type": "object", "properties": {"x": {"type": "string"}}},
    }));
    let boxed = model(&api, "A").fields.iter().filter(|field| field.boxed);
    assert_eq!(boxed.map(|field| field.name.as_str()).collect::<Vec<_>>(), ["b", "me"]);
    assert!(model(&api, "B").fields[0].boxed);
}

#[test]
fn named_scalars_lists_and_maps_are_resolved_in_place() {
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let api = reached(&json!({
        "A": {"type": "object", "properties": {"s": reference("Score"), "l": reference("List"), "k": reference("Scope")}},
        "Score": {"type": "number"},
        "List": {"type": "array", "items": reference("Score")},
        "Scope": {"type": "string", "enum": ["a"]},
    }));
    assert_eq!(
        model(&api, "A").fields[1].ty,
        Type::List(Box::new(Type::Scalar(Scalar::F64)))
    );
    assert_eq!(names(&api), ["A", "Scope"]);
}

#[test]
fn a_named_list_of_objects_without_a_name_is_made_once() {
    let list = json!({"$ref": "#/components/schemas/List"});
    let api = reached(&json!({
        "A": {"type": "object", "properties": {"x": list, "y": list}},
        "List": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}}}},
    }));
    assert_eq!(names(&api), ["A", "ListItem"]);
}

#[test]
fn an_enum_inside_a_model_gives_way_to_a_schema_of_its_name() {
    let schemas = |reference: Value| {
        json!({
            "A": {"type": "object", "properties": {"type": {"type": "string", "enum": ["x", "x", "X"]}, "other": reference}},
            "AType": {"type": "string", "enum": ["y"]},
        })
    };
    let reaching = reached(&schemas(json!({"$ref": "#/components/schemas/AType"})));
    assert_eq!(enumeration(&reaching, "AType").variants[0].value, "y");
    assert_eq!(enumeration(&reaching, "AType2").variants.len(), 2);
    // The schema keeps its name even if no operation reaches it, so that the other schema has the same name before and after.
    assert_eq!(names(&reached(&schemas(json!({})))), ["A", "AType2"]);
}

#[test]
fn only_what_operations_reach_is_there_and_errors_reach_nothing() {
    let mut get = operation(&json!({"$ref": "#/components/schemas/A"}));
    get["responses"]["400"] = json!({
        "description": "", "x-inin-error-codes": {"bad.request": ""},
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ErrorBody"}}},
    });
    let object = json!({"type": "object", "properties": {"id": {"type": "string"}}});
    let api = lowered(
        &json!({"/a": {"get": get}}),
        &json!({"A": object, "ErrorBody": object, "Other": object}),
    );
    assert_eq!(names(&api), ["A"]);
    assert_eq!(api.tags[0].operations[0].errors[0].codes, ["bad.request"]);
}

#[test]
fn what_a_body_reaches_is_sent_and_keeps_unknown_fields() {
    let mut post = operation(&json!({"$ref": "#/components/schemas/C"}));
    post["requestBody"] = json!({"content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}});
    let api = lowered(
        &json!({"/a": {"post": post}}),
        &json!({
            "A": {"type": "object", "properties": {"b": {"type": "array", "items": {"$ref": "#/components/schemas/B"}}}},
            "B": {"type": "object", "properties": {"id": {"type": "string"}}},
            "C": {"type": "object", "properties": {"id": {"type": "string"}}},
        }),
    );
    assert!(model(&api, "A").sent && model(&api, "B").keeps_unknown);
    assert!(!model(&api, "C").sent && !model(&api, "C").keeps_unknown);
}

#[test]
fn null_is_an_option_where_a_component_allows_it() {
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let api = reached(&json!({
        "A": {"type": "object", "properties": {
            "list": {"type": "array", "items": reference("B")},
            "map": {"type": "object", "additionalProperties": reference("Alias")},
            "json": {"type": "array", "items": {"nullable": true}},
            "field": reference("B"),
        }},
        "B": {"type": "integer", "nullable": true},
        "Alias": {"allOf": [reference("B"), {}]},
    }));
    let nullable = || Box::new(Type::Scalar(Scalar::I64).nullable());
    let types: Vec<_> = model(&api, "A").fields.iter().map(|field| field.ty.clone()).collect();
    let expected = [
        // Each field is an `Option` of its own.
        Type::Scalar(Scalar::I64),
        // JSON has a value for null.
        Type::List(Box::new(Type::Scalar(Scalar::Json))),
        Type::List(nullable()),
        Type::Map(nullable()),
    ];
    assert_eq!(types, expected);
}

#[test]
fn a_result_that_may_be_null_is_an_option() {
    let output = |schema: Value| {
        let api = lowered(
            &json!({"/a": {"get": operation(&schema)}}),
            &json!({"A": {"type": "string", "nullable": true}}),
        );
        api.tags[0].operations[0].output.clone()
    };
    let option = |scalar| Output::Json(Type::Scalar(scalar).nullable(), None);
    assert_eq!(
        output(json!({"$ref": "#/components/schemas/A"})),
        option(Scalar::String)
    );
    assert_eq!(
        output(json!({"type": "integer", "nullable": true})),
        option(Scalar::I64)
    );
    assert_eq!(
        output(json!({"type": "integer", "nullable": false})),
        Output::Json(Type::Scalar(Scalar::I64), None)
    );
}
