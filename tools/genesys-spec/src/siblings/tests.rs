use crate::testing::{json, pretty};

fn noted(whole: &str, kept: &str) -> String {
    let mut kept = json(kept);
    super::note(&super::paths(&json(whole)), &mut kept);
    pretty(&kept)
}

const WHOLE: &str = r#"{"paths": {
    "/users/{id}": {}, "/users/search": {}, "/users/me": {}, "/users/{other}/skills": {}, "/users/me/{what}": {},
    "/teams/{id}": {}, "/teams/x/y": {}, "/users/{id}/skills/all": {}, "x-note": "users/nothing"
}}"#;

#[test]
fn siblings_of_the_whole_source_are_noted_in_document_order() {
    let kept = r#"{"paths": {"/users/{id}": {"get": {"parameters": [
        {"name": "page", "in": "query"}, {"name": "id", "in": "path"}, {"name": "id", "in": "query"}]}}}}"#;
    let expected = r#"{"paths": {"/users/{id}": {"get": {"parameters": [
        {"name": "page", "in": "query"},
        {"name": "id", "in": "path", "x-literal-siblings": ["search", "me"]},
        {"name": "id", "in": "query"}]}}}}"#;
    assert_eq!(noted(WHOLE, kept), pretty(&json(expected)));
}

#[test]
fn every_segment_is_looked_at_and_the_others_have_to_match() {
    let kept = r#"{"paths": {"/users/{a}/{b}": {"parameters": [
        {"name": "a", "in": "path"}, {"name": "b", "in": "path"}]}}}"#;
    let expected = r#"{"paths": {"/users/{a}/{b}": {"parameters": [
        {"name": "a", "in": "path", "x-literal-siblings": ["me"]},
        {"name": "b", "in": "path", "x-literal-siblings": ["skills"]}]}}}"#;
    assert_eq!(noted(WHOLE, kept), pretty(&json(expected)));
    let alone = r#"{"paths": {"/teams/{id}": {"get": {"parameters": [{"name": "id", "in": "path"}]}}}}"#;
    assert_eq!(noted(WHOLE, alone), pretty(&json(alone)));
}

#[test]
fn siblings_that_were_noted_before_stay_first() {
    let kept = r#"{"paths": {"/users/{id}": {"get": {"parameters": [
        {"name": "id", "in": "path", "x-literal-siblings": ["old", "me"], "required": true}]}}}}"#;
    let expected = r#"{"paths": {"/users/{id}": {"get": {"parameters": [
        {"name": "id", "in": "path", "x-literal-siblings": ["old", "me", "search"], "required": true}]}}}}"#;
    assert_eq!(noted(WHOLE, kept), pretty(&json(expected)));
}

#[test]
fn a_shared_parameter_is_copied_to_where_it_has_siblings() {
    let kept = r##"{
        "paths": {"/users/{id}": {"get": {"parameters": [{"$ref": "#/parameters/Id"}]}},
                  "/teams/{id}": {"get": {"parameters": [{"$ref": "#/parameters/Id"}]}}},
        "parameters": {"Id": {"name": "id", "in": "path"}}}"##;
    let expected = r##"{
        "paths": {"/users/{id}": {"get": {"parameters": [
                    {"name": "id", "in": "path", "x-literal-siblings": ["search", "me"]}]}},
                  "/teams/{id}": {"get": {"parameters": [{"$ref": "#/parameters/Id"}]}}},
        "parameters": {"Id": {"name": "id", "in": "path"}}}"##;
    assert_eq!(noted(WHOLE, kept), pretty(&json(expected)));
}
