//! Names are the same in every fragment of a document.

use std::collections::BTreeMap;

use genesys_cloud_codegen::document::Document;
use genesys_cloud_codegen::document::ir::{Item, Target};

use super::{forgotten, run_with};

/// Each tag reaches one of several types whose names meet: schemas and what is inside of them. The tags `Sip` and `SIP` meet, and
/// so do `getLines`, `get_lines` and `GetLines`, and the API type of `Users` with the request of `usersApi`.
const PLATFORM: &str = r##"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {
  "/groups": {"get": {"operationId": "getGroups", "tags": ["Groups"], "responses": {"200": {"$ref": "#/components/responses/User"}}}},
  "/users": {"get": {"operationId": "getUsers", "tags": ["Users"], "responses": {"200": {"$ref": "#/components/responses/UserState"}}}},
  "/lines": {"get": {"operationId": "getLines", "tags": ["Lines"], "responses": {"200": {"$ref": "#/components/responses/SIPLine"}}}},
  "/sip": {"get": {"operationId": "getSip", "tags": ["Sip"], "responses": {"200": {"$ref": "#/components/responses/SipLine"}}}},
  "/us": {"get": {"operationId": "getUs", "tags": ["Us"], "responses": {"200": {"$ref": "#/components/responses/User_"}}}},
  "/numbered": {"get": {"operationId": "getNumbered", "tags": ["Numbered"], "responses": {"200": {"$ref": "#/components/responses/UserState2"}}}},
  "/SIP": {"get": {"operationId": "get_lines", "tags": ["SIP"], "responses": {"204": {"description": ""}}},
    "put": {"operationId": "usersApi", "tags": ["SIP"], "responses": {"204": {"description": ""}}}},
  "/third": {"get": {"operationId": "GetLines", "tags": ["Third"], "responses": {"204": {"description": ""}}}},
  "/fourth": {"get": {"operationId": "get_lines_2", "tags": ["Fourth"], "responses": {"204": {"description": ""}}}},
  "/alone": {"get": {"operationId": "getAlone", "tags": ["Alone"], "responses": {"204": {"description": ""}}}}},
 "components": {"responses": {RESPONSES}, "schemas": {
  "User": {"type": "object", "properties": {"state": {"type": "string", "enum": ["a"]}}},
  "User_": {"type": "object", "properties": {"state": {"type": "string", "enum": ["b"]}}},
  "UserState": {"type": "object", "properties": {"a": {"type": "string"}}},
  "UserState2": {"type": "object", "properties": {"a": {"type": "string"}}},
  "SIPLine": {"type": "object", "properties": {"a": {"type": "string"}}},
  "SipLine": {"type": "object", "properties": {"b": {"type": "string"}}}}}}"##;

fn platform() -> String {
    PLATFORM.replace(
        "{RESPONSES}",
        &responses(&["User", "UserState", "SIPLine", "SipLine", "User_", "UserState2"]),
    )
}

/// Returns a shared response for each schema.
fn responses(names: &[&str]) -> String {
    let response = |name: &&str| {
        format!(
            r##""{name}": {{"description": "", "content": {{"application/json": {{"schema": {{"$ref": "#/components/schemas/{name}"}}}}}}}}"##
        )
    };
    let responses: Vec<String> = names.iter().map(response).collect();
    format!("{{{}}}", responses.join(", "))
}

/// Returns the identifiers of a fragment, by what they stand for.
fn names(tags: &[&str]) -> BTreeMap<String, String> {
    let mut args = vec!["trim", "-", "-o", "-"];
    args.extend(tags.iter().flat_map(|tag| ["--tag", tag]));
    let ran = run_with(&args, &platform());
    assert_eq!(ran.code, 0, "{}", ran.log);
    let api = Document::parse(&ran.out).api(Target::Dependent).result.unwrap();
    let items = api.items.into_iter().map(|item| match item {
        Item::Model(model) => (model.origin, model.ident),
        Item::Enum(item) => (item.origin, item.ident),
    });
    let mut names: BTreeMap<String, String> = items.collect();
    for tag in api.tags {
        names.insert(format!("the method of {}", tag.name), tag.ident);
        names.insert(format!("the type of {}", tag.name), tag.type_ident);
        for operation in tag.operations {
            names.insert(format!("the method of {}", operation.id), operation.ident);
            names.insert(format!("the request of {}", operation.id), operation.type_ident);
        }
    }
    names
}

#[test]
fn a_name_does_not_depend_on_which_tags_are_chosen() {
    let tags = [
        "Groups", "Users", "Lines", "Sip", "Us", "Numbered", "SIP", "Third", "Fourth", "Alone",
    ];
    let whole = names(&[]);
    for (origin, name) in [
        ("User.state", "UserState3"),
        ("User_.state", "UserState4"),
        ("the method of SIP", "sip"),
        ("the method of Sip", "sip_2"),
        ("the type of SIP", "SipApi"),
        ("the type of Sip", "SipApi2"),
        ("the method of get_lines", "get_lines"),
        ("the method of GetLines", "get_lines_3"),
        ("the method of get_lines_2", "get_lines_2"),
        ("the method of getLines", "get_lines_4"),
        ("the request of get_lines", "GetLines"),
        ("the request of get_lines_2", "GetLines2"),
        ("the request of GetLines", "GetLines3"),
        ("the request of getLines", "GetLines4"),
        ("the type of Users", "UsersApi"),
        ("the method of usersApi", "users_api_2"),
        ("the request of usersApi", "UsersApi2"),
    ] {
        assert_eq!(whole[origin], name, "{origin}");
    }
    let mut choices = vec![tags.to_vec()];
    for (index, tag) in tags.iter().enumerate() {
        choices.push(vec![tag]);
        choices.extend(tags[..index].iter().map(|other| vec![*other, *tag]));
    }
    for choice in choices {
        for (origin, name) in names(&choice) {
            assert_eq!(name, whole[&origin], "{origin} of {choice:?}");
        }
    }
}

