use serde_json::{Value, json};

use super::CommonErrors;
use crate::document::Document;
use crate::ir::Target;

/// Returns the sections of the API type and of its operations, whose responses these are.
fn sections(operations: &[Value]) -> Vec<String> {
    let mut paths = serde_json::Map::new();
    for (number, responses) in operations.iter().enumerate() {
        let operation = json!({"tags": ["T"], "operationId": format!("get{number}"), "responses": responses});
        paths.insert(format!("/{number}"), json!({"get": operation}));
    }
    let document = json!({"openapi": "3.0.3", "info": {"title": "", "version": ""}, "paths": paths});
    let api = Document::parse(&document.to_string())
        .api(Target::Dependent)
        .result
        .unwrap();
    let tag = &api.tags[0];
    let common = CommonErrors::detect(tag);
    let of_operations = tag
        .operations
        .iter()
        .map(|operation| common.section_for(tag, operation));
    let sections = [common.section()].into_iter().chain(of_operations);
    sections.map(|lines| lines.join("\n")).collect()
}

fn response(codes: &[&str]) -> Value {
    let codes: serde_json::Map<String, Value> = codes.iter().map(|code| ((*code).to_owned(), json!(""))).collect();
    json!({"description": "", "x-inin-error-codes": codes})
}

const NOTHING: &str = "# Errors\n\nReturns an [`Error`] if the request fails.";
const COMMON: &str = "# Errors\n\nSee [`TApi`](TApi#errors).";

#[test]
fn what_most_operations_document_is_listed_on_the_api_type_alone() {
    let sections = sections(&[
        json!({"400": response(&["bad"]), "404": response(&[])}),
        json!({"400": response(&["bad", "worse"]), "404": response(&[]), "409": response(&["conflict"])}),
        json!({"400": response(&["bad"]), "404": response(&[])}),
        json!({"204": response(&[])}),
    ]);
    let list = "\n\n- 400: `bad`\n- 404: no codes documented";
    assert!(
        sections[0].starts_with("# Errors\n\n") && sections[0].ends_with(list),
        "{sections:#?}"
    );
    assert_eq!(sections[1], COMMON);
    let further = " This operation also documents:\n\n- 400: `worse`\n- 409: `conflict`";
    assert_eq!(sections[2], format!("{COMMON}{further}"));
    assert_eq!(sections[3], COMMON);
    assert_eq!(sections[4], NOTHING);
}

#[test]
fn an_operation_without_one_of_the_common_statuses_lists_its_own() {
    let common = json!({"400": response(&["bad"]), "404": response(&[])});
    let sections = sections(&[common.clone(), common, json!({"400": response(&["bad"])})]);
    assert!(sections[0].contains("- 404"), "{sections:#?}");
    assert!(
        sections[3].ends_with("Documented statuses, with the error codes in their\nbodies:\n\n- 400: `bad`"),
        "{sections:#?}"
    );
}

#[test]
fn one_operation_alone_has_nothing_in_common() {
    let sections = sections(&[json!({"400": response(&["bad"])})]);
    assert_eq!(sections[0], "");
    assert!(sections[1].ends_with("\n\n- 400: `bad`"), "{sections:#?}");
}

#[test]
fn head_has_the_statuses_of_get() {
    let operation = |id: &str, responses: Value| json!({"tags": ["T"], "operationId": id, "responses": responses});
    let get = operation("getA", json!({"200": {"description": ""}, "404": response(&["none"])}));
    let head = operation("headA", json!({"200": {"description": ""}}));
    let document = json!({
        "openapi": "3.0.3", "info": {"title": "", "version": ""}, "paths": {"/a": {"get": get, "head": head}},
    });
    let api = Document::parse(&document.to_string())
        .api(Target::Dependent)
        .result
        .unwrap();
    let tag = &api.tags[0];
    let head = tag
        .operations
        .iter()
        .find(|operation| operation.verb == "HEAD")
        .unwrap();
    let section = CommonErrors::detect(tag).section_for(tag, head).join("\n");
    assert_eq!(
        section,
        "# Errors\n\nThe statuses of [`GetA`](GetA#errors), without codes."
    );
}
