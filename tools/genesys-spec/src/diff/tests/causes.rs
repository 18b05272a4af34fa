//! Changes that follow from another one are listed with it.

use super::{changes, fragment, properties, said, text, with_parameters};
use crate::diff::{json, markdown};
use crate::terminal::Colors;
use crate::testing::pretty;

/// Returns two operations: `getTree` has types that only it uses, and `getThing` shares `Shared` with it.
fn whole() -> String {
    document(
        &[("/things", "getThing", "Thing"), ("/tree", "getTree", "Tree")],
        "integer",
    )
}

/// Returns the same without `getTree`, and with a field of another type.
fn part() -> String {
    document(&[("/things", "getThing", "Thing")], "number")
}

fn document(operations: &[(&str, &str, &str)], size: &str) -> String {
    let operation = |(path, id, schema): &(&str, &str, &str)| {
        format!(
            r##""{path}": {{"get": {{"tags": ["Things"], "operationId": "{id}", "responses": {{"200": {{"description": "d",
                "content": {{"application/json": {{"schema": {{"$ref": "#/components/schemas/{schema}"}}}}}}}}}}}}}}"##
        )
    };
    let operations: Vec<String> = operations.iter().map(operation).collect();
    let model = |name: &str, fields: &str| format!(r#""{name}": {{"type": "object", "properties": {{{fields}}}}}"#);
    let to = |name: &str| format!(r##""{name}": {{"$ref": "#/components/schemas/{name}"}}"##);
    let kind = r#""kind": {"type": "string", "enum": ["a"]}"#;
    let models = [
        model("Thing", &format!(r#"{}, "size": {{"type": "{size}"}}"#, to("Shared"))),
        model("Shared", kind),
        model("Tree", &format!("{}, {}", to("Branch"), to("Shared"))),
        model("Branch", &format!("{}, {}", to("Leaf"), to("Tree"))),
        model("Leaf", kind),
    ];
    fragment(&operations.join(", "), &models.join(", "))
}

#[test]
fn types_are_listed_with_the_operation_that_alone_uses_them() {
    assert_eq!(
        said(&whole(), &part()),
        "breaking       ThingsApi::get_tree: operation removed, with 4 types\n\
         breaking       models::Thing.size: type is `Option<f64>`, previously `Option<i64>`\n\
         version step: major\n"
    );
    assert_eq!(
        said(&part(), &whole()),
        "breaking       models::Thing.size: type is `Option<i64>`, previously `Option<f64>`\n\
         additive       ThingsApi::get_tree: operation added, with 4 types\n\
         version step: major\n"
    );
}

#[test]
fn verbose_text_has_a_line_for_each_consequence_and_totals() {
    let changes = changes(&whole(), &part());
    assert_eq!(
        text::text(&changes, Colors::Off, true),
        "breaking       ThingsApi::get_tree: operation removed\n\
         \x20                models::Tree: struct removed\n\
         \x20                models::Branch: struct removed\n\
         \x20                models::Leaf: struct removed\n\
         \x20                models::LeafKind: enum removed\n\
         breaking       models::Thing.size: type is `Option<f64>`, previously `Option<i64>`\n\
         2 breaking changes, from which 4 others follow\n\
         version step: major\n"
    );
    let colored = text::text(&changes, Colors::On, false);
    assert!(
        colored.starts_with("\u{1b}[31mbreaking     \u{1b}[0m  ThingsApi"),
        "{colored:?}"
    );
}

#[test]
fn json_and_markdown_have_each_consequence() {
    let changes = changes(&whole(), &part());
    let json = pretty(&json::json(&changes));
    let markdown = markdown::markdown(&changes);
    for name in ["Tree", "Branch", "Leaf", "LeafKind"] {
        assert!(json.contains(&format!("\"path\": \"models::{name}\"")), "{json}");
        assert!(markdown.contains(&format!("\n  - `models::{name}`: ")), "{markdown}");
    }
    assert!(json.contains("\"breaking\": 2"), "{json}");
    assert!(
        markdown.contains("- `ThingsApi::get_tree`: operation removed\n  <details><summary>with 4 types</summary>")
    );
}

#[test]
fn callers_who_use_neither_dots_nor_a_wildcard_are_warned() {
    let note = |old: &str, new: &str| changes(old, new).note();
    let field = properties(r#", "more": {"type": "string"}"#);
    assert!(note(&properties(""), &field).unwrap().contains("without `..`"));
    let values = |values| properties(&format!(r#", "state": {{"type": "string", "enum": [{values}]}}"#));
    assert!(
        note(&values(r#""A""#), &values(r#""A", "B""#))
            .unwrap()
            .contains("without `_`")
    );
    assert_eq!(note(&field, &properties("")), None);
    assert_eq!(note(&with_parameters(""), &with_parameters("")), None);
    let text = text::text(&changes(&properties(""), &field), Colors::Off, false);
    assert!(
        !text.contains("non_exhaustive") && text.contains("\nnote: code that builds"),
        "{text}"
    );
}
