use super::remove;
use crate::testing::json;

/// Returns the reason why this operation is left out, or `None` if it is kept.
fn reason(operation: &str) -> Option<String> {
    let mut document = json(&format!(
        r#"{{"paths": {{"/a": {{"post": {operation}}}}}, "components": {{"securitySchemes": {{
            "Auth": {{"type": "oauth2"}}, "Guest": {{"type": "apiKey"}}}}}}}}"#
    ));
    let mut left_out = remove(&mut document);
    assert_eq!(document.get("paths").unwrap().get("/a").is_none(), !left_out.is_empty());
    left_out.pop().map(|one| one.reason)
}

#[test]
fn bodies_that_are_neither_json_nor_text() {
    let body = |media_types: &str| reason(&format!(r#"{{"requestBody": {{"content": {{{media_types}}}}}}}"#));
    assert_eq!(
        body(r#""multipart/form-data": {}"#).unwrap(),
        "its body is multipart/form-data"
    );
    assert_eq!(body(r#""multipart/form-data": {}, "application/json": {}"#), None);
    assert_eq!(body(r#""text/plain; charset=utf-8": {}"#), None);
    let response = |response: &str| reason(&format!(r#"{{"responses": {{"200": {response}}}}}"#));
    let image = r#"{"content": {"image/png": {"schema": {"type": "string"}}}}"#;
    assert_eq!(response(image).unwrap(), "its response is image/png");
    let file = r#"{"content": {"application/json": {"schema": {"type": "string", "format": "binary"}}}}"#;
    assert_eq!(response(file).unwrap(), "its response is a file");
    assert_eq!(response(r#"{"content": {"image/png": {}}}"#), None);
}

#[test]
fn a_response_to_head_has_no_body() {
    let operation = r#"{"responses": {"200": {"content": {"image/png": {"schema": {"type": "string"}}}}}}"#;
    let mut document = json(&format!(r#"{{"paths": {{"/a": {{"head": {operation}}}}}}}"#));
    assert_eq!(remove(&mut document), []);
}

#[test]
fn schemes_other_than_oauth2() {
    let needs = |security: &str| reason(&format!(r#"{{"operationId": "a", "security": {security}}}"#));
    let expected = "it needs `Guest` (apiKey), and the client only has an OAuth 2 token";
    assert_eq!(needs(r#"[{"Guest": []}]"#).unwrap(), expected);
    assert_eq!(needs(r#"[{"Auth": [], "Guest": []}]"#).unwrap(), expected);
    for security in [
        "[]",
        "[{}]",
        r#"[{"Guest": []}, {"Auth": []}]"#,
        r#"[{"Guest": []}, {}]"#,
    ] {
        assert_eq!(needs(security), None, "{security}");
    }
}

#[test]
fn a_tag_without_a_letter_or_a_digit() {
    assert_eq!(
        reason(r#"{"tags": ["名前", "Users"]}"#).unwrap(),
        "no Rust name can be made of its tag `名前`"
    );
    assert_eq!(reason(r#"{"tags": ["Users", "名前"]}"#), None);
}
