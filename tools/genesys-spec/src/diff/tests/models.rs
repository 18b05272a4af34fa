//! Structs and enums.

use super::{properties, said, thing};

#[test]
fn fields_are_added_removed_and_changed() {
    let old = properties(r#", "size": {"type": "integer"}, "gone": {"type": "boolean"}, "self": {"type": "string"}"#);
    let new = properties(
        r##", "size": {"type": "number"}, "part": {"$ref": "#/components/schemas/Part"}, "self": {"type": "string", "description": "d", "readOnly": true}"##,
    );
    assert_eq!(
        said(&old, &new),
        "breaking       models::Thing.gone: field removed\n\
         breaking       models::Thing.size: type is `Option<f64>`, previously `Option<i64>`\n\
         additive       models::Thing.part: field added, `Option<models::Part>`, with models::Part\n\
         documentation  models::Thing.self_: is now read-only by the specification\n\
         documentation  models::Thing.self_: description changed\n\
         version step: major\n"
    );
}

#[test]
fn a_cycle_adds_a_box_to_a_type() {
    let old = properties(r##", "next": {"$ref": "#/components/schemas/Part"}"##);
    let new = old.replace(
        r#""Part": {"type": "object", "properties": {"#,
        r##""Part": {"type": "object", "properties": {"back": {"$ref": "#/components/schemas/Thing"}, "##,
    );
    assert!(said(&old, &new).contains(
        "breaking       models::Thing.next: type is `Option<Box<models::Part>>`, previously `Option<models::Part>`\n"
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
fn a_new_field_that_a_request_needs_says_so() {
    let members = |more: &str| format!(r#""required": ["owner"], "properties": {{"id": {{"type": "string"}}{more}}}"#);
    let owner = r#", "owner": {"type": "string"}"#;
    assert_eq!(
        said(&thing(&members(""), true), &thing(&members(owner), true)),
        "additive       models::Thing.owner: field added, `Option<String>`, required by the specification: the server may reject \
         requests without it\nversion step: minor\n"
    );
    assert_eq!(
        said(&thing(&members(""), false), &thing(&members(owner), false)),
        "additive       models::Thing.owner: field added, `Option<String>`\nversion step: minor\n"
    );
}

#[test]
fn values_of_an_enum_are_added_removed_and_respelled() {
    let values = |values| properties(&format!(r#", "state": {{"type": "string", "enum": [{values}]}}"#));
    assert_eq!(
        said(
            &values(r#""A", "CLIENT_CREDENTIALS", "gone""#),
            &values(r#""CLIENT-CREDENTIALS", "A", "users.rules""#)
        ),
        "breaking       models::ThingState::Gone: value removed\n\
         breaking       models::ThingState::ClientCredentials: value is `CLIENT-CREDENTIALS`, previously `CLIENT_CREDENTIALS`\n\
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
        "additive       ThingsApi::put_thing.body: optional parameter added, `models::Thing`, with the setters of models::Thing\n\
         version step: minor\n"
    );
    assert_eq!(
        said(&sent, &received),
        "breaking       ThingsApi::put_thing.body: optional parameter removed, with the setters of models::Thing\n\
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
