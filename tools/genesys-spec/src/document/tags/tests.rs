use super::{Tags, table};
use crate::testing::json;

#[test]
fn declared_tags_come_first_and_an_operation_counts_for_each_of_its_tags() {
    let operations: Vec<String> = (0..10)
        .map(|index| format!(r#""/u{index}": {{"get": {{"tags": ["Users"]}}}}"#))
        .collect();
    let document = format!(
        r#"{{"tags": [{{"name": "Unused"}}, {{"name": "Users"}}], "paths": {{{},
            "/a": {{"parameters": [], "get": {{"tags": ["Late", "Users"]}}, "put": {{}}, "x-get": {{"tags": ["No"]}}}}}}}}"#,
        operations.join(",")
    );
    let expected = "  Unused     0\n  Users     11  (1 in Late)\n  Late       1\n  (no tag)   1\n";
    assert_eq!(table(&Tags::from_document(&json(&document))), expected);
}

#[test]
fn a_tag_cannot_write_to_the_terminal() {
    let document = json(r#"{"paths": {"/a": {"get": {"tags": ["\u001b[2J"]}}}}"#);
    assert_eq!(table(&Tags::from_document(&document)), "  \\u{1b}[2J  1\n");
}
