use openapiv3::OpenAPI;
use serde_json::{Number, Value};

use super::Json;

/// Returns the type as `serde_json` reads it from the text, and as it is read from the tree.
fn both<T: serde::de::DeserializeOwned>(text: &str) -> (T, T) {
    let tree = Json::parse(text).unwrap();
    (serde_json::from_str(text).unwrap(), tree.into_type().unwrap())
}

#[test]
fn a_tree_is_read_like_its_text() {
    let (text, tree) =
        both::<Value>(r#"{"a": [null, true, -1, 18446744073709551615, 1.5, 1e300, "x"], "b": {"": {}}}"#);
    assert_eq!(tree, text);
    for file in ["../spec/tokens.json", "tests/data/awkward.json"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let (text, tree) = both::<OpenAPI>(&std::fs::read_to_string(path).unwrap());
        assert_eq!(tree, text, "{file}");
    }
}

#[test]
fn a_misfit_has_its_place() {
    let tree =
        Json::parse(r#"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": 1}}}"#);
    let misfit = tree.unwrap().into_type::<OpenAPI>().unwrap_err();
    assert!(misfit.pointer.starts_with("/paths"), "{misfit:?}");
    let tree = Json::parse(r#"{"a/b": [[], ["x", {}]]}"#);
    let misfit = tree
        .unwrap()
        .into_type::<std::collections::BTreeMap<String, Vec<Vec<String>>>>();
    assert_eq!(misfit.unwrap_err().pointer, "/a~1b/1/1");
}

#[test]
fn a_key_may_be_there_twice_and_has_its_first_value() {
    let tree = Json::parse(r#"{"a": 1, "a": 2}"#).unwrap();
    assert_eq!(tree.get("a"), Some(&Json::Number(Number::from(1))));
}
