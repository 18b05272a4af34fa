use crate::testing::{json, pretty};

fn noted(whole: &str, kept: &str) -> String {
    let mut kept = json(kept);
    assert!(super::note(&super::operations(&json(whole)), &mut kept));
    pretty(&kept)
}

const WHOLE: &str = r#"{"paths": {
    "/users/{id}": {"get": {}, "delete": {}, "parameters": []}, "/users/search": {"post": {}, "get": {}},
    "/users/me": {"get": {}}, "/users/{other}/skills": {"get": {}}, "/users/{a}/{b}": {"put": {}}, "/teams/{id}": {"get": {}},
    "/teams/x/y": {"delete": {}}, "/users/not a path": {"get": {}}, "x-note": "users/nothing"
}}"#;

#[test]
fn siblings_of_the_whole_source_are_noted_in_document_order() {
    let kept = r#"{"paths": {"/users/{id}": {"get": {"tags": ["T"]}, "delete": {}, "parameters": []}}}"#;
    let expected = r#"{"paths": {"/users/{id}": {
        "get": {"tags": ["T"], "x-literal-paths": ["/users/search", "/users/me", "/users/{other}/skills"]},
        "delete": {"x-literal-paths": ["/users/search", "/users/me"]}, "parameters": []}}}"#;
    assert_eq!(noted(WHOLE, kept), pretty(&json(expected)));
    let alone = r#"{"paths": {"/teams/{id}": {"get": {}}}}"#;
    assert_eq!(noted(WHOLE, alone), pretty(&json(alone)));
}

/// The generator finds the siblings in the fragment itself.
#[test]
fn siblings_that_the_fragment_has_are_not_noted() {
    let kept = r#"{"paths": {"/users/{id}": {"get": {}, "delete": {}}, "/users/me": {"get": {}}, "/users/search": {"post": {}}}}"#;
    let expected = r#"{"paths": {"/users/{id}": {
        "get": {"x-literal-paths": ["/users/search", "/users/{other}/skills"]}, "delete": {}},
        "/users/me": {"get": {}}, "/users/search": {"post": {}}}}"#;
    assert_eq!(noted(WHOLE, kept), pretty(&json(expected)));
}

#[test]
fn siblings_that_were_noted_before_stay_first() {
    let kept =
        r#"{"paths": {"/users/{id}": {"delete": {"x-literal-paths": ["/users/old", "/users/me"], "tags": []}}}}"#;
    let expected = r#"{"paths": {"/users/{id}": {"delete": {
        "x-literal-paths": ["/users/old", "/users/me", "/users/search"], "tags": []}}}}"#;
    assert_eq!(noted(WHOLE, kept), pretty(&json(expected)));
}

#[test]
fn paths_of_swagger_have_their_base_path() {
    let whole = r#"{"swagger": "2.0", "basePath": "/api/v2/", "paths": {"/users/{id}": {"get": {}}, "/users/me": {"get": {}}}}"#;
    let kept = r#"{"paths": {"/api/v2/users/{id}": {"get": {}}}}"#;
    let expected = r#"{"paths": {"/api/v2/users/{id}": {"get": {"x-literal-paths": ["/api/v2/users/me"]}}}}"#;
    assert_eq!(noted(whole, kept), pretty(&json(expected)));
}
