use super::missing;
use crate::convert::left_out::{LeftOut, remove};
use crate::document::text;
use crate::testing::json;
use crate::trim::choice::Choice;

/// Returns the lines about a document of which the operations with these ids were left out, each with a reason.
fn lines(tags: &[&str], operations: &[&str], reasons: &[(&str, &str)]) -> Vec<String> {
    let mut document = json(
        r#"{"paths": {"/a": {"get": {"operationId": "getA", "tags": ["A"]}, "put": {"operationId": "putA", "tags": ["A"]}},
            "/b": {"get": {"operationId": "getB", "tags": ["B", "A"]}}}}"#,
    );
    let left_out = remove(&mut document, |_, path, method, operation| {
        let (_, reason) = reasons
            .iter()
            .find(|(id, _)| operation.get("operationId") == Some(&text(*id)))?;
        Some(LeftOut::new(operation, path, method, reason))
    });
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    let choice = Choice {
        tags: texts(tags),
        operations: texts(operations),
    };
    missing(&choice, &document, &left_out)
}

#[test]
fn what_was_not_asked_for_may_be_missing() {
    assert!(lines(&["A", "B"], &["getA"], &[("putA", "it is odd")]).is_empty());
    assert!(lines(&[], &[], &[("putA", "it is odd"), ("getA", "it is odd")]).is_empty());
    // The document still has an operation, which belongs to another tag.
    assert!(lines(&["A"], &[], &[("putA", "it is odd"), ("getA", "it is odd")]).is_empty());
}

#[test]
fn an_operation_that_was_named_is_missing() {
    assert_eq!(
        lines(&["A"], &["putA"], &[("putA", "its body is a/b")]),
        ["putA (PUT /a) cannot be in a fragment: its body is a/b"]
    );
}

#[test]
fn nothing_is_left_of_a_tag() {
    assert_eq!(
        lines(&["A", "B"], &[], &[("getB", "it is odd")]),
        ["nothing is left of the tag `B`: 1 operation: it is odd"]
    );
}

#[test]
fn nothing_is_left_at_all_for_one_reason_or_several() {
    assert_eq!(
        lines(
            &[],
            &[],
            &[
                ("getA", "it needs a key"),
                ("putA", "it needs a key"),
                ("getB", "it needs a key")
            ]
        ),
        ["nothing is left of the document: all 3 operations: it needs a key"]
    );
    assert_eq!(
        lines(
            &[],
            &[],
            &[
                ("getA", "its body is a/b"),
                ("putA", "it needs a key"),
                ("getB", "it needs a key")
            ]
        ),
        ["nothing is left of the document: 2 operations: it needs a key; 1 operation: its body is a/b"]
    );
}
