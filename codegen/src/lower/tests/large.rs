//! Documents that once took a time that was not linear, or a stack that was too deep.

use std::fs;
use std::time::Instant;

use serde_json::{Value, json};

use super::{lower_all, model};
use crate::Problem;
use crate::ir::{Api, Item, Output, Scalar, Type};
use crate::problem::Outcome;

/// Runs the work for a size and for four times that size, and expects less than eight times the time. It would be 16 times if
/// the time were quadratic. It is processor time, and the least of two runs, so that it does not depend on other load.
fn takes_linear_time(size: usize, work: impl Fn(usize)) {
    let time = |size| {
        let runs = [0, 1].map(|_| {
            let start = processor_time();
            work(size);
            processor_time() - start
        });
        runs[0].min(runs[1])
    };
    let (small, large) = (time(size), time(4 * size));
    assert!(large < 8 * small, "{size}: {small} ns, four times as much: {large} ns");
}

/// Returns the nanoseconds for which this thread has run, or the time where the system has no such file.
fn processor_time() -> u128 {
    thread_local!(static START: Instant = Instant::now());
    let statistics = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let ran = statistics.split(' ').next().and_then(|ran| ran.parse().ok());
    ran.unwrap_or_else(|| START.with(Instant::elapsed).as_nanos())
}

fn lower_schemas(schemas: &Value) -> Result<Api, Vec<Problem>> {
    let response =
        json!({"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/S0"}}}});
    let operation = json!({"tags": ["T"], "operationId": "a", "responses": {"200": response}});
    lower_all(&json!({"/a": {"get": operation}}), schemas)
}

/// If each part were read as often as it is named, the test would not end.
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
    let lowered = lower_schemas(&Value::Object(schemas));
    assert_eq!(model(&lowered.unwrap(), "S0").fields.len(), levels + 1);
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
    let api = lower_schemas(&Value::Object(schemas)).unwrap();
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

/// Each type of the chain contained all types after it, which took gigabytes.
#[test]
fn a_long_chain_of_lists_and_maps_is_one_problem_with_a_place() {
    takes_linear_time(5_000, |length| {
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
        let problems = lower_schemas(&Value::Object(schemas)).unwrap_err();
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let at = format!("#/components/schemas/S{}", length - 25);
        let problem = "lists and maps are nested too deeply; make one of the inner ones a property of an object";
        assert_eq!(problems, [format!("{at}: {problem}")]);
    });
}

#[test]
fn paths_of_thousands_of_segments_are_refused_before_they_are_compared() {
    takes_linear_time(50, |count| {
        let operation = |id: usize| json!({"tags": ["T"], "operationId": format!("a{id}"), "responses": {}});
        let path = |id: usize| format!("/{id}{}", "/a".repeat(5_000));
        let paths = (0..count).map(|id| (path(id), json!({"get": operation(id)})));
        let problems = lower_all(&Value::Object(paths.collect()), &json!({})).unwrap_err();
        let refused = problems
            .iter()
            .filter(|problem| problem.message() == "this path is too long");
        assert_eq!(refused.count(), count);
    });
}

#[test]
fn many_noted_siblings_of_one_operation_take_linear_time() {
    takes_linear_time(8_000, |count| {
        let id = json!({"name": "id", "in": "path", "required": true, "schema": {"type": "string"}});
        let noted: Vec<String> = (0..count).map(|index| format!("/a/n{index}")).collect();
        let operation =
            json!({"tags": ["T"], "operationId": "a", "parameters": [id], "responses": {}, "x-literal-paths": noted});
        let api = lower_all(&json!({"/a/{id}": {"get": operation}}), &json!({})).unwrap();
        assert_eq!(api.tags[0].operations[0].refused_values("id").len(), count);
    });
}

#[test]
fn many_problems_in_one_long_line_are_located_in_linear_time() {
    takes_linear_time(2_000, |count| {
        let schemas = (0..count).map(|index| (format!("S{index}"), json!({"type": "strng"})));
        let schemas: serde_json::Map<_, _> = schemas.collect();
        let text = json!({"components": {"schemas": schemas}}).to_string();
        let problem = |index| Problem::new(format!("/components/schemas/S{index}/type"), "", "");
        let mut found: Outcome<()> = Outcome {
            result: Err((0..count).map(problem).collect()),
            warnings: Vec::new(),
        };
        found.locate(&text);
        assert!(
            found
                .result
                .unwrap_err()
                .iter()
                .all(|problem| problem.line() == Some(1))
        );
    });
}

#[test]
fn many_parameters_of_one_operation_take_linear_time() {
    takes_linear_time(4_000, |count| {
        let parameter =
            |index: usize| json!({"name": format!("p{index}"), "in": "query", "schema": {"type": "string"}});
        let parameters: Vec<Value> = (0..count).map(parameter).collect();
        let operation = json!({"tags": ["T"], "operationId": "a", "parameters": parameters, "responses": {}});
        let api = lower_all(&json!({"/a": {"parameters": parameters, "get": operation}}), &json!({})).unwrap();
        assert_eq!(api.tags[0].operations[0].parameters.len(), count);
    });
}

#[test]
fn an_enum_of_many_values_takes_linear_time() {
    takes_linear_time(8_000, |count| {
        let values: Vec<String> = (0..count).map(|value| format!("VALUE_{value}")).collect();
        let lowered = lower_schemas(&json!({"S0": {"type": "string", "enum": values}}));
        assert!(matches!(&lowered.unwrap().items[0], Item::Enum(item) if item.variants.len() == count));
    });
}
