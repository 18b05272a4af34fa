//! Operations that get or lose the methods that read a list page by page.

use super::{fragment, said};

/// Returns an operation with a query parameter of this name, whose response has a list and this field.
fn list(parameter: &str, schema: &str, field: &str) -> String {
    let content = r##"{"application/json": {"schema": {"$ref": "#/components/schemas/Page"}}}"##;
    let get = format!(
        r#"{{"tags": ["Things"], "operationId": "getThings",
            "parameters": [{{"name": "{parameter}", "in": "query", "schema": {schema}}}],
            "responses": {{"200": {{"description": "d", "content": {content}}}}}}}"#
    );
    let page = format!(
        r#""Page": {{"type": "object", "properties": {{
            "entities": {{"type": "array", "items": {{"type": "string"}}}}, {field}}}}}"#
    );
    fragment(&format!(r#""/things": {{"get": {get}}}"#), &page)
}

const STRING: &str = r#"{"type": "string"}"#;
const PAGE_COUNT: &str = r#""pageCount": {"type": "integer", "format": "int32"}"#;
const NOTHING: &str = r#""total": {"type": "integer", "format": "int32"}"#;

fn changes_of_the_operation(old: &str, new: &str) -> Vec<String> {
    let said = said(old, new);
    let lines = said
        .lines()
        .filter(|line| line.contains("get_things:") || line.starts_with("version"));
    lines.map(str::to_owned).collect()
}

#[test]
fn a_scheme_that_comes_is_additive_and_one_that_goes_breaks() {
    let paged = list("pageNumber", STRING, &format!("{NOTHING}, {PAGE_COUNT}"));
    let unpaged = list("pageNumber", STRING, NOTHING);
    assert_eq!(
        changes_of_the_operation(&unpaged, &paged),
        [
            "additive       ThingsApi::get_things: is now paged by `PageNumber`, with `items` and `pages`",
            "version step: minor"
        ]
    );
    assert_eq!(
        changes_of_the_operation(&paged, &unpaged),
        [
            "breaking       ThingsApi::get_things: is no longer paged, and has no `items` and `pages`: the request has a parameter for a \
             page, but the response does not have its counterpart",
            "version step: major"
        ]
    );
    assert_eq!(changes_of_the_operation(&paged, &paged), ["version step: none"]);
}

/// A program may have stored a place, which the other scheme does not understand.
#[test]
fn another_scheme_breaks() {
    let fields = r#""nextUri": {"type": "string"}"#;
    let uri = list("after", STRING, fields);
    let field = list("after", STRING, &format!(r#"{fields}, "after": {STRING}"#));
    assert_eq!(
        changes_of_the_operation(&uri, &field),
        [
            "breaking       ThingsApi::get_things: is paged by `After`, previously by `AfterInUri`",
            "version step: major"
        ]
    );
}
