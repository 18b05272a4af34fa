//! The tag whose method would be `builder`, and operations whose names are keywords or meet.

use awkward::Apis as _;

use super::server::Server;

#[test]
fn a_keyword_is_a_method() {
    let body = r#"{"entities":[{"type":"two"},{"type":"three"}],"value":{"date":"2026-02-03"},"gaps":[1,null],"empty":{"a":1}}"#;
    let server = Server::json(200, body);
    let found = server.client().builder_().match_().send().unwrap();
    let kinds: Vec<_> = found
        .entities
        .unwrap()
        .into_iter()
        .filter_map(|entity| entity.type_)
        .collect();
    assert_eq!(kinds, ["two".into(), "three".into()]);
    assert_eq!(found.value.unwrap().date.unwrap().to_string(), "2026-02-03");
    assert_eq!(found.gaps, Some(vec![Some(1.0), None]));
    // A model without properties keeps every field.
    assert_eq!(found.empty.unwrap().additional_properties["a"], 1);
    assert_eq!(server.request().line, "GET /api/v2/builder");
}

#[test]
fn two_names_in_one_spelling_are_two_methods() {
    let server = Server::empty(200);
    server.client().builder_().get_result_2().send().unwrap();
    assert_eq!(server.request().line, "HEAD /api/v2/builder");

    let server = Server::empty(204);
    server.client().builder_().get_result().send().unwrap();
    assert_eq!(server.request().line, "DELETE /api/v2/builder");
}
