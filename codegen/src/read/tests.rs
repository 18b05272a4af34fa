use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::from_text;
use crate::Problem;
use crate::tests::pointers_of;

/// Returns values of each kind, and some that `openapiv3` has no place for.
fn odd_values() -> [Value; 10] {
    [
        json!(null),
        json!(""),
        json!("x"),
        json!(true),
        json!(-1),
        json!(1e300),
        json!(u64::MAX),
        json!([{}]),
        json!({"a": -1.5}),
        json!({"$ref": "#/components/schemas/A"}),
    ]
}

/// Returns whether a problem says that there are no paths. A document without paths has nothing to read.
fn has_no_paths(problem: &Problem) -> bool {
    matches!(problem.pointer(), None | Some("" | "/openapi" | "/paths"))
}

#[test]
fn whatever_a_document_has_openapiv3_reads_what_the_check_leaves() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let mut files = vec![data.join("awkward.json")];
    let harmless = fs::read_dir(data.join("harmless")).unwrap();
    files.extend(harmless.map(|entry| entry.unwrap().path()));
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    for file in files {
        let document: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let mut pointers = Vec::new();
        pointers_of(&document, String::new(), &mut pointers);
        // The large file has each kind of place several times.
        let step = if pointers.len() > 1_000 { 3 } else { 1 };
        for (index, pointer) in pointers.iter().enumerate().step_by(step) {
            let values = odd_values();
            let value = &values[index % values.len()];
            let mut broken = document.clone();
            broken.pointer_mut(pointer).unwrap().clone_from(value);
            let read = from_text(&broken.to_string());
            let is_read = read.document.is_some() || read.problems.iter().any(has_no_paths);
            assert!(is_read, "{}#{pointer}: {value}: {:#?}", file.display(), read.problems);
        }
    }
}

#[test]
fn a_problem_of_a_parameter_leaves_the_places_of_the_others() {
    let schema = json!({"type": "string"});
    let document = json!({
        "openapi": "3.0.3",
        "paths": {"/a": {"get": {
            "operationId": "a", "tags": ["A"], "responses": {"204": {"description": ""}},
            "parameters": [{"name": "x", "in": 3, "schema": schema}, 4, {"name": "y", "in": "cookie", "schema": schema}],
        }}},
    });
    let problems = crate::generate(&document.to_string()).unwrap_err();
    let places: Vec<_> = problems.iter().filter_map(Problem::pointer).collect();
    let parameters = "/paths/~1a/get/parameters";
    assert_eq!(
        places,
        [0, 1, 2].map(|index| match index {
            1 => format!("{parameters}/1"),
            _ => format!("{parameters}/{index}/in"),
        })
    );
}

#[test]
fn what_openapiv3_has_no_place_for_is_set_aside() {
    let document = json!({
        "openapi": "3.0.3",
        "paths": {},
        "components": {
            "schemas": {"A": {"type": "integer", "format": "uint64", "maximum": u64::MAX, "enum": [1, u64::MAX]}},
            "securitySchemes": {"B": {"type": "mutualTLS"}},
        },
    });
    let components = from_text(&document.to_string()).document.unwrap().components.unwrap();
    let schema = components.schemas["A"].as_item().unwrap();
    assert_eq!(
        schema.schema_data.extensions["x-genesys-cloud-codegen-maximum"],
        json!(u64::MAX)
    );
    assert_eq!(
        schema.schema_data.extensions["x-genesys-cloud-codegen-enum"],
        json!([1, u64::MAX])
    );
    let security = serde_json::to_value(&components.security_schemes["B"]).unwrap();
    assert_eq!(security["x-genesys-cloud-codegen-type"], "mutualTLS");
}
