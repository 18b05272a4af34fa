//! API types, operations and parameters.

use super::{fragment, said, with_parameters};

#[test]
fn an_optional_parameter_is_added_and_removed() {
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
        "breaking       ThingsApi::put_thing.size: type is `i64`, previously `i32`\nversion step: major\n"
    );
}

#[test]
fn the_name_of_a_path_parameter_is_documentation_even_if_two_are_swapped() {
    let path = |path: &str| with_parameters("").replace("/things/{a}/{b}", path);
    assert_eq!(
        said(&with_parameters(""), &path("/things/{b}/{a}")),
        "documentation  ThingsApi::put_thing: is documented as `PUT /things/{b}/{a}`, previously as `PUT /things/{a}/{b}`\n\
         documentation  ThingsApi::put_thing.b: argument is called `b`, previously `a`\n\
         documentation  ThingsApi::put_thing.a: argument is called `a`, previously `b`\n\
         version step: patch\n"
    );
    let renamed = path("/things/{thingId}/{b}").replace(r#""name": "a""#, r#""name": "thingId""#);
    assert_eq!(
        said(&with_parameters(""), &renamed),
        "documentation  ThingsApi::put_thing: is documented as `PUT /things/{thingId}/{b}`, previously as `PUT /things/{a}/{b}`\n\
         documentation  ThingsApi::put_thing.thing_id: argument is called `thing_id`, previously `a`\n\
         version step: patch\n"
    );
}

#[test]
fn path_parameters_of_other_types_in_their_places_break() {
    let number = with_parameters("").replace(
        r#""name": "b", "in": "path", "required": true, "schema": {"type": "string"}"#,
        r#""name": "b", "in": "path", "required": true, "schema": {"type": "integer"}"#,
    );
    let swapped = number.replace("/things/{a}/{b}", "/things/{b}/{a}");
    let said = said(&number, &swapped);
    assert!(
        said.starts_with("breaking       ThingsApi::put_thing.b: type is `i64`, previously `String`\n"),
        "{said}"
    );
}

#[test]
fn arguments_of_one_type_that_change_places_break() {
    let two = |first: &str, second: &str| {
        let one = |name: &str| {
            format!(r#", {{"name": "{name}", "in": "query", "required": true, "schema": {{"type": "string"}}}}"#)
        };
        with_parameters(&format!("{}{}", one(first), one(second)))
    };
    assert_eq!(
        said(&two("from", "to"), &two("to", "from")),
        "breaking       ThingsApi::put_thing: arguments are in the order a, b, to, from, previously a, b, from, to\n\
         version step: major\n"
    );
}

#[test]
fn the_case_of_a_header_is_documentation() {
    let header = |name: &str| {
        with_parameters(&format!(
            r#", {{"name": "{name}", "in": "header", "schema": {{"type": "string"}}}}"#
        ))
    };
    assert_eq!(
        said(&header("If-Match"), &header("if-match")),
        "documentation  ThingsApi::put_thing.if_match: is sent as `if-match`, previously as `If-Match`\nversion step: patch\n"
    );
}

#[test]
fn text_around_a_path_parameter_is_sent() {
    let with_text = with_parameters("").replace("/things/{a}/{b}", "/things/{a}/{b}.json");
    assert_eq!(
        said(&with_parameters(""), &with_text),
        "breaking       ThingsApi::put_thing: sends `PUT /things/{a}/{b}.json`, previously `PUT /things/{a}/{b}`\n\
         version step: major\n"
    );
}

#[test]
fn operations_and_apis_are_added_and_removed() {
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
         additive       AllUsersApi: API added (`Apis::all_users`), with AllUsersApi::get_users\n\
         version step: minor\n"
    );
    assert_eq!(
        said(&two, &one),
        "breaking       AllUsersApi: API removed (`Apis::all_users`), with AllUsersApi::get_users\n\
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
        "breaking       ThingsApi::put_thing: result is `Vec<String>`, previously `()`\nversion step: major\n"
    );
}

#[test]
fn a_response_of_another_media_type_breaks() {
    let response = |media_type: &str| {
        let response = format!(
            r#"{{"200": {{"description": "d", "content": {{"{media_type}": {{"schema": {{"type": "string"}}}}}}}}}}"#
        );
        with_parameters("").replace(r#"{"204": {"description": "d"}}"#, &response)
    };
    for (old, new) in [
        ("text/csv", "text/plain"),
        ("application/json", "application/hal+json"),
        ("application/scim+json", "application/hal+json"),
    ] {
        let expected =
            format!("breaking       ThingsApi::put_thing: accepts `{new}`, previously `{old}`\nversion step: major\n");
        assert_eq!(said(&response(old), &response(new)), expected);
    }
    assert_eq!(
        said(&response("*/*"), &response("application/json")),
        "version step: none\n"
    );
}

#[test]
fn a_deprecated_operation_is_a_minor_step() {
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
