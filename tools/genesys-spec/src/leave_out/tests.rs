use super::leave_out;
use crate::testing::json;

/// Returns the reason why this operation is left out, or `None` if it is kept.
fn reason(operation: &str) -> Option<String> {
    let mut document = json(&format!(
        r#"{{"paths": {{"/a": {{"post": {operation}}}}}, "components": {{"securitySchemes": {{
            "Auth": {{"type": "oauth2"}}, "Guest": {{"type": "apiKey"}}}}}}}}"#
    ));
    let mut left_out = leave_out(&mut document);
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
fn successes_that_disagree() {
    let media = |ty: &str| format!(r#"{{"content": {{"application/json": {{"schema": {{"type": "{ty}"}}}}}}}}"#);
    let two = |a: &str, b: &str| format!(r#"{{"responses": {{"200": {}, "202": {}}}}}"#, media(a), media(b));
    assert_eq!(
        reason(&two("string", "number")).unwrap(),
        "its successes have different schemas"
    );
    assert_eq!(reason(&two("string", "string")), None);
}

#[test]
fn successes_are_compared_as_types_of_the_chosen_media_type() {
    let two = |a: &str, b: &str| {
        reason(&format!(
            r#"{{"responses": {{"200": {{"description": "", "content": {{{a}}}}}, "201": {{"description": "", "content": {{{b}}}}}}}}}"#
        ))
    };
    let json = |schema: &str| format!(r#""application/json": {{"schema": {schema}}}"#);
    let csv = r#""text/csv": {"schema": {"type": "string"}}"#;
    let list = json(r#"{"type": "array", "items": {"type": "integer"}}"#);
    assert_eq!(two(&format!("{csv}, {list}"), &list), None);
    let described = json(r#"{"type": "string", "description": "d"}"#);
    assert_eq!(two(&described, &json(r#"{"type": "string"}"#)), None);
    let different = Some("its successes have different schemas".to_owned());
    assert_eq!(two(csv, &list), different);
    // The generator makes one model of each.
    let model = json(r#"{"type": "object", "properties": {"a": {"type": "string"}}}"#);
    assert_eq!(two(&model, &model), different);
}

#[test]
fn a_response_to_head_has_no_body() {
    let operation = r#"{"responses": {"200": {"content": {"image/png": {"schema": {"type": "string"}}}}}}"#;
    let mut document = json(&format!(r#"{{"paths": {{"/a": {{"head": {operation}}}}}}}"#));
    assert_eq!(leave_out(&mut document), []);
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
