//! Errors of `serde_json`, with the path of what they are about.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::path_of;

#[derive(Debug, Deserialize)]
struct Item {
    #[serde(rename = "id")]
    _id: i32,
    #[serde(rename = "items", default)]
    _items: Vec<Item>,
}

fn path<T: DeserializeOwned + std::fmt::Debug>(json: &str) -> String {
    path_of(&serde_json::from_str::<T>(json).unwrap_err(), json)
}

#[test]
fn a_value_of_another_type_has_the_path_of_its_field() {
    for value in ["\"7\"", "true", "null", "1.5", "{}", "[]", "3000000000", "\"\\\"\\\\\""] {
        assert_eq!(path::<Item>(&format!(r#"{{"id":{value}}}"#)), "id", "{value}");
        assert_eq!(path::<Vec<i32>>(&format!("[1, {value}]")), "[1]", "{value}");
        assert_eq!(path::<Vec<i32>>(&format!("[{value}, 1]")), "[0]", "{value}");
        assert_eq!(
            path::<Item>(&format!(
                "{{\n \"id\" : 1,\n\t\"items\": [{{\"id\": 2}},\r\n {{ \"id\" :\n {value} }}]}}"
            )),
            "items[1].id",
            "{value}"
        );
    }
}

#[test]
fn an_object_without_a_field_that_it_needs_has_its_own_path() {
    assert_eq!(path::<Item>("{}"), "");
    assert_eq!(path::<Item>(r#"{"id":1,"items":[{"id":1},{"items":[]}]}"#), "items[1]");
    assert_eq!(path::<Vec<(i32, i32)>>("[[1,2],[3]]"), "[1]");
}

#[test]
fn names_may_have_any_characters() {
    assert_eq!(
        path::<BTreeMap<String, i32>>(r#"{"a":1,"größe \"{[,:]}\"":"x"}"#),
        r#"größe "{[,:]}""#
    );
    assert_eq!(path::<BTreeMap<String, Vec<i32>>>(r#"{"a.b":[[]]}"#), "a.b[0]");
}

#[test]
fn text_that_ends_too_early_has_the_path_of_what_has_begun() {
    for (json, expected) in [
        ("", ""),
        ("[", ""),
        ("[1,", ""),
        ("[1", "[0]"),
        ("[[", "[0]"),
        (r#"{"id":1,"items":[{"id":"#, "items[0].id"),
        (r#"{"id":1,"items":[{"id":1},{"#, "items[1]"),
        (r#"{"id":1,"items"#, ""),
    ] {
        assert_eq!(path::<serde_json::Value>(json), expected, "{json}");
    }
    assert_eq!(path::<BTreeMap<String, String>>(r#"{"a":"b\""#), "a");
}
