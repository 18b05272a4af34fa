use serde_json::{Value, json};

use super::{lower_all, lowered, operation};
use crate::ir::{Output, Scalar, Target, Type};
use crate::{lower, read};

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

type Siblings = Vec<(String, Option<String>)>;

/// Returns the paths of the siblings of each operation, the methods of API types for them, and the values of the first parameter that
/// lead to one of them.
fn siblings(paths: &Value) -> Vec<(String, Siblings, Vec<String>)> {
    let api = lowered(paths, &json!({}));
    let mut found = Vec::new();
    for operation in &api.tags[0].operations {
        if let Some(parameter) = operation.parameters.first() {
            let siblings = operation.siblings.iter().map(|it| (it.path.clone(), it.ident.clone()));
            let values = operation.refused_values(&parameter.name);
            let values = values.into_iter().map(str::to_owned).collect();
            found.push((operation.id.clone(), siblings.collect(), values));
        }
    }
    found
}

fn with_parameters(id: &str, names: &[&str]) -> Value {
    let parameter = |name: &&str| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}});
    let parameters: Vec<Value> = names.iter().map(parameter).collect();
    json!({"tags": ["T"], "operationId": id, "parameters": parameters, "responses": {"204": {"description": ""}}})
}

#[test]
fn siblings_come_from_the_document_and_from_notes() {
    let mut delete = with_parameters("d", &["id"]);
    delete["parameters"][0]["x-literal-siblings"] = json!(["old", "me"]);
    delete["x-literal-paths"] = json!(["/a/noted", "/a/old", "/a/{id}/more"]);
    let found = siblings(&json!({
        "/a/{id}": {"delete": delete, "get": with_parameters("g", &["id"])},
        "/a/me": {"get": with_parameters("m", &[])},
        "/a/you": {"delete": with_parameters("y", &[])},
        "/b/other": {"get": with_parameters("o", &[])},
    }));
    let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<String>>();
    let get = (
        "g".to_owned(),
        vec![("/a/me".to_owned(), Some("m".to_owned()))],
        own(&["me"]),
    );
    let delete = [
        ("/a/noted".to_owned(), None),
        ("/a/old".to_owned(), None),
        ("/a/{id}/more".to_owned(), None),
        ("/a/me".to_owned(), None),
        ("/a/you".to_owned(), Some("y".to_owned())),
    ];
    assert_eq!(
        found,
        [
            get,
            ("d".to_owned(), delete.into(), own(&["noted", "old", "me", "you"]))
        ]
    );
}

/// Clients compare whole paths, and a note is written as the paths of its document.
#[test]
fn siblings_have_the_path_of_the_server() {
    let mut get = with_parameters("g", &["id"]);
    get["parameters"][0]["x-literal-siblings"] = json!(["old"]);
    get["x-literal-paths"] = json!(["/a/noted.json"]);
    get["servers"] = json!([{"url": "https://api.example.com/v2/"}]);
    let mut other = with_parameters("o", &[]);
    other["servers"] = get["servers"].clone();
    let found = siblings(&json!({
        "/a/{id}.json": {"get": get},
        "/a/me.json": {"get": other},
        "/a/you.json": {"get": with_parameters("y", &[])},
    }));
    let expected = vec![
        ("/v2/a/noted.json".to_owned(), None),
        ("/v2/a/old.json".to_owned(), None),
        ("/v2/a/me.json".to_owned(), Some("o".to_owned())),
    ];
    let values = ["noted", "old", "me"].map(str::to_owned).to_vec();
    assert_eq!(found, [("g".to_owned(), expected, values)]);
}

/// The documentation lists a value of one parameter only if it is refused with any value of the others.
#[test]
fn a_value_is_listed_if_it_alone_leads_to_a_sibling() {
    let found = siblings(&json!({
        "/a/{x}/b/{y}": {"get": with_parameters("g", &["x", "y"])},
        "/a/lit/b/lit2": {"get": with_parameters("l", &[])},
        "/a/sites/{b}/{c}": {"get": with_parameters("s", &["b", "c"])},
    }));
    let (_, siblings, values) = found.iter().find(|(id, ..)| id == "g").unwrap();
    let paths: Vec<&str> = siblings.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        (&paths[..], &values[..]),
        (&["/a/lit/b/lit2", "/a/sites/{b}/{c}"][..], &["sites".to_owned()][..])
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
        (json!({"type": "integer", "format": "uint64"}), Scalar::U64),
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

#[test]
fn the_token_is_sent_where_oauth2_is_enough() {
    let needs_token = |security: Value| {
        let operation = json!({"tags": ["T"], "operationId": "a", "responses": {}, "security": security});
        let schemes =
            json!({"Auth": {"type": "oauth2", "flows": {}}, "Key": {"type": "apiKey", "in": "header", "name": "k"}});
        let document = json!({"openapi": "3.0.3", "info": {"title": "", "version": ""}, "paths": {"/a": {"get": operation}},
            "components": {"securitySchemes": schemes}});
        let outcome = lower::lower(&read::from_text(&document.to_string()), Target::Dependent);
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
            "#/paths/~1a/get/security: `a` needs `Key`, which is an API key: the client only has an OAuth 2 token; leave the \
             operation out, or write the `security` that it accepts"
        );
    }
}

#[test]
fn a_segment_may_have_text_around_a_parameter_and_a_path_a_slash_at_its_end() {
    for path in [
        "/a/{id}.json",
        "/a/{id}:action",
        "/a/v{id}",
        "/a/{id}/",
        "/{id}",
        "/a.b/~c/{id}(x)",
    ] {
        let mut get = operation(&json!({}));
        get["parameters"] = json!([{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}]);
        let api = lowered(&json!({path: {"get": get}}), &json!({}));
        let operation = &api.tags[0].operations[0];
        assert_eq!((operation.path.as_str(), operation.parameters.len()), (path, 1));
    }
    assert_eq!(
        lowered(&json!({"/": {"get": operation(&json!({}))}}), &json!({})).tags[0].operations[0].path,
        "/"
    );
}

#[test]
fn operations_and_paths_that_differ_only_in_case_are_separate() {
    let operation = |id: &str| json!({"get": {"tags": ["T"], "operationId": id, "responses": {}}});
    let api = lowered(
        &json!({"/a": operation("getThing"), "/A": operation("GETTHING"), "/Aa": operation("getthing"), "/aA": operation("GetThing")}),
        &json!({}),
    );
    let mut operations: Vec<_> = api.tags[0].operations.iter().collect();
    operations.sort_by_key(|operation| &operation.path);
    let found: Vec<_> = operations
        .iter()
        .map(|operation| {
            (
                operation.path.as_str(),
                operation.ident.as_str(),
                operation.type_ident.as_str(),
            )
        })
        .collect();
    let expected = [
        ("/A", "getthing_2", "Getthing2"),
        ("/Aa", "getthing", "Getthing"),
        ("/a", "get_thing_2", "GetThing2"),
        ("/aA", "get_thing", "GetThing"),
    ];
    assert_eq!(found, expected);
}
