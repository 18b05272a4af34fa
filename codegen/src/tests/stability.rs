//! Identifiers stay the same when other parts of a document change.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{AWKWARD, TOKENS, read};
use crate::document::Document;
use crate::generate;
use crate::ir::{Api, Item, Target};

fn document(spec: &str) -> Value {
    serde_json::from_str(&read(spec)).unwrap()
}

/// Returns every identifier of the generated code, by what it stands for.
fn names(document: &Value) -> BTreeMap<String, String> {
    names_of(&document.to_string())
}

fn names_of(text: &str) -> BTreeMap<String, String> {
    let Api { tags, items, .. } = Document::parse(text).api(Target::Dependent).result.unwrap();
    let mut names = BTreeMap::new();
    for tag in tags {
        names.insert(format!("tag {}", tag.name), format!("{} {}", tag.ident, tag.type_ident));
        for operation in tag.operations {
            let id = format!("operation {}", operation.id);
            for parameter in operation.parameters {
                names.insert(
                    format!("{id} {} {:?}", parameter.name, parameter.place),
                    parameter.ident,
                );
            }
            names.insert(id, format!("{} {}", operation.ident, operation.type_ident));
        }
    }
    for item in items {
        match item {
            Item::Model(model) => {
                for field in model.fields {
                    names.insert(format!("{} {}", model.origin, field.name), field.ident);
                }
                names.insert(model.origin, model.ident);
            }
            Item::Enum(item) => {
                for variant in item.variants {
                    names.insert(format!("{} {}", item.origin, variant.value), variant.ident);
                }
                names.insert(item.origin, item.ident);
            }
        }
    }
    names
}

/// Compares the identifiers of everything that is in both.
fn same(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>, what: &str) {
    let mut shared = 0;
    for (key, name) in old {
        if let Some(now) = new.get(key) {
            assert_eq!(now, name, "{key}, {what}");
            shared += 1;
        }
    }
    assert!(shared > 20, "{what}: only {shared} names to compare");
}

fn object<'a>(document: &'a mut Value, pointer: &str) -> &'a mut serde_json::Map<String, Value> {
    document.pointer_mut(pointer).unwrap().as_object_mut().unwrap()
}

#[test]
fn a_path_less_renames_nothing() {
    for spec in [TOKENS, AWKWARD] {
        let whole = document(spec);
        let before = names(&whole);
        for path in whole["paths"].as_object().unwrap().keys() {
            let mut less = whole.clone();
            object(&mut less, "/paths").remove(path);
            same(&before, &names(&less), &format!("without {path}"));
        }
    }
}

#[test]
fn a_property_less_renames_nothing_elsewhere() {
    let whole = document(AWKWARD);
    let before = names(&whole);
    for (schema, about) in whole["components"]["schemas"].as_object().unwrap() {
        for property in about["properties"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, _)| name)
        {
            let mut less = whole.clone();
            object(&mut less, &format!("/components/schemas/{schema}/properties")).remove(property);
            let mut after = names(&less);
            // Inside the schema, a name may have had the same identifier as the removed one.
            after.retain(|key, _| !key.starts_with(schema.as_str()));
            same(&before, &after, &format!("without {schema}.{property}"));
        }
    }
}

#[test]
fn more_paths_and_schemas_rename_nothing() {
    let mut whole = document(AWKWARD);
    let before = names(&whole);
    for index in 0..50 {
        // Before, between and after the existing ones.
        let letter = char::from(b'A' + index % 26);
        let name = format!("{letter}New{index}");
        let schema = json!({"type": "object", "properties": {
            "type": {"type": "string", "enum": ["a", "A"]},
            "state": {"type": "object", "properties": {"self": {"$ref": format!("#/components/schemas/{name}")}}},
        }});
        object(&mut whole, "/components/schemas").insert(name.clone(), schema);
        let tag = ["User Management", "Another"][usize::from(index % 2)];
        let operation = json!({
            "operationId": format!("get{name}"), "tags": [tag],
            "parameters": [{"name": "type", "in": "query", "schema": {"type": "string", "enum": ["x"]}}],
            "responses": {"200": {"description": "", "content": {"application/json": {"schema": {
                "$ref": format!("#/components/schemas/{name}")}}}}},
        });
        object(&mut whole, "/paths").insert(format!("/{letter}/{index}"), json!({"get": operation}));
    }
    let after = names(&whole);
    assert!(after.len() > before.len() + 200);
    same(&before, &after, "with more");
}

/// As a fragment grows, it uses schemas that it did not use before. They had taken part in naming.
#[test]
fn a_schema_that_becomes_used_renames_nothing() {
    let mut whole = document(AWKWARD);
    let before = names(&whole);
    let unused = json!({"operationId": "getUnused", "tags": ["Builder"], "responses": {"200": {"description": "", "content": {
        "application/json": {"schema": {"$ref": "#/components/schemas/Unreachable"}}}}}});
    object(&mut whole, "/paths").insert("/unused".to_owned(), json!({"get": unused}));
    let after = names(&whole);
    assert_eq!(after["Unreachable"], "Unreachable");
    same(&before, &after, "with Unreachable");
}

/// The order of a document changes no name, and the same document makes the same code.
#[test]
fn the_order_of_a_document_names_nothing() {
    let text = read(AWKWARD);
    // `Value` sorts.
    let sorted = document(AWKWARD);
    assert_eq!(names_of(&text), names(&sorted));
    let code = |text: &str| generate(text).unwrap();
    assert_eq!(code(&text), code(&text));
    assert_ne!(
        code(&text),
        code(&sorted.to_string()),
        "the code has the order of the document"
    );
}
