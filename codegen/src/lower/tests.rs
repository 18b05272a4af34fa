use serde_json::{Value, json};

use crate::ir::{Api, Enum, Item, Model, Output, Place, Scalar, Target, Type};
use crate::{Problem, read};

fn lower_all(paths: &Value, schemas: &Value) -> Result<Api, Vec<Problem>> {
    let document = json!({
        "openapi": "3.0.3", "info": {"title": "", "version": ""}, "paths": paths, "components": {"schemas": schemas},
    });
    super::lower(&read::read(&document.to_string()), Target::Dependent).result
}

fn lowered(paths: &Value, schemas: &Value) -> Api {
    lower_all(paths, schemas).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// An API whose only operation returns the schema `A`.
fn reached(schemas: &Value) -> Api {
    lowered(
        &json!({"/a": {"get": operation(&json!({"$ref": "#/components/schemas/A"}))}}),
        schemas,
    )
}

fn operation(result: &Value) -> Value {
    json!({
        "tags": ["T"], "operationId": "getA",
        "responses": {"200": {"description": "", "content": {"application/json": {"schema": result}}}},
    })
}

fn model<'a>(api: &'a Api, name: &str) -> &'a Model {
    let found = api.items.iter().find_map(|item| match item {
        Item::Model(model) if model.ident == name => Some(model),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no model {name}"))
}

fn enumeration<'a>(api: &'a Api, name: &str) -> &'a Enum {
    let found = api.items.iter().find_map(|item| match item {
        Item::Enum(item) if item.ident == name => Some(item),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no enum {name}"))
}

fn names(api: &Api) -> Vec<&str> {
    api.order.iter().map(|index| api.items[*index].ident()).collect()
}

fn types(schema: &Value) -> Type {
    let api = reached(&json!({"A": {"type": "object", "properties": {"x": schema}}}));
    model(&api, "A").fields[0].ty.clone()
}

#[test]
fn each_type_and_format_has_its_rust_type() {
    let list = |ty| Type::List(Box::new(ty));
    let map = |ty| Type::Map(Box::new(ty));
    for (schema, ty) in [
        (json!({"type": "boolean"}), Type::Scalar(Scalar::Bool)),
        (json!({"type": "integer"}), Type::Scalar(Scalar::I64)),
        (json!({"type": "integer", "format": "int32"}), Type::Scalar(Scalar::I32)),
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
    // It keeps its name even if no operation reaches it, so that the other one has the same name before and after.
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
fn a_success_without_a_schema_returns_nothing() {
    let output = |method: &str, responses: Value| {
        let operation = json!({"tags": ["T"], "operationId": "a", "responses": responses});
        lowered(&json!({"/a": {method: operation}}), &json!({})).tags[0].operations[0]
            .output
            .clone()
    };
    let string = json!({"description": "", "content": {"application/json": {"schema": {"type": "string"}}}});
    let text = json!({"description": "", "content": {"text/plain": {"schema": {"type": "string"}}}});
    assert_eq!(output("get", json!({"204": {"description": ""}})), Output::Nothing);
    assert_eq!(output("get", json!({"default": {"description": ""}})), Output::Nothing);
    assert_eq!(output("head", json!({"200": string})), Output::Nothing);
    assert_eq!(
        output("get", json!({"default": string})),
        Output::Json(Type::Scalar(Scalar::String), None)
    );
    assert_eq!(
        output("get", json!({"200": string, "202": {"description": ""}})),
        Output::Json(Type::Nullable(Box::new(Type::Scalar(Scalar::String))), None)
    );
    assert_eq!(
        output("get", json!({"204": {"description": ""}, "default": string})),
        Output::Nothing
    );
    assert_eq!(
        output("get", json!({"2XX": text})),
        Output::Text("text/plain".to_owned())
    );
}

#[test]
fn literal_siblings_come_from_the_document_and_from_the_note() {
    let id = json!({"name": "id", "in": "path", "required": true, "schema": {"type": "string"}, "x-literal-siblings": ["noted"]});
    let operation = |id: &str, parameters: Value| json!({"tags": ["T"], "operationId": id, "parameters": parameters, "responses": {"204": {"description": ""}}});
    let api = lowered(
        &json!({
            "/a/{id}": {"delete": operation("d", json!([id])), "get": operation("g", json!([id]))},
            "/a/me": {"get": operation("m", json!([]))},
            "/a/me/more": {"get": operation("n", json!([]))},
            "/b/you": {"get": operation("y", json!([]))},
        }),
        &json!({}),
    );
    let places: Vec<_> = api.tags[0]
        .operations
        .iter()
        .filter_map(|it| it.parameters.first())
        .map(|it| it.place.clone())
        .collect();
    assert_eq!(
        places,
        [
            Place::Path(vec![]),
            Place::Path(vec!["noted".to_owned(), "me".to_owned()])
        ]
    );
}

#[test]
fn a_parameter_of_the_operation_goes_before_that_of_the_path() {
    let parameter = |description: &str| json!({"name": "a", "in": "query", "description": description, "schema": {"type": "string"}});
    let mut get = operation(&json!({}));
    get["parameters"] = json!([parameter("operation")]);
    let api = lowered(
        &json!({"/a": {"parameters": [parameter("path")], "get": get}}),
        &json!({}),
    );
    let parameters = &api.tags[0].operations[0].parameters;
    assert_eq!(parameters.len(), 1);
    assert_eq!(parameters[0].description.as_deref(), Some("operation"));
}

#[test]
fn a_parameter_takes_each_scalar_that_can_be_one() {
    for (schema, scalar) in [
        (json!({"type": "boolean"}), Scalar::Bool),
        (json!({"type": "integer", "format": "int32"}), Scalar::I32),
        (json!({"type": "integer"}), Scalar::I64),
        (json!({"type": "number"}), Scalar::F64),
        (json!({"type": "string"}), Scalar::String),
        (json!({"type": "string", "format": "date-time"}), Scalar::Timestamp),
        (json!({"type": "string", "format": "date"}), Scalar::Date),
        (json!({}), Scalar::Json),
    ] {
        for place in ["path", "query", "header"] {
            let mut get = operation(&json!({}));
            get["parameters"] = json!([{"name": "a", "in": place, "required": true, "schema": schema}]);
            let path = if place == "path" { "/a/{a}" } else { "/a" };
            match lower_all(&json!({path: {"get": get}}), &json!({})) {
                Ok(api) => {
                    assert!(scalar.describe().is_parameter, "{scalar:?} in {place}");
                    assert_eq!(api.tags[0].operations[0].parameters[0].ty, Type::Scalar(scalar));
                }
                Err(problems) => assert!(!scalar.describe().is_parameter, "{scalar:?} in {place}: {problems:#?}"),
            }
        }
    }
}

#[test]
fn only_an_explicit_empty_security_means_no_token() {
    let needs = |security: Option<Value>| {
        let mut get = operation(&json!({}));
        if let Some(security) = security {
            get["security"] = security;
        }
        lowered(&json!({"/a": {"get": get}}), &json!({})).tags[0].operations[0].needs_token
    };
    assert!(needs(None));
    assert!(needs(Some(json!([{"PureCloud OAuth": []}]))));
    assert!(!needs(Some(json!([]))));
}

fn schema_and_time(schemas: &Value) -> (Result<Api, Vec<Problem>>, std::time::Duration) {
    let start = std::time::Instant::now();
    let response =
        json!({"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/S0"}}}});
    let operation = json!({"tags": ["T"], "operationId": "a", "responses": {"200": response}});
    let lowered = lower_all(&json!({"/a": {"get": operation}}), schemas);
    (lowered, start.elapsed())
}

