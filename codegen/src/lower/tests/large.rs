//! Documents that once took a time that was not linear, or a stack that was too deep.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{lower_all, model};
use crate::Problem;
use crate::ir::{Api, Item, Output, Scalar, Type};

fn schema_and_time(schemas: &Value) -> (Result<Api, Vec<Problem>>, Duration) {
    let start = Instant::now();
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

fn reference(index: usize) -> Value {
    json!({"$ref": format!("#/components/schemas/S{index}")})
}

#[test]
fn a_long_chain_of_aliases_has_the_type_at_its_end() {
    let length = 5_000;
    let mut schemas = serde_json::Map::new();
    for index in 0..length {
        let next = reference(index + 1);
        let alias = match index % 300 {
            0 => json!({"type": "array", "items": next}),
            odd if odd % 2 == 1 => json!({"allOf": [next]}),
            _ => next,
        };
        schemas.insert(format!("S{index}"), alias);
    }
    schemas.insert(format!("S{length}"), json!({"type": "string"}));
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
    assert_eq!((inner, depth), (&Type::Scalar(Scalar::String), length.div_ceil(300)));
}

/// Each type of the chain contained all of those after it, which took gigabytes.
#[test]
fn a_long_chain_of_lists_and_maps_is_one_problem_with_a_place() {
    let length = 40_000;
    let mut schemas = serde_json::Map::new();
    for index in 0..length {
        let container = if index % 2 == 0 {
            json!({"type": "array", "items": reference(index + 1)})
        } else {
            json!({"type": "object", "additionalProperties": reference(index + 1)})
        };
        schemas.insert(format!("S{index}"), container);
    }
    schemas.insert(format!("S{length}"), json!({"type": "string"}));
    let (lowered, time) = schema_and_time(&Value::Object(schemas));
    let problems: Vec<String> = lowered.unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "#/components/schemas/S39975: lists and maps are nested too deeply, make one of the inner ones a property of an object"
        ]
    );
    assert!(time.as_secs() < 20, "{time:?}");
}

#[test]
fn paths_of_thousands_of_segments_are_refused_before_they_are_compared() {
    let operation = |id: usize| json!({"tags": ["T"], "operationId": format!("a{id}"), "responses": {}});
    let path = |id: usize| format!("/{id}{}", "/a".repeat(5_000));
    let paths: serde_json::Map<_, _> = (0..300).map(|id| (path(id), json!({"get": operation(id)}))).collect();
    let start = Instant::now();
    let problems = lower_all(&Value::Object(paths), &json!({})).unwrap_err();
    let time = start.elapsed();
    assert!(
        problems
            .iter()
            .filter(|problem| problem.message() == "this path is too long")
            .count()
            == 300
    );
    assert!(time.as_secs() < 20, "{time:?}");
}

#[test]
fn many_parameters_of_one_operation_take_linear_time() {
    let count = 30_000;
    let parameter = |index: usize| json!({"name": format!("p{index}"), "in": "query", "schema": {"type": "string"}});
    let parameters: Vec<Value> = (0..count).map(parameter).collect();
    let operation = json!({"tags": ["T"], "operationId": "a", "parameters": parameters, "responses": {}});
    let start = Instant::now();
    let api = lower_all(&json!({"/a": {"parameters": parameters, "get": operation}}), &json!({})).unwrap();
    let time = start.elapsed();
    assert_eq!(api.tags[0].operations[0].parameters.len(), count);
    assert!(time.as_secs() < 20, "{time:?}");
}

#[test]
fn an_enum_of_many_values_takes_linear_time() {
    let values: Vec<String> = (0..50_000).map(|value| format!("VALUE_{value}")).collect();
    let (lowered, time) = schema_and_time(&json!({"S0": {"type": "string", "enum": values}}));
    assert!(matches!(&lowered.unwrap().items[0], Item::Enum(item) if item.variants.len() == 50_000));
    assert!(time.as_secs() < 20, "{time:?}");
}
