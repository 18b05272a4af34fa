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
