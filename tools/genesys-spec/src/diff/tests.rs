//! Pairs of small fragments, and what is said of them.

use genesys_cloud_codegen as codegen;

use super::compare;
use crate::testing::{json, pretty};

/// Operations as entries of `paths`, schemas as entries of `components/schemas`.
fn fragment(paths: &str, schemas: &str) -> String {
    format!(
        r#"{{"openapi": "3.0.3", "info": {{"title": "t", "version": "v"}}, "paths": {{{paths}}},
            "components": {{"schemas": {{{schemas}}}}}}}"#
    )
}

fn said(old: &str, new: &str) -> String {
    compare(&codegen::api(old).unwrap(), &codegen::api(new).unwrap()).to_string()
}

/// An operation with these members besides those that it has to have.
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

/// A result of type `Thing`, with these properties; and, if so, a body of it too.
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
fn an_optional_parameter_comes_and_goes() {
    let more =
        with_parameters(r#", {"name": "pageSize", "in": "query", "schema": {"type": "integer", "format": "int32"}}"#);
    assert_eq!(
        said(&with_parameters(""), &more),
        "additive       ThingsApi::put_thing.page_size: optional parameter added, `i32`\nversion step: minor\n"
    );
    assert_eq!(
        said(&more, &with_parameters("")),
        "breaking       ThingsApi::put_thing.page_size: optional parameter removed\nversion step: major\n"
    );
}

#[test]
fn what_is_required_decides_between_argument_and_setter() {
    let parameter = |required| {
        with_parameters(&format!(
            r#", {{"name": "force", "in": "query", "required": {required}, "schema": {{"type": "boolean"}}}}"#
        ))
    };
    assert_eq!(
        said(&with_parameters(""), &parameter(true)),
        "breaking       ThingsApi::put_thing.force: required parameter added, `bool`\nversion step: major\n"
    );
    assert_eq!(
        said(&parameter(true), &with_parameters("")),
        "breaking       ThingsApi::put_thing.force: argument removed\nversion step: major\n"
    );
    assert_eq!(
        said(&parameter(false), &parameter(true)),
        "breaking       ThingsApi::put_thing.force: is now required: a setter became an argument\nversion step: major\n"
    );
    assert_eq!(
        said(&parameter(true), &parameter(false)),
        "breaking       ThingsApi::put_thing.force: is now optional: an argument became a setter\nversion step: major\n"
    );
}

#[test]
fn a_parameter_of_another_type_breaks() {
    let parameter = |schema| with_parameters(&format!(r#", {{"name": "size", "in": "query", "schema": {schema}}}"#));
    assert_eq!(
        said(
            &parameter(r#"{"type": "integer", "format": "int32"}"#),
            &parameter(r#"{"type": "integer"}"#)
        ),
        "breaking       ThingsApi::put_thing.size: type is `i64`, was `i32`\nversion step: major\n"
    );
}

#[test]
fn arguments_that_change_places_break_and_new_names_do_not() {
    let path = |path: &str| with_parameters("").replace("/things/{a}/{b}", path);
    assert_eq!(
        said(&with_parameters(""), &path("/things/{b}/{a}")),
        "breaking       ThingsApi::put_thing: arguments are in the order b, a, were a, b\n\
         documentation  ThingsApi::put_thing: sends `PUT /things/{b}/{a}`, was `PUT /things/{a}/{b}`\n\
         version step: major\n"
    );
    let renamed = path("/things/{thingId}/{b}").replace(r#""name": "a""#, r#""name": "thingId""#);
    assert_eq!(
        said(&with_parameters(""), &renamed),
        "documentation  ThingsApi::put_thing: sends `PUT /things/{thingId}/{b}`, was `PUT /things/{a}/{b}`\n\
         documentation  ThingsApi::put_thing.thing_id: argument is called `thing_id`, was `a`\n\
         documentation  ThingsApi::put_thing.thing_id: is sent as `thingId`, was `a`\n\
         version step: patch\n"
    );
}

#[test]
fn values_that_are_refused_are_documentation() {
    let noted = with_parameters("").replace(r#""name": "b","#, r#""name": "b", "x-literal-siblings": ["me"],"#);
    assert_eq!(
        said(&with_parameters(""), &noted),
        "documentation  ThingsApi::put_thing.b: refused values are `me`, were none\nversion step: patch\n"
    );
}

#[test]
fn operations_and_apis_come_and_go() {
    let one = with_parameters("");
    let two = fragment(
        r#""/things/{a}/{b}": {"put": {"tags": ["Things"], "operationId": "putThing", "parameters": [
              {"name": "a", "in": "path", "required": true, "schema": {"type": "string"}},
              {"name": "b", "in": "path", "required": true, "schema": {"type": "string"}}],
              "responses": {"204": {"description": "d"}}}},
           "/things": {"get": {"tags": ["Things"], "operationId": "getThings", "responses": {"204": {"description": "d"}}}},
           "/users": {"get": {"tags": ["All Users"], "operationId": "getUsers", "responses": {"204": {"description": "d"}}}}"#,
        "",
    );
    assert_eq!(
        said(&one, &two),
        "additive       ThingsApi::get_things: operation added\n\
         additive       AllUsersApi: API added, with `Apis::all_users`\n\
         additive       AllUsersApi::get_users: operation added\n\
         version step: minor\n"
    );
    assert_eq!(
        said(&two, &one),
        "breaking       AllUsersApi: API removed, with `Apis::all_users`\n\
         breaking       AllUsersApi::get_users: operation removed\n\
         breaking       ThingsApi::get_things: operation removed\n\
         version step: major\n"
    );
}

#[test]
fn a_result_where_there_was_none_breaks() {
    let nothing = with_parameters("");
    let text = nothing.replace(
        r#"{"204": {"description": "d"}}"#,
        r#"{"200": {"description": "d", "content": {"application/json": {"schema": {"type": "array", "items": {"type": "string"}}}}}}"#,
    );
    assert_eq!(
        said(&nothing, &text),
        "breaking       ThingsApi::put_thing: result is `Vec<String>`, was `()`\nversion step: major\n"
    );
}

#[test]
fn what_only_the_documentation_tells_is_a_patch() {
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
fn a_deprecated_operation_asks_for_a_minor_version() {
    let deprecated = with_parameters("").replace(r#""responses""#, r#""deprecated": true, "responses""#);
    assert_eq!(
        said(&with_parameters(""), &deprecated),
        "additive       ThingsApi::put_thing: is now deprecated\nversion step: minor\n"
    );
    assert_eq!(
        said(&deprecated, &with_parameters("")),
        "documentation  ThingsApi::put_thing: is no longer deprecated\nversion step: patch\n"
    );
}

#[test]
fn fields_come_go_and_change() {
    let old = properties(r#", "size": {"type": "integer"}, "gone": {"type": "boolean"}, "self": {"type": "string"}"#);
    let new = properties(
        r##", "size": {"type": "number"}, "part": {"$ref": "#/components/schemas/Part"}, "self": {"type": "string", "description": "d", "readOnly": true}"##,
    );
    assert_eq!(
        said(&old, &new),
        "breaking       models::Thing.gone: field removed\n\
         breaking       models::Thing.size: type is `Option<f64>`, was `Option<i64>`\n\
         additive       models::Thing.part: field added, `Option<models::Part>`\n\
         additive       models::Part: struct added\n\
         documentation  models::Thing.self_: is now read-only by the specification\n\
         documentation  models::Thing.self_: description changed\n\
         version step: major\n"
    );
}

#[test]
fn a_cycle_puts_a_box_into_a_type() {
    let old = properties(r##", "next": {"$ref": "#/components/schemas/Part"}"##);
    let new = old.replace(
        r#""Part": {"type": "object", "properties": {"#,
        r##""Part": {"type": "object", "properties": {"back": {"$ref": "#/components/schemas/Thing"}, "##,
    );
    assert!(said(&old, &new).contains(
        "breaking       models::Thing.next: type is `Option<Box<models::Part>>`, was `Option<models::Part>`\n"
    ));
}

#[test]
fn a_flag_that_flips_is_documentation() {
    let required = thing(r#""required": ["id"], "properties": {"id": {"type": "string"}}"#, false);
    assert_eq!(
        said(&properties(""), &required),
        "documentation  models::Thing.id: is now required by the specification\nversion step: patch\n"
    );
    assert_eq!(
        said(&required, &properties("")),
        "documentation  models::Thing.id: is no longer required by the specification\nversion step: patch\n"
    );
}

#[test]
fn values_of_an_enum_come_go_and_are_respelled() {
    let values = |values| properties(&format!(r#", "state": {{"type": "string", "enum": [{values}]}}"#));
    assert_eq!(
        said(
            &values(r#""A", "CLIENT_CREDENTIALS", "gone""#),
            &values(r#""CLIENT-CREDENTIALS", "A", "users.rules""#)
        ),
        "breaking       models::ThingState::Gone: value removed\n\
         breaking       models::ThingState::ClientCredentials: value is `CLIENT-CREDENTIALS`, was `CLIENT_CREDENTIALS`\n\
         additive       models::ThingState::UsersRules: value added, `users.rules`\n\
         version step: major\n"
    );
}

#[test]
fn a_model_that_is_sent_has_setters() {
    let members = r#""properties": {"id": {"type": "string"}}"#;
    let (received, sent) = (thing(members, false), thing(members, true));
    assert_eq!(
        said(&received, &sent),
        "additive       ThingsApi::put_thing.body: optional parameter added, `models::Thing`\n\
         additive       models::Thing: requests now send it: it has `with_` setters\n\
         additive       models::Thing: the field `additional_properties` was added\n\
         version step: minor\n"
    );
    assert_eq!(
        said(&sent, &received),
        "breaking       ThingsApi::put_thing.body: optional parameter removed\n\
         breaking       models::Thing: requests no longer send it: its `with_` setters were removed\n\
         breaking       models::Thing: the field `additional_properties` was removed\n\
         version step: major\n"
    );
}

#[test]
fn a_struct_that_becomes_an_enum_breaks() {
    let model = properties(r##", "kind": {"$ref": "#/components/schemas/Kind"}"##).replace(
        r#""Part""#,
        r#""Kind": {"type": "object", "properties": {"id": {"type": "string"}}}, "Part""#,
    );
    let choice = model.replace(
        r#""Kind": {"type": "object", "properties": {"id": {"type": "string"}}}"#,
        r#""Kind": {"type": "string", "enum": ["a"]}"#,
    );
    assert_eq!(
        said(&model, &choice),
        "breaking       models::Kind: struct became enum\nversion step: major\n"
    );
}

#[test]
fn json_says_the_same() {
    let new = with_parameters(r#", {"name": "x", "in": "query", "schema": {"type": "string"}}"#);
    let changes = compare(
        &codegen::api(&with_parameters("")).unwrap(),
        &codegen::api(&new).unwrap(),
    );
    let expected = r#"{"step": "minor", "changes": [{"kind": "additive", "path": "ThingsApi::put_thing.x", "change": "optional parameter added, `String`"}]}"#;
    assert_eq!(pretty(&changes.json()), pretty(&json(expected)));
}

/// What a caller of `old` does not see, and what goes over the wire does change.
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
        "is sent as `user_name`, was `userName`",
    );
    let both = query("userName\", \"in\": \"query\", \"schema\": {\"type\": \"string\"}}, {\"name\": \"user_name");
    breaks(&query("userName"), &both, "is sent as `user_name`, was `userName`");
    breaks(&query("name"), &query("NAME"), "is sent as `NAME`, was `name`");
    let header = query("name").replace(r#""in": "query""#, r#""in": "header""#);
    breaks(&query("name"), &header, "is sent in another place");
    breaks(
        &properties(r#", "selfUri": {"type": "string"}"#),
        &properties(r#", "SelfUri": {"type": "string"}"#),
        "is `SelfUri` in JSON, was `selfUri`",
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
        "models::ThingState::Active: value is `Active`, was `ACTIVE`",
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
        "sends `GET /b`, was `GET /a`",
    );
}