#[test]
fn an_all_of_that_names_a_part_twice_takes_linear_time() {
    let levels = 200;
    let mut schemas = serde_json::Map::new();
    for level in 0..levels {
        let next = json!({"$ref": format!("#/components/schemas/S{}", level + 1)});
        let own = json!({"type": "object", "properties": {format!("p{level}"): {"type": "string"}}});
        schemas.insert(format!("S{level}"), json!({"allOf": [next, next, own]}));
    }
    schemas.insert(
        format!("S{levels}"),
        json!({"type": "object", "properties": {"last": {"type": "string"}}}),
    );
    let (lowered, time) = schema_and_time(&Value::Object(schemas));
    assert_eq!(model(&lowered.unwrap(), "S0").fields.len(), levels + 1);
    assert!(time.as_secs() < 20, "{time:?}");
}

#[test]
fn a_long_chain_of_aliases_has_the_type_at_its_end() {
    let length = 5_000;
    let mut schemas = serde_json::Map::new();
    for index in 0..length {
        let next = json!({"$ref": format!("#/components/schemas/S{}", index + 1)});
        let alias = match index % 3 {
            0 => next,
            1 => json!({"allOf": [next]}),
            _ => json!({"type": "array", "items": next}),
        };
        schemas.insert(format!("S{index}"), alias);
    }
    schemas.insert(format!("S{length}"), json!({"type": "string"}));
    // Lists in lists; only their depth matters here.
    let (lowered, _) = schema_and_time(&Value::Object(schemas));
    let api = lowered.unwrap();
    let Output::Json(ty, _) = &api.tags[0].operations[0].output else {
        panic!()
    };
    let mut depth = 0;
    let mut inner = ty;
    while let Type::List(item) = inner {
        (inner, depth) = (item, depth + 1);
    }
    assert_eq!((inner, depth), (&Type::Scalar(Scalar::String), length / 3));
}

#[test]
fn an_enum_of_many_values_takes_linear_time() {
    let values: Vec<String> = (0..50_000).map(|value| format!("VALUE_{value}")).collect();
    let (lowered, time) = schema_and_time(&json!({"S0": {"type": "string", "enum": values}}));
    assert!(matches!(&lowered.unwrap().items[0], Item::Enum(item) if item.variants.len() == 50_000));
    assert!(time.as_secs() < 20, "{time:?}");
}

#[test]
fn the_token_is_sent_where_oauth2_is_enough() {
    let needs_token = |security: Value| {
        let operation = json!({"tags": ["T"], "operationId": "a", "responses": {}, "security": security});
        let schemes =
            json!({"Auth": {"type": "oauth2", "flows": {}}, "Key": {"type": "apiKey", "in": "header", "name": "k"}});
        let document = json!({"openapi": "3.0.3", "info": {"title": "", "version": ""}, "paths": {"/a": {"get": operation}},
            "components": {"securitySchemes": schemes}});
        let outcome = super::lower(&read::read(&document.to_string()), Target::Dependent);
        outcome.result.map(|api| api.tags[0].operations[0].needs_token)
    };
    for (security, expected) in [
        (json!([]), false),
        (json!([{}]), false),
        (json!([{"Auth": []}]), true),
        (json!([{"Key": []}, {"Auth": []}]), true),
        (json!([{"Key": []}, {}]), false),
        (json!([{"Auth": []}, {}]), true),
    ] {
        assert_eq!(needs_token(security.clone()).unwrap(), expected, "{security}");
    }
    for security in [json!([{"Key": []}]), json!([{"Auth": [], "Key": []}])] {
        let problems = needs_token(security).unwrap_err();
        assert_eq!(
            problems[0].to_string(),
            "#/paths/~1a/get/security: `a` needs `Key`, which is an API key: the client only has an OAuth 2 token, leave the \
             operation out, or write the `security` that it accepts"
        );
    }
}
