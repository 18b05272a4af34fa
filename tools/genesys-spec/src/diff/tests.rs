//! Pairs of small fragments, and the changes between them.

mod calls;
mod causes;
mod models;
mod paging;
mod siblings;

use genesys_cloud_codegen::document::Document;
use genesys_cloud_codegen::document::ir::{Api, Target};

use super::change::Changes;
use super::{compare, text};
use crate::terminal::Colors;
use crate::testing::{json, pretty};

/// Returns a fragment with operations as entries of `paths`, and schemas as entries of `components/schemas`.
fn fragment(paths: &str, schemas: &str) -> String {
    format!(
        r#"{{"openapi": "3.0.3", "info": {{"title": "t", "version": "v"}}, "paths": {{{paths}}},
            "components": {{"schemas": {{{schemas}}}}}}}"#
    )
}

fn api(fragment: &str) -> Api {
    Document::parse(fragment).api(Target::Dependent).result.unwrap()
}

fn changes(old: &str, new: &str) -> Changes {
    compare(&api(old), &api(new))
}

/// Returns the lines of the changes and of the version step.
fn said(old: &str, new: &str) -> String {
    let changes = changes(old, new);
    let lines = text::lines(&changes, Colors::Off, false);
    format!("{lines}version step: {}\n", changes.step().name())
}

/// Returns an operation with these members in addition to the required ones.
fn operation(members: &str) -> String {
    let common = r#""tags": ["Things"], "operationId": "putThing""#;
    fragment(
        &format!(r#""/things/{{a}}/{{b}}": {{"put": {{{common}, {members}}}}}"#),
        "",
    )
}

const PATH: &str = r#"{"name": "a", "in": "path", "required": true, "schema": {"type": "string"}},
    {"name": "b", "in": "path", "required": true, "schema": {"type": "string"}}"#;

fn with_parameters(more: &str) -> String {
    operation(&format!(
        r#""parameters": [{PATH}{more}], "responses": {{"204": {{"description": "d"}}}}"#
    ))
}

/// Returns an operation with the result `Thing`, which has these properties, and with a body of that type if it is `sent`.
fn thing(properties: &str, sent: bool) -> String {
    let reference = r##"{"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}"##;
    let body = format!(r#""requestBody": {{"content": {reference}}},"#);
    let body = if sent { body.as_str() } else { "" };
    let path = format!(
        r#""/things": {{"put": {{"tags": ["Things"], "operationId": "putThing", {body}
            "responses": {{"200": {{"description": "d", "content": {reference}}}}}}}}}"#
    );
    fragment(
        &path,
        &format!(
            r#""Thing": {{"type": "object", {properties}}}, "Part": {{"type": "object", "properties": {{"id": {{"type": "string"}}}}}}"#
        ),
    )
}

fn properties(properties: &str) -> String {
    thing(
        &format!(r#""properties": {{"id": {{"type": "string"}}{properties}}}"#),
        false,
    )
}

#[test]
fn nothing_changes_between_equals() {
    assert_eq!(said(&with_parameters(""), &with_parameters("")), "version step: none\n");
}

#[test]
fn changes_of_the_documentation_are_a_patch() {
    let new = operation(&format!(
        r#""summary": "s", "x-genesys-preview": true,
           "x-inin-requires-permissions": {{"type": "ANY", "permissions": ["a:b"]}},
           "parameters": [{PATH}], "responses": {{"204": {{"description": "e"}}, "400": {{"description": "f"}}}}"#
    ));
    assert_eq!(
        said(&with_parameters(""), &new),
        "documentation  ThingsApi::put_thing: is now a preview\n\
         documentation  ThingsApi::put_thing: summary, permissions, description of the result, errors changed\n\
         version step: patch\n"
    );
}

#[test]
fn json_has_the_same_changes() {
    let new = with_parameters(r#", {"name": "x", "in": "query", "schema": {"type": "string"}}"#);
    let changes = changes(&with_parameters(""), &new);
    let expected = r#"{"step": "minor", "totals": {"breaking": 0, "additive": 1, "documentation": 0}, "changes": [
        {"kind": "additive", "path": "ThingsApi::put_thing.x", "change": "optional parameter added, `String`", "with": []}],
        "note": null}"#;
    assert_eq!(pretty(&super::json::json(&changes)), pretty(&json(expected)));
}

/// Asserts that the change is breaking.
#[track_caller]
fn breaks(old: &str, new: &str, what: &str) {
    let said = said(old, new);
    let line = said
        .lines()
        .find(|line| line.starts_with("breaking") && line.contains(what));
    assert!(
        line.is_some() && said.ends_with("version step: major\n"),
        "{what}: {said}"
    );
}

#[test]
fn the_same_identifier_that_means_something_else_on_the_wire_is_breaking() {
    let query = |name: &str| {
        with_parameters(&format!(
            r#", {{"name": "{name}", "in": "query", "schema": {{"type": "string"}}}}"#
        ))
    };
    breaks(
        &query("userName"),
        &query("user_name"),
        "is sent as `user_name`, previously as `userName`",
    );
    let both = query("userName\", \"in\": \"query\", \"schema\": {\"type\": \"string\"}}, {\"name\": \"user_name");
    breaks(
        &query("userName"),
        &both,
        "is sent as `user_name`, previously as `userName`",
    );
    breaks(
        &query("name"),
        &query("NAME"),
        "is sent as `NAME`, previously as `name`",
    );
    let header = query("name").replace(r#""in": "query""#, r#""in": "header""#);
    breaks(&query("name"), &header, "is sent in another place");
    breaks(
        &properties(r#", "selfUri": {"type": "string"}"#),
        &properties(r#", "SelfUri": {"type": "string"}"#),
        "is `SelfUri` in JSON, previously `selfUri`",
    );

    let put = with_parameters("");
    breaks(
        &put,
        &put.replace("\"put\"", "\"delete\""),
        "sends `DELETE /things/{a}/{b}`",
    );
    breaks(
        &put,
        &put.replace("/things/", "/others/"),
        "sends `PUT /others/{a}/{b}`",
    );
    breaks(
        &operation(r#""security": [], "parameters": [], "responses": {}"#).replace("/{a}/{b}", ""),
        &operation(r#""parameters": [], "responses": {}"#).replace("/{a}/{b}", ""),
        "is now sent with a token",
    );
    breaks(
        &operation(r#""parameters": [], "responses": {}"#).replace("/{a}/{b}", ""),
        &operation(r#""security": [], "parameters": [], "responses": {}"#).replace("/{a}/{b}", ""),
        "is no longer sent with a token",
    );
    let state = |value: &str| properties(&format!(r#", "state": {{"type": "string", "enum": ["{value}"]}}"#));
    breaks(
        &state("ACTIVE"),
        &state("Active"),
        "models::ThingState::Active: value is `Active`, previously `ACTIVE`",
    );
    let swapped = |first: &str, second: &str| {
        let one = |path: &str, id: &str| {
            format!(r#""{path}": {{"get": {{"tags": ["Things"], "operationId": "{id}", "responses": {{}}}}}}"#)
        };
        fragment(&format!("{}, {}", one("/a", first), one("/b", second)), "")
    };
    breaks(
        &swapped("getA", "getB"),
        &swapped("getB", "getA"),
        "sends `GET /b`, previously `GET /a`",
    );
}
