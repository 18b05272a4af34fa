use super::{Texts, hash};
use crate::testing::json;

#[test]
fn the_hash_of_a_text_never_changes() {
    // Fragments in repositories have these hashes.
    assert_eq!(hash(["get", "summary", "Returns a user."]), 0x6339_b7d9);
}

#[test]
fn texts_are_those_of_keywords_and_of_error_codes() {
    let document = json(
        r#"{
            "info": {"title": "a", "version": "not a text"},
            "paths": {"/a": {"get": {"summary": "b", "operationId": "not a text", "responses": {
                "400": {"description": "c", "x-inin-error-codes": {"bad.request": "d"}}}}}},
            "components": {"schemas": {"A": {"properties": {"description": {"type": "string", "description": "e"}}}}},
            "tags": [{"name": "Users", "description": "f"}]
        }"#,
    );
    let texts = Texts::from_document(&document);
    assert_eq!(texts.0.len(), 6);
    for (owner, key, text) in [
        ("info", "title", "a"),
        ("get", "summary", "b"),
        ("400", "description", "c"),
        ("x-inin-error-codes", "bad.request", "d"),
        ("description", "description", "e"),
        ("Users", "description", "f"),
    ] {
        assert!(texts.contains(owner, key, text), "{text}");
        assert!(
            !texts.contains("other", key, text) && !texts.contains(owner, key, "other"),
            "{text}"
        );
    }
    assert_eq!(Texts::parse(&texts.to_line()), Some(texts));
}

#[test]
fn a_line_that_is_not_of_hashes_is_refused() {
    assert_eq!(Texts::parse("0000000a x"), None);
    assert_eq!(Texts::parse(""), Some(Texts::default()));
}