#[test]
fn names_without_a_conflict_are_not_noted() {
    let ran = run_with(&["trim", "-", "--tag", "Alone", "-o", "-"], &platform());
    assert!(!ran.out.contains("x-other-names"), "{}", ran.out);
    let ran = run_with(&["trim", "-", "--tag", "Sip", "-o", "-"], &platform());
    let noted = "\"x-other-names\": {\n    \"schemas\": [\n      \"SIPLine\"\n    ],\n    \"tags\": [\n      \"SIP\"\n    ]\n  }";
    assert!(ran.out.contains(noted), "{}", ran.out);
    let again = run_with(&["trim", "-", "-o", "-"], &ran.out);
    assert_eq!(forgotten(&again.out), forgotten(&ran.out));
}

#[test]
fn names_that_were_noted_before_stay() {
    let two = run_with(
        &["trim", "-", "--tag", "Sip", "--tag", "Groups", "-o", "-"],
        &platform(),
    );
    assert!(
        two.out.contains("\"SIPLine\"") && two.out.contains("\"UserState\""),
        "{}",
        two.out
    );
    let document = two.out.replace("\"SipLine\": {", "\"Sip_line\": {}, \"SipLine\": {");
    let one = run_with(&["trim", "-", "--tag", "Sip", "-o", "-"], &document);
    for name in ["\"SIPLine\"", "\"Sip_line\"", "\"UserState\""] {
        assert!(
            one.code == 0 && one.out.contains(name),
            "{name}: {}{}",
            one.log,
            one.out
        );
    }
}

#[test]
fn names_are_noted_beside_a_path_whose_parameters_cannot_be_converted() {
    for parameter in [
        r#"{"name": "f", "in": "formData", "type": "string"}"#,
        r#"{"name": "f", "in": "query", "type": "array", "items": {"type": "string"}, "collectionFormat": "tsv"}"#,
    ] {
        let document = format!(
            r#"{{"swagger": "2.0", "info": {{"title": "t", "version": "1"}}, "security": [{{"Auth": []}}],
            "securityDefinitions": {{"Auth": {{"type": "oauth2", "flow": "application", "tokenUrl": "https://login.example.com", "scopes": {{}}}}}},
            "paths": {{
              "/a": {{"get": {{"operationId": "getLines", "tags": ["A"], "responses": {{"204": {{"description": ""}}}}}}}},
              "/b": {{"get": {{"operationId": "get_lines", "tags": ["B"], "responses": {{"204": {{"description": ""}}}}}}}},
              "/c": {{"parameters": [{parameter}],
                "post": {{"operationId": "postForm", "tags": ["C", "B"], "responses": {{"204": {{"description": ""}}}}}}}}}}}}"#
        );
        let ran = run_with(&["trim", "-", "--tag", "A", "-o", "-"], &document);
        assert_eq!(ran.code, 0, "{}", ran.log);
        assert!(ran.out.contains("\"x-other-names\""), "{}", ran.out);

        let ran = run_with(&["trim", "-", "--tag", "B", "-o", "-"], &document);
        assert_eq!(ran.code, 0, "{}", ran.log);
        assert!(ran.log.contains("postForm (POST /c)"), "{}", ran.log);
        assert!(!ran.out.contains("postForm"), "{}", ran.out);
    }
}

/// Two tags whose operations have one name in Rust, and one of them cannot be generated.
const REFUSED: &str = r##"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {
  "/a": {"get": {"operationId": "getLines", "tags": ["A"], "responses": {"200": {"$ref": "#/components/responses/SipLine"}}}},
  "/b": {"get": {"operationId": "get_lines", "tags": ["B"], "parameters": [{"name": "c", "in": "cookie", "schema": {"type": "string"}}],
    "responses": {"200": {"$ref": "#/components/responses/SIPLine"}}}}},
 "components": {"responses": {RESPONSES}, "schemas": {
  "SIPLine": {"type": "object", "properties": {"a": {"type": "string"}}},
  "SipLine": {"type": "object", "properties": {"b": {"type": "string"}}},
  "Sip_Line": {"type": "object", "properties": {"c": {"type": "string"}}}}}}"##;

#[test]
fn a_name_does_not_depend_on_what_cannot_be_generated_or_is_not_used() {
    let document = REFUSED.replace("{RESPONSES}", &responses(&["SIPLine", "SipLine"]));
    let whole = run_with(&["trim", "-", "-o", "-"], &document);
    let part = run_with(&["trim", "-", "--tag", "A", "-o", "-"], &document);
    assert_eq!((whole.code, part.code), (0, 0), "{}{}", whole.log, part.log);
    assert!(
        whole.log.contains("get_lines (GET /b): cookies are not supported"),
        "{}",
        whole.log
    );
    assert_eq!(forgotten(&whole.out), forgotten(&part.out));
    for noted in ["\"SIPLine\"", "\"Sip_Line\"", "\"get_lines\""] {
        assert!(whole.out.contains(noted), "{noted}: {}", whole.out);
    }
}
