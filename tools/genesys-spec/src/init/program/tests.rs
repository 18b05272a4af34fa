use genesys_cloud_codegen::document::Document;
use genesys_cloud_codegen::document::ir::{Api, Target};

use super::{Names, program};
use crate::testing::json;
use crate::trim::choice::Choice;

const NAMES: Names<'_> = Names {
    client: "genesys_cloud",
    example: "users",
    fragment: "",
};

fn api() -> Api {
    let result = |schema: &str| {
        format!(
            r##""responses": {{"200": {{"description": "", "content": {{"application/json": {{"schema": {{"$ref": "#/components/schemas/{schema}"}}}}}}}}}}"##
        )
    };
    let filter = r#""name": "id", "in": "query", "schema": {"type": "string"}"#;
    let page = r#""name": "pageNumber", "in": "query", "schema": {"type": "integer"}"#;
    let size = r#""name": "pageSize", "in": "query", "schema": {"type": "integer"}"#;
    let id = r#""parameters": [{"name": "userId", "in": "path", "required": true, "schema": {"type": "string"}}]"#;
    let document = format!(
        r##"{{"openapi": "3.0.3", "info": {{"title": "t", "version": "1"}}, "security": [{{"OAuth": []}}], "paths": {{
            "/users": {{
                "delete": {{"operationId": "deleteUsers", "tags": ["Users"], "responses": {{"204": {{"description": ""}}}}}},
                "get": {{"operationId": "getUsers", "tags": ["Users"], "parameters": [{{{filter}}}, {{{page}}}, {{{size}}}], {listing}}},
                "post": {{"operationId": "postUsers", "tags": ["Users"], {user}, "requestBody": {{"required": true, "content": {{
                    "application/json": {{"schema": {{"$ref": "#/components/schemas/User"}}}}}}}}}}}},
            "/users/{{userId}}": {{"get": {{"operationId": "getUser", "tags": ["Users"], {id}, {user}}}}}}},
        "components": {{"schemas": {{
            "User": {{"type": "object", "properties": {{"name": {{"type": "string"}}}}}},
            "Listing": {{"type": "object", "properties": {{
                "entities": {{"type": "array", "items": {{"$ref": "#/components/schemas/User"}}}},
                "pageNumber": {{"type": "integer"}}, "pageCount": {{"type": "integer"}}, "total": {{"type": "integer"}}}}}}}},
            "securitySchemes": {{"OAuth": {{"type": "oauth2", "flows": {{}}}}}}}}}}"##,
        user = result("User"),
        listing = result("Listing")
    );
    Document::new(json(&document)).api(Target::Dependent).result.unwrap()
}

fn program_of(operation: &str) -> (String, Vec<String>) {
    let choice = Choice {
        tags: Vec::new(),
        operations: vec![operation.to_owned()],
    };
    program(&NAMES, &api(), &choice).unwrap()
}

#[test]
fn an_id_is_an_argument_of_the_program() {
    let (text, arguments) = program_of("getUser");
    let expected = r#"//! Calls `getUser` with the credentials of the environment.

mod genesys {
    genesys_cloud::include_api!();
}
use genesys::Apis as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let user_id = arguments.next().ok_or("usage: cargo run --example users -- USER_ID")?;
    let client = genesys_cloud::Client::from_env()?;
    let response = client.users().get_user(user_id.as_str()).send()?;
    println!("{response:?}");
    Ok(())
}
"#;
    assert_eq!((text.as_str(), arguments), (expected, vec!["USER_ID".to_owned()]));
}

/// An id that no user has would leave nothing to print.
#[test]
fn the_beginning_of_a_list_is_printed_without_a_filter() {
    let (text, arguments) = program_of("getUsers");
    assert!(
        text.contains(" in client.users().get_users().page_size(10).items().take(10) {\n"),
        "{text}"
    );
    assert!(arguments.is_empty());
}

#[test]
fn a_model_that_is_sent_is_imported() {
    let (text, _) = program_of("postUsers");
    assert!(
        text.contains("use genesys::{Apis as _, models};\n") && text.contains("models::User::default()"),
        "{text}"
    );
}

#[test]
fn without_an_operation_by_its_id_the_program_only_reads() {
    let (text, _) = program(&NAMES, &api(), &Choice::default()).unwrap();
    assert!(text.contains("`getUsers`"), "{text}");
    let names = Names {
        client: "gc_api",
        fragment: "\"users\"",
        ..NAMES
    };
    let (text, _) = program(&names, &api(), &Choice::default()).unwrap();
    assert!(
        text.contains("gc_api::include_api!(\"users\");") && text.contains("gc_api::Client::from_env()?"),
        "{text}"
    );
}
