//! Names of types are the same in every fragment of a document.

use std::collections::BTreeMap;

use genesys_cloud_codegen::api;
use genesys_cloud_codegen::ir::Item;

use super::run_with;

/// Each tag reaches one of several types whose names meet: schemas and what is inside of them.
const PLATFORM: &str = r##"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {
  "/groups": {"get": {"operationId": "getGroups", "tags": ["Groups"], "responses": {"200": {"$ref": "#/components/responses/User"}}}},
  "/users": {"get": {"operationId": "getUsers", "tags": ["Users"], "responses": {"200": {"$ref": "#/components/responses/UserState"}}}},
  "/lines": {"get": {"operationId": "getLines", "tags": ["Lines"], "responses": {"200": {"$ref": "#/components/responses/SIPLine"}}}},
  "/sip": {"get": {"operationId": "getSip", "tags": ["Sip"], "responses": {"200": {"$ref": "#/components/responses/SipLine"}}}},
  "/us": {"get": {"operationId": "getUs", "tags": ["Us"], "responses": {"200": {"$ref": "#/components/responses/User_"}}}},
  "/numbered": {"get": {"operationId": "getNumbered", "tags": ["Numbered"], "responses": {"200": {"$ref": "#/components/responses/UserState2"}}}},
  "/alone": {"get": {"operationId": "getAlone", "tags": ["Alone"], "responses": {"204": {"description": ""}}}}},
 "components": {"responses": {RESPONSES}, "schemas": {
  "User": {"type": "object", "properties": {"state": {"type": "string", "enum": ["a"]}}},
  "User_": {"type": "object", "properties": {"state": {"type": "string", "enum": ["b"]}}},
  "UserState": {"type": "object", "properties": {"a": {"type": "string"}}},
  "UserState2": {"type": "object", "properties": {"a": {"type": "string"}}},
  "SIPLine": {"type": "object", "properties": {"a": {"type": "string"}}},
  "SipLine": {"type": "object", "properties": {"b": {"type": "string"}}}}}}"##;

fn platform() -> String {
    let names = ["User", "UserState", "SIPLine", "SipLine", "User_", "UserState2"];
    let response = |name: &&str| {
        format!(
            r##""{name}": {{"description": "", "content": {{"application/json": {{"schema": {{"$ref": "#/components/schemas/{name}"}}}}}}}}"##
        )
    };
    let responses: Vec<String> = names.iter().map(response).collect();
    PLATFORM.replace("{RESPONSES}", &format!("{{{}}}", responses.join(", ")))
}

/// The names of the types of a fragment, by where they are described.
fn names(tags: &[&str]) -> BTreeMap<String, String> {
    let mut args = vec!["trim", "-", "-o", "-"];
    args.extend(tags.iter().flat_map(|tag| ["--tag", tag]));
    let ran = run_with(&args, &platform());
    assert_eq!(ran.code, 0, "{}", ran.log);
    let items = api(&ran.out).unwrap().items;
    let named = items.into_iter().map(|item| match item {
        Item::Model(model) => (model.origin, model.ident),
        Item::Enum(item) => (item.origin, item.ident),
    });
    named.collect()
}

#[test]
fn a_name_does_not_depend_on_which_tags_are_chosen() {
    let tags = ["Groups", "Users", "Lines", "Sip", "Us", "Numbered", "Alone"];
    let whole = names(&[]);
    assert_eq!(whole["User.state"], "UserState3");
    assert_eq!(whole["User_.state"], "UserState4");
    let mut choices: Vec<Vec<&str>> = tags.iter().map(|tag| vec![*tag]).collect();
    choices.extend(tags.iter().flat_map(|a| tags.iter().map(|b| vec![*a, *b])));
    choices.push(tags.to_vec());
    for choice in choices {
        for (origin, name) in names(&choice) {
            assert_eq!(name, whole[&origin], "{origin} of {choice:?}");
        }
    }
}

#[test]
fn names_that_meet_nothing_are_not_noted() {
    let ran = run_with(&["trim", "-", "--tag", "Alone", "-o", "-"], &platform());
    assert!(!ran.out.contains("x-other-names"), "{}", ran.out);
    let ran = run_with(&["trim", "-", "--tag", "Sip", "-o", "-"], &platform());
    let noted = "\"x-other-names\": {\n    \"schemas\": [\n      \"SIPLine\"\n    ]\n  }";
    assert!(ran.out.contains(noted), "{}", ran.out);
    let again = run_with(&["trim", "-", "-o", "-"], &ran.out);
    assert_eq!(again.out, ran.out);
}
