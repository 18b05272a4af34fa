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
fn arguments_that_change_places_break_and_new_names_do_not() {
    let path = |path: &str| with_parameters("").replace("/things/{a}/{b}", path);
    assert_eq!(
        said(&with_parameters(""), &path("/things/{b}/{a}")),
        "breaking       ThingsApi::put_thing: arguments are in the order b, a, previously a, b\n\
         documentation  ThingsApi::put_thing: sends `PUT /things/{b}/{a}`, previously `PUT /things/{a}/{b}`\n\
         version step: major\n"
    );
    let renamed = path("/things/{thingId}/{b}").replace(r#""name": "a""#, r#""name": "thingId""#);
    assert_eq!(
        said(&with_parameters(""), &renamed),
        "documentation  ThingsApi::put_thing: sends `PUT /things/{thingId}/{b}`, previously `PUT /things/{a}/{b}`\n\
         documentation  ThingsApi::put_thing.thing_id: argument is called `thing_id`, previously `a`\n\
         documentation  ThingsApi::put_thing.thing_id: is sent as `thingId`, previously as `a`\n\
         version step: patch\n"
    );
}

#[test]
fn values_that_are_refused_are_documentation() {
    let noted = with_parameters("").replace(r#""name": "b","#, r#""name": "b", "x-literal-siblings": ["me"],"#);
    assert_eq!(
        said(&with_parameters(""), &noted),
        "documentation  ThingsApi::put_thing.b: refused values are `me`, previously none\nversion step: patch\n"
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
    for (was, is) in [
        ("text/csv", "text/plain"),
        ("application/json", "application/hal+json"),
        ("application/scim+json", "application/hal+json"),
    ] {
        let expected =
            format!("breaking       ThingsApi::put_thing: accepts `{is}`, previously `{was}`\nversion step: major\n");
        assert_eq!(said(&response(was), &response(is)), expected);
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
